"""Records side by side: what differs, and which components and people they share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from unisurvey.fields import by_name, placed
from unisurvey.fields.attributes import lineage_of
from unisurvey.fields.field import is_known
from unisurvey.scores.beside import scores_beside
from unisurvey.views.flat import FLATTEN
from unisurvey.views.score_flats import settings_texts, unranked_flat
from unisurvey.views.scores import ScoreWords, subject_text
from unisurvey.views.wording import shown_name, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.scores.beside import Beside
    from unisurvey.views.flat import Flat

Users = dict[str, list[str]]
"""Id of a record → what the component serves as there."""

Likeness = Literal["same", "partly", "different", "unknown"]

MARKS: dict[Likeness, str] = {
    "same": "=",
    "partly": "~",
    "different": "≠",
    "unknown": "?",
}
"""How rows are marked: all the same, some elements in common to all, different, or
known of too few records to say."""


@dataclass(frozen=True)
class Row:
    """One attribute of all the records."""

    name: str
    """Key of the flat object."""

    values: tuple[Any, ...]
    """As in the flat objects; `None` or `[]` where not known."""

    cells: tuple[str, ...]
    """As people read them; `""` where not known."""

    likeness: Likeness
    label: str
    """The name as people read it."""


@dataclass(frozen=True)
class Shared:
    """A component, family of components or person that several records have."""

    what: Literal["component", "family", "author"]
    name: str
    records: tuple[str, ...]
    """Ids of those that have it, in the order of the comparison."""

    roles: tuple[str, ...] = ()
    """What the component serves as, such as `backbone`."""


@dataclass(frozen=True)
class Comparison:
    """Records of one kind side by side."""

    kind: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    shared: tuple[Shared, ...]
    scores: tuple[Row, ...] = ()
    """On benchmarks that several models have a score of: first those under the same
    settings. A value is the list of a model's scores as flat objects."""

    legend: str = ""
    """What the marks behind scores stand for."""


def compare(records: Sequence[Record], kind: str, catalog: Catalog) -> Comparison:
    """Compare records of one kind, models by their scores too.

    A family is named where no component is shared.

    Args:
        records: Two or more, none twice.
        kind: What all of them are read as.
        catalog: Where they come from.
    """
    flats = [FLATTEN[kind](record, catalog) for record in records]
    rows = []
    for field in placed(kind, lambda field: field.compared, catalog):
        values = tuple(flat[field.name] for flat in flats)
        if any(is_known(value) for value in values):
            cells = tuple(_cell(field.name, flat, catalog) for flat in flats)
            alike = likeness(values)
            rows.append(Row(field.name, values, cells, alike, field.words))
    ids = tuple(record.id for record in records)
    words = ScoreWords(catalog)
    scores = scores_beside(ids, catalog) if kind == "models" else ()
    return Comparison(
        kind,
        ids,
        tuple(map(shown_name, records)),
        tuple(rows),
        (*_components(flats, catalog), *_authors(flats)),
        tuple(_score_row(each, words) for each in scores),
        words.legend,
    )


def _score_row(beside: Beside, words: ScoreWords) -> Row:
    one = beside.any
    stated = settings_texts(one.stated)
    values = tuple([unranked_flat(each) for each in some] for some in beside.found)
    return Row(
        one.score.benchmark.id,
        values,
        tuple(", ".join(map(words.brief, some)) for some in beside.found),
        likeness([[flat["value"] for flat in some] for some in values]),
        "; ".join((subject_text(one.score), *stated)),
    )


def likeness(values: Sequence[Any]) -> Likeness:
    """Return how alike values are; the order of a list does not matter.

    A value that is not known says nothing: the others are compared, and one alone
    compares with nothing.
    """
    known = [value for value in values if is_known(value)]
    if len(known) < 2:
        return "unknown"
    if not all(isinstance(value, list) for value in known):
        same = all(value == known[0] for value in known)
    else:
        sets = [frozenset(value) for value in known]
        same = len(set(sets)) == 1
        if not same and frozenset.intersection(*sets):
            return "partly"
    if not same:
        return "different"
    return "same" if len(known) == len(values) else "unknown"


def _cell(name: str, flat: Flat, catalog: Catalog) -> str:
    value = flat[name]
    if name == "authors" and len(value) > 3:
        return f"{value[0]} and {len(value) - 1} more"
    if name == "section" and value:
        section = catalog.vocabularies.sections[value]
        label = section.label or section.name
        return f"{value} ({label})" if section.paradigm else label
    return stated(name, flat, catalog)


def _components(flats: Sequence[Flat], catalog: Catalog) -> Iterator[Shared]:
    """Yield components of more than one record, then families of different ones.

    A family is left out when one of its members tells the same.
    """
    known = catalog.vocabularies.components
    used: dict[str, Users] = defaultdict(lambda: defaultdict(list))
    families: dict[str, Users] = defaultdict(lambda: defaultdict(list))
    named = by_name(catalog)
    for flat in flats:
        for part in map(named.__getitem__, flat):
            if part.value_form != "component":
                continue
            for component_id in flat[part.name]:
                used[component_id][flat["id"]].append(part.words)
                for name in lineage_of(component_id, catalog):
                    families[name][flat["id"]].append(part.words)
    told: list[tuple[str, frozenset[str]]] = []
    for name, who in used.items():
        if len(who) > 1:
            told.append((name, frozenset(who)))
            yield _shared("component", known[name].name, who)
    nearest_first = sorted(families, key=lambda name: -len(lineage_of(name, catalog)))
    for name in nearest_first:
        who = families[name]
        if len(who) > 1 and not any(
            of == who.keys() and name in lineage_of(member, catalog)
            for member, of in told
        ):
            told.append((name, frozenset(who)))
            yield _shared("family", known[name].name, who)


def _shared(what: Literal["component", "family"], name: str, who: Users) -> Shared:
    roles = dict.fromkeys(role for of_one in who.values() for role in of_one)
    return Shared(what, name, tuple(who), tuple(roles))


def _authors(flats: Sequence[Flat]) -> Iterator[Shared]:
    wrote: dict[str, list[str]] = defaultdict(list)
    for flat in flats:
        for author in flat["authors"]:
            wrote[author].append(flat["id"])
    for author, who in wrote.items():
        if len(who) > 1:
            yield Shared("author", author, tuple(who))


def summary(comparison: Comparison) -> list[str]:
    """Return a line each on shared components, families, people, and marks of scores."""
    titles = {
        "component": "Shared components",
        "family": "Of the same family",
        "author": "Shared authors",
    }
    lines = []
    for what, title in titles.items():
        found = [one for one in comparison.shared if one.what == what]
        if found:
            texts = (_told(one, comparison) for one in found)
            lines.append(f"{title}: {', '.join(texts)}")
    if comparison.kind == "models" and not any(
        one.what == "component" for one in comparison.shared
    ):
        lines.insert(0, "Shared components: none")
    if comparison.legend:
        lines.append(f"Scores: {comparison.legend}")
    return lines


def _told(one: Shared, comparison: Comparison) -> str:
    names = dict(zip(comparison.ids, comparison.names, strict=True))
    some = len(one.records) < len(comparison.ids)
    parts = [" and ".join(one.roles)] if one.roles else []
    if some:
        parts.append(", ".join(names[record_id] for record_id in one.records))
    return f"{one.name} ({'; '.join(parts)})" if parts else one.name
