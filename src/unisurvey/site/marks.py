"""The marks of figures as outlines of SVG, which look the same whatever fonts there are."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from unisurvey.figures.theme import LIGHT, paradigm_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Vocabularies
    from unisurvey.schema.words import Mark

_CORNERS: dict[Mark, tuple[int, int]] = {
    "square": (4, 45),
    "triangle": (3, -90),
    "diamond": (4, 0),
    "down": (3, 90),
    "pentagon": (5, -90),
    "left": (3, 180),
    "right": (3, 0),
    "hexagon": (6, -90),
    "octagon": (8, 22),
}
"""Mark → how many corners, and where the first is, in degrees."""

_TURNED: dict[Mark, int] = {"plus": 0, "cross": 45}


def outline(mark: Mark, x: float, y: float, size: float) -> str:
    """Return the path of a mark around a place, about twice `size` wide."""
    if mark == "circle":
        return f"M{x - size:g} {y:g}a{size:g} {size:g} 0 1 0 {2 * size:g} 0a{size:g} {size:g} 0 1 0 {-2 * size:g} 0z"
    if mark in _TURNED:
        edge = 0.35 * size
        arm = [(size, -edge), (size, edge), (edge, edge)]
        turned = _TURNED[mark]
        points = [_turned(*at, turned + 90 * n) for n in range(4) for at in arm]
    elif mark == "star":
        points = [
            _turned((0.45 if n % 2 else 1.2) * size, 0, 36 * n - 90) for n in range(10)
        ]
    else:
        number, first = _CORNERS[mark]
        points = [
            _turned(1.2 * size, 0, first + 360 / number * n) for n in range(number)
        ]
    return f"M{_joined((x + right, y + down) for right, down in points)}z"


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    angle = degrees * pi / 180
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in points)


def favicon(known: Vocabularies) -> str:
    """Return the icon of the site: the marks of its first four paradigms."""
    styles = [style for word, style in paradigm_styles(known).items() if word][:4]
    shown: list[tuple[Mark, str]] = [
        (style.mark, LIGHT.colours[style.colour]) for style in styles
    ] or [("square", LIGHT.accent)]
    every: dict[int, list[tuple[float, float]]] = {
        1: [(16, 16)],
        2: [(8.5, 16), (23.5, 16)],
        3: [(8.5, 23), (16, 8.5), (23.5, 23)],
        4: [(8.5, 8.5), (23.5, 8.5), (8.5, 23.5), (23.5, 23.5)],
    }
    places = every[len(shown)]
    size = 11 if len(shown) == 1 else 6
    drawn = "".join(
        f'<path fill="{colour}" d="{outline(mark, *at, size)}"/>'
        for (mark, colour), at in zip(shown, places, strict=True)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{LIGHT.page}"/>{drawn}</svg>\n'
    )
