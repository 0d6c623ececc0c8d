"""Venues as lists write them: `ICLR'25 oral`, `(National Science Review 2025)`.

The catalogue's venues are recognised by name; any other by its form, words and a year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.lists.awesome.dates import date_in, is_date
from unisurvey.lists.awesome.links import is_label
from unisurvey.matching.venues import PREPRINT_VENUES, is_preprint, names_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Venue

_YEAR = r"(?:[\s,.'’-]{0,3}(?:(?:19|20)\d\d|\d\d)(?![\d.]))"
_MORE = (
    r"(?:[\s,(]{1,2}(?i:D&B|DB|Datasets?|Workshops?|Findings|Oral|Spotlight|Poster"
    r"|Highlight|Main|Best Paper)\b\)?)*"
)
_WORD = r"[A-Z][\w&+.-]*(?:/[A-Z][\w&+]*)*"
_SMALL = r"(?:of|on|for|and|in|the|&|at|to)"
_FORM = re.compile(
    rf"(?P<words>(?:(?:{_WORD}|{_SMALL})(?:\s|,\s)){{0,9}}?(?:{_WORD}?[A-Za-z&]\)?))"
    rf"(?:[\s,.-]{{0,3}}(?:19|20)\d\d|[\s,.-]{{0,2}}['’]\d\d|(?<=[A-Z])\d\d|(?<=Workshop)\s\d\d)"
    rf"{_MORE}"
)
_ACRONYM = re.compile(r"[A-Z]\w*[A-Z]")
_WRITTEN_YEAR = re.compile(r"(?<!\d)(20\d\d|['’]\d\d)(?!\d)|(?<=[A-Za-z])(\d\d)(?!\d)")


class VenueWords:
    """Finds venues in the text of a list."""

    def __init__(self, venues: Iterable[Venue] = ()) -> None:
        """Make known whose names are recognised without a year too."""
        preprint = f"(?i:{'|'.join(PREPRINT_VENUES)})"
        self._placed: frozenset[str] = frozenset()
        choices = f"{names_pattern(venues)}|{preprint}|CoRR"
        self._known = re.compile(
            rf"(?<![\w/-])(?:{choices})(?:{_YEAR}|(?![\w/]|-\w|\.\d)){_MORE}"
        )

    def learn(self, words: Iterable[str]) -> None:
        """Take words that stand alone for venues: their place in a list tells it."""
        self._placed |= frozenset(words)

    def venue_in(self, text: str) -> str:
        """Return the first venue of a text with its year; empty without one."""
        whole = text.strip(" ,.()[]")
        if whole in self._placed or self._is_edition(whole):
            return whole
        match = self._known.search(text)
        return match[0].strip(" ,.(") if match else ""

    def is_venue(self, text: str) -> bool:
        """Return whether a text is nothing but a venue."""
        found = self.venue_in(text)
        return bool(found) and not re.sub(r"\W", "", text.replace(found, "", 1))

    def is_tail(self, text: str) -> bool:
        """Return whether the end of a title, behind a comma or dash, is a venue.

        Without brackets around it, only what cannot be the title's own words is one.
        """
        known = self._known.fullmatch(text.strip(" ,.()"))
        return bool(
            (known and (venue_year(text) or is_preprint(text) or len(text) < 9))
            or (_ACRONYM.search(text) and self._is_edition(text.strip(" ,.()")))
        )

    @staticmethod
    def _is_edition(text: str) -> bool:
        """Return whether a text has the form of a venue and a year."""
        match = _FORM.fullmatch(text) if len(text) <= 120 else None
        if not match or is_label(match["words"]):
            return False
        dated = date_in(text)
        return not (is_date(text) or (dated and dated.iso and len(dated.iso) > 4))


def venue_year(venue: str) -> str | None:
    """Return the year that a venue as written names."""
    match = _WRITTEN_YEAR.search(venue)
    return f"20{(match[1] or match[2])[-2:]}" if match else None
