"""Colours, shapes and hatches: on light and dark pages, for every eye, and in grey.

The colours follow Okabe and Ito's palette, which people with any colour vision tell apart
(https://jfly.uni-koeln.de/color/). Each mark has a hatch too, so that nothing rests on
colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from unisurvey.schema.words import Colour, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.schema import Vocabularies

T = TypeVar("T")

_BLACK, _WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class ParadigmStyle:
    """How one paradigm is told from the others, on whatever page."""

    name: str
    """In legends."""

    colour: Colour
    mark: Mark

    @property
    def shape(self) -> str:
        """Of a marker, as matplotlib names it."""
        return _MARKS[self.mark][0]

    @property
    def hatch(self) -> str:
        """Of an area; empty for a plain one."""
        return _MARKS[self.mark][1]


_MARKS: dict[Mark, tuple[str, str]] = {
    "square": ("s", ""),
    "circle": ("o", ".."),
    "triangle": ("^", "///"),
    "diamond": ("D", "xxx"),
    "down": ("v", "\\\\\\"),
    "pentagon": ("p", "---"),
    "star": ("*", "**"),
    "plus": ("P", "+++"),
    "cross": ("X", "xx.."),
    "left": ("<", "|||"),
    "right": (">", "//--"),
    "hexagon": ("h", "oo"),
    "octagon": ("8", "..--"),
}
"""Mark → shape and hatch, in the order in which they are given out."""

_NOT_STATED = ParadigmStyle("Paradigm not stated", "grey", "diamond")


def paradigm_styles(known: Vocabularies) -> dict[str | None, ParadigmStyle]:
    """Return the style of each paradigm, in the order of legends.

    `None` is for models of which no source states the paradigm; its colour and mark are
    given to others only where they ask for them. Twelve paradigms differ in their mark,
    more of them in colour and mark together.
    """
    words = known.paradigms.entries
    palette: tuple[Colour, ...] = get_args(Colour)
    colours: Iterator[Colour] = _free(palette, [word.colour for word in words], "grey")
    marks: Iterator[Mark] = _free(_MARKS, [word.mark for word in words], "diamond")
    found: dict[str | None, ParadigmStyle] = {}
    for word in words:
        colour = next(colours) if word.colour is None else word.colour
        mark = next(marks) if word.mark is None else word.mark
        found[word.id] = ParadigmStyle(word.short or word.name, colour, mark)
    return {**found, None: _NOT_STATED}


def _free(every: Iterable[T], taken: Iterable[object], last: T) -> Iterator[T]:
    """Yield what nobody asked for, without an end; what comes last only where it must."""
    some = [one for one in every if one not in taken and one != last]
    return cycle(some or [last])


class Outline(NamedTuple):
    """How the names of a section are framed that decides no paradigm."""

    round: bool
    dashed: bool
    width: float


OUTLINES = tuple(
    Outline(round=round_, dashed=dashed, width=width)
    for width in (1.1, 2.2)
    for round_ in (True, False)
    for dashed in (False, True)
)
"""In the order in which they are given out; as many sections can be told apart."""


class Undecided(NamedTuple):
    """A section that does not decide the paradigm of its models, though others do."""

    name: str
    outline: Outline


@dataclass(frozen=True)
class Theme:
    """Colours of one variant."""

    name: str
    page: str
    ink: str
    muted: str
    """For what is read second: counts, notes, ticks."""

    line: str
    panel: str
    """Behind groups."""

    tint: float
    """Share of a colour in a filled box."""

    colours: dict[Colour, str]
    """The palette on this page."""

    @property
    def accent(self) -> str:
        """Colour of what is of no paradigm."""
        return self.colours["blue"]

    def tinted(self, colour: str, times: float = 1) -> str:
        """Return a colour as it fills a box, or one that is so much stronger."""
        return self.thinned(colour, self.tint * times)

    def thinned(self, colour: str, share: float) -> str:
        """Return a colour mixed with the page's; without transparency."""
        return blend(colour, self.page, share)

    def on(self, fill: str) -> str:
        """Return black or white, whichever is easier to read on a colour."""
        return max(_BLACK, _WHITE, key=lambda colour: contrast(colour, fill))


LIGHT = Theme(
    *("light", "#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#f6f8fa", 0.13),
    {
        "orange": "#d55e00",
        "blue": "#0072b2",
        "green": "#009e73",
        "purple": "#aa4499",
        "sky": "#2a8fbd",
        "yellow": "#8f7a00",
        "red": "#b2182b",
        "grey": "#6e7781",
    },
)
DARK = Theme(
    *("dark", "#0d1117", "#f0f6fc", "#9198a1", "#3d444d", "#151b23", 0.24),
    {
        "orange": "#e69f00",
        "blue": "#56b4e9",
        "green": "#1fc795",
        "purple": "#cc79a7",
        "sky": "#9fd8ff",
        "yellow": "#f0e442",
        "red": "#ff7b72",
        "grey": "#9198a1",
    },
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def blend(colour: str, other: str, share: float) -> str:
    """Return two colours mixed, with so much of the first."""
    mixed = (
        round(share * int(colour[n : n + 2], 16))
        + round((1 - share) * int(other[n : n + 2], 16))
        for n in (1, 3, 5)
    )
    return "#" + "".join(f"{min(value, 255):02x}" for value in mixed)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG 2 defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
