"""A page for each organization that made a model."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import model_of
from unisurvey.site.addresses import of_page, of_word
from unisurvey.site.frame import Door
from unisurvey.site.indexes import IndexEntry, IndexGroup, index_page, tables_of
from unisurvey.site.pieces import TextPiece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.site.listing import Listings


def organizations_door(catalog: Catalog) -> Door | None:
    """Return the way to the list, if anybody is in it."""
    return Door("Organizations", of_page("organization")) if _made(catalog) else None


def _made(catalog: Catalog) -> defaultdict[str, list[Record]]:
    """Return the models of each organization."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in catalog.models:
        model = model_of(record)
        for one in (model and model.organizations) or ():
            found[one].append(record)
    return found


def organization_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each organization that made a model, and their list."""
    catalog = frame.catalog
    made = _made(catalog)
    known = [each for each in catalog.vocabularies.organizations if made[each.id]]
    for maker in known:
        yield frame.fill(
            "organization.html.j2",
            of_word("organization", maker.id),
            maker.name,
            maker=maker,
            tables=tables_of(
                {"models": made[maker.id]},
                {"models": f"organization={maker.id}"},
                listings,
            ),
        )
    ranked = sorted(known, key=lambda each: (-len(made[each.id]), each.name.casefold()))
    entries = [
        IndexEntry(
            TextPiece(each.name, of_word("organization", each.id)), len(made[each.id])
        )
        for each in ranked
    ]
    yield from index_page(
        "organization", "Organizations", [IndexGroup(TextPiece(""), entries)], frame
    )
