"""Dates that contradict each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.schema.dates import arxiv_month, date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog

SUBMISSION_LAG = timedelta(days=7)
"""A paper submitted at the end of a month can get the next month's id."""


@check("C221")
def date_against_arxiv(catalog: Catalog) -> Iterator[Finding]:
    """A date lies outside the month of the paper's arXiv id.

    `date` is the day of the first version's submission, which is at most a few days
    before the month that the id states. Correct the one or the other.

    Example:
        # data/papers/sketch.yaml
        arxiv: "2408.00001"
        date: "2024-10-01"
    """
    for paper in catalog.papers:
        if not (paper.arxiv and paper.date):
            continue
        month = arxiv_month(paper.arxiv)
        first, last = date_span(month)
        begin, end = date_span(paper.date)
        if end < first - SUBMISSION_LAG or begin > last:
            message = f"date {paper.date}, expected {month} as in arXiv {paper.arxiv}"
            yield Finding(paper, ("date",), message)


@check("C222")
def published_before_written(catalog: Catalog) -> Iterator[Finding]:
    """The year of publication lies before the first version.

    `date` is the first public version, `venue` the publication; check both.

    Example:
        # data/papers/sketch.yaml
        date: "2024-08-22"
        venue: iclr-2023
    """
    for paper in catalog.papers:
        if paper.venue and paper.date:
            _, year = split_edition(paper.venue)
            if year < date_span(paper.date)[0].year:
                message = f"published in {year} but first public in {paper.date}"
                yield Finding(paper, ("venue",), message)


@check("C223")
def added_before_public(catalog: Catalog) -> Iterator[Finding]:
    """A record was added before its first version was public.

    `added` is the day the record entered the catalogue.

    Example:
        # data/papers/sketch.yaml
        date: "2024-08-22"
        added: "2024-01-01"
    """
    for record in catalog:
        date = getattr(record, "date", None)
        if date and date_span(record.added)[1] < date_span(date)[0]:
            message = f"added {record.added}, before its own date {date}"
            yield Finding(record, ("added",), message)
