"""Dates as lists write them: `2025/05/21`, `May. 2025`."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from unisurvey.schema.dates import MONTHS

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


class WrittenDate(NamedTuple):
    """A date as it stands in a text."""

    text: str
    iso: str | None
    """Day, month or year; `None` when there is no such day."""


def date_in(text: str) -> WrittenDate | None:
    """Return the first date of a text in its most exact reading; `None` without one."""
    for form in _FORMS:
        match = form.search(text)
        if match:
            return WrittenDate(match[0].strip(" ,"), _iso(match.groupdict()))
    return None


def is_date(text: str) -> bool:
    """Return whether a text is nothing but a date."""
    found = date_in(text)
    if found is None:
        return False
    return not re.sub(r"\W", "", text.replace(found.text, "", 1))


def _ordered(one: int, other: int) -> dict[str, str | None]:
    """Return month and day of `06/16/2026`; neither where both orders make sense."""
    if one == other or max(one, other) > 12:
        day, month = max(one, other), min(one, other)
        return {"one": None, "month": str(month), "day": str(day)}
    return {"one": None}


def _iso(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if parts.get("one"):
        return _iso(parts | _ordered(int(parts["one"] or 0), int(parts["other"] or 0)))
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts.get("month") or 0)
    if not (name or parts.get("month")):
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    day = parts.get("day")
    if not day:
        return f"{year:04}-{month:02}"
    if not 1 <= int(day) <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{int(day):02}"
