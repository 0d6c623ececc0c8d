"""Which pages there are to go to, from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_kind
from unisurvey.site.architecture import architecture_door
from unisurvey.site.boards import boards_door
from unisurvey.site.component import components_door
from unisurvey.site.downloads import downloads_door
from unisurvey.site.frame import Door
from unisurvey.site.guides import guides_door
from unisurvey.site.news import news_door
from unisurvey.site.organization import organizations_door
from unisurvey.site.section import sections_door
from unisurvey.site.statistics import statistics_door
from unisurvey.site.survey import corrections_door, references_door
from unisurvey.site.timeline import timeline_door
from unisurvey.site.venue import venues_door

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog

_PAGES = (
    *(boards_door, timeline_door, architecture_door, statistics_door),
    news_door,
)
_MORE = (
    *(sections_door, components_door, organizations_door, venues_door),
    *(guides_door, downloads_door, corrections_door, references_door),
)


def doors(catalog: Catalog) -> Iterator[Door]:
    """Yield the kinds of record that there are, and the pages about all of them."""
    for kind in SELECTABLE:
        if found := catalog.records(kind):
            yield Door(kind.capitalize(), of_kind(kind), len(found))
    yield from filter(None, (door(catalog) for door in _PAGES))


def more_doors(catalog: Catalog) -> Iterator[Door]:
    """Yield what is read less often."""
    yield from filter(None, (door(catalog) for door in _MORE))
