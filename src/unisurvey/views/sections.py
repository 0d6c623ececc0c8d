"""Sections of the taxonomy as pages show them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import sections_of

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


def heading(section: Section) -> str:
    """Return the heading: the name, with its code before it if there is one."""
    return f"{section.code}: {section.name}" if section.code else section.name


def by_section(catalog: Catalog, kind: str) -> defaultdict[str, list[Record]]:
    """Return the records of a kind by the leaf sections that hold them."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in catalog.records(kind):
        for section in sections_of(record):
            found[section].append(record)
    return found
