"""A page to draw on: units are points, y grows downwards, nothing moves by itself.

Every text is measured with the font that draws it, so that a layout knows its sizes
before it draws. The fonts are those that matplotlib carries, never the machine's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    from unisurvey.figures.theme import ParadigmStyle, Theme


POINTS = 72
"""In an inch."""

CAP = 0.73
"""Height of DejaVu's capitals, in parts of the size."""

Weight = Literal["regular", "bold"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A rectangle; x and y are its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@lru_cache(maxsize=64)
def _font(size: float, weight: Weight) -> FontProperties:
    from matplotlib import get_data_path
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold" if weight == "bold" else "DejaVuSans"
    return FontProperties(fname=f"{get_data_path()}/fonts/ttf/{name}.ttf", size=size)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: Weight = "regular") -> float:
    """Return how wide a text is, in points."""
    import warnings

    from matplotlib.textpath import text_to_path

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that DejaVu lacks is drawn as a box
        width, _, _ = text_to_path.get_text_width_height_descent(
            text, _font(size, weight), ismath=False
        )
    return float(width)


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
    """One page of a figure.

    Only `finish` decides the height, because most layouts grow downwards. Shapes are added
    as artists: `axes.plot` and `add_patch` would also look for limits, which nobody needs.
    """

    def __init__(self, width: float, theme: Theme) -> None:
        from matplotlib.figure import Figure

        self.width = width
        self.height = width
        self.theme = theme
        self.figure: Figure = Figure(facecolor=theme.page)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.texts: list[tuple[Text, Box | None]] = []
        """Every text with the box it must stay in, if it was given one."""

    def finish(self, height: float) -> None:
        """Set the height of the page."""
        self.height = height
        self.figure.set_size_inches(self.width / POINTS, height / POINTS)
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(height, 0)

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
            inside: The box it belongs to, for whoever checks the layout.
        """
        half = CAP * size / 2
        artist = self.axes.text(
            x + half if upright else x,
            y if upright else y + half,
            text,
            fontproperties=_font(size, weight),
            color=colour or self.theme.ink,
            ha="left" if upright else align,
            va="baseline",
            rotation=90 if upright else 0,
            rotation_mode="anchor",
            parse_math=False,
        )
        self.texts.append((artist, inside))

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
        width: float = 0.8,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle, with round corners when there is a radius."""
        from matplotlib.patches import FancyBboxPatch, Rectangle

        look: dict[str, Any] = {
            "facecolor": fill or "none",
            "edgecolor": edge or "none",
            "linewidth": width if edge else 0,
            "linestyle": (0, (3, 2)) if dashed else "solid",
        }
        corner, size = (box.x, box.y), (box.width, box.height)
        if radius:
            shape = f"round,pad=0,rounding_size={min(radius, box.height / 2)}"
            self.axes.add_artist(FancyBboxPatch(corner, *size, boxstyle=shape, **look))
        else:
            self.axes.add_artist(Rectangle(corner, *size, **look))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str | None = None,
        width: float = 0.8,
        dashed: bool = False,
    ) -> None:
        """Draw a line through points."""
        self._add_line(
            points,
            color=colour or self.theme.line,
            linewidth=width,
            linestyle=(0, (3, 2)) if dashed else "solid",
            solid_capstyle="butt",
            solid_joinstyle="miter",
        )

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
        self.axes.fill_between(
            x,
            floor,
            roof,
            step="pre",
            facecolor=colour,
            edgecolor=self.theme.page,
            linewidth=0.4,
            hatch=hatch or None,
            zorder=2.5,  # above lines, below text
        )

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a vertical or horizontal arrow with a small filled head."""
        from matplotlib.patches import Polygon

        (x, y), head = end, 3.6
        length = max(abs(x - start[0]), abs(y - start[1]))
        dx, dy = (x - start[0]) / length, (y - start[1]) / length
        base = (x - dx * head, y - dy * head)
        self.line([start, base], colour=self.theme.muted, width=0.9, dashed=dashed)
        wide = head * 0.45
        corners = [
            end,
            (base[0] - dy * wide, base[1] + dx * wide),
            (base[0] + dy * wide, base[1] - dx * wide),
        ]
        self.axes.add_artist(
            Polygon(corners, closed=True, facecolor=self.theme.muted, linewidth=0)
        )

    def marker(
        self, x: float, y: float, shape: str, colour: str, *, size: float = 5
    ) -> None:
        """Draw a filled shape about `size` points wide."""
        self._add_line(
            [(x, y)],
            marker=shape,
            markersize=size * (0.82 if shape == "D" else 1),
            color=colour,
            markeredgewidth=0,
            linestyle="none",
        )

    def _add_line(self, points: Sequence[tuple[float, float]], **look: Any) -> None:
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        self.axes.add_artist(Line2D(xs, ys, **look))


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
    counts: Mapping[ParadigmStyle, int],
    undecided: Mapping[str, int],
    remarks: Iterable[str] = (),
) -> float:
    """Draw shapes and colours with their meaning; return where the rest may begin.

    Args:
        canvas: The page.
        y: Middle of its first line.
        counts: Models of each paradigm.
        undecided: Models of each section that decides none; they are outlined pills.
        remarks: What is to be said besides.
    """
    theme = canvas.theme
    x, step = MARGIN, NORMAL + 7
    entries: list[tuple[str, ParadigmStyle | None, str]] = [
        ("paradigm", style, f"{style.name} {count}") for style, count in counts.items()
    ]
    entries += [("pill", None, f"{name} {count}") for name, count in undecided.items()]
    entries += [("remark", None, remark) for remark in remarks]
    for what, style, words in entries:
        lead = {"paradigm": 10.0, "pill": 23.0, "remark": 0.0}[what]
        wide = lead + text_width(words, NORMAL)
        if x > MARGIN and x + wide > canvas.width - MARGIN:
            x, y = MARGIN, y + step
        if style:
            colour = theme.colours[style.colour]
            canvas.marker(x + 3.5, y, style.shape, colour, size=6)
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
