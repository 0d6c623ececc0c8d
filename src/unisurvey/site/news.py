"""What entered the catalogue, newest first, as a page and as feeds."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from unisurvey.export.feed import LENGTH, feed, to_atom
from unisurvey.fields.attributes import section_of
from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_kind, of_page, of_record, of_word, public
from unisurvey.site.frame import Door
from unisurvey.site.pieces import TextPiece
from unisurvey.site.rows import marked
from unisurvey.views.news import additions, flat_addition
from unisurvey.views.wording import marked_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame

_ADDRESS = of_page("new")


def news_door(catalog: Catalog) -> Door | None:
    """Return the way to the page, if there are records."""
    return Door("New", _ADDRESS) if any(catalog) else None


def feed_doors(catalog: Catalog) -> Iterator[Door]:
    """Yield the feeds: of all, and of each kind that there is."""
    if any(catalog):
        yield Door("All that is new", "feed.xml")
    for kind in SELECTABLE:
        if catalog.records(kind):
            yield Door(f"New {kind}", f"feed-{kind}.xml")


def news_page(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page and the feeds; each tells of as many as the others."""
    catalog = frame.catalog
    every = additions(catalog)
    if not every:
        return
    days = [
        {"day": day, "records": [_told(record, catalog) for record in records]}
        for day, records in groupby(every[:LENGTH], lambda record: record.added)
    ]
    yield frame.fill(
        "new.html.j2",
        _ADDRESS,
        "New",
        days=days,
        count=len(every),
        shown=len(every[:LENGTH]),
        explored=of_kind("models"),
    )
    base = frame.base

    def page(record: Record) -> str:
        return f"{base}{public(of_record(record))}"

    for door in frame.feeds:
        kind = door.address.removeprefix("feed").removesuffix(".xml").strip("-") or None
        told = additions(catalog, kind)[:LENGTH]
        where = f"{base or ''}{door.address}"
        made = feed(catalog, told, kind, address=where, page=page if base else None)
        yield door.address, to_atom(made)


def _told(record: Record, catalog: Catalog) -> dict[str, Any]:
    flat = flat_addition(record, catalog)
    id_ = section_of(record)
    section = catalog.vocabularies.sections[id_] if id_ else None
    name = marked_name(record, catalog)
    return {
        "name": TextPiece(name, of_record(record)),
        "title": flat["title"] if flat["title"] != name else None,
        "kind": flat["kind"],
        "mark": marked(record, catalog),
        "section": section
        and TextPiece(section.label or section.name, of_word("section", section.id)),
        "date": flat["date"],
        "venue": flat["venue"],
    }
