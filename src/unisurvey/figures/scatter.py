"""Dots on two axes, each with its name where there is room for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from unisurvey.figures.canvas import (
    MARGIN,
    SMALL,
    Canvas,
    heading,
    legend,
    text_width,
)
from unisurvey.figures.picture import Selected
from unisurvey.figures.shapes import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unisurvey.figures.theme import ParadigmStyle, Theme

    Place = Callable[[float], float]

PLOT = 260.0
"""Height of the plot, in points."""

AXIS, BELOW, TICKS = 34.0, 30.0, 5
"""Room for the numbers on the left and below, and about how many of them there are."""

_DOT = 6.0


@dataclass(frozen=True)
class Dot:
    """A model, or one of its variants."""

    name: str
    paradigm: ParadigmStyle
    x: float
    y: float
    words: str
    """Its numbers, for those who cannot see where it is."""

    leads: bool = False
    """Whether it was the best when it came."""

    paper: str = ""
    """Id of the model's record."""


@dataclass(frozen=True)
class Axis:
    """What one direction means."""

    label: str
    ticks: tuple[tuple[float, str], ...]
    """Places and texts, from one end to the other; at least two."""

    def placing(self, start: float, end: float) -> Place:
        """Return what turns its numbers into points."""
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return lambda number: start + (end - start) * (number - low) / (high - low)


@dataclass(frozen=True)
class Scatter(Selected):
    """Dots and what they mean; without axes where there are none."""

    title: str
    about: str
    """What it shows, below the title."""

    dots: tuple[Dot, ...] = ()
    axes: tuple[Axis, Axis] | None = None
    """From left to right, and upwards."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.dots

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        if not self.dots:
            return f"{self.title}: a chart without models."
        best = [dot for dot in self.dots if dot.leads]
        led = ", ".join(f"{dot.name} ({dot.words})" for dot in best)
        return f"{self.title}: {self.about}.{f' The best were {led}.' if led else ''}"

    @property
    def details(self) -> str:
        """Every dot with its numbers."""
        return "\n".join(f"{dot.name}: {dot.words}." for dot in self.dots)


def round_ticks(
    numbers: Iterable[float], unit: str = ""
) -> tuple[tuple[float, str], ...]:
    """Return about `TICKS` round numbers from below the smallest to above the largest."""
    low, high = min(numbers := [*numbers]), max(numbers)
    room = (high - low) / TICKS or abs(high) / TICKS or 1
    power = 10 ** floor(log10(room))
    step = next(base * power for base in (1, 2, 5, 10) if base * power >= room)
    first = floor(round(low / step, 6))
    last = max(ceil(round(high / step, 6)), first + 1)
    return tuple((step * n, f"{step * n:.6g}{unit}") for n in range(first, last + 1))


def draw_scatter(shown: Scatter, theme: Theme, width: float) -> Canvas:
    """Draw the dots, those that were best joined by steps, `width` points wide."""
    canvas = Canvas(width, theme)
    top = heading(canvas, shown, shown.about)
    if shown.axes is None:
        canvas.finish(top + MARGIN)
        return canvas
    counts = dict(Counter(dot.paradigm for dot in shown.dots).most_common())
    top = legend(canvas, top + 4, counts, {}) + 6
    left, right, bottom = MARGIN + AXIS, width - MARGIN - 8, top + PLOT
    across, up = shown.axes
    x, y = across.placing(left, right), up.placing(bottom, top)
    for at, words in up.ticks:
        canvas.line([(left, y(at)), (right, y(at))], width=0.5)
        canvas.note(left - 6, y(at), words, "right")
    for at, words in across.ticks:
        canvas.line([(x(at), bottom), (x(at), bottom + 4)])
        canvas.note(x(at), bottom + 10, words)
    canvas.note(right, bottom + 22, across.label, "right")
    canvas.note(left, top - 8, up.label, "left")
    places = [(dot, x(dot.x), y(dot.y)) for dot in shown.dots]
    led = [(at, to) for dot, at, to in places if dot.leads]
    taken = _steps(canvas, led, right)
    _dots(canvas, places, Box(left, top, right - left, PLOT), taken)
    canvas.finish(bottom + BELOW + MARGIN)
    return canvas


def _steps(
    canvas: Canvas, best: Sequence[tuple[float, float]], right: float
) -> list[Box]:
    """Draw what the best value was at any time; return where no name may stand."""
    points: list[tuple[float, float]] = []
    for x, y in best:
        points += [(x, points[-1][1]), (x, y)] if points else [(x, y)]
    if not points:
        return []
    points.append((right, points[-1][1]))
    canvas.line(points, colour=canvas.theme.accent, width=1.2)
    return [
        Box(min(a, c) - 1, min(b, d) - 1, abs(a - c) + 2, abs(b - d) + 2)
        for (a, b), (c, d) in pairwise(points)
    ]


def _dots(
    canvas: Canvas,
    places: Sequence[tuple[Dot, float, float]],
    plot: Box,
    taken: list[Box],
) -> None:
    """Draw dots, and names that touch neither dots nor each other."""
    room = Box(plot.x, plot.y, plot.width + MARGIN, plot.height)
    for dot, box in named(places, room, taken, (SMALL, 5), text_width):
        canvas.rectangle(box, fill=canvas.theme.page)  # over the grid
        canvas.text(box.x, box.y + box.height / 2, dot.name, size=SMALL)
    for dot, x, y in places:
        colour = canvas.theme.colours[dot.paradigm.colour]
        canvas.marker(x, y, dot.paradigm.shape, colour, size=_DOT)


def named(
    places: Sequence[tuple[Dot, float, float]],
    room: Box,
    taken: Sequence[Box],
    sizes: tuple[float, float],
    width_of: Callable[[str, float], float],
) -> Iterator[tuple[Dot, Box]]:
    """Yield where the name of each dot stands, of those for which there is room.

    Args:
        places: Dots and where they are.
        room: What no name leaves.
        taken: Where none may stand, beside the dots.
        sizes: Of the letters, and how far from the middle of its dot a name begins.
        width_of: Returns how wide a text of a size is.
    """
    size, gap = sizes
    half = gap - 1
    dots = (Box(x - half, y - half, 2 * half, 2 * half) for _, x, y in places)
    full = [*taken, *dots]
    for dot, x, y in sorted(places, key=lambda each: (not each[0].leads, each[2])):
        for box in _beside(x, y, Box(0, 0, width_of(dot.name, size), size + 1), gap):
            inside = box.x >= room.x and box.x + box.width <= room.x + room.width
            high = (
                box.y >= room.y - 4 and box.y + box.height <= room.y + room.height + 4
            )
            if inside and high and not any(_meet(box, other) for other in full):
                full.append(box)
                yield dot, box
                break


def _beside(x: float, y: float, name: Box, gap: float) -> Iterator[Box]:
    """Yield where a name can stand: right, left, above, below, and between these."""
    wide, high = name.width, name.height
    left, right = x - gap - wide, x + gap
    yield Box(right, y - high / 2, wide, high)
    yield Box(left, y - high / 2, wide, high)
    yield Box(x - wide / 2, y - gap - high, wide, high)
    yield Box(x - wide / 2, y + gap, wide, high)
    for beside in (left, right):
        yield Box(beside, y - gap + 1 - high, wide, high)
        yield Box(beside, y + gap - 1, wide, high)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
