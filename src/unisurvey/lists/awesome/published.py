"""When and where works were published, as lists write it.

Dates: `2025/05/21`, `May. 2025`. Venues: `ICLR'25 oral`, `(National Science Review
2025)`; the catalogue's are recognised by name, any other by its form, words and a year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.lists.awesome.links import is_label
from unisurvey.matching.venues import PREPRINT_VENUES, is_preprint, names_pattern
from unisurvey.schema.dates import MONTHS, date_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Venue

_MONTHS = {
    form: n
    for n, name in enumerate(map(str.lower, MONTHS), 1)
    for form in (name, name[:3])
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?<![\d.])(?P<year>(?:19|20)\d\d)"
_NUMBER = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORD = rf"(?P<name>{_MONTH})\b[.,]?"
_END = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_SOME_YEAR = re.compile(r"(?:19|20)\d\d")
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sep>[-/.]){_NUMBER}(?P=sep)(?P<day>\d{{1,2}})(?!\d)",
        rf"{_YEAR}[-/.]{_NUMBER}(?![\d.])",
        rf"{_YEAR}\s?年\s?{_NUMBER}\s?月(?:\s?(?P<day>\d{{1,2}})\s?日)?",
        rf"(?<![\d.]){_DAY}[\s-]{_WORD}[\s-]+{_END}",
        rf"\b{_WORD}\s+{_DAY},?\s+{_END}",
        rf"\b{_WORD}[\s,'’/-]*{_END}",
        rf"{_YEAR}[\s,/-]+{_WORD}",
        rf"(?<![\d/.])(?P<one>\d\d?)(?P<sep>[/.])(?P<other>\d\d?)(?P=sep){_END}",
        rf"(?<![\d/]){_NUMBER}/(?P<year>20\d\d)(?!\d)",
        rf"{_YEAR}(?![\d./-]*\d)",
    )
)

_YEAR_BEHIND = r"(?:[\s,.'’-]{0,3}(?:(?:19|20)\d\d|\d\d)(?![\d.]))"
_MORE = (
    r"(?:[\s,(]{1,2}(?i:D&B|DB|Datasets?|Workshops?|Findings|Oral|Spotlight|Poster"
    r"|Highlight|Main|Best Paper)\b\)?)*"
)
_NAME_WORD = r"[A-Z][\w&+.-]*(?:/[A-Z][\w&+]*)*"
_SMALL = r"(?:of|on|for|and|in|the|&|at|to)"
_FORM = re.compile(
    rf"(?P<words>(?:(?:{_NAME_WORD}|{_SMALL})(?:\s|,\s)){{0,9}}?(?:{_NAME_WORD}?[A-Za-z&]\)?))"
    rf"(?:[\s,.-]{{0,3}}(?:19|20)\d\d|[\s,.-]{{0,2}}['’]\s?\d\d|(?<=[A-Z])\d\d|(?<=Workshop)\s\d\d)"
    rf"{_MORE}"
)
_ACRONYM = re.compile(r"[A-Z]\w*[A-Z]")
_WRITTEN_YEAR = re.compile(
    r"(?<!\d)(20\d\d|['’]\s?\d\d)(?!\d)|(?<=[A-Za-z])(\d\d)(?!\d)"
)


class WrittenDate(NamedTuple):
    """A date as it stands in a text."""

    text: str
    iso: str | None
    """Day, month or year; `None` when there is no such day."""


def date_in(text: str) -> WrittenDate | None:
    """Return the first date of a text in its most exact reading; `None` without one."""
    for form in _FORMS if _SOME_YEAR.search(text) else ():
        if match := form.search(text):
            return WrittenDate(match[0].strip(" ,"), _iso(match.groupdict()))
    return None


def is_date(text: str) -> bool:
    """Return whether a text is nothing but a date."""
    found = date_in(text)
    return found is not None and _is_all(found.text, text)


def _is_all(part: str, text: str) -> bool:
    """Return whether a text holds no word beside a part of it."""
    return not re.sub(r"\W", "", text.replace(part, "", 1))


def _iso(parts: dict[str, str | None]) -> str | None:
    """Return a date in ISO's form; `None` when it does not exist."""
    month, day = parts.get("month"), parts.get("day")
    if one := parts.get("one"):  # `06/16/2026`; only the year where both orders can be
        first, second = sorted((int(one), int(parts["other"] or 0)))
        if first == second or second > 12:
            month, day = str(first), str(second)
    if name := parts.get("name"):
        month = str(_MONTHS[name.lower()])
    numbers = (parts["year"], month, day if month else None)
    iso = "-".join(f"{int(number):02}" for number in numbers if number)
    try:
        date_span(iso)
    except ValueError:
        return None
    return iso


class VenueWords:
    """Finds venues in the text of a list."""

    def __init__(self, venues: Iterable[Venue] = ()) -> None:
        """Make known whose names are recognised without a year too."""
        preprint = f"(?i:{'|'.join(PREPRINT_VENUES)})"
        self._placed: frozenset[str] = frozenset()
        choices = f"{names_pattern(venues)}|{preprint}|CoRR"
        self._known = re.compile(
            rf"(?<![\w/-])(?:{choices})(?:{_YEAR_BEHIND}|(?![\w/]|-\w|\.\d)){_MORE}"
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
        return bool(found) and _is_all(found, text)

    def is_tail(self, text: str) -> bool:
        """Return whether the end of a title, behind a comma or dash, is a venue.

        Without brackets around it, only what cannot be the title's own words is one.
        """
        bare = text.strip(" ,.()")
        if self._known.fullmatch(bare) and (
            venue_year(text) or is_preprint(text) or len(text) < 9
        ):
            return True
        return bool(_ACRONYM.search(text)) and self._is_edition(bare)

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
