"""A page for each edition of a venue at which something was published."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import venue_name
from unisurvey.records import SELECTABLE
from unisurvey.schema.vocabulary import split_edition
from unisurvey.site.addresses import of_page, of_word
from unisurvey.site.frame import Door
from unisurvey.site.indexes import IndexEntry, IndexGroup, index_page, tables_of
from unisurvey.site.pieces import TextPiece
from unisurvey.views.flat import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.site.listing import Listings


def venues_door(catalog: Catalog) -> Door | None:
    """Return the way to the list, if anything was published."""
    is_published = any(paper.venue for paper in catalog.papers)
    return Door("Venues", of_page("venue")) if is_published else None


def venue_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each edition of a venue that published something, and their list."""
    catalog = frame.catalog
    found: defaultdict[str, dict[str, list[Record]]] = defaultdict(
        lambda: {kind: [] for kind in SELECTABLE}
    )
    for kind in SELECTABLE:
        for record in catalog.records(kind):
            paper = catalog.paper_of(record)
            if paper and paper.venue and kind_of(record) == kind:
                found[paper.venue][kind].append(record)
    editions = {edition: split_edition(edition) for edition in found}
    known = catalog.vocabularies.venues

    def entry(edition: str) -> IndexEntry:
        piece = TextPiece(venue_name(edition, catalog), of_word("venue", edition))
        venue = known[editions[edition][0]]
        return IndexEntry(piece, sum(map(len, found[edition].values())), venue.full)

    for edition, (venue_id, year) in editions.items():
        related = [
            other
            for other, (id_, in_year) in editions.items()
            if other != edition
            and (
                id_ == venue_id
                or (in_year == year and venue_id in {known[id_].part_of, id_})
                or (in_year == year and known[venue_id].part_of == id_)
            )
        ]
        yield frame.fill(
            "venue.html.j2",
            of_word("venue", edition),
            venue_name(edition, catalog),
            venue=known[venue_id],
            year=year,
            related=[entry(each) for each in sorted(related)],
            tables=tables_of(found[edition], {}, listings),
            description=f"{known[venue_id].full} {year}",
        )
    years = sorted({year for _, year in editions.values()}, reverse=True)
    groups = [
        IndexGroup(
            TextPiece(str(year)),
            sorted(
                (entry(e) for e, (_, of_year) in editions.items() if of_year == year),
                key=lambda each: (-each.held, each.piece.text),
            ),
        )
        for year in years
    ]
    yield from index_page("venue", "Venues", groups, frame)
