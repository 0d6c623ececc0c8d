"""Comparing words as readers do: without case, accents and punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

_ASCII = {
    code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "+")
}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return lower-case words without accents, one space between them.

    `+` is kept: it tells ILLUME from ILLUME+.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().translate(_NOT_DECOMPOSED)
    )
    kept = "".join(
        char if char.isalnum() or char == "+" else " "
        for char in decomposed
        if not unicodedata.combining(char)
    )
    return " ".join(kept.split())
