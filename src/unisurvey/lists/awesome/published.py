"""Where and when a row says that its work was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.lists.awesome.columns import is_empty
from unisurvey.lists.awesome.dates import date_in
from unisurvey.lists.awesome.venues import VenueWords, venue_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.lists.awesome.columns import Column
    from unisurvey.lists.awesome.parts import RowPart
    from unisurvey.lists.awesome.titles import Titled

_BRACKETED = re.compile(r"[\[(（【]((?:[^\[\]()（）【】]|\([^()]*\)){3,120})[\])）】]")


@dataclass(frozen=True)
class Cell:
    """One cell of a table, or a whole item."""

    column: Column | None
    """`None` outside tables."""

    parts: list[RowPart]
    text: str


def published(
    cells: Sequence[Cell], titled: Titled, venues: VenueWords
) -> tuple[str | None, str, str]:
    """Return date, date as written, and venue."""
    venue = _cell_text(cells, "venue")
    texts = [text for text in (_cell_text(cells, "date"),) if text]
    if not texts:
        around = list(_around(cells, titled, venues))
        texts = [*around, venue]
        venue = venue or next(
            (v for text in around if (v := venues.venue_in(text))), ""
        )
    dates = [found for text in texts if (found := date_in(text))]
    if not dates:
        return None, "", venue
    best = max(dates, key=lambda found: len(found.iso or found.text))
    if best.iso and len(best.iso) == 4 and (best.iso in venue or venue_year(venue)):
        return None, "", venue
    if best.iso and len(best.iso) == 4 and venue and not _cell_text(cells, "date"):
        return None, "", f"{venue} {best.iso}"
    return best.iso, best.text, venue


def _cell_text(cells: Sequence[Cell], column: Column) -> str:
    text = next((cell.text for cell in cells if cell.column == column), "")
    return "" if is_empty(text) else text


def _around(cells: Sequence[Cell], titled: Titled, venues: VenueWords) -> Iterator[str]:
    """Yield the texts around a title in which venue and date can stand."""
    for cell in cells:
        if cell.column not in {None, "title", "paper", "links"}:
            continue
        text = " ".join(part.text for part in cell.parts if part.style != "label")
        before, found, after = text.partition(titled.title or titled.name or "\0")
        if found:
            yield re.split(r"[\])】]\s*(?=\S{2})", before)[0] if before else ""
        rest = after if found else text
        yield from _BRACKETED.findall(rest)
        yield from (p.text for p in cell.parts if p.style == "italic")
        yield from (
            p.text for p in cell.parts if p.style == "label" and _says_venue(p, venues)
        )
        yield from (s for s in re.split(r"[,.;|]\s", rest[:400]) if _dated(s, venues))


def _says_venue(part: RowPart, venues: VenueWords) -> bool:
    known = bool(venues.venue_in(part.text))
    return known and not part.text.lower().startswith("arxiv")


def _dated(segment: str, venues: VenueWords) -> bool:
    """Return whether a segment of a sentence is no more than a venue or a date."""
    return len(segment.split()) <= 4 and bool(
        venues.venue_in(segment) or date_in(segment)
    )
