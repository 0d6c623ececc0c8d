"""Rows of a list that the catalogue lacks → draft records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.lists.diff.facts import outside_month
from unisurvey.outside.add.batch import Batch
from unisurvey.outside.add.duplicates import DuplicateWorkError
from unisurvey.outside.services.answers import file_name
from unisurvey.outside.services.work import Work
from unisurvey.schema.dates import arxiv_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.lists.awesome.links import Role
    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.outside.add.record import Draft, Drafting

_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_LINKS: tuple[Role, ...] = ("code", "project", "demo", "weights")


def draft_rows(
    rows: Iterable[ListRow], making: Drafting, list_url: str = "", file: str = ""
) -> tuple[list[Draft], list[str]]:
    """Return a draft per work, and what is said of rows that cannot be drafted.

    Args:
        rows: Rows about works that the catalogue lacks.
        making: For which catalogue.
        list_url: Public address of the list, which vouches for what it says; empty
            for a file.
        file: Its name, then; it makes nothing certain.
    """
    batch = Batch(making)
    drafts: list[Draft] = []
    refused: list[str] = []
    for row in rows:
        place = f"line {row.span.line}"
        try:
            works = [work_of(row, list_url, file)]
            drafts.append(batch.draft(works, row.label, place=place))
        except DuplicateWorkError as error:
            refused += [f"{place}: {told}" for told in error.told]
        except UsageError as error:
            refused.append(f"{place}: {error}")
    return drafts, refused


def work_of(row: ListRow, list_url: str = "", file: str = "") -> Work:
    """Return what a row says of its work, told like a service's answer.

    A date that contradicts the arXiv id is not repeated: the id's month stands for it.
    Neither is the venue, which lists leave out or shorten; its year helps to name a work
    whose date nobody says.
    """
    arxiv = row.arxiv[0] if row.arxiv else None
    date = row.date
    if arxiv and (date is None or outside_month(date, arxiv)):
        date = arxiv_month(arxiv)
    found = ((role, row.link(role)) for role in _LINKS)
    paper = row.link("paper")
    own = {"paper": paper.url} if paper and not (arxiv or row.dois) else {}
    return Work(
        service="list",
        url=list_url,
        file="" if list_url else file_name(file),
        title=row.title or None,
        name=row.name or None,
        date=date,
        year=int(year[0]) if (year := _YEAR.search(row.venue or "")) else None,
        arxiv=arxiv,
        doi=row.dois[0] if row.dois else None,
        links=own
        | {
            role: link.url
            for role, link in found
            if link and link.url.startswith(("https://", "http://"))
        },
    )
