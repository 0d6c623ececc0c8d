"""Lines that a terminal would break within words, broken between them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\s*(?:'[^']*'\S*|\S+)")


def broken(text: str, width: int, *, start: int = 0, indent: str = "") -> str:
    """Return a line as several that fit; a word that fits none has one of its own.

    What is in quotes stays on one line, for it is to be copied.

    Args:
        text: One line.
        width: Of the lines, in characters.
        start: How much of the first is taken.
        indent: Of the other lines.
    """
    lines, used = [""], start
    for found in _WORD.finditer(text):
        word = found[0]
        if used + len(word) > width and lines[-1].strip():
            word = f"{indent}{word.lstrip()}"
            lines.append("")
            used = 0
        lines[-1] += word
        used += len(word)
    return "\n".join(lines)
