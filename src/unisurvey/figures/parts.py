"""What several figures have in common: the heading and the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.figures.canvas import Box, Canvas, text_width, wrapped
from unisurvey.figures.theme import PARADIGM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

MARGIN = 14.0
"""White space at the edges, in points."""

SMALL, NORMAL, LARGE = 7.0, 8.0, 13.0
"""Sizes of text, in points; nothing is smaller than `SMALL`."""


def heading(canvas: Canvas, title: str, subtitle: str) -> float:
    """Write the title and what it shows; return where the rest may begin."""
    room = canvas.width - 2 * MARGIN
    y = MARGIN + 5
    for line in wrapped(title, LARGE, room, "bold"):
        canvas.text(MARGIN, y, line, size=LARGE, weight="bold")
        y += LARGE + 4
    for line in wrapped(subtitle, NORMAL, room):
        canvas.text(MARGIN, y, line, size=NORMAL, colour=canvas.theme.muted)
        y += NORMAL + 3.5
    return y + 4


def legend(
    canvas: Canvas,
    y: float,
    counts: dict[str | None, int],
    any_to_any: int = 0,
    extra: Iterable[str] = (),
) -> float:
    """Draw shapes and colours with their meaning; return where the rest may begin.

    Args:
        canvas: The page.
        y: Middle of its first line.
        counts: Models of each paradigm, as `paradigm_counts` gives them.
        any_to_any: How many are any-to-any; they are outlined pills.
        extra: Further remarks.
    """
    theme = canvas.theme
    x, step = MARGIN, NORMAL + 7
    entries: list[tuple[str, str | None, str]] = [
        ("paradigm", name, f"{PARADIGM_NAMES[name]} {count}")
        for name, count in counts.items()
    ]
    if any_to_any:
        entries.append(("pill", None, f"Any-to-any {any_to_any}"))
    entries += [("remark", None, remark) for remark in extra]
    for what, name, words in entries:
        lead = {"paradigm": 10.0, "pill": 23.0, "remark": 0.0}[what]
        wide = lead + text_width(words, NORMAL)
        if x > MARGIN and x + wide > canvas.width - MARGIN:
            x, y = MARGIN, y + step
        if what == "paradigm":
            style = theme.style(name)
            canvas.marker(x + 3.5, y, style.shape, style.colour, size=6)
        elif what == "pill":
            box = Box(x, y - 5, 18, 10)
            canvas.rectangle(box, edge=theme.ink, width=1, radius=5)
        colour = theme.muted if what == "remark" else theme.ink
        canvas.text(x + lead, y, words, size=NORMAL, colour=colour)
        x += wide + 15
    return y + step


def any_words(count: int, word: str) -> str:
    """Return `1 model`, `2 models`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
