"""Which models use which component, over time, with versions below their family."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from unisurvey.errors import UnknownValueError
from unisurvey.fields.attributes import PARTS, components_of, lineage_of
from unisurvey.records import name_of
from unisurvey.views.dimensions import COMPONENT_DIMENSIONS
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat

LINEAGES = ("backbone", "encoder")
"""What is shown when no part is named."""


@dataclass(frozen=True)
class ComponentUse:
    """A model that uses a component."""

    id: str
    name: str
    date: str | None
    """When it was first public, as precise as it is known."""

    parts: tuple[str, ...]
    """Of `PARTS`: what the component is in the model."""


@dataclass(frozen=True)
class LineageNode:
    """A component, who uses it, and its versions."""

    id: str
    name: str
    kind: str
    family: str | None
    level: int
    """0 for what has no family, 1 for its versions, and so on."""

    uses: tuple[ComponentUse, ...]
    """By date, unknown dates last; only of this very component."""

    versions: tuple[LineageNode, ...]
    """By first use."""

    @cached_property
    def all_uses(self) -> tuple[ComponentUse, ...]:
        """Every model that uses the component or a version of it, once, by date."""
        found = {use.id: use for use in self.uses}
        for version in self.versions:
            for use in version.all_uses:
                found.setdefault(use.id, use)
        return tuple(sorted(found.values(), key=_by_date))

    @property
    def dates(self) -> list[str]:
        """Known dates of `all_uses`, the first one first."""
        return [use.date for use in self.all_uses if use.date]

    @property
    def years(self) -> dict[str, int]:
        """Year of the first version → how many of `all_uses`; `–` is not known."""
        return dict(Counter((use.date or ABSENT)[:4] for use in self.all_uses))

    def walk(self) -> Iterator[LineageNode]:
        """Yield this node and all below it, as they are printed."""
        yield self
        for version in self.versions:
            yield from version.walk()


def _by_date(use: ComponentUse) -> tuple[bool, str, str]:
    return (use.date is None, use.date or "", use.name.casefold())


@dataclass(frozen=True)
class Lineage:
    """The components of one part of models."""

    part: str
    """Of `COMPONENT_DIMENSIONS`."""

    nodes: tuple[LineageNode, ...]
    """Those without a family, the ones in most models first."""

    def __iter__(self) -> Iterator[LineageNode]:
        """Iterate over all components, families before their versions."""
        for node in self.nodes:
            yield from node.walk()

    @property
    def years(self) -> list[str]:
        """Years of any use, in order, `–` last."""
        found = {year for node in self.nodes for year in node.years}
        return sorted(found, key=lambda year: (year == ABSENT, year))


def follow(
    models: Sequence[Record],
    part: str,
    catalog: Catalog,
    *,
    families: bool = False,
    top: int | None = None,
) -> Lineage:
    """Find who uses the components of one part of models.

    Args:
        models: Whose components to follow.
        part: Of `COMPONENT_DIMENSIONS`.
        catalog: Holds the models.
        families: Let a family stand for its versions.
        top: Only so many of those without a family.

    Raises:
        UnknownValueError: there is no such part.
    """
    name = part.strip().replace("-", "_")
    if name not in COMPONENT_DIMENSIONS:
        raise UnknownValueError("part of models", part, COMPONENT_DIMENSIONS)
    uses: dict[str, dict[str, ComponentUse]] = {}
    below: dict[str | None, list[str]] = {}
    for model in models:
        for component_id in components_of(model, name):
            path = lineage_of(component_id, catalog)
            for child, family in zip(path, (*path[1:], None), strict=True):
                known = below.setdefault(family, [])
                if child not in known:
                    known.append(child)
            used = path[-1] if families else component_id
            parts = _parts(model, used, catalog, families=families)
            date: str | None = getattr(model, "date", None)
            use = ComponentUse(model.id, name_of(model), date, parts)
            uses.setdefault(used, {})[model.id] = use
    nodes = [
        _node(component_id, uses, {} if families else below, catalog, ())
        for component_id in below.get(None, ())
    ]
    ranked = sorted(nodes, key=lambda n: (-len(n.all_uses), n.name.casefold()))
    return Lineage(name, tuple(ranked[:top]))


def _parts(
    model: Record, wanted: str, catalog: Catalog, *, families: bool
) -> tuple[str, ...]:
    return tuple(
        part
        for part in PARTS
        for used in [components_of(model, part)]
        if wanted in used
        or (families and any(wanted in lineage_of(c, catalog) for c in used))
    )


def _node(
    component_id: str,
    uses: dict[str, dict[str, ComponentUse]],
    below: dict[str | None, list[str]],
    catalog: Catalog,
    above: tuple[str, ...],
) -> LineageNode:
    component = catalog.vocabularies.components[component_id]
    path = (*above, component_id)
    versions = [
        _node(version, uses, below, catalog, path)
        for version in below.get(component_id, ())
        if version not in path
    ]
    return LineageNode(
        id=component_id,
        name=component.name,
        kind=component.kind,
        family=component.family,
        level=len(above),
        uses=tuple(sorted(uses.get(component_id, {}).values(), key=_by_date)),
        versions=tuple(sorted(versions, key=lambda n: (_by_date(n.all_uses[0]), n.id))),
    )


def _heading(lineage: Lineage, node: LineageNode) -> Flat:
    return {
        "part": lineage.part,
        "component": node.id,
        "name": node.name,
        "kind": node.kind,
        "family": node.family,
    }


def lineage_rows(lineage: Lineage) -> list[Flat]:
    """Return one flat object per component, families before their versions.

    `total`, `first`, `last` and `years` include the versions, `models` does not.
    """
    return [
        {
            **_heading(lineage, node),
            "level": node.level,
            "total": len(node.all_uses),
            "first": node.dates[0] if node.dates else None,
            "last": node.dates[-1] if node.dates else None,
            "years": node.years,
            "models": [
                {
                    "id": use.id,
                    "name": use.name,
                    "date": use.date,
                    "as": list(use.parts),
                }
                for use in node.uses
            ],
        }
        for node in lineage
    ]


USE_KEYS = ("part", "component", "name", "kind", "family", "model", "date", "as")
"""Columns of `use_rows`."""


def use_rows(lineage: Lineage) -> list[Flat]:
    """Return one flat object per use of a component by a model."""
    return [
        {
            **_heading(lineage, node),
            "model": use.id,
            "date": use.date,
            "as": list(use.parts),
        }
        for node in lineage
        for use in node.uses
    ]
