"""Where what TeX source opens is closed."""

from __future__ import annotations

import re

_BRACE = re.compile(r"\\[{}]|[{}]")
_QUOTED = re.compile(r"(?<![\\?!`])`(?=\w)((?:[^`']|'(?=\w))*)'(?!')")


def closing_brace(text: str, start: int) -> int:
    """Return where the brace at `start` is closed, else the end of the text."""
    depth = 0
    for match in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.start()
    return len(text)


def with_quotes(text: str) -> str:
    """Return the text with typographic quotes for `` `words' ``; other ticks stay."""
    return _QUOTED.sub(r"‘\1’", text)
