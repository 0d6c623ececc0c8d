"""Records as what search looks through; hits and neighbours as rows, with their reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields.attributes import (
    components_of,
    lineage_of,
    model_of,
    sections_of,
    venue_name,
)
from unisurvey.query import kinds_for, make_query
from unisurvey.query.search import Hit, SearchIndex, closest
from unisurvey.query.similarity import grouped
from unisurvey.records import SELECTABLE, kind_named, name_of
from unisurvey.schema import Paper
from unisurvey.schema.hosted import hosted
from unisurvey.text.folding import fold
from unisurvey.views.flat import BRIEF_KEYS, address, brief, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.query.similarity import Neighbour, Reason
    from unisurvey.records import Catalog
    from unisurvey.schema import Component, Maker, Record


ROW_KEYS = (*BRIEF_KEYS, "score", "found", "also")
"""Keys of a hit as machines read it, in order."""

_WORD = re.compile(r"[^\W_]+(?:[^\w\s]?[^\W_]+)*\+*")
_PART = re.compile(r"[^\W_]+\+*")
_SNIPPET = 60
"""Characters of a long text that are shown around a word."""


def search_index(records: Iterable[Record], catalog: Catalog) -> SearchIndex:
    """Return the index of records, in their order."""
    return SearchIndex([tuple(_texts(record, catalog)) for record in records])


def searched_kinds(
    kind: str | None, filters: Mapping[str, Any], catalog: Catalog
) -> list[str]:
    """Return the kinds to search: the one that is named, else all that have the filters.

    Where papers are searched, models are among them.
    """
    able = kinds_for(make_query(catalog, **filters), catalog)
    if kind or not able:
        return [kind_named(kind or "papers")]
    hidden = "models" if {"papers", "models"} <= able else None
    return [of for of in SELECTABLE if of in able and of != hidden]


def _texts(record: Record, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what can be found of a record; its name is first."""
    yield "name", name_of(record)
    paper = catalog.paper_of(record)
    if isinstance(record, Paper) and record.name:
        yield "name", record.name
    for word in (record.id, *(record.aliases or ())):
        yield "id", word
    if paper:
        yield "title", paper.title
        for title in paper.other_titles or ():
            yield "title", title
        for author in paper.authors or ():
            yield "author", str(author)
        for identifier in (paper.arxiv, paper.doi, paper.key):
            if identifier:
                yield "key", identifier
        if paper.venue:
            yield "venue", venue_name(paper.venue, catalog)
    known = catalog.vocabularies
    for component_id in components_of(record, "component"):
        yield from _words("component", known.components[component_id])
    model = model_of(record)
    for organization_id in (model and model.organizations) or ():
        yield from _words("organization", known.organizations[organization_id])
    for section_id in sections_of(record):
        section = known.sections[section_id]
        yield "section", " ".join(filter(None, (section.name, section.label)))
        yield "section", section_id
    for name in ("evaluates", "unit"):
        if text := getattr(record, name, None):
            yield "about", text
    for owner in dict.fromkeys(_owners((record, paper))):
        yield "owner", owner
    yield "kind", kind_of(record)
    for note in record.notes or ():
        yield "note", note


def _owners(holders: Iterable[Any]) -> Iterator[str]:
    """Yield whose repositories the links of a record and of its paper lead to."""
    for holder in holders:
        links = getattr(holder, "links", None)
        for link in filter(None, vars(links).values() if links else ()):
            if (repository := hosted(link)) and repository.owner:
                yield repository.owner


def _words(field: str, entry: Component | Maker) -> Iterator[tuple[str, str]]:
    for word in (entry.name, *(entry.aliases or ()), entry.id):
        yield field, word


class WorkHit(NamedTuple):
    """The best hit of a work."""

    record: Record
    hit: Hit
    also: tuple[str, ...] = ()
    """Addresses of its other records that were found, the best first."""


def by_work(
    hits: Iterable[Hit], records: Sequence[Record], catalog: Catalog
) -> list[WorkHit]:
    """Return the hits, the best first, one per work where the records are of several kinds.

    Of equal hits, models, datasets, benchmarks and papers that introduce some go before
    papers that do not.
    """
    one_kind = len({type(record) for record in records}) < 2
    found: dict[int, WorkHit] = {}
    for hit in sorted(
        hits, key=lambda h: (-h.score, _bare(records[h.number], catalog))
    ):
        record = records[hit.number]
        work = id(record if one_kind else catalog.paper_of(record) or record)
        if best := found.get(work):
            also = (*best.also, address(record, catalog))
            found[work] = best._replace(also=also)
        else:
            found[work] = WorkHit(record, hit)
    return list(found.values())


def _bare(record: Record, catalog: Catalog) -> bool:
    """Return whether a record is a paper that introduces nothing the catalogue lists."""
    return kind_of(record) == "papers" and not catalog.introduced(record)


