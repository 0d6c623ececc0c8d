"""What records can be counted by: the values of each, their names and their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from unisurvey.errors import UnknownValueError
from unisurvey.fields import BY_NAME, FIELDS
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
    from collections.abc import Callable, Iterable, Sequence

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

Order = Literal["count", "time", "number", "taxonomy"]

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

    order: Order | tuple[str, ...] = "count"
    """The most frequent first, by time, by number, as in the taxonomy, or the words of a
    closed list in its order."""

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
    Dimension("year", KINDS, _year, "time", 4),
    Dimension("first_year", KINDS, partial(_first_public, "year"), "time", 5),
    Dimension("quarter", KINDS, partial(_first_public, "quarter"), "time", 6),
    Dimension("month", KINDS, partial(_first_public, "month"), "time", 7),
    Dimension("encoder", _MODELS, _component_ids("encoder"), place=15),
    Dimension("component", _MODELS, _component_ids("component"), place=16),
    Dimension(
        "modality", _MODELS, _modalities, BY_NAME["input_modalities"].choices, 17
    ),
    Dimension("author", KINDS, _authors, place=24),
    Dimension(
        "organization", KINDS, partial(_authors, only_organizations=True), place=25
    ),
)
"""Dimensions that are no field."""


def _of_field(kind: str, field: RecordField) -> Dimension:
    def of(record: Record, catalog: Catalog) -> list[str]:
        value = field.value(record, catalog)
        return [str(one) for one in (value if field.many else [value]) if one]

    orders: dict[str, Order | tuple[str, ...]] = {
        "section": "taxonomy",
        "word": field.choices,
        "date": "time",
        **dict.fromkeys(("amount", "billions", "integer", "number"), "number"),
    }
    found = field.counted
    assert found
    order = orders.get(field.value_form, "count")
    return Dimension(field.name, (kind,), found.of or of, order, found.place)


GROUPINGS: dict[str, dict[str, Dimension]] = {
    kind: {
        found.name: found
        for found in sorted(
            (
                *(_of_field(kind, field) for field in FIELDS[kind] if field.counted),
                *(found for found in _WORKED_OUT if kind in found.kinds),
            ),
            key=lambda found: found.place,
        )
    }
    for kind in KINDS
}
"""Kind → what its records can be counted by; the first is what they are by default."""

DIMENSIONS: dict[str, Dimension] = {
    found.name: found
    for found in sorted(
        (found for kind in KINDS for found in GROUPINGS[kind].values()),
        key=lambda found: found.place,
    )
}
"""All of them, of whatever kind."""


def dimension(name: str, kind: str) -> Dimension:
    """Return the dimension of this name; hyphens are as good as underscores.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
    """
    known = name.strip().replace("-", "_")
    if known not in GROUPINGS[kind]:
        raise UnknownValueError("grouping", name, GROUPINGS[kind])
    return GROUPINGS[kind][known]


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
    if by.name in COMPONENT_DIMENSIONS:
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
        taxonomy = by.order == "taxonomy"
        sections = [section.id for section in catalog.vocabularies.sections]
        words: Sequence[str] = sections if taxonomy else by.order
        known = {word: n for n, word in enumerate(words)}
        found = sorted(counts, key=lambda value: known.get(value, len(known)))
    return sorted(found, key=lambda value: value == ABSENT)
