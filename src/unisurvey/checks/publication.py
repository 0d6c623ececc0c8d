"""Dates and venues that contradict each other or the work's own identifiers."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.checks.registry import Finding, check
from unisurvey.schema import Paper, Record
from unisurvey.schema.dates import arxiv_month, date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog
    from unisurvey.schema import Venue


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


SUBMISSION_LAG = timedelta(days=7)
"""A paper submitted at the end of a month can get the next month's id."""


@check("C221", each=Paper)
def date_against_arxiv(subject: Subject[Paper]) -> Iterator[Finding]:
    """A date lies outside the month of the paper's arXiv id.

    `date` is the day of the first version's submission, which is at most a few days
    before the month that the id states. Correct the one or the other.

    Example:
        # data/papers/sketch.yaml
        arxiv: "2408.00001"
        date: "2024-10-01"
    """
    paper = subject.record
    if not (paper.arxiv and paper.date):
        return
    month = arxiv_month(paper.arxiv)
    first, last = date_span(month)
    begin, end = date_span(paper.date)
    if end < first - SUBMISSION_LAG or begin > last:
        message = f"date {paper.date}, expected {month} as in arXiv {paper.arxiv}"
        yield Finding(paper, ("date",), message)


@check("C222", each=Paper)
def published_before_written(subject: Subject[Paper]) -> Iterator[Finding]:
    """The year of publication lies before the first version.

    `date` is the first public version, `venue` the publication; check both.

    Example:
        # data/papers/sketch.yaml
        date: "2024-08-22"
        venue: iclr-2023
    """
    paper = subject.record
    if paper.venue and paper.date:
        _, year = split_edition(paper.venue)
        if year < date_span(paper.date)[0].year:
            message = f"published in {year} but first public in {paper.date}"
            yield Finding(paper, ("venue",), message)


@check("C223", each=Record)
def added_before_public(subject: Subject[Record]) -> Iterator[Finding]:
    """A record was added before its first version was public.

    `added` is the day the record entered the catalogue.

    Example:
        # data/papers/sketch.yaml
        date: "2024-08-22"
        added: "2024-01-01"
    """
    record = subject.record
    date = getattr(record, "date", None)
    if date and record.added < date and date_span(record.added)[1] < date_span(date)[0]:
        message = f"added {record.added}, before its own date {date}"
        yield Finding(record, ("added",), message)
