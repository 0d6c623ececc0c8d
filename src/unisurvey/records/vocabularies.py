"""The files of the vocabularies: which there are, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.schema import (
    About,
    Challenge,
    Component,
    ConditionKey,
    Excluded,
    KnownSource,
    License,
    Maker,
    OtherList,
    Section,
    Venue,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from pydantic import BaseModel

VOCABULARIES: dict[str, type[BaseModel]] = {
    "taxonomy.yaml": Section,
    "venues.yaml": Venue,
    "components.yaml": Component,
    "licenses.yaml": License,
    "organizations.yaml": Maker,
    "challenges.yaml": Challenge,
    "excluded.yaml": Excluded,
    "coverage.yaml": OtherList,
    "sources.yaml": KnownSource,
    "conditions.yaml": ConditionKey,
}
"""File below `data/` that holds a list, and the schema of its entries."""

MAPPINGS: dict[str, type[BaseModel]] = {"catalogue.yaml": About, "words.yaml": Words}
"""File below `data/` that holds one mapping, and its schema."""

NEEDED = {
    "taxonomy.yaml": "the sections that records stand in",
    "venues.yaml": "where papers are published, or [] for none",
    "components.yaml": "what models are built of, or [] for none",
    "licenses.yaml": "the licences of code and data, or [] for none",
}
"""File below `data/` that has to be there, and what it holds."""

_WORDS_OF: dict[type[BaseModel], dict[str, str]] = {
    Section: {"": "section"},
    Venue: {"": "venue"},
    Component: {"": "component"},
    License: {"": "license"},
    Maker: {"": "organization"},
    Challenge: {"": "challenge"},
    Excluded: {"": "excluded work"},
    OtherList: {"": "list"},
    ConditionKey: {"": "condition"},
    About: {"fields": "field", "publications": "publication"},
    Words: {
        "paradigms": "paradigm",
        "encodings": "encoding",
        "modalities": "modality",
        "masks": "mask",
        "component_kinds": "kind of component",
        "tasks": "task",
    },
}
"""Schema of a vocabulary file → what the words are called, in the whole or by field."""


def words_of(
    schema: type[BaseModel], fields: Container[object] | None = None
) -> set[str]:
    """Return what the words of a vocabulary file are called where one is unknown.

    Args:
        schema: Of the file.
        fields: Those of a mapping that are meant; `None` is the whole file.
    """
    words = _WORDS_OF.get(schema, {}).items()
    return {what for field, what in words if not (fields and field) or field in fields}


def is_expected(path: Path) -> bool:
    """Return whether a vocabulary file is there, or missing; some need not be there."""
    return path.name in NEEDED or path.exists()


def file_of(what: str) -> str:
    """Return the file that has the words called so; a catalogue's own are in its first."""
    files = {**VOCABULARIES, **MAPPINGS}.items()
    found = (name for name, each in files if what in words_of(each))
    return next(found, "catalogue.yaml")
