"""An entry of a .bib file, told like a service's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.bib.claims import read_claim
from unisurvey.bib.tex.reader import plain
from unisurvey.outside.services.answers import (
    arxiv_id,
    authors,
    day,
    doi,
    file_name,
    line,
    organization,
    pages,
    web_address,
)
from unisurvey.outside.services.work import Work
from unisurvey.schema.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.bib.blocks import BibFile, Block
    from unisurvey.outside.services.work import WorkKind

_KINDS: dict[str, WorkKind] = {
    "dataset": "dataset",
    "data": "dataset",
    "software": "repository",
}


def from_bib(bib: BibFile, entry: Block) -> Work:
    """Return what an entry says of its work; a missing field says nothing."""
    claim = read_claim(bib, entry)
    values = claim.values
    names = [
        organization(line(name.text)) if name.whole else name.text
        for name in claim.names.names
    ]
    known = next(filter(None, (doi(mention.id) for mention in claim.dois)), None)
    arxiv = next(filter(None, (_arxiv(mention.id) for mention in claim.arxiv)), None)
    venue = line(claim.container)
    stated = web_address(values.get("url", "").replace("\\_", "_"))
    return Work(
        service="bib",
        url="",
        file=file_name(bib.path),
        kind=_KINDS.get(entry.type, "paper"),
        title=line(claim.title),
        **authors([*names, "et al."] if claim.names.truncated else names),
        date=_date(values, claim.year),
        arxiv=arxiv,
        doi=known,
        venue=venue,
        year=claim.year if venue else None,
        pages=pages(plain(values.get("pages", ""))),
        links={"paper": stated} if stated else {},
        comment=line(plain(values.get("note", ""))),
    )


def _arxiv(identifier: str) -> str | None:
    return arxiv_id(identifier) or (identifier if "/" in identifier else None)


def _date(values: Mapping[str, str], year: int | None) -> str | None:
    """Return the day, month or year; the month only where it is one month."""
    stated = day(plain(values.get("date", "")))
    if stated:
        return stated
    if year is None:
        return None
    month = plain(values.get("month", "")).lower().rstrip(".")
    numbers = [
        n
        for n, name in enumerate(map(str.lower, MONTHS), 1)
        if (len(month) >= 3 and name.startswith(month)) or month in {str(n), f"{n:02}"}
    ]
    return day(f"{year}-{numbers[0]:02}" if len(numbers) == 1 else str(year))
