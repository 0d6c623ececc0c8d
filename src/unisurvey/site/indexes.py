"""Lists of the pages about what records have in common, and the tables on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.site.addresses import of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.site.listing import Listing, Listings
    from unisurvey.site.pieces import TextPiece


class IndexEntry(NamedTuple):
    """One line of an index."""

    piece: TextPiece
    held: int
    """How many records it leads to."""

    about: str = ""
    depth: int = 0


class IndexGroup(NamedTuple):
    """Lines of an index below one heading."""

    head: TextPiece
    entries: list[IndexEntry]
    about: str = ""
    held: int | None = None
    """How many records there are below it, where it has a page of its own."""


def index_page(
    what: str, title: str, groups: Iterable[IndexGroup], frame: Frame
) -> Iterator[tuple[str, str]]:
    """Yield the page that lists all pages of a kind of word; none where there is none."""
    found = [group for group in groups if group.entries or group.head.page]
    if found:
        address = of_page(what)
        yield frame.fill("index.html.j2", address, title, groups=found)


def tables_of(
    found: Mapping[str, list[Record]], queries: Mapping[str, str], listings: Listings
) -> list[Listing]:
    """Return a table for each kind of which there is a record.

    Args:
        found: The records by kind.
        queries: What a list of the same is asked for, by kind, where one can be.
        listings: What makes tables.
    """
    made = (listings.of(k, records, queries.get(k)) for k, records in found.items())
    return [table for table in made if table]
