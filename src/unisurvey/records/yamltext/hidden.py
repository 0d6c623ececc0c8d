"""Characters that a reader cannot see, or that change the order of what is seen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab, LF and CR
_FORMAT = (  # category Cf (bidirectional marks, joiners, tags), Unicode 16
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # Zs, Zl, Zp
_BLANK = (  # letters and marks drawn as nothing; U+FE0E and U+FE0F choose emoji style
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0d\uffa0"
)
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"

HIDDEN = re.compile(f"[{_CONTROL}{_FORMAT}{_SPACES}{_BLANK}{_NO_CHARACTER}]")
HIDDEN_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

MARK_LIMIT = 30
"""Accents in a row on one letter: the limit of Unicode's stream-safe text format.

Python normalises in time that is quadratic in the length of such a row.
"""

_ABOVE_LATIN = re.compile(f"[\u0300-\U0010ffff]{{{MARK_LIMIT + 1},}}")

_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}


def iter_piles(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each row of accents that is over the limit."""
    if text.isascii():
        return
    for match in _ABOVE_LATIN.finditer(text):
        start = match.start()
        for end, char in enumerate(match[0] + " ", match.start()):
            if not unicodedata.combining(char):
                if end - start > MARK_LIMIT:
                    yield start, end
                start = end + 1


def describe(char: str) -> str:
    """Return the code point and Unicode name, such as `U+200B ZERO WIDTH SPACE`."""
    number = ord(char)
    fallback = "CONTROL CHARACTER" if unicodedata.category(char) == "Cc" else "UNNAMED"
    name = _CONTROL_NAMES.get(number) or unicodedata.name(char, fallback)
    return f"U+{number:04X} {name}"
