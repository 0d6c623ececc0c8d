"""References that lead in a circle or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.records import folder_of
from unisurvey.records.root import data_directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog


@check("C216")
def circle(catalog: Catalog) -> Iterator[Finding]:
    """References lead back to where they start.

    A record is superseded by itself in the end, a component is a version of itself, or
    a venue is part of itself. Remove the reference that is wrong.

    Example:
        # data/papers/sketch.yaml
        status:
          kind: superseded
          by: sketch-2
          source: https://example.org
        # data/papers/sketch-2.yaml
        status:
          kind: superseded
          by: sketch
          source: https://example.org
    """
    by = {
        f"{folder_of(record)}/{record.id}": f"{folder_of(record)}/{record.status.by}"
        for record in catalog
        if record.status and record.status.by
    }
    for record in catalog:
        if trail := _trail(f"{folder_of(record)}/{record.id}", by):
            shown = " → ".join(name.partition("/")[2] for name in trail)
            yield Finding(record, ("status", "by"), f"leads back to itself: {shown}")
    data = data_directory(catalog.root)
    known = catalog.vocabularies
    families = {entry.id: entry.family for entry in known.components if entry.family}
    for n, component in enumerate(known.components):
        if trail := _trail(component.id, families):
            message = f"leads back to itself: {' → '.join(trail)}"
            yield Finding(data / "components.yaml", (n, "family"), message)
    wholes = {entry.id: entry.part_of for entry in known.venues if entry.part_of}
    for n, venue in enumerate(known.venues):
        if trail := _trail(venue.id, wholes):
            message = f"leads back to itself: {' → '.join(trail)}"
            yield Finding(data / "venues.yaml", (n, "part_of"), message)


def _trail(start: str, onward: Mapping[str, str]) -> list[str]:
    """Return the way from `start` back to it; empty when there is none."""
    trail = [start]
    while (following := onward.get(trail[-1])) is not None:
        if following == start:
            return [*trail, start]
        if following in trail:
            break
        trail.append(following)
    return []


DRAFTED = "drafted; its section is still to be decided"
"""Reason of an exception from C217 that `add` writes into a paper's record."""


@check("C217")
def orphan(catalog: Catalog) -> Iterator[Finding]:
    """A paper is in no section and nothing refers to it.

    It introduces no model, stands in no section, the survey does not cite it, and no
    dataset, benchmark, component or other record names it. Give it a `model` block or
    `sections`, refer to it, or delete it.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
    """
    named = {getattr(record, "paper", None) for record in catalog}
    named |= {component.paper for component in catalog.vocabularies.components}
    named |= {paper.status.by for paper in catalog.papers if paper.status}
    for paper in catalog.papers:
        placed = paper.model or paper.sections or paper.survey
        if not placed and paper.id not in named:
            message = "in no section, not cited by the survey and named by no record"
            yield Finding(paper, ("title",), message, of_key=True)


@check("C218", severity="warning", open_work=True)
def undecided_section(catalog: Catalog) -> Iterator[Finding]:
    """A drafted paper has no section yet.

    `unisurvey add` wrote the record without one. Decide where it belongs and give it a
    `model` block or `sections`, then remove the exception. A paper that belongs into
    none states another reason, or is deleted.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        exceptions:
          - check: C217
            reason: drafted; its section is still to be decided
    """
    for paper in catalog.papers:
        for n, exception in enumerate(paper.exceptions or ()):
            if exception.reason == DRAFTED:
                message = "drafted, its section is still to be decided"
                yield Finding(paper, ("exceptions", n, "reason"), message)
