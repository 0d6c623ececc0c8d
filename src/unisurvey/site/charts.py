"""Dots on two axes as `chart.html.j2` draws them: every number is a place on the page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.figures.scatter import named
from unisurvey.figures.shapes import Box
from unisurvey.site.addresses import of_record
from unisurvey.site.marks import outline
from unisurvey.site.rows import GLYPHS, Marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.figures.scatter import Dot, Scatter
    from unisurvey.figures.theme import ParadigmStyle
    from unisurvey.records import Catalog

FEWEST = 5
"""Dots that are a picture; fewer are read in the table."""

_WIDE, _HIGH = 640.0, 380.0
_PLOT = Box(52, 30, _WIDE - 52 - 20, _HIGH - 30 - 46)
_ROOM = Box(_PLOT.x, _PLOT.y, _PLOT.width + 20, _PLOT.height)
"""Of names, which may reach beyond the plot."""

_LETTERS = 12.0
_WIDE_LETTER = 0.6
"""Of its height; what a page's fonts need at most, nearly always."""


class Tick(NamedTuple):
    """A number beside an axis."""

    at: float
    text: str


class Drawn(NamedTuple):
    """A dot."""

    name: str
    words: str
    page: str
    path: str
    kind: Marked


class DotName(NamedTuple):
    """A name beside a dot, from its left edge."""

    text: str
    x: float
    y: float


class Chart(NamedTuple):
    """What the template is given."""

    id: str
    title: str
    about: str
    alt: str
    wide: float
    high: float
    plot: Box
    across: Sequence[Tick]
    up: Sequence[Tick]
    labels: tuple[str, str]
    dots: Sequence[Drawn]
    names: Sequence[DotName]
    steps: str
    """What the best was at any time; empty where no dot leads."""

    legend: Sequence[tuple[str, Marked]]


def chart(id_: str, shown: Scatter, catalog: Catalog) -> Chart | None:
    """Return a chart; `None` where there are too few dots for one."""
    if len(shown.dots) < FEWEST or shown.axes is None:
        return None
    across, up = shown.axes
    right, bottom = _PLOT.x + _PLOT.width, _PLOT.y + _PLOT.height
    x, y = across.placing(_PLOT.x, right), up.placing(bottom, _PLOT.y)
    places = [(dot, round(x(dot.x), 1), round(y(dot.y), 1)) for dot in shown.dots]
    line = _steps([(at, to) for dot, at, to in places if dot.leads], right)
    taken = [
        Box(min(a, c) - 1, min(b, d) - 1, abs(a - c) + 2, abs(b - d) + 2)
        for (a, b), (c, d) in pairwise(line)
    ]
    names = named(places, _ROOM, taken, (_LETTERS, 8), _width)
    styles = dict.fromkeys(dot.paradigm for dot in shown.dots)
    return Chart(
        *(id_, shown.title, shown.about, shown.alt, _WIDE, _HIGH, _PLOT),
        [Tick(round(x(at), 1), text) for at, text in across.ticks],
        [Tick(round(y(at), 1), text) for at, text in up.ticks],
        (across.label, up.label),
        [_drawn(*place, catalog) for place in places],
        [
            DotName(dot.name, round(box.x, 1), round(box.y + box.height - 3, 1))
            for dot, box in names
        ],
        "M" + "L".join(f"{at:g} {to:g}" for at, to in line) if line else "",
        [(outline(style.mark, 7, 7, 5), kind_of_style(style)) for style in styles],
    )


def _drawn(dot: Dot, x: float, y: float, catalog: Catalog) -> Drawn:
    page = of_record(catalog[f"papers/{dot.paper}"])
    path = outline(dot.paradigm.mark, x, y, 5)
    return Drawn(dot.name, dot.words, page, path, kind_of_style(dot.paradigm))


def kind_of_style(style: ParadigmStyle) -> Marked:
    """Return sign, colour and name of a paradigm."""
    return Marked(GLYPHS[style.mark], style.colour, style.name)


def _steps(
    best: Sequence[tuple[float, float]], right: float
) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for x, y in best:
        points += [(x, points[-1][1]), (x, y)] if points else [(x, y)]
    return [*points, (right, points[-1][1])] if points else []


def _width(text: str, size: float) -> float:
    return len(text) * size * _WIDE_LETTER
