"""Words as they stand at the beginning of a head or a title."""

from __future__ import annotations


def as_head(words: str) -> str:
    """Return words with a capital, but for names that have one elsewhere: `arXiv`."""
    is_name = not words.partition(" ")[0].islower()
    return words if is_name else f"{words[0].upper()}{words[1:]}"
