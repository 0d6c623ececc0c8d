"""What records can be counted by: the values of each, their names and their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from unisurvey.errors import UnknownValueError
from unisurvey.query.attributes import (
    encoders_of,
    encoding_of,
    paradigm_of,
    section_of,
    sections_of,
)
from unisurvey.query.facets import ENCODINGS, MASKS, MODALITIES, PARADIGMS
from unisurvey.schema import Organization, Paper
from unisurvey.schema.vocabulary import split_edition
from unisurvey.views.flat import publication_year
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

Order = Literal["count", "time"]

KINDS = ("models", "papers", "datasets", "benchmarks")
PARTS = ("backbone", "understanding_encoder", "generation_encoder", "decoder")
"""Places of a model that components fill."""

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

    order: Order | tuple[str, ...] | None = "count"
    """The most frequent first, or by time, or the words of a closed list in its order;
    `None` is the order of the taxonomy."""


def _some(value: object) -> tuple[str, ...]:
    return (str(value),) if value else ()


def _field(name: str) -> Callable[[Record, Catalog], Iterable[str]]:
    return lambda record, _catalog: _some(getattr(record, name, None))


def _lists(name: str) -> Callable[[Record, Catalog], Iterable[str]]:
    return lambda record, _catalog: getattr(record, name, None) or ()


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


def _venue(record: Record, catalog: Catalog) -> tuple[str, ...]:
    paper = catalog.paper_of(record)
    if paper is None or paper.venue is None:
        return ()
    return (catalog.vocabularies.venues[split_edition(paper.venue)[0]].name,)


def _authors(
    record: Record, catalog: Catalog, *, only_organizations: bool = False
) -> list[str]:
    paper = catalog.paper_of(record)
    return [
        str(author)
        for author in (paper and paper.authors) or ()
        if isinstance(author, Organization) or not only_organizations
    ]


def _modalities(*sides: str) -> Callable[[Record, Catalog], Iterable[str]]:
    def of(record: Record, _catalog: Catalog) -> list[str]:
        model = record.model if isinstance(record, Paper) else None
        found = model.modalities if model else None
        return [word for side in sides for word in getattr(found, side, None) or ()]

    return of


def components_of(record: Record, dimension: str) -> tuple[str, ...]:
    """Return the ids of the components that fill a part of a model, each once.

    Args:
        record: Anything; what is no model has none.
        dimension: Of `COMPONENT_DIMENSIONS`; `encoder` is both sides, `component` all.
    """
    model = record.model if isinstance(record, Paper) else None
    if model is None:
        return ()
    if dimension in {"backbone", "decoder"}:
        return getattr(model, dimension) or ()
    if dimension not in {"encoder", "component"}:
        return tuple(encoders_of(record, dimension.removesuffix("_encoder")))
    parts = PARTS if dimension == "component" else PARTS[1:3]
    found = (component for part in parts for component in components_of(record, part))
    return tuple(dict.fromkeys(found))


def lineage_of(component_id: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of the component and the families above it, the nearest first."""
    known = catalog.vocabularies.components
    found: tuple[str, ...] = (component_id,)
    while family := known[found[-1]].family:
        if family in found or family not in known:  # a mistake that validate reports
            break
        found = (*found, family)
    return found


def _component_ids(name: str) -> Callable[[Record, Catalog], Iterable[str]]:
    return lambda record, _catalog: components_of(record, name)


def _section(record: Record, _catalog: Catalog) -> tuple[str, ...]:
    return _some(section_of(record))


_MODELS = ("models",)
_WORKS = ("models", "papers")

DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension("section", ("models", "datasets", "benchmarks"), _section, None),
        Dimension("paradigm", _MODELS, lambda r, c: _some(paradigm_of(r, c)), PARADIGMS),
        Dimension("encoding", _MODELS, lambda r, c: _some(encoding_of(r, c)), ENCODINGS),
        Dimension("year", KINDS, _year, "time"),
        Dimension("first_year", KINDS, partial(_first_public, "year"), "time"),
        Dimension("quarter", KINDS, partial(_first_public, "quarter"), "time"),
        Dimension("month", KINDS, partial(_first_public, "month"), "time"),
        Dimension("venue", KINDS, _venue),
        Dimension("sections", ("papers",), lambda r, _c: sections_of(r), None),
        Dimension("mask", _MODELS, lambda r, _c: _some(_mask(r)), MASKS),
        *(Dimension(name, _MODELS, _component_ids(name)) for name in COMPONENT_DIMENSIONS),
        Dimension("modality", _MODELS, _modalities("input", "output"), MODALITIES),
        Dimension("input_modalities", _MODELS, _modalities("input"), MODALITIES),
        Dimension("output_modalities", _MODELS, _modalities("output"), MODALITIES),
        Dimension("license", (*_WORKS, "datasets"), _field("license")),
        Dimension("unit", ("datasets", "benchmarks"), _field("unit")),
        Dimension("input", ("benchmarks",), _lists("input")),
        Dimension("output", ("benchmarks",), _lists("output")),
        Dimension("author", KINDS, _authors),
        Dimension("organization", KINDS, partial(_authors, only_organizations=True)),
    )
}  # fmt: skip

GROUPINGS: dict[str, tuple[str, ...]] = {
    kind: tuple(name for name, found in DIMENSIONS.items() if kind in found.kinds)
    for kind in KINDS
}
"""Kind → what its records can be counted by; the first is what they are by default."""


def _mask(record: Record) -> str | None:
    return record.model.mask if isinstance(record, Paper) and record.model else None


def dimension(name: str, kind: str) -> Dimension:
    """Return the dimension of this name; hyphens are as good as underscores.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
    """
    known = name.strip().replace("-", "_")
    if known not in GROUPINGS[kind]:
        raise UnknownValueError("grouping", name, GROUPINGS[kind])
    return DIMENSIONS[known]


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
    else:
        words: Sequence[str] = by.order or [s.id for s in catalog.vocabularies.sections]
        known = {word: n for n, word in enumerate(words)}
        found = sorted(counts, key=lambda value: known.get(value, len(known)))
    return sorted(found, key=lambda value: value == ABSENT)
