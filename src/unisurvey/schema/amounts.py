"""Numbers as people write them: `500,000`, `500K`, `1.5M`, `2 trillion`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "t": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_DIGITS = r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d[\d_]*)(?:\.\d+)?)"
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_COUNT = re.compile(rf"{_DIGITS}\s*{_UNIT}?", re.IGNORECASE | re.ASCII)
_IN_TEXT = re.compile(
    rf"(?<![\w.,]){_DIGITS}\s*-?{_UNIT}(?![^\W_])", re.IGNORECASE | re.ASCII
)


def read_count(text: str) -> Decimal | None:
    """Return the number that a text is, `None` when it is none."""
    found = _COUNT.fullmatch(text.strip())
    return _number(found) if found else None


def parse_count(text: str) -> int:
    """Return the number that `500000`, `500,000`, `500K`, `1.5M` or `2T` stands for.

    Raises:
        UsageError: it is none, or not a whole number.
    """
    number = read_count(text)
    if number is None or number != number.to_integral_value():
        raise UsageError(
            f"{text!r} is no number, expected one such as 500K, 1.5M or 2B"
        )
    return int(number)


def read_billions(text: str) -> float | None:
    """Return how many billions a text is, `None` when it is no number above 0.

    A number without a unit is one of billions.
    """
    plain = text.strip().replace(".", "", 1).isdecimal()
    number = read_count(f"{text}B" if plain else text)
    return float(number / 10**9) if number else None


def counts_in(text: str) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers with a unit that a text names, as written and in full."""
    for found in _IN_TEXT.finditer(text):
        yield found[0], _number(found)


def _number(found: re.Match[str]) -> Decimal:
    digits = found["digits"].replace(",", "").replace("_", "")
    return Decimal(digits) * _UNITS.get((found["unit"] or "").lower(), 1)
