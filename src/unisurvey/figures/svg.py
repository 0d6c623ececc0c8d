"""A canvas as SVG, written so that few lines of it change with a record.

Text stays text: it can be searched, copied and read aloud, and takes a tenth of the bytes of
outlines. Fonts are the reader's own, since a page loads none for a picture; every text is
spaced to the width that was measured, so that the layout holds in any of them.
"""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeVar
from xml.sax.saxutils import escape

from unisurvey.figures.canvas import NORMAL, text_width
from unisurvey.figures.shapes import (
    EDGE,
    THIN,
    Area,
    Bundle,
    Line,
    Marker,
    Rectangle,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.figures.canvas import Canvas
    from unisurvey.figures.shapes import Shape, Text

    Origin = tuple[float, float]

T = TypeVar("T")

FONTS = "DejaVu Sans,Verdana,Geneva,sans-serif"
"""The first is what is measured; the next two are as wide."""

SHORT = 3
"""Letters that are left as wide as the reader's font has them."""

COLUMNS = 90
"""Letters in a line of the description."""

_ANCHORS = {"left": None, "center": "middle", "right": "end"}

_TILE = 6
_STROKES = {
    "/": '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2"/>',
    "\\": '<path d="M-1 5l2 2M0 0l6 6M5-1l2 2"/>',
    "x": '<path d="M0 0l6 6M0 6l6-6"/>',
    "-": '<path d="M0 3h6"/>',
    "|": '<path d="M3 0v6"/>',
    "+": '<path d="M0 3h6M3 0v6"/>',
    "*": '<path d="M3 1v4M1.3 2l3.4 2M1.3 4l3.4-2"/>',
    ".": '<circle cx="3" cy="3" r=".5"/>',
    "o": '<circle cx="3" cy="3" r="1.5"/>',
}
"""What each letter of a hatch, as matplotlib names them, draws on a tile."""


def to_svg(canvas: Canvas, title: str, description: str) -> str:
    """Return a finished canvas as a file.

    Args:
        canvas: Drawn and finished.
        title: Short name of the picture.
        description: What it shows, for those who cannot see it.
    """
    wide, high = number(canvas.width), number(canvas.height)
    flat = list(canvas.flat())
    symbols = _named(
        "m", ((m.shape, m.size, m.colour) for m in flat if isinstance(m, Marker))
    )
    patterns = _named(
        "hatch", ((a.colour, a.hatch) for a in flat if isinstance(a, Area) and a.hatch)
    )
    size = f'width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}',
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(_wrapped(description))}</desc>',
        f'<rect width="100%" height="100%" fill="{canvas.theme.page}"/>',
        f'<g font-family="{FONTS}" font-size="{number(NORMAL)}"',
        f'fill="{canvas.theme.ink}" stroke-width="{number(THIN)}">',
        *_Writer(canvas.theme.ink, symbols, patterns).written(canvas.shapes, (0, 0)),
        "</g>",
        "<defs>",
        *(_symbol(name, *marker) for marker, name in symbols.items()),
        *(
            _pattern(name, colour, hatch, canvas.theme.page)
            for (colour, hatch), name in patterns.items()
        ),
        "</defs>",
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _named(what: str, every: Iterable[T]) -> dict[T, str]:
    """Return each with an id of its own, in the order in which they come."""
    return {one: f"{what}-{n}" for n, one in enumerate(dict.fromkeys(every), 1)}


