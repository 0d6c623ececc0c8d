"""Colours, shapes and hatches: on light and dark pages, for every eye, and in grey.

The three paradigms have colours of Okabe and Ito's palette, which people with any
colour vision tell apart (https://jfly.uni-koeln.de/color/). Each has a shape and a hatch
of its own too, so that nothing rests on colour alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLACK, _WHITE = "#000000", "#ffffff"


@dataclass(frozen=True)
class Look:
    """How one paradigm looks."""

    colour: str
    shape: str
    """Of a marker, as matplotlib names it."""

    hatch: str
    """Of an area; empty for a plain one."""


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
    """Share of a paradigm's colour in a filled box."""

    paradigms: dict[str | None, Look]
    """`None` is for models of which no source states the paradigm."""

    @property
    def accent(self) -> str:
        """Colour of what is of no paradigm."""
        return self.paradigms["autoregressive"].colour

    def style(self, paradigm: str | None) -> Look:
        """Return how a paradigm looks."""
        return self.paradigms[paradigm]

    def tinted(self, colour: str, times: float = 1) -> str:
        """Return a colour as it fills a box, or one that is so much stronger."""
        return self.thinned(colour, self.tint * times)

    def thinned(self, colour: str, share: float) -> str:
        """Return a colour mixed with the page's; without transparency."""
        mixed = (
            round(share * int(colour[n : n + 2], 16))
            + round((1 - share) * int(self.page[n : n + 2], 16))
            for n in (1, 3, 5)
        )
        return "#" + "".join(f"{min(value, 255):02x}" for value in mixed)

    def on(self, fill: str) -> str:
        """Return black or white, whichever is easier to read on a colour."""
        return max(_BLACK, _WHITE, key=lambda colour: contrast(colour, fill))


LIGHT = Theme(
    *("light", "#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#f6f8fa", 0.13),
    {
        "diffusion": Look("#d55e00", "o", ".."),
        "autoregressive": Look("#0072b2", "s", ""),
        "hybrid": Look("#009e73", "^", "///"),
        None: Look("#6e7781", "D", "xxx"),
    },
)
DARK = Theme(
    *("dark", "#0d1117", "#f0f6fc", "#9198a1", "#3d444d", "#151b23", 0.24),
    {
        "diffusion": Look("#e69f00", "o", ".."),
        "autoregressive": Look("#56b4e9", "s", ""),
        "hybrid": Look("#1fc795", "^", "///"),
        None: Look("#9198a1", "D", "xxx"),
    },
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


class StandIns(Theme):
    """Colours that stand for one of each theme, so that a drawing in them suits all."""

    def __init__(self) -> None:
        self._meant: dict[tuple[str, ...], str] = {}
        page, ink, muted, line, panel = (
            self._for(getattr(theme, name) for theme in THEMES.values())
            for name in ("page", "ink", "muted", "line", "panel")
        )
        looks = {
            paradigm: replace(
                look,
                colour=self._for(t.style(paradigm).colour for t in THEMES.values()),
            )
            for paradigm, look in LIGHT.paradigms.items()
        }
        super().__init__("stand-ins", page, ink, muted, line, panel, 0, looks)

    def tinted(self, colour: str, times: float = 1) -> str:
        """Return what stands for the tints of what a colour stands for."""
        return self._for(theme.tinted(own, times) for theme, own in self._each(colour))

    def thinned(self, colour: str, share: float) -> str:
        """Return what stands for the mixtures of what a colour stands for."""
        return self._for(theme.thinned(own, share) for theme, own in self._each(colour))

    def on(self, fill: str) -> str:
        """Return what stands for black or white, as each theme has it."""
        return self._for(theme.on(own) for theme, own in self._each(fill))

    def coloured(self, svg: str, theme: str) -> str:
        """Return an SVG that is drawn in these colours in those of a theme."""
        n = list(THEMES).index(theme)
        own = {stand_in: colours[n] for colours, stand_in in self._meant.items()}
        svg = _PAINT.sub(lambda found: found[1] + own[found[2]], svg)
        return svg.replace(f' style="fill: {_BLACK}"', "")  # that is black without

    def _each(self, stand_in: str) -> Iterator[tuple[Theme, str]]:
        meant = next(colours for colours, one in self._meant.items() if one == stand_in)
        return zip(THEMES.values(), meant, strict=True)

    def _for(self, colours: Iterable[str]) -> str:
        """Return what stands for these colours, one of each theme; never black."""
        return self._meant.setdefault(tuple(colours), f"#{len(self._meant) + 1:06x}")


_PAINT = re.compile(r'((?:fill|stroke)(?:: |="))(#[0-9a-f]{6})')
"""What gives a shape of an SVG its colour."""

PARADIGM_NAMES: dict[str | None, str] = {
    "diffusion": "Diffusion",
    "autoregressive": "Autoregressive",
    "hybrid": "Autoregressive + diffusion",
    None: "Paradigm not stated",
}
"""Paradigm → its name in legends, in the order of the survey."""


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
