"""Every file of the site, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.records import SELECTABLE
from unisurvey.site.architecture import architecture_page
from unisurvey.site.boards import boards
from unisurvey.site.compare import comparing
from unisurvey.site.component import component_pages
from unisurvey.site.doors import doors, more_doors
from unisurvey.site.downloads import downloads_page
from unisurvey.site.explore import explore
from unisurvey.site.frame import Frame
from unisurvey.site.guides import guides_pages
from unisurvey.site.hosting import hosting
from unisurvey.site.listing import Listings
from unisurvey.site.news import feed_doors, news_page
from unisurvey.site.organization import organization_pages
from unisurvey.site.record import record_pages
from unisurvey.site.section import section_pages
from unisurvey.site.statistics import statistics_page
from unisurvey.site.survey import survey_pages
from unisurvey.site.timeline import timeline_page
from unisurvey.site.venue import venue_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog


def pages(catalog: Catalog) -> Iterator[tuple[str, str | bytes]]:
    """Yield address and content of each file."""
    frame = Frame(
        catalog,
        tuple(doors(catalog)),
        tuple(more_doors(catalog)),
        tuple(feed_doors(catalog)),
    )
    addresses = []
    for address, content in _pages(frame):
        addresses.append(address)
        yield address, content
    yield from hosting(frame, addresses)


def _pages(frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    yield from frame.files()
    for kind in SELECTABLE:
        if frame.catalog.records(kind) or kind == "models":
            yield from explore(kind, frame)
    yield from comparing(frame)
    yield from record_pages(frame)
    listings = Listings(frame)
    yield from section_pages(frame, listings)
    yield from organization_pages(frame, listings)
    yield from venue_pages(frame, listings)
    yield from component_pages(frame)
    yield from boards(frame)
    yield from timeline_page(frame)
    yield from architecture_page(frame)
    yield from statistics_page(frame)
    yield from news_page(frame)
    yield from guides_pages(frame)
    yield from survey_pages(frame)
    yield from downloads_page(frame)
