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

Row = tuple[str, str]

_BUILT, _LINKS, _PUBLISHED = "Built of", "Links", "Published and cited"
_GROUPS = {
    **dict.fromkeys((*PARTS, "mask", "parameters_b", "training_data"), _BUILT),
    **dict.fromkeys(("input_modalities", "output_modalities"), _BUILT),
    **dict.fromkeys(("url", "home", "code", "weights", "demo", "project"), _LINKS),
    **dict.fromkeys(
        (
            "code_license",
            "weights_license",
            "license",
            "stars",
            "last_commit",
            "archived",
        ),
        _LINKS,
    ),
    **dict.fromkeys(("key", "authors", "arxiv", "arxiv_class", "doi"), _PUBLISHED),
    **dict.fromkeys(("year", "venue", "pages"), _PUBLISHED),
    **dict.fromkeys(("survey_references", "cited_in"), _PUBLISHED),
}
"""Field → its group, in the order of its rows; all others say what the work is."""


class Group(NamedTuple):
    """Rows that belong together."""

    heading: str
    rows: list[Row]


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
    facts: dict[str, list[Row]] = {what: [], _BUILT: [], _LINKS: [], _PUBLISHED: []}
    unstated = 0
    place = {name: n for n, name in enumerate(_GROUPS)}
    for name, row in sorted(_facts(record, catalog), key=lambda f: place.get(f[0], -1)):
        if row[1] or whole:
            facts[_GROUPS.get(name, what)].append((row[0], row[1] or ABSENT))
        else:
            unstated += 1
    groups = (
        Group(what, facts[what]),
        Group(
            "Introduces", [_artifact(r, catalog) for r in catalog.introduced(record)]
        ),
        Group("Addresses", list(_claims(record, catalog))),
        Group(_BUILT, facts[_BUILT]),
        Group("Variants", list(_variants(record, catalog))),
        Group("Scores", list(_scores(record, catalog)) if scores else []),
        Group("Used by", list(_users(record, catalog))),
        Group(_LINKS, facts[_LINKS]),
        Group(_PUBLISHED, facts[_PUBLISHED]),
        Group("Remarks", [*_replaced(record, catalog), *_remarks(record)]),
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


def _facts(record: Record, catalog: Catalog) -> Iterator[tuple[str, Row]]:
    """Yield each field's name and row; the text of what is not stated is empty."""
    flat = FLATTEN[kind_of(record)](record, catalog)
    alone = from_lists_alone(record, catalog)
    for field in fields_of(kind_of(record), catalog):
        if not (field.flat and field.on_page):
            continue
        name, value = field.name, flat[field.name]
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
            yield name, (field.words, text)
        if name == "title" and isinstance(record, Paper):
            yield from (
                (name, ("also titled", title)) for title in record.other_titles or ()
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


def _variants(record: Record, catalog: Catalog) -> Iterator[Row]:
    """Yield each variant of a model in one line."""
    model = model_of(record)
    for each in (model and model.variants) or ():
        counted = [
            f"{number:g}B {name.replace('_', ' ')}"
            for name, number in each.parameters or ()
            if number
        ]
        license_ = model.license_of(each) if model else None
        facts = (
            ", ".join(counted),
            component_names(each.backbone or (), catalog),
            f"{each.resolution} px" if each.resolution else None,
            license_,
            each.released and f"released {each.released}",
            each.weights,
        )
        told = "; ".join(filter(None, facts)) or "no more is known of it"
        yield each.name or each.id, told


def _size(record: Record) -> str:
    if isinstance(record, Dataset) and record.samples:
        return f"{record.samples:,} {record.unit or ''}".strip()
    return (isinstance(record, Benchmark) and benchmark_size(record)) or ""


def _artifact(record: Dataset | Benchmark, catalog: Catalog) -> Row:
    """Return a dataset or benchmark in one line."""
    section = catalog.vocabularies.sections[record.section]
    facts = (
        section.label or section.name,
        _size(record),
        record.license if isinstance(record, Dataset) else None,
        record.links.home if record.links else None,
    )
    name = f"{record.name} ({address(record, catalog)})"
    return kind_of(record).removesuffix(
        "s"
    ), f"{name}: {'; '.join(filter(None, facts))}"


def _users(record: Record, catalog: Catalog) -> Iterator[Row]:
    """Yield who names the record, by what it is to them."""
    names: dict[str, list[str]] = {}
    for use in catalog.uses(record):
        if use.tie != REPLACED:
            names.setdefault(use.tie, []).append(name_of(use.record))
    for tie, users in names.items():
        words = by_name(catalog)[tie].words
        yield f"as {words}" if tie in PARTS else words, ", ".join(users)


def _replaced(record: Record, catalog: Catalog) -> Iterator[Row]:
    for use in catalog.uses(record):
        if use.tie == REPLACED:
            yield "takes the place of", name_of(use.record)


def _remarks(record: Record) -> Iterator[Row]:
    if record.status:
        by = f" by {record.status.by}" if record.status.by else ""
        yield "status", f"{record.status.kind}{by}, {record.status.source}"
    if record.unverified:
        yield "unverified", ", ".join(record.unverified)
    for correction in record.corrections or ():
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