def hit_row(work: WorkHit, catalog: Catalog) -> dict[str, Any]:
    """Return a hit with the keys of `ROW_KEYS`."""
    return {
        **brief(work.record, catalog),
        "score": round(work.hit.score, 2),
        "found": [
            f"{field}: {text}"
            for field, text in dict.fromkeys((f.field, f.text) for f in work.hit.found)
        ],
        "also": list(work.also),
    }


_SHOWN = frozenset({"name", "title"})
"""Fields that every row shows."""


def reasons(work: WorkHit, *, marked: bool) -> str:
    """Return where words were found, cut to what matters, and what else the work is.

    Args:
        work: What was found.
        marked: Whether the words are marked in name and title, which need no mention then.
    """
    meant = meant_words(work.hit)
    places = dict.fromkeys((found.field, found.text) for found in work.hit.found)
    parts = [
        field if field in _SHOWN else f"{field}: {_cut(text, meant)}"
        for field, text in places
        if not (marked and field in _SHOWN)
    ]
    if work.also:
        parts.append(f"also {', '.join(work.also)}")
    return "; ".join(dict.fromkeys(parts))


def _cut(text: str, meant: frozenset[str]) -> str:
    """Return a text, or of a long one the part around the first word that was meant."""
    if len(text) <= _SNIPPET:
        return text
    start = next((start for start, _ in spans(text, meant)), 0)
    first = text.rfind(" ", 0, max(0, start - _SNIPPET // 3)) + 1
    last = text.find(" ", first + _SNIPPET, first + 2 * _SNIPPET)
    end = last if last > 0 else min(len(text), first + 2 * _SNIPPET)
    return f"{'…' if first else ''}{text[first:end]}{'…' if end < len(text) else ''}"


def meant_words(hit: Hit) -> frozenset[str]:
    """Return every folded word of the catalogue that the query stood for."""
    return frozenset().union(*(found.words for found in hit.found))


def spans(text: str, meant: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each word of a text that was meant.

    `Show-o` is two words; it is one where only `showo` was meant.
    """
    for match in _WORD.finditer(text):
        parts = [
            (match.start() + part.start(), match.start() + part.end())
            for part in _PART.finditer(match[0])
            if fold(part[0]) in meant
        ]
        if not parts and fold(match[0]).replace(" ", "") in meant:
            parts = [match.span()]
        yield from parts


def suggestions(
    text: str, records: Sequence[Record], catalog: Catalog
) -> list[tuple[str, str]]:
    """Return name and address of at most three records whose names are close."""
    found = closest(text, [name_of(record) for record in records])
    return [
        (name_of(records[number]), address(records[number], catalog))
        for number in found
    ]


MOST_NAMES = 3
"""Values of one aspect that are named before the rest is counted."""


def neighbour_row(neighbour: Neighbour, catalog: Catalog) -> dict[str, Any]:
    """Return a neighbour for machines, with every reason and its share."""
    return {
        **brief(neighbour.record, catalog),
        "similarity": round(neighbour.similarity, 3),
        "reasons": [
            {
                "aspect": reason.aspect,
                "value": reason.value,
                "share": round(reason.share, 3),
            }
            for reason in neighbour.reasons
        ],
    }


def why(neighbour: Neighbour, catalog: Catalog) -> str:
    """Return the reasons as a text such as `backbone Qwen2.5; 3 authors: …`.

    A family goes without saying where one of its components is a reason, and a
    component of any role where its role is one.
    """
    parts = []
    told: set[str] = set()
    for aspect, reasons in grouped(neighbour.reasons).items():
        if aspect == "component":
            continue
        shown = _most_telling(reasons, catalog)
        told.update(reason.value for reason in shown)
        parts.append(_phrase(aspect, shown, catalog))
    loose = [
        reason
        for reason in grouped(neighbour.reasons).get("component", [])
        if reason.value not in _with_families(told, catalog)
    ]
    if loose:
        parts.append(_phrase("component", _most_telling(loose, catalog), catalog))
    return "; ".join(parts)


def _phrase(aspect: str, reasons: Sequence[Reason], catalog: Catalog) -> str:
    names = [_name(aspect, reason.value, catalog) for reason in reasons]
    text = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        text += f" and {len(names) - MOST_NAMES} more"
    return f"{aspect}{'s' if len(names) > 1 and aspect == 'author' else ''} {text}"


def _name(aspect: str, value: str, catalog: Catalog) -> str:
    known = catalog.vocabularies.components
    if aspect not in {"author", "section", "paradigm", "paper", "input", "output"}:
        return known[value].name
    if aspect == "section":
        section = catalog.vocabularies.sections[value]
        return value if section.paradigm else section.name
    return value


def _most_telling(reasons: Sequence[Reason], catalog: Catalog) -> list[Reason]:
    """Return reasons without the families of components that are reasons too."""
    values = {reason.value for reason in reasons}
    above = set().union(
        *(_with_families({value}, catalog) - {value} for value in values)
    )
    return [reason for reason in reasons if reason.value not in above]


def _with_families(values: set[str], catalog: Catalog) -> set[str]:
    known = catalog.vocabularies.components
    return values.union(
        *(lineage_of(value, catalog) for value in values & known.by_id.keys())
    )
