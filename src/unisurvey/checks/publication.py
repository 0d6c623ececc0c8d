"""Venues that the work's own identifiers contradict."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.checks.registry import Finding, check
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Venue

_ACL = re.compile(r"https?://(?:www\.)?aclanthology\.org/([^/?#]+?)(?:\.pdf|/)?$")
_ACL_DOI = "10.18653/v1/"
"""Before the Anthology's id: https://aclanthology.org/info/ids/."""


class Told(NamedTuple):
    """What a DOI tells of the publication."""

    venue: str
    year: int | None
    """`None` where it does not tell."""


@check("C224")
def venue_against_identifier(catalog: Catalog) -> Iterator[Finding]:
    """The DOI or the ACL Anthology's id is that of another venue or year.

    DOIs of many venues begin alike, as `dois` in `data/venues.yaml` has it. Open the
    DOI, then correct it or the venue.

    Example:
        # data/papers/sketch.yaml
        venue: iclr-2025
        doi: 10.1109/CVPR52734.2025.01210
    """
    venues = catalog.vocabularies.venues
    known = [(begin, v.id) for v in venues for begin in v.dois or ()]
    for paper in catalog.papers:
        doi = _doi(paper)
        if not (doi and paper.venue):
            continue
        venue, year = split_edition(paper.venue)
        told = _told(doi, known)
        if told is None:
            continue
        if told.venue != _named(venues[venue], catalog):
            message = f"{doi} is a DOI of {told.venue}"
        elif told.year not in {None, year}:
            message = f"{doi} is a DOI of {told.year}"
        else:
            continue
        yield Finding(paper, ("venue",), f"{message}, but the venue is {paper.venue}")


def _doi(paper: Paper) -> str | None:
    anthology = _ACL.match(paper.url or "")
    return paper.doi or (f"{_ACL_DOI}{anthology[1]}" if anthology else None)


def _told(doi: str, known: list[tuple[str, str]]) -> Told | None:
    """Return what the longest beginning that fits tells."""
    fitting = [
        (len(begin), Told(venue, int(match["year"]) if "{year}" in begin else None))
        for begin, venue in known
        if (match := _pattern(begin).match(doi))
    ]
    return max(fitting, key=itemgetter(0), default=(0, None))[1]


@cache
def _pattern(begin: str) -> re.Pattern[str]:
    text = re.escape(begin).replace(r"\#", r"\d*")
    return re.compile(text.replace(r"\{year\}", r"(?P<year>\d{4})"), re.IGNORECASE)


def _named(venue: Venue, catalog: Catalog) -> str:
    """Return the venue that DOIs are known of: itself, else the one it is part of."""
    venues = catalog.vocabularies.venues
    seen = {venue.id}
    found = venue
    while not found.dois and found.part_of in venues and found.part_of not in seen:
        found = venues[str(found.part_of)]
        seen.add(found.id)
    return found.id
