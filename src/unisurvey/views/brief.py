"""A record in few words: the keys and the name by which others speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.records import folder_of, name_of
from unisurvey.views.flat import FLATTEN, kind_of

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

BRIEF_KEYS = ("kind", "id", "name", "title", "date", "url")


def brief(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return an object with the keys of `BRIEF_KEYS`, in order."""
    kind = kind_of(record)
    flat = FLATTEN[kind](record, catalog)
    return {
        "kind": kind.removesuffix("s"),
        "id": record.id,
        "name": name_of(record),
        "title": flat["title"],
        "date": flat["date"],
        "url": flat["url"] or flat.get("home"),
    }


def address(record: Record, catalog: Catalog) -> str:
    """Return the shortest word that stands for exactly this record."""
    if catalog.index.get(record.id) is record:
        return record.id
    return f"{folder_of(record)}/{record.id}"
