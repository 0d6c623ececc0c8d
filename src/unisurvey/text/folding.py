"""Comparing words as readers do: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_letters, digits

SMALL_WORDS = frozenset({
    "a", "an", "and", "are", "can", "do", "for", "from", "how",
    "in", "is", "of", "on", "the", "to", "towards", "what", "with",
})  # fmt: skip
"""English words that tell no title from another; a change changes keys of new records."""

_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_UNDIVIDED = re.compile(f"[{''.join(map(chr, _NOT_DECOMPOSED))}]")
_NO_LATIN = re.compile(r"[^\x00-\x7f\u0300-\u034e\u0350-\u036f]")
"""Neither ASCII nor an accent, once the letters are taken apart."""

_WORDS = bytes(n if chr(n) in f"{ascii_letters}{digits}+" else 32 for n in range(256))
"""ASCII with a space for what is no part of a word."""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return lower-case words without accents, one space between them.

    `+` is kept: it tells ILLUME from ILLUME+.
    """
    lower = text.casefold()
    if not lower.isascii():
        if _UNDIVIDED.search(lower):
            lower = lower.translate(_NOT_DECOMPOSED)
        lower = unicodedata.normalize("NFKD", lower)
        if not _NO_LATIN.search(lower):
            lower = lower.encode("ascii", "ignore").decode()
    if lower.isascii():
        return " ".join(lower.encode().translate(_WORDS).decode().split())
    kept = "".join(
        char if char.isalnum() or char == "+" else " "
        for char in lower
        if not unicodedata.combining(char)
    )
    return " ".join(kept.split())


def folded_words(name: str) -> list[str]:
    """Return the words of a name, folded; quick, for names share their words."""
    return " ".join(map(fold, name.split())).split()


def squeeze(text: str) -> str:
    """Return letters and digits alone: the same for all spellings of a title or name."""
    return fold(text.replace("&", " and ")).replace(" ", "")
