"""One work on one page: what it is, introduces and is built of, who uses it, its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields import by_name, fields_of
from unisurvey.fields.attributes import PARTS, model_of, paper_url
from unisurvey.records import name_of
from unisurvey.records.source_classes import from_lists_alone
from unisurvey.records.ties import REPLACED
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.views.flat import FLATTEN, address, kind_of
from unisurvey.views.wording import (
    ABSENT,
    ALONE,
    UNVERIFIED,
    author_names,
    benchmark_size,
    component_names,
    shown_name,
    stated,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat

Row = tuple[str, str]

BUILT, LINKS, PUBLISHED = "Built of", "Links", "Published and cited"
_GROUPS = {
    **dict.fromkeys((*PARTS, "mask", "parameters_b", "training_data"), BUILT),
    **dict.fromkeys(("input_modalities", "output_modalities"), BUILT),
    **dict.fromkeys(("url", "home", "code", "weights", "demo", "project"), LINKS),
    **dict.fromkeys(
        (
            "code_license",
            "weights_license",
            "license",
            "stars",
            "last_commit",
            "archived",
        ),
        LINKS,
    ),
    **dict.fromkeys(("key", "authors", "arxiv", "arxiv_class", "doi"), PUBLISHED),
    **dict.fromkeys(("year", "venue", "pages"), PUBLISHED),
    **dict.fromkeys(("survey_references", "cited_in"), PUBLISHED),
}
"""Field → its group, in the order of its rows; all others say what the work is."""


class Group(NamedTuple):
    """Rows that belong together."""

    heading: str
    rows: list[Row]


class Fact(NamedTuple):
    """What one field says of a record."""

    field: RecordField
    group: str
    words: str
    """What the field is called; titles of other versions have their own words."""

    text: str
    """As people read it; empty where the record does not state it."""


class Page(NamedTuple):
    """What is shown of one record."""

    title: str
    groups: list[Group]
    """Those that have rows."""

    unstated: int
    """How many fields are left out because the record does not state them."""

    unseen: int
    """How many sources are left out."""

    @property
    def width(self) -> int:
        """Cells of the longest name of a row."""
        return max(len(name) for group in self.groups for name, _ in group.rows)


def page(
    record: Record,
    catalog: Catalog,
    *,
    whole: bool = False,
    sources: bool = False,
    scores: bool = False,
) -> Page:
    """Return the page of a record.

    Args:
        record: What it is about.
        catalog: What it is part of.
        whole: Show a dash for what the record does not state, instead of leaving it out.
        sources: Also show who vouches for what.
        scores: Also show what a model scores, or who is best on a benchmark.
    """
    kind = kind_of(record)
    what = kind.removesuffix("s").capitalize()
    facts: dict[str, list[Row]] = {what: [], BUILT: [], LINKS: [], PUBLISHED: []}
    unstated = 0
    for _field, group, words, text in facts_of(record, catalog):
        if text or whole:
            facts[group or what].append((words, text or ABSENT))
        else:
            unstated += 1
    groups = (
        Group(what, facts[what]),
        Group(
            "Introduces", [_artifact(r, catalog) for r in catalog.introduced(record)]
        ),
        Group("Addresses", list(_claims(record, catalog))),
        Group(BUILT, facts[BUILT]),
        Group("Variants", list(_variants(record, catalog))),
        Group("Scores", list(_scores(record, catalog)) if scores else []),
        Group("Used by", list(_users(record, catalog))),
        Group(LINKS, facts[LINKS]),
        Group(PUBLISHED, facts[PUBLISHED]),
        Group("Remarks", list(remarks(record, catalog))),
        Group("Sources", list(_sources(record)) if sources else []),
    )
    mark = f" {UNVERIFIED}" if record.unverified else ""
    return Page(
        f"{shown_name(record)}{mark}",
        [group for group in groups if group.rows],
        unstated,
        0 if sources else len(record.sources),
    )


def _scores(record: Record, catalog: Catalog) -> Iterator[Row]:
    """Yield what its authors state of a model, or the plain board of a benchmark."""
    from unisurvey.scores.asking import ScoreQuestion, board_asked
    from unisurvey.scores.plain import plain_board
    from unisurvey.views.scores import ScoreWords, subject_text

    words = ScoreWords(catalog)
    if isinstance(record, Benchmark):
        for each in plain_board(record, None, catalog):
            cells = words.standing_line(each).cells
            yield f"{each.rank} {cells['model']}", _said(cells, "")
    elif model_of(record):
        found = board_asked(ScoreQuestion(papers=frozenset({record.id})), catalog)
        own = [e for e in found if e.score.metric is e.score.benchmark.primary]
        for each in sorted(own, key=lambda e: subject_text(e.score).casefold()):
            cells = words.standing_line(each).cells
            by = "" if each.score.is_own else cells["by"]
            yield subject_text(each.score), _said(cells, by)
    if words.legend:
        yield "", words.legend


def _said(cells: Mapping[str, str], by: str) -> str:
    """Return a value with its variant, settings and quotations, as one text."""
    parts = (cells["variant"], cells["settings"], cells["others"], by and f"by {by}")
    return f"{cells['value']}  {', '.join(filter(None, parts))}".rstrip()


def addresses(record: Record, target: str, catalog: Catalog) -> list[str]:
    """Return where a link of a work leads; several where it introduces several things.

    Args:
        record: Its own link goes before its paper's, and that before those of what the
            paper introduces.
        target: `paper`, where it is read, or a link's name.
        catalog: What the record is part of.
    """
    paper = catalog.paper_of(record)
    if target == "paper":
        url = paper_url(paper) if paper else None
        return [url] if url else []
    for holders in ((record,), (paper,), catalog.introduced(paper or record)):
        links = (getattr(holder, "links", None) for holder in holders)
        found = [getattr(each, target, None) for each in links]
        if any(found):
            return list(dict.fromkeys(filter(None, found)))
    return []


def facts_of(record: Record, catalog: Catalog, flat: Flat | None = None) -> list[Fact]:
    """Return what each field says, in the order of a page.

    Args:
        record: What they are about.
        catalog: What it is part of.
        flat: Its flat object, where that is made already.
    """
    place = {name: n for n, name in enumerate(_GROUPS)}
    flat = flat or FLATTEN[kind_of(record)](record, catalog)
    return sorted(
        _facts(record, catalog, flat), key=lambda fact: place.get(fact.field.name, -1)
    )


def _facts(record: Record, catalog: Catalog, flat: Flat) -> Iterator[Fact]:
    alone = from_lists_alone(record, catalog)
    for field in fields_of(kind_of(record), catalog):
        if not (field.flat and field.on_page):
            continue
        name, value = field.name, flat[field.name]
        group = _GROUPS.get(name, "")
        text = stated(name, flat, catalog)
        if name == "section" and value:
            section = catalog.vocabularies.sections[value]
            text = f"{value} ({section.label or section.name})"
        elif name in {"samples", "size"}:
            text = _size(record)
        elif name == "authors":
            text = ", ".join(author_names(catalog.paper_of(record)))
        elif name == "understanding_encoder" and flat["shared_encoder"]:
            text += " (shared)"
        if text and _stating(field, record) in alone:
            text += f" ({ALONE})"
        if text or not field.quiet:
            yield Fact(field, group, field.words, text)
        if name == "title" and isinstance(record, Paper):
            yield from (
                Fact(field, group, "also titled", title)
                for title in record.other_titles or ()
            )


def _stating(field: RecordField, record: Record) -> str:
    """Return the place of a field in a record; a shared encoder has one of its own."""
    model = model_of(record)
    shared = model and model.encoders and model.encoders.shared
    is_encoder = field.place.startswith("model.encoders.")
    return "model.encoders.shared" if shared and is_encoder else field.place


def _claims(record: Record, catalog: Catalog) -> Iterator[Row]:
    """Yield each challenge with what the record says of it."""
    for challenge, claim in (record.addresses or {}).items():
        yield catalog.vocabularies.challenges[challenge].name, claim


class VariantTold(NamedTuple):
    """What is known of a variant; empty is not known."""

    name: str
    parameters: str
    backbone: str
    resolution: str
    license: str
    released: str
    weights: str


def variants_told(record: Record, catalog: Catalog) -> Iterator[VariantTold]:
    """Yield the variants of a model."""
    model = model_of(record)
    for each in (model and model.variants) or ():
        counted = [
            f"{number:g}B {name.replace('_', ' ')}"
            for name, number in each.parameters or ()
            if number
        ]
        yield VariantTold(
            each.name or each.id,
            ", ".join(counted),
            component_names(each.backbone or (), catalog),
            f"{each.resolution} px" if each.resolution else "",
            (model.license_of(each) if model else None) or "",
            each.released or "",
            each.weights or "",
        )


def _variants(record: Record, catalog: Catalog) -> Iterator[Row]:
    """Yield each variant of a model in one line."""
    for name, *facts, released, weights in variants_told(record, catalog):
        told = (*facts, released and f"released {released}", weights)
        yield name, "; ".join(filter(None, told)) or "no more is known of it"


def _size(record: Record) -> str:
    if isinstance(record, Dataset) and record.samples:
        return f"{record.samples:,} {record.unit or ''}".strip()
    return (isinstance(record, Benchmark) and benchmark_size(record)) or ""


def _artifact(record: Dataset | Benchmark, catalog: Catalog) -> Row:
    """Return a dataset or benchmark in one line."""
    home = record.links.home if record.links else None
    facts = (artifact_told(record, catalog), home)
    name = f"{record.name} ({address(record, catalog)})"
    return kind_of(record).removesuffix(
        "s"
    ), f"{name}: {'; '.join(filter(None, facts))}"


def artifact_told(record: Dataset | Benchmark, catalog: Catalog) -> str:
    """Return what a dataset or benchmark is for, its size and its licence."""
    section = catalog.vocabularies.sections[record.section]
    facts = (
        section.label or section.name,
        _size(record),
        record.license if isinstance(record, Dataset) else None,
    )
    return "; ".join(filter(None, facts))


def users_of(record: Record, catalog: Catalog) -> Iterator[tuple[str, list[Record]]]:
    """Yield who names the record, by what it is to them."""
    found: dict[str, list[Record]] = {}
    for use in catalog.uses(record):
        if use.tie != REPLACED:
            found.setdefault(use.tie, []).append(use.record)
    for tie, users in found.items():
        words = by_name(catalog)[tie].words
        yield f"as {words}" if tie in PARTS else words, users


def _users(record: Record, catalog: Catalog) -> Iterator[Row]:
    for words, users in users_of(record, catalog):
        yield words, ", ".join(map(name_of, users))


def remarks(
    record: Record, catalog: Catalog, *, corrections: bool = True
) -> Iterator[Row]:
    """Yield what became of a record, and what its readers should know.

    Args:
        record: What they are about.
        catalog: What it is part of.
        corrections: Also where publications say something else.
    """
    for use in catalog.uses(record):
        if use.tie == REPLACED:
            yield "takes the place of", name_of(use.record)
    if record.status:
        by = f" by {record.status.by}" if record.status.by else ""
        yield "status", f"{record.status.kind}{by}, {record.status.source}"
    if record.unverified:
        yield "unverified", ", ".join(record.unverified)
    for correction in (record.corrections or ()) if corrections else ():
        yield (
            "correction",
            (
                f"{correction.field}: {correction.in_} says {correction.was!r}; "
                f"{correction.reason} ({correction.source})"
            ),
        )
    for exception in record.exceptions or ():
        yield "exception", f"{exception.check}: {exception.reason}"
    for note in record.notes or ():
        yield "note", note


def _sources(record: Record) -> Iterator[Row]:
    for source in record.sources:
        at = f", {source.at}" if source.at else ""
        note = f" ({source.note})" if source.note else ""
        yield "source", f"{source.place}{at}: {', '.join(source.vouches)}{note}"
