"""Sections of the taxonomy as pages show them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import sections_of

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


def heading(section: Section) -> str:
    """Return the heading; codes of the survey's Figure 5 stand before the name."""
    coded = len(section.id) <= len("b-1")
    return f"{section.id}: {section.name}" if coded else section.name


def by_section(catalog: Catalog, kind: str) -> defaultdict[str, list[Record]]:
    """Return the records of a kind by the leaf sections that hold them."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in catalog.records(kind):
        for section in sections_of(record):
            found[section].append(record)
    return found
