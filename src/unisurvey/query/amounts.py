"""Numbers as people type them: `500K`, `1.5M`."""

from __future__ import annotations

import re
from decimal import Decimal

from unisurvey.errors import UsageError

_UNITS = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9}
_NUMBER = re.compile(r"(\d[\d,_]*(?:\.\d+)?)\s*([kmb]?)", re.IGNORECASE | re.ASCII)


def parse_count(text: str) -> int:
    """Return the number that `500000`, `500,000`, `500K`, `1.5M` or `2B` stands for.

    Raises:
        UsageError: it is none, or not a whole number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found:
        digits = found[1].replace(",", "").replace("_", "")
        number = Decimal(digits) * _UNITS[found[2].lower()]
        if number == number.to_integral_value():
            return int(number)
    raise UsageError(f"{text!r} is no number, expected one such as 500K, 1.5M or 2B")
