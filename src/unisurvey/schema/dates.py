"""Partial ISO dates as text: a year, a month or a day, never a false precision."""

from __future__ import annotations

import calendar
import re
from datetime import date

from pydantic_core import PydanticCustomError

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_AGO = re.compile(
    r"(?=last|\d)(?:last[ -]?)?(?P<n>\d{1,4})?[ -]?(?P<unit>day|week|month|year)s?"
    r"(?:[ -]ago)?"
)
_DAYS = {"day": 1, "week": 7}
FIRST_YEAR = 1950
LAST_YEAR = 2099
_FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_span(text: str) -> tuple[date, date]:
    """Return the first and last day that a partial date can mean.

    Raises:
        ValueError: `text` is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or no such day exists.
    """
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(
            f"{text!r} is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{text!r} has an impossible year")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} has no such month")
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise ValueError(f"{text!r} has no such day")
    return date(year, month, day), date(year, month, day)


def typed_date(text: str, today: str | None = None) -> str:
    """Return the partial date that somebody means: `2025/5` is `2025-05`.

    Args:
        text: As it is typed.
        today: The day that `3 months` and `last-month` count back from; without it
            they are no dates.

    Raises:
        ValueError: it is none.
    """
    if today and (ago := _AGO.fullmatch(text.strip().casefold())):
        return _before(date.fromisoformat(today), int(ago["n"] or 1), ago["unit"])
    year, *rest = re.split(r"[-/.]", text.strip())
    typed = "-".join((year, *(part and part.zfill(2) for part in rest)))
    date_span(typed if _FORM.fullmatch(typed) else text)
    return typed


def _before(day: date, count: int, unit: str) -> str:
    if unit in _DAYS:
        return date.fromordinal(
            max(day.toordinal() - count * _DAYS[unit], _FIRST_DAY)
        ).isoformat()
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(max(months, FIRST_YEAR * 12), 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).isoformat()


def check_partial_date(text: str) -> str:
    """Return `text` when it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists."""
    try:
        date_span(text)
    except ValueError as error:
        raise PydanticCustomError(
            "partial_date", "{reason}", {"reason": str(error)}
        ) from None
    return text


def arxiv_month(arxiv_id: str) -> str:
    """Return the month `YYYY-MM` that an arXiv id states.

    Convention: https://info.arxiv.org/help/arxiv_identifier.html (ids since 2007).
    """
    return f"20{arxiv_id[:2]}-{arxiv_id[2:4]}"
