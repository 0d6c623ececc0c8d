"""Titles → TeX source, with braces where their capitals must stay."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from unisurvey.bib.tex.writer import escape, group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Spell = Callable[[str], str]
    Capitals = Literal["free"] | Sequence[str]

_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_LEADING_NAME = re.compile(r"[^:]*(?=:(?:\s|$))")
_LONGEST_NAME = 3
"""Words before the colon; more of them are a phrase, not a name."""


def protect_case(
    title: str, capitals: Capitals | None = None
) -> list[tuple[str, bool]]:
    """Cut a title into pieces and tell which must keep their capitals.

    BibTeX styles lower every capital but the first of a title and of what follows
    a colon. Protected are words with a capital inside (MMaDA, T2I) or with a
    capital and a digit (Llama-2), a capital that stands alone or before a hyphen
    (the V in VQA, Q-Former; not the article A), and a name of at most three words
    before the first colon (Janus). A capital right after a hyphen is title case, so
    Text-to-Image is left alone, but a word is protected whole: Qwen2.5-Omni. Proper
    names elsewhere are not guessed.

    Args:
        title: Plain Unicode.
        capitals: The words to protect instead of these, wherever they stand in the
            title, or `free` to protect none.

    Returns:
        Pieces with `True` for protected ones; joined, they are the title. Of its own
        choice, a protected piece starts with a letter or digit.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in _protected_spans(title, capitals):
        pieces += [(title[end:start], False), (title[start:stop], True)]
        end = stop
    pieces.append((title[end:], False))
    return [piece for piece in pieces if piece[0]]


def title_to_latex(
    title: str, capitals: Capitals | None = None, spell_text: Spell = escape
) -> str:
    """Return a title as TeX source, with braces where its case must be kept.

    Args:
        title: Plain Unicode on one line.
        capitals: As for `protect_case`.
        spell_text: `escape` or `escape_unicode`.
    """
    return "".join(
        group(spell_text(text)) if protected else spell_text(text)
        for text, protected in protect_case(title, capitals)
    )


def _protected_spans(title: str, capitals: Capitals | None) -> list[tuple[int, int]]:
    if capitals == "free":
        return []
    if capitals is not None:
        longest_first = sorted(capitals, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        return [
            match.span() for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", title)
        ]
    name = _leading_name(title)
    after_name = name[1] if name else 0
    spans = [
        match.span()
        for match in _WORD.finditer(title, after_name)
        if _loses_capitals(match[0])
    ]
    return [name, *spans] if name else spans


def _leading_name(title: str) -> tuple[int, int] | None:
    """Return where the name before the first colon stands, without punctuation."""
    match = _LEADING_NAME.match(title)
    if not match or len(match[0].split()) > _LONGEST_NAME:
        return None
    name = _WORDS.search(match[0])
    return name.span() if name and any(map(_is_capital, name[0])) else None


def _loses_capitals(word: str) -> bool:
    if any(map(str.isdigit, word)):
        return any(map(_is_capital, word))
    first, _, rest = word.partition("-")
    if len(first) == 1 and _is_capital(first) and (rest or first != "A"):
        return True
    return any(
        before.isalnum() and _is_capital(char) for before, char in pairwise(word)
    )


def _is_capital(char: str) -> bool:
    return char != char.lower()
