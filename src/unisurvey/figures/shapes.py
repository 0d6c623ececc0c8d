"""What a page is drawn of; coordinates are points, y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

THIN, EDGE = 0.8, 0.4
"""Width of most lines, and of those around areas."""

Weight = Literal["regular", "bold"]
Align = Literal["left", "center", "right"]
Points = tuple[tuple[float, float], ...]


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


@dataclass(frozen=True)
class Text:
    """One line of text; `x` and `y` are where its baseline begins, or as `align` says."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    colour: str
    align: Align
    upright: bool
    inside: Box | None
    """The box it must stay in, for whoever checks the layout."""


@dataclass(frozen=True)
class Rectangle:
    """A rectangle, with round corners when there is a radius."""

    box: Box
    fill: str | None
    edge: str | None
    width: float
    radius: float
    dashed: bool


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: Points
    colour: str
    width: float
    dashed: bool


@dataclass(frozen=True)
class Area:
    """A filled polygon; the edge has the colour of the hatch, too."""

    points: Points
    colour: str
    hatch: str
    edge: str | None


@dataclass(frozen=True)
class Marker:
    """A filled shape about `size` wide, as matplotlib names it."""

    x: float
    y: float
    shape: str
    colour: str
    size: float


@dataclass(frozen=True)
class Bundle:
    """Shapes that move together; theirs are the page's coordinates, too."""

    x: float
    y: float
    shapes: list[Shape]


Shape = Text | Rectangle | Line | Area | Marker | Bundle