def number(value: float) -> str:
    """Return a number in hundredths, as short as can be."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    shorter = digits.removeprefix("0") or "0"
    return shorter if shorter == "0" else sign + shorter


def _wrapped(description: str) -> str:
    """Return the same words in short lines, so that little differs where one does."""
    lines = description.splitlines()
    return "\n".join("\n".join(wrap(line, COLUMNS)) for line in lines)


def _pattern(name: str, colour: str, hatch: str, ink: str) -> str:
    strokes = "".join(_STROKES[letter] for letter in dict.fromkeys(hatch))
    return (
        f'<pattern id="{name}" width="{_TILE}" height="{_TILE}" '
        f'patternUnits="userSpaceOnUse"><rect width="{_TILE}" height="{_TILE}" '
        f'fill="{colour}"/><g stroke="{ink}" stroke-width=".6" fill="none">'
        f"{strokes}</g></pattern>"
    )


class _Writer:
    """Shapes → elements, one a line."""

    def __init__(
        self,
        ink: str,
        symbols: dict[tuple[str, float, str], str],
        patterns: dict[tuple[str, str], str],
    ) -> None:
        self._ink, self._symbols, self._patterns = ink, symbols, patterns

    def written(self, shapes: Iterable[Shape], origin: Origin) -> Iterator[str]:
        """Yield the lines of shapes in a group whose place on the page is given."""
        for shape in shapes:
            match shape:
                case Bundle():
                    x, y = shape.x - origin[0], shape.y - origin[1]
                    yield f'<g transform="translate({number(x)} {number(y)})">'
                    yield from self.written(shape.shapes, (shape.x, shape.y))
                    yield "</g>"
                case Rectangle():
                    yield _rectangle(shape, origin)
                case Line():
                    yield _line(shape, origin)
                case Area():
                    yield self._area(shape, origin)
                case Marker():
                    yield self._marker(shape, origin)
                case _:
                    yield self._text(shape, origin)

    def _text(self, shape: Text, origin: Origin) -> str:
        x, y = shape.x - origin[0], shape.y - origin[1]
        turned = f"translate({number(x)} {number(y)})rotate(-90)"
        wide = text_width(shape.text, shape.size, shape.weight)
        look = _attributes(
            transform=turned if shape.upright else None,
            x=None if shape.upright else _unless(0, x),
            y=None if shape.upright else _unless(0, y),
            text_anchor=_ANCHORS[shape.align],
            font_size=_unless(NORMAL, shape.size),
            font_weight=None if shape.weight == "regular" else shape.weight,
            fill=None if shape.colour == self._ink else shape.colour,
            textLength=number(wide) if len(shape.text) > SHORT else None,
        )
        return f"<text{look}>{escape(shape.text)}</text>"

    def _marker(self, shape: Marker, origin: Origin) -> str:
        look = _attributes(
            href=f"#{self._symbols[shape.shape, shape.size, shape.colour]}",
            x=_unless(0, shape.x - origin[0]),
            y=_unless(0, shape.y - origin[1]),
        )
        return f"<use{look}/>"

    def _area(self, shape: Area, origin: Origin) -> str:
        hatch = self._patterns.get((shape.colour, shape.hatch))
        look = _attributes(
            fill=f"url(#{hatch})" if hatch else shape.colour,
            stroke=shape.edge,
            stroke_width=_unless(THIN, EDGE) if shape.edge else None,
        )
        steps = "\n" if len(shape.points) > 4 else ""
        return f'<path{look} d="{_path(shape.points, origin, steps)}z"/>'


def _rectangle(shape: Rectangle, origin: Origin) -> str:
    box = shape.box
    look = _attributes(
        x=_unless(0, box.x - origin[0]),
        y=_unless(0, box.y - origin[1]),
        width=number(box.width),
        height=number(box.height),
        rx=number(shape.radius) if shape.radius else None,
        fill=shape.fill or "none",
        stroke=shape.edge,
        stroke_width=_unless(THIN, shape.width) if shape.edge else None,
        stroke_dasharray="3 2" if shape.dashed else None,
    )
    return f"<rect{look}/>"


def _line(shape: Line, origin: Origin) -> str:
    look = _attributes(
        fill="none" if len(shape.points) > 2 else None,  # a straight one has no inside
        stroke=shape.colour,
        stroke_width=_unless(THIN, shape.width),
        stroke_dasharray="3 2" if shape.dashed else None,
    )
    return f'<path{look} d="{_path(shape.points, origin)}"/>'


def _symbol(name: str, shape: str, size: float, colour: str) -> str:
    """Return a marker around the origin, for all places where it is used."""
    if shape == "o":
        return f'<circle id="{name}" r="{number(size / 2)}" fill="{colour}"/>'
    corners = [(across * size, up * -size) for across, up in _corners(shape)]
    return f'<path id="{name}" fill="{colour}" d="{_path(corners, (0, 0))}z"/>'


@lru_cache(maxsize=32)
def _corners(shape: str) -> list[tuple[float, float]]:
    """Return the corners of a marker of size 1 around the origin, upwards positive."""
    from matplotlib.markers import MarkerStyle

    style = MarkerStyle(shape)
    path: Any = style.get_path().transformed(style.get_transform())
    return [(float(x), float(y)) for x, y in path.to_polygons()[0][:-1]]


def _path(
    points: Sequence[tuple[float, float]], origin: Origin, steps: str = ""
) -> str:
    """Return the way through points, in relative steps: what moves differs at its start.

    Each point is rounded by itself, so that no error adds up.
    """
    rounded = [
        (round((x - origin[0]) * 100), round((y - origin[1]) * 100)) for x, y in points
    ]
    (x, y), *rest = rounded
    words = [f"M{number(x / 100)} {number(y / 100)}"]
    for to_x, to_y in rest:
        right, down = number((to_x - x) / 100), number((to_y - y) / 100)
        if (to_x, to_y) == (x, y):
            continue
        if to_y == y:
            words.append(f"h{right}")
        elif to_x == x:
            words.append(f"v{down}")
        else:
            words.append(f"l{right}{'' if down[0] == '-' else ' '}{down}")
        x, y = to_x, to_y
    return steps.join(words)


def _unless(usual: float, value: float) -> str | None:
    """Return a number that is not what it is when nothing is said."""
    return None if (digits := number(value)) == number(usual) else digits


def _attributes(**values: str | None) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{value}"'
        for name, value in values.items()
        if value is not None
    )
