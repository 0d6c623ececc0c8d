"""What pages offer to filter by: every filter of `list` whose words can be counted.

Which records a word finds is decided by the filters themselves, so that a page and a
command line never differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields.attributes import survey_tables
from unisurvey.fields.facets import FACETS, YES_NO, facets
from unisurvey.fields.words import SIDES
from unisurvey.text.heads import as_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.fields.facets import Facet
    from unisurvey.fields.words import Meant
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


class OfferedWord(NamedTuple):
    """One word of a filter."""

    word: str
    """As typed."""

    label: str
    depth: int
    """How far it stands below others."""

    rows: list[int]
    """Which records it finds, by their place."""


class Offer(NamedTuple):
    """One filter with its words."""

    name: str
    """Of the option, without `--`."""

    label: str
    help: str
    is_flag: bool
    """Whether the option takes no word."""

    is_added: bool
    """Whether it is of a field of this catalogue alone, asked for by `--where`."""

    choices: list[OfferedWord]
    """Those that find something."""


_LABELS = {"has": "Has", "score": "Scores on", "in_survey": "In the survey"}
_TYPED = frozenset({"author", "search", "cited"})
"""Filters whose words nobody can list, or few would read through."""

_BY_SIZE = frozenset({"component", "venue", "organizations", "licenses", "datasets"})
"""Vocabularies in which what finds most comes first; others have an order of their own."""


def offers(kind: str, records: Sequence[Record], catalog: Catalog) -> list[Offer]:
    """Return the filters of a kind that find some of its records; added ones come last."""
    found = []
    known = facets(catalog)
    for name in sorted(known, key=lambda name: name not in FACETS):
        facet = known[name]
        if kind in facet.kinds and name not in _TYPED:
            choices = list(_choices(facet.at(kind), kind, records, catalog))
            if choices:
                option = name.replace("_", "-")
                label = _label(facet, name)
                flags = (not facet.metavar, name not in FACETS)
                found.append(Offer(option, label, facet.help, *flags, choices))
    return found


def _label(facet: Facet, name: str) -> str:
    words = facet.field.words if facet.field and name == facet.field.name else name
    return as_head(_LABELS.get(name, words.replace("_", " ")))


def _choices(
    facet: Facet, kind: str, records: Sequence[Record], catalog: Catalog
) -> Iterable[OfferedWord]:
    holders: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        for value in dict.fromkeys(facet.of(record, catalog)):
            holders.setdefault(value, []).append(row)
    every = (
        OfferedWord(word, label, depth, _found(facet.read(word, catalog), holders))
        for word, label, depth in _words(facet, kind, catalog)
    )
    found = [choice for choice in every if choice.rows]
    if _list_of(facet) in _BY_SIZE:
        found.sort(key=lambda choice: -len(choice.rows))
    return found


def _found(meant: Meant, holders: Mapping[str, list[int]]) -> list[int]:
    """Return the rows that a word finds, as `query.conditions` tests them."""
    match meant:
        case frozenset():
            values: Iterable[str] = meant & holders.keys()
        case tuple():
            values = (v for v in holders if all(word in v for word in meant))
        case _:
            values = (value for value in holders if value in meant)
    return sorted({row for value in values for row in holders[value]})


def _list_of(facet: Facet) -> str:
    """Return which list has the words; `""` where it is none of the catalogue's."""
    if facet.name == "trained_on":
        return "datasets"
    return facet.completed_by


def _words(facet: Facet, kind: str, catalog: Catalog) -> Iterator[tuple[str, str, int]]:
    """Yield word, label and depth of all that a filter takes."""
    known = catalog.vocabularies
    named = _list_of(facet)
    if not facet.metavar:
        yield YES_NO[0], _label(facet, facet.name), 0
    elif facet.words:
        yield from ((word, word, 0) for word in facet.words)
    elif facet.name == "survey_table":
        labels = {table.number: table.label for table in known.about.tables}
        for number, of in survey_tables(known).items():
            if of == kind:
                yield number, f"{number}: {labels[number]}", 0
    elif facet.name == "score":
        for benchmark in sorted(catalog.benchmarks, key=lambda b: b.name.casefold()):
            if benchmark.metrics:
                yield benchmark.id, benchmark.name, 0
    elif facet.name == "modality":
        for side in SIDES:
            for word in known.modalities:
                yield f"{side}:{word.id}", f"{side}: {word.name}", 0
    elif facet.name == "task":
        yield from ((word.id, word.name or word.id, 0) for word in known.tasks)
    elif named == "section":
        for top in known.taxonomy:
            if f"{top.kind}s" == kind:
                yield from _below(top, 0)
    elif named == "datasets":
        yield from ((each.id, each.name, 0) for each in catalog.datasets)
    elif facet.field and (words := facet.field.vocabulary(known)):
        yield from ((word.id, word.name or word.id, 0) for word in words)
    elif named:
        words = getattr(known, f"{named}s", None) or getattr(known, named)
        yield from ((word.id, word.name or word.id, 0) for word in words)
    elif facet.field and facet.field.value_form == "boolean":
        yield from ((word, word, 0) for word in YES_NO)
    elif facet.field and facet.field.added and facet.field.value_form == "text":
        values = (facet.of(r, catalog) for r in catalog.records(kind))
        yield from ((v, v, 0) for v in sorted({v for some in values for v in some}))


def _below(section: Section, depth: int) -> Iterator[tuple[str, str, int]]:
    name = section.label or section.name
    yield section.id, f"{section.code} {name}" if section.code else name, depth
    for child in section.children or ():
        yield from _below(child, depth + 1)
