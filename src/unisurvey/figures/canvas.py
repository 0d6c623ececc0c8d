"""A page to draw on: units are points, y grows downwards, nothing moves by itself.

Every text is measured with the font that draws it, so that a layout knows its sizes
before it draws. The fonts are those that matplotlib carries, never the machine's.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from unisurvey.figures.picture import full_title
from unisurvey.figures.shapes import (
    THIN,
    Align,
    Area,
    Box,
    Bundle,
    Line,
    Marker,
    Rectangle,
    Shape,
    Text,
    Weight,
)
from unisurvey.figures.theme import Outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from matplotlib.font_manager import FontProperties

    from unisurvey.figures.picture import Picture
    from unisurvey.figures.theme import ParadigmStyle, Theme, Undecided


CAP = 0.73
"""Height of DejaVu's capitals, in parts of the size."""


@lru_cache(maxsize=64)
def font(size: float, weight: Weight) -> FontProperties:
    """Return a font that matplotlib carries."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold" if weight == "bold" else "DejaVuSans"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}.ttf", size=size)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide a text is, in points.

    In tenths, so that another version of the library that measures draws the same file.
    """
    import warnings

    from matplotlib.textpath import text_to_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that DejaVu lacks is drawn as a box
        width, _, _ = text_to_path.get_text_width_height_descent(
            text, font(size, weight), ismath=False
        )
    return round(float(width), 1)


def fitting(text: str, size: float, width: float, weight: Weight = "regular") -> str:
    """Return the text, cut with an ellipsis where it is wider than `width` points."""
    if text_width(text, size, weight) <= width:
        return text
    while text and text_width(f"{text}…", size, weight) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def fitting_list(names: Sequence[str], size: float, width: float) -> str:
    """Return as many names, joined by commas, as `width` points hold; perhaps none."""
    shown = ""
    for name in names:
        longer = f"{shown}, {name}" if shown else name
        if text_width(longer, size) > width:
            break
        shown = longer
    return shown


