"""Plain one-line Unicode ↔ TeX source that BibTeX can hold in a field.

Two laws: `unescape(escape(text)) == text` and
`latex_to_title(title_to_latex(title)) == title`.
"""

from __future__ import annotations

import re
from itertools import pairwise

_TO_TEX = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
}
_TO_CHAR = {tex: char for char, tex in _TO_TEX.items()}
_ESCAPED = re.compile("|".join(map(re.escape, _TO_CHAR)))
_ESCAPED_OR_BRACE = re.compile(f"{_ESCAPED.pattern}|[{{}}]")

_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_WORDS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_LEADING_NAME = re.compile(r"[^:]*(?=:(?:\s|$))")
_LONGEST_NAME = 3
"""Words before the colon; more of them are a phrase, not a name."""


def escape(text: str) -> str:
    r"""Return `text` with every TeX-special character spelled out.

    Braces become commands, not ``\{``: BibTeX counts braces even when a
    backslash precedes them. Commands stand in braces of their own because BibTeX
    leaves ``{\command}`` alone when it changes case or looks for a name's parts.

    Args:
        text: Plain Unicode on one line. What TeX does not treat specially stays
            as it is.

    Returns:
        TeX source with balanced braces.
    """
    return "".join(_TO_TEX.get(char, char) for char in text)


def unescape(text: str) -> str:
    """Return the plain text from which `escape` made `text`."""
    return _ESCAPED.sub(lambda match: _TO_CHAR[match[0]], text)


def protect_case(title: str) -> list[tuple[str, bool]]:
    """Cut a title into pieces and tell which must keep their capitals.

    BibTeX styles lower every capital but the first of a title and of what follows
    a colon. Protected are words with a capital inside (MMaDA, T2I) or with a
    capital and a digit (Llama-2), and a name of at most three words before the first
    colon (Janus). A capital right after a hyphen is title case, so Text-to-Image is
    left alone, but a word is protected whole: Qwen2.5-Omni. Proper names elsewhere
    are not guessed.

    Returns:
        Pieces with `True` for protected ones; joined, they are the title. A
        protected piece starts with a letter or digit, never with a TeX command.
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for start, stop in _protected_spans(title):
        pieces += [(title[end:start], False), (title[start:stop], True)]
        end = stop
    pieces.append((title[end:], False))
    return [piece for piece in pieces if piece[0]]


def title_to_latex(title: str) -> str:
    """Return a title as TeX source, with braces where its case must be kept."""
    return "".join(
        f"{{{escape(text)}}}" if protected else escape(text)
        for text, protected in protect_case(title)
    )


def latex_to_title(text: str) -> str:
    """Return the title from which `title_to_latex` made `text`."""
    return _ESCAPED_OR_BRACE.sub(lambda match: _TO_CHAR.get(match[0], ""), text)


def _protected_spans(title: str) -> list[tuple[int, int]]:
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
    return any(
        before.isalnum() and _is_capital(char) for before, char in pairwise(word)
    )


def _is_capital(char: str) -> bool:
    return char != char.lower()
