"""Names that must be unique, and records that are probably about one work."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from unisurvey.bib.keys import propose_key
from unisurvey.checks.registry import Finding, check
from unisurvey.matching import Description, Index, alike_in_title, bare
from unisurvey.records import folder_of
from unisurvey.schema import Paper, Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place


_MAY_REPEAT = frozenset({
    "authors", "corrections", "exceptions", "sources", "input", "output",
})  # fmt: skip


@check("C201")
def duplicate_names(catalog: Catalog) -> Iterator[Finding]:
    """An id, alias or key names two records of a kind.

    Ids and aliases are unique within papers, datasets and benchmarks each; keys are
    unique in the catalogue and are no paper's id but their own. Rename the newer
    one, or remove the alias.

    Example:
        # data/papers/sketch.yaml
        aliases: [draw]
        # data/papers/brush.yaml
        aliases: [draw]
    """
    owners: dict[tuple[str, str], str] = {
        (folder_of(record), record.id): record.id for record in catalog
    }
    for record in catalog:
        folder = folder_of(record)
        for n, alias in enumerate(record.aliases or ()):
            owner = owners.setdefault((folder, alias), record.id)
            if owner != record.id:
                message = f"alias {alias!r} already names {owner!r}"
                yield Finding(record, ("aliases", n), message)
    for paper in catalog.papers:
        owner = owners.setdefault(("papers", paper.key), paper.id)
        if owner != paper.id:
            names = {name for folder, name in owners if folder == "papers"}
            message = f"key {paper.key!r} already names {owner!r}"
            hint = f"a key that is free: {propose_key(paper, names)}"
            yield Finding(paper, ("key",), message, hint)


@check("C202")
def same_identifier(catalog: Catalog) -> Iterator[Finding]:
    """One arXiv id or DOI stands in two papers.

    One of them has somebody else's id. Where two papers really share an arXiv id,
    the older one carries the version (`2307.06350v1`).

    Example:
        # data/papers/sketch.yaml
        arxiv: "2408.00001"
        # data/papers/brush.yaml
        arxiv: "2408.00001"
    """
    for field in ("arxiv", "doi"):
        holders = defaultdict(list)
        for paper in catalog.papers:
            value = getattr(paper, field)
            if value:
                holders[value.casefold()].append(paper)
        for value, papers in holders.items():
            for paper in papers[1:]:
                message = (
                    f"{field} {value} is also that of {papers[0].id!r} "
                    f"({papers[0].title!r})"
                )
                yield Finding(paper, (field,), message)


@check("C203", fixable=True, each=Record)
def repeated_element(subject: Subject[Record]) -> Iterator[Finding]:
    """A list of components, modalities, aliases or references names something twice.

    Authors may repeat, since two people can have one name, and so may a benchmark's
    inputs.

    Example:
        # data/papers/sketch.yaml
        model:
          name: Sketch
          section: a
          backbone: [llama, llama]
    """
    record = subject.record
    for loc, values in _lists(record, ()):
        for n, value in enumerate(values):
            if value in values[:n]:
                fix: dict[Place, Any] = {loc: list(dict.fromkeys(values))}
                message = f"{value!r} stands here twice"
                yield Finding(record, (*loc, n), message, fix=fix)


def _lists(
    model: BaseModel, loc: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[object, ...]]]:
    for name, value in vars(model).items():
        if isinstance(value, BaseModel):
            yield from _lists(value, (*loc, name))
        elif isinstance(value, tuple) and (loc or name not in _MAY_REPEAT):
            yield (*loc, name), value


@check("C204", pairs=True)
def same_work(catalog: Catalog, fresh: Collection[Record]) -> Iterator[Finding]:
    """Two papers are probably the same work.

    Their titles are nearly the same, numbers in them included, and they share at least
    half of the shorter author list, or one of them names no authors. Merge them: the
    better record keeps the other's title in `other_titles` and its id in `aliases`. If
    they are two works, say so under `exceptions` in the newer record.

    Example:
        # data/papers/sketch.yaml
        title: "Sketch: Drawing and Reading with One Model"
        authors: [Ann One, Bob Two]
        # data/papers/sketch-2.yaml
        title: "Sketch: Drawing & Reading with one Model"
        authors: [Ann One, Bob Two, Cem Three]
    """
    papers = catalog.papers
    if len(fresh) ** 2 < len(papers):
        papers = alike_in_title(
            papers, [one for one in fresh if isinstance(one, Paper)]
        )
    index = Index(papers)
    order = {paper.id: (paper.added, n) for n, paper in enumerate(papers)}
    for paper in papers:
        for other in index.lookalikes(paper):
            if order[other.id] < order[paper.id]:
                message = f"probably the same work as {other.id!r} ({other.title!r})"
                yield Finding(paper, ("title",), message)


@check("C205", needs_metadata=True)
def id_of_another_work(
    catalog: Catalog, metadata: Mapping[str, Description]
) -> Iterator[Finding]:
    """The arXiv id is that of another work.

    Stored metadata of arXiv (`validate --metadata FILE`) have other authors and another
    title under it. Open the id's page and correct it. Without such a file this is not
    looked for; `unisurvey refresh --versions` asks arXiv itself.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        authors: [Ann One]
        arxiv: "1706.03762"
    """
    for paper in catalog.papers:
        said = metadata.get(bare(paper.arxiv))
        if said and Index((paper,)).match(said).stranger:
            message = f"arXiv {paper.arxiv} is {said.title!r}"
            yield Finding(paper, ("arxiv",), message)
