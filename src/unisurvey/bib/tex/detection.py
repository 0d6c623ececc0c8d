"""Whether a text, which may be plain, has TeX in it."""

from __future__ import annotations

import re

MATH = r"\$(?=[^$]*[\\^_{{])(?:\\.|[^$\\])+\$|\$[^$\s\\](?:(?:\\.|[^$\\])*[^$\s\\])?\$(?!\d)"
"""`$…$`; two prices in one title are no mathematics."""

_WRITTEN = re.compile(
    rf"\\[a-zA-Z]+|\\[^\s\w]|{MATH}|(?<=[\w.,:)-])~(?=[\w(])"
    r"|(?<=[\w)])\^(?=[\w{])|[\^_]\{|``"
    r"|\{\\|(?<=\w)\{|\}(?=\w)",
    re.DOTALL,
)
"""What nobody writes who does not write TeX."""


def tex_in(text: str) -> str | None:
    """Return the first thing in a text that only TeX is written with, if any."""
    found = _WRITTEN.search(text)
    return found[0] if found else None