def wrapped(
    text: str, size: float, width: float, weight: Weight = "regular"
) -> list[str]:
    """Return the text in lines of at most `width` points; a longer word is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(fitting(word, size, width, weight))
    return lines


class Canvas:
    """One page of a figure, as shapes in the order in which they cover each other.

    Only `finish` decides the height, because most layouts grow downwards.
    """

    def __init__(self, width: float, theme: Theme) -> None:
        self.width = width
        self.height = width
        self.theme = theme
        self.shapes: list[Shape] = []
        self._open = self.shapes

    def finish(self, height: float) -> None:
        """Set the height of the page."""
        self.height = height

    @contextmanager
    def group(self, x: float, y: float) -> Iterator[None]:
        """Keep together what is drawn meanwhile.

        A file says where a group is once, and where its shapes are from there: what moves
        as a whole differs in one line.
        """
        around, self._open = self._open, []
        around.append(Bundle(x, y, self._open))
        yield
        self._open = around

    def flat(self) -> Iterator[Text | Rectangle | Line | Area | Marker]:
        """Yield every shape, those of groups in their place."""

        def below(shapes: list[Shape]) -> Iterator[Any]:
            for shape in shapes:
                yield from (
                    below(shape.shapes) if isinstance(shape, Bundle) else (shape,)
                )

        return below(self.shapes)

    @property
    def texts(self) -> list[Text]:
        """Every text."""
        return [shape for shape in self.flat() if isinstance(shape, Text)]

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8,
        weight: Weight = "regular",
        colour: str | None = None,
        align: Align = "left",
        upright: bool = False,
        inside: Box | None = None,
    ) -> None:
        """Write one line whose capitals are centred on `y`.

        Args:
            x: Its left end, middle or right end, as `align` says.
            y: The middle of the capitals' height.
            text: Taken as it is; nothing in it is markup.
            size: In points.
            weight: Of the letters.
            colour: `None` is the theme's ink.
            align: What stands at `x`.
            upright: Turned by 90°, read from below; `x` is then the middle of the
                capitals' height and `y` the lower end.
            inside: The box it belongs to.
        """
        half = CAP * size / 2
        x, y = (x + half, y) if upright else (x, y + half)
        ink, align = colour or self.theme.ink, "left" if upright else align
        self._open.append(Text(x, y, text, size, weight, ink, align, upright, inside))

    def note(self, x: float, y: float, text: str, align: Align = "center") -> None:
        """Write what is read second: a count, a tick, a remark."""
        self.text(x, y, text, size=SMALL, colour=self.theme.muted, align=align)

    def label(self, box: Box, text: str, **look: Any) -> None:
        """Write one line in the middle of a box; `look` is as of `text`."""
        self.text(*box.middle, text, align="center", inside=box, **look)

    def rectangle(
        self,
        box: Box,
        *,
        fill: str | None = None,
        edge: str | None = None,
        width: float = THIN,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle, with round corners when there is a radius."""
        radius = min(radius, box.height / 2)
        self._open.append(Rectangle(box, fill, edge, width, radius, dashed))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str | None = None,
        width: float = THIN,
        dashed: bool = False,
    ) -> None:
        """Draw a line through points."""
        ink = colour or self.theme.line
        self._open.append(Line(tuple(points), ink, width, dashed))

    def area(
        self,
        x: Sequence[float],
        floor: Sequence[float],
        roof: Sequence[float],
        *,
        colour: str,
        hatch: str = "",
    ) -> None:
        """Fill between two stepped lines; each value holds from the x before it."""
        points = (*_steps(x, roof), *reversed(_steps(x, floor)))
        self._open.append(Area(points, colour, hatch, self.theme.page))

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a vertical or horizontal arrow with a small filled head."""
        (x, y), head = end, 3.6
        length = max(abs(x - start[0]), abs(y - start[1]))
        dx, dy = (x - start[0]) / length, (y - start[1]) / length
        base = (x - dx * head, y - dy * head)
        self.line([start, base], colour=self.theme.muted, width=0.9, dashed=dashed)
        wide = head * 0.45
        corners = (
            end,
            (base[0] - dy * wide, base[1] + dx * wide),
            (base[0] + dy * wide, base[1] - dx * wide),
        )
        self._open.append(Area(corners, self.theme.muted, "", None))

    def marker(
        self, x: float, y: float, shape: str, colour: str, *, size: float = 5
    ) -> None:
        """Draw a filled shape about `size` points wide."""
        size *= 0.82 if shape == "D" else 1
        self._open.append(Marker(x, y, shape, colour, size))


def _steps(x: Sequence[float], y: Sequence[float]) -> list[tuple[float, float]]:
    """Return the corners of a stepped line, of which each y holds from the x before."""
    return [(at, y[n]) for n in range(1, len(x)) for at in (x[n - 1], x[n])]


MARGIN = 14.0
"""White space at the edges, in points."""

SMALL, NORMAL, LARGE = 7.0, 8.0, 13.0
"""Sizes of text, in points; nothing is smaller than `SMALL`."""


def heading(canvas: Canvas, shown: Picture, subtitle: str) -> float:
    """Write the title and what it shows; return where the rest may begin."""
    room = canvas.width - 2 * MARGIN
    y = MARGIN + 5
    for line in wrapped(full_title(shown), LARGE, room, "bold"):
        canvas.text(MARGIN, y, line, size=LARGE, weight="bold")
        y += LARGE + 4
    for line in wrapped(subtitle, NORMAL, room):
        canvas.text(MARGIN, y, line, size=NORMAL, colour=canvas.theme.muted)
        y += NORMAL + 3.5
    return y + 4


def legend(
    canvas: Canvas,
    y: float,
    counts: Mapping[ParadigmStyle, int],
    undecided: Mapping[Undecided, int],
    remarks: Iterable[str] = (),
) -> float:
    """Draw shapes and colours with their meaning; return where the rest may begin.

    Args:
        canvas: The page.
        y: Middle of its first line.
        counts: Models of each paradigm.
        undecided: Models of each section that decides none, which are outlined.
        remarks: What is to be said besides.
    """
    theme = canvas.theme
    x, step = MARGIN, NORMAL + 7
    entries: list[tuple[float, ParadigmStyle | Outline | None, str]] = [
        (10.0, style, f"{style.name} {count}") for style, count in counts.items()
    ]
    entries += [
        (23.0, one.outline, f"{one.name} {count}") for one, count in undecided.items()
    ]
    entries += [(0.0, None, remark) for remark in remarks]
    for lead, look, words in entries:
        wide = lead + text_width(words, NORMAL)
        if x > MARGIN and x + wide > canvas.width - MARGIN:
            x, y = MARGIN, y + step
        if isinstance(look, Outline):
            outlined(canvas, Box(x, y - 5, 18, 10), look, theme.ink)
        elif look:
            canvas.marker(x + 3.5, y, look.shape, theme.colours[look.colour], size=6)
        colour = theme.ink if look else theme.muted
        canvas.text(x + lead, y, words, size=NORMAL, colour=colour)
        x += wide + 15
    return y + step


def outlined(
    canvas: Canvas, box: Box, outline: Outline, edge: str, fill: str | None = None
) -> None:
    """Draw a box as names of a section are framed that decides no paradigm."""
    canvas.rectangle(
        box,
        fill=fill,
        edge=edge,
        width=outline.width,
        radius=box.height / 2 if outline.round else 0,
        dashed=outline.dashed,
    )


def any_words(count: int, word: str) -> str:
    """Return `1 model`, `2 models`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
