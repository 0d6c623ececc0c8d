"""One SVG for light and dark pages.

Browsers tell a picture whether the page around it is dark: GitHub's own setting where it sets
the page's, else that of the system. Whatever reads no style sheets shows the light one.
"""

from __future__ import annotations

import re

_PAINT = re.compile(r'(?<=\s)(fill|stroke)="(#[0-9a-f]{6})"(?=[^<>]*>)')
"""What gives a shape its colour; nothing in a text looks so, since its `>` are escaped."""


def adapting(light: str, dark: str) -> str:
    """Return an SVG with the colours of one on light pages and of the other on dark ones.

    Args:
        light: An SVG.
        dark: The same in other colours.
    """
    usual: dict[tuple[str, str], str] = {}
    others = set[tuple[str, str]]()
    colours = iter(_PAINT.findall(dark))

    def told(match: re.Match[str]) -> str:
        what, colour = match.groups()
        _, other = next(colours)
        if usual.setdefault((what, colour), other) == other:
            return match[0]
        others.add((what, other))
        return f'{match[0]} data-{what}="{other}"'

    svg = _PAINT.sub(told, light)
    rules = [
        *(f'[{what}="{a}"]{{{what}:{b}}}' for (what, a), b in sorted(usual.items())),
        *(f'[data-{what}="{b}"]{{{what}:{b}}}' for what, b in sorted(others)),
    ]
    body, end, _ = svg.rpartition("</svg>")
    style = "\n".join(
        ("<style>@media (prefers-color-scheme: dark) {", *rules, "}</style>")
    )
    return f"{body}{style}\n{end}\n"
