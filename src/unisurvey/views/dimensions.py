"""What records can be counted by: the values of each, their names and their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from unisurvey.errors import UnknownValueError
from unisurvey.fields import FIELDS, fields_of
from unisurvey.fields.attributes import (
    PARTS,
    components_of,
    lineage_of,
    model_of,
    publication_year,
)
from unisurvey.fields.field import LAST
from unisurvey.schema import Organization, Paper
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Vocabularies

Order = Literal["count", "time", "number", "taxonomy", "words"]

KINDS = tuple(FIELDS)
COMPONENT_DIMENSIONS = (*PARTS, "encoder", "component")
"""Dimensions whose values are components, so that families can be rolled up."""


@dataclass(frozen=True)
class Dimension:
    """One thing that records can be counted by."""

    name: str
    """As typed after `--by`."""

    kinds: tuple[str, ...]
    of: Callable[[Record, Catalog], Iterable[str]]
    """The values of a record; none when they are not known."""

    order: Order = "count"
    """The most frequent first, by time, by number, as in the taxonomy, or as in the
    closed list."""

    words: Callable[[Vocabularies], Iterable[Any] | None] = lambda _known: None
    """That list, if there is one."""

    place: int = LAST


def _some(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _year(record: Record, _catalog: Catalog) -> tuple[str, ...]:
    if isinstance(record, Paper):
        return _some(publication_year(record))
    return _first_public("year", record, _catalog)


def _first_public(unit: str, record: Record, _catalog: Catalog) -> tuple[str, ...]:
    """Return the year, quarter or month, or only the year where no more is known."""
    date: str | None = getattr(record, "date", None)
    if not date:
        return ()
    if unit == "year" or len(date) == 4:
        return (date[:4],)
    if unit == "month":
        return (date[:7],)
    return (f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}",)


def _authors(
    record: Record, catalog: Catalog, *, only_organizations: bool = False
) -> list[str]:
    paper = catalog.paper_of(record)
    return [
        str(author)
        for author in (paper and paper.authors) or ()
        if isinstance(author, Organization) or not only_organizations
    ]


def _modalities(record: Record, _catalog: Catalog) -> list[str]:
    model = model_of(record)
    found = model.modalities if model else None
    return [w for side in ("input", "output") for w in getattr(found, side, None) or ()]


def _component_ids(name: str) -> Callable[[Record, Catalog], Iterable[str]]:
    return lambda record, _catalog: components_of(record, name)


_MODELS = ("models",)
_WORKED_OUT = (
    Dimension("year", KINDS, _year, "time", place=4),
    Dimension("first_year", KINDS, partial(_first_public, "year"), "time", place=5),
    Dimension("quarter", KINDS, partial(_first_public, "quarter"), "time", place=6),
    Dimension("month", KINDS, partial(_first_public, "month"), "time", place=7),
    Dimension("encoder", _MODELS, _component_ids("encoder"), place=15),
    Dimension("component", _MODELS, _component_ids("component"), place=16),
    Dimension(
        "modality", _MODELS, _modalities, "words", lambda known: known.modalities, 17
    ),
    Dimension("author", KINDS, _authors, place=24),
    Dimension("team", KINDS, partial(_authors, only_organizations=True), place=25),
)
"""Dimensions that are no field."""


def _of_field(kind: str, field: RecordField) -> Dimension:
    def of(record: Record, catalog: Catalog) -> list[str]:
        value = field.value(record, catalog)
        known = [v for v in (value if field.many else [value]) if v is not None]
        return [("no", "yes")[v] if isinstance(v, bool) else str(v) for v in known]

    orders: dict[str, Order] = {
        "section": "taxonomy",
        "word": "words",
        "date": "time",
        **dict.fromkeys(("amount", "billions", "integer", "number"), "number"),
    }
    found = field.counted
    assert found
    order = orders.get(field.value_form, "count")
    values = found.of or of
    return Dimension(field.name, (kind,), values, order, field.vocabulary, found.place)


def groupings(kind: str, catalog: Catalog | None = None) -> dict[str, Dimension]:
    """Return what records of a kind can be counted by.

    The first is what they are counted by where nothing is asked for.
    """
    fields = (field for field in fields_of(kind, catalog) if field.counted)
    every = (
        *(_of_field(kind, field) for field in fields),
        *(found for found in _WORKED_OUT if kind in found.kinds),
    )
    return {each.name: each for each in sorted(every, key=lambda each: each.place)}


def dimension(name: str, kind: str, catalog: Catalog) -> Dimension:
    """Return the dimension of this name; hyphens are as good as underscores.

    What records have several of is called in the singular too: `organization`.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
    """
    known = groupings(kind, catalog)
    asked = name.strip().replace("-", "_")
    if f"{asked}s" in known:
        asked = f"{asked}s"
    if asked not in known:
        raise UnknownValueError("grouping", name, known)
    return known[asked]


def values(
    record: Record, by: Dimension, catalog: Catalog, *, families: bool = False
) -> tuple[str, ...]:
    """Return the values of a record as people read them, each once; never none.

    Args:
        record: Of a kind that has the dimension.
        by: What is counted.
        catalog: Holds the record.
        families: Let a component stand for the family at the top.
    """
    found = by.of(record, catalog)
    if by.name == "organizations":
        found = (catalog.vocabularies.organizations[one].name for one in found)
    elif by.name in COMPONENT_DIMENSIONS:
        known = catalog.vocabularies.components
        ids = [lineage_of(c, catalog)[-1] for c in found] if families else found
        found = (known[component_id].name for component_id in ids)
    return tuple(dict.fromkeys(found)) or (ABSENT,)


def arranged(counts: dict[str, int], by: Dimension, catalog: Catalog) -> list[str]:
    """Return the counted values in the dimension's order, what is not known last."""
    if by.order == "count":
        found = sorted(counts, key=lambda value: (-counts[value], value.casefold()))
    elif by.order == "time":
        found = sorted(counts)
    elif by.order == "number":
        found = sorted(counts, key=lambda value: value != ABSENT and float(value))
    else:
        listed = catalog.vocabularies
        words = listed.sections if by.order == "taxonomy" else by.words(listed)
        known = {word.id: n for n, word in enumerate(words or ())}
        found = sorted(counts, key=lambda value: known.get(value, len(known)))
    return sorted(found, key=lambda value: value == ABSENT)
