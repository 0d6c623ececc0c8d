"""What GitHub calls the headings of a page in links: `#text-and-image-models`."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_LETTERS_AMONG_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169),
                          (0x1F170, 0x1F189))  # fmt: skip
"""Letters in circles and squares: symbols to Unicode, but with property Alphabetic."""


def anchor(heading: str) -> str:
    """Return the fragment of a heading.

    Convention: lower case; of the rest only alphabetic characters, marks, decimal
    digits, connecting punctuation and hyphens, and spaces as hyphens, each one
    (https://github.com/Flet/github-slugger, made to match GitHub).
    """
    kept = (char for char in heading.strip().lower() if char in "- " or _is_word(char))
    return "".join(kept).replace(" ", "-")


def anchors(headings: Iterable[str]) -> list[str]:
    """Return the fragments of a page's headings, in order; a repeated one is numbered."""
    seen: dict[str, int] = {}
    for heading in headings:
        first = fragment = anchor(heading)
        while fragment in seen:
            seen[first] += 1
            fragment = f"{first}-{seen[first]}"
        seen[fragment] = 0
    return list(seen)


def _is_word(char: str) -> bool:
    return unicodedata.category(char) in _KEPT or any(
        first <= ord(char) <= last for first, last in _LETTERS_AMONG_SYMBOLS
    )
