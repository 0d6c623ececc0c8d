"""What `catalogue.yaml` and `words.yaml` name that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.checks.registry import Finding, check
from unisurvey.errors import close_matches, did_you_mean
from unisurvey.fields import by_name, flat_fields
from unisurvey.fields.facets import COMPARING, FACETS, LEAVING, LISTING
from unisurvey.root import data_directory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Vocabularies


class _Named(NamedTuple):
    """A word that stands for something else."""

    loc: Place
    what: str
    word: str
    known: Collection[str]


@check("C219")
def undefined_word(catalog: Catalog) -> Iterator[Finding]:
    """The catalogue's description or its words name something that is not there.

    Tables and requirements name sections, columns name keys that `list --columns` takes,
    rules of encodings name kinds of components or their groups. A field that the
    catalogue adds has a name that no other field, filter or word of an address has.

    Example:
        # data/catalogue.yaml
        requires:
          - section: no-such-section
            each_side: [text]
    """
    data = data_directory(catalog.root)
    for file, found in (
        ("catalogue.yaml", _described(catalog)),
        ("words.yaml", _ruled(catalog.vocabularies)),
    ):
        for named in found:
            if named.word not in named.known:
                close = did_you_mean(close_matches(named.word, named.known))
                message = f"no {named.what} {named.word!r}{close}"
                yield Finding(data / file, named.loc, message)
    filters = FACETS.keys() | COMPARING.keys() | LEAVING.keys()
    taken = by_name().keys() | filters | LISTING
    for n, field in enumerate(catalog.vocabularies.about.fields or ()):
        if field.id in taken:
            message = f"{field.id!r} is what every catalogue has already"
            yield Finding(data / "catalogue.yaml", ("fields", n, "id"), message)


def _described(catalog: Catalog) -> Iterator[_Named]:
    known, about = catalog.vocabularies, catalog.vocabularies.about
    sections = known.sections.by_id
    if about.license:
        yield _Named(("license",), "licence", about.license, known.licenses.by_id)
    if about.work:
        papers = catalog.existing["papers"]
        yield _Named(("work",), "paper", about.work, papers)
    for n, publication in enumerate(about.publications or ()):
        for t, table in enumerate(publication.tables or ()):
            place: Place = ("publications", n, "tables", t)
            yield _Named((*place, "section"), "section", table.section, sections)
            if table.section in known.sections:
                keys = flat_fields(f"{sections[table.section].kind}s", catalog)
                for c, column in enumerate(table.columns):
                    loc = (*place, "columns", c, "field")
                    yield _Named(loc, "field", column.field, keys)
    for n, rule in enumerate(about.requires or ()):
        yield _Named(("requires", n, "section"), "section", rule.section, sections)
        for name in ("each_side", "beyond"):
            for m, modality in enumerate(getattr(rule, name) or ()):
                loc = ("requires", n, name, m)
                yield _Named(loc, "modality", modality, known.modalities.by_id)
    for n, complete in enumerate(about.complete or ()):
        keys = flat_fields(complete.of, catalog)
        for m, name in enumerate(complete.fields):
            yield _Named(("complete", n, "fields", m), "field", name, keys)
    for n, name in enumerate(about.without or ()):
        yield _Named(("without", n), "field", name, by_name())
    benchmarks = {benchmark.id for benchmark in catalog.benchmarks}
    for key in ("boards", "against"):
        for n, name in enumerate(getattr(about, key) or ()):
            yield _Named((key, n), "benchmark", name, benchmarks)


def _ruled(known: Vocabularies) -> Iterator[_Named]:
    groups = {kind.group for kind in known.component_kinds if kind.group}
    kinds = groups | known.component_kinds.by_id.keys()
    for n, encoding in enumerate(known.encodings):
        for r, rule in enumerate(encoding.contradicted_by or ()):
            for name in ("none", "some", "beyond"):
                for k, kind in enumerate(getattr(rule, name) or ()):
                    loc = ("encodings", n, "contradicted_by", r, name, k)
                    yield _Named(loc, "kind of component or group", kind, kinds)
