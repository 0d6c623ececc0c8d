"""The survey's numbered references, each with the record it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import paper_url, venue_name

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

LAST = 403
"""Number of the last reference of version 6."""


def references(catalog: Catalog) -> dict[str, Any]:
    """Return the rows of the page by number; a number without a record says so."""
    by_number = {
        number: paper
        for paper in catalog.papers
        for number in (paper.survey and paper.survey.references) or ()
    }
    return {
        "rows": [
            _row(number, by_number.get(number), catalog)
            for number in range(1, LAST + 1)
        ],
        "known": len(by_number),
        "total": LAST,
    }


def _row(number: int, paper: Paper | None, catalog: Catalog) -> dict[str, Any]:
    if paper is None:
        return {
            "number": number,
            "title": None,
            "url": None,
            "venue": None,
            "cited": None,
        }
    venue = venue_name(paper.venue, catalog) if paper.venue else None
    survey = paper.survey
    return {
        "number": number,
        "title": paper.title,
        "url": paper_url(paper),
        "venue": venue or ("arXiv" if paper.arxiv else None),
        "cited": ", ".join((survey and survey.cited_in) or ()) or None,
    }
