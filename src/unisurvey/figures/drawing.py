"""Every figure by name, and the way from records to the bytes of a picture.

The bytes are the same on every run. Every picture has a title and a description; those whose
text is not text have in it what they say. A PDF carries its fonts as TrueType, as publishers
ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.figures.adapting import adapting
from unisurvey.figures.components import components, draw_components
from unisurvey.figures.dataset_sizes import dataset_sizes, draw_dataset_sizes
from unisurvey.figures.foundations import (
    autoregression,
    connectors,
    diffusion,
    draw_foundations,
)
from unisurvey.figures.growth import draw_growth, growth
from unisurvey.figures.picture import described, full_title
from unisurvey.figures.printed import POINTS, to_bytes
from unisurvey.figures.scatter import draw_scatter
from unisurvey.figures.scores import balance, best_scores, scores_by_size
from unisurvey.figures.sections import taxonomy
from unisurvey.figures.svg import to_svg
from unisurvey.figures.taxonomy import draw_taxonomy
from unisurvey.figures.theme import THEMES
from unisurvey.figures.timeline import draw_timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.figures.canvas import Canvas
    from unisurvey.figures.picture import Picture
    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


WIDTH = 8.65
"""Inches: 830 pixels, as wide as GitHub shows a README."""


@dataclass(frozen=True)
class Figure:
    """One kind of figure."""

    name: str
    """As named on the command line."""

    help: str
    kind: str
    """Of the records it shows: `models`, `datasets` or `papers`."""

    build: Callable[..., Any]
    """Takes the catalogue and records, and `by` when it counts by period."""

    draw: Callable[[Any, Theme, float], Canvas]
    by_period: bool = False


FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure("timeline", "when each model appeared",
               "models", timeline, draw_timeline, by_period=True),
        Figure("taxonomy", "the sections and their architectures",
               "models", taxonomy, draw_taxonomy),
        Figure("growth", "how many models there were, by paradigm",
               "models", growth, draw_growth, by_period=True),
        Figure("components", "which encoders, backbones and decoders are combined",
               "models", components, draw_components),
        Figure("dataset-sizes", "samples by section, on a logarithmic scale",
               "datasets", dataset_sizes, draw_dataset_sizes),
        Figure("scores", "the best score of each model over time",
               "models", best_scores, draw_scatter),
        Figure("scores-size", "scores against parameters",
               "models", scores_by_size, draw_scatter),
        Figure("scores-balance", "scores of understanding against generation",
               "models", balance, draw_scatter),
        Figure("connectors", "how models read images",
               "papers", connectors, draw_foundations),
        Figure("diffusion", "how noise becomes an image",
               "papers", diffusion, draw_foundations),
        Figure("autoregression", "how a sequence becomes an image",
               "papers", autoregression, draw_foundations),
    )
}  # fmt: skip
"""Name → figure."""


def can_draw() -> bool:
    """Return whether the optional library that draws is installed."""
    return find_spec("matplotlib") is not None


def figure(name: str) -> Figure:
    """Return a figure by name.

    Raises:
        UnknownValueError: there is no such figure.
    """
    if name not in FIGURES:
        raise UnknownValueError("figure", name, FIGURES)
    return FIGURES[name]


def shown(
    name: str,
    catalog: Catalog,
    records: Iterable[Record],
    by: str | None = None,
    subset: str = "",
) -> Picture:
    """Return what a figure of these records shows; needs no optional library.

    Args:
        name: Of `FIGURES`.
        catalog: Where the records are from.
        records: Of the figure's kind.
        by: `year`, `quarter` or `month`; `None` is what suits figure and records.
        subset: Which of all records these are, in words that follow the title.

    Raises:
        UsageError: the figure does not exist or does not count by period.
    """
    chosen = figure(name)
    if by and not chosen.by_period:
        able = " and ".join(f.name for f in FIGURES.values() if f.by_period)
        raise UsageError(f"{name} does not count by {by}, only {able} do")
    options = {"by": by} if by else {}
    found: Picture = replace(chosen.build(catalog, records, **options), subset=subset)
    return found


def draw(
    name: str,
    catalog: Catalog,
    records: Iterable[Record] | None = None,
    *,
    form: str = "svg",
    theme: str = "light",
    width: float = WIDTH,
    by: str | None = None,
    subset: str = "",
) -> bytes:
    """Return a figure as a file.

    Args:
        name: Of `FIGURES`.
        catalog: What to show.
        records: Only these of it; `None` is all of the figure's kind.
        form: `svg`, `pdf` or `png`.
        theme: `light` or `dark`.
        width: In inches; text keeps its size.
        by: As of `shown`, for timeline and growth.
        subset: As of `shown`.

    Raises:
        UsageError: a name is unknown, or matplotlib is not installed.
    """
    for what, word, known in (("format", form, FORMATS), ("theme", theme, THEMES)):
        if word not in known:
            raise UnknownValueError(what, word, known)
    every = catalog.records(figure(name).kind) if records is None else records
    picture = shown(name, catalog, every, by, subset)
    canvas = _drawn(name, picture, theme, width)
    if form == "svg":
        return to_svg(canvas, full_title(picture), described(picture)).encode()
    words = f"{described(picture)}\n{picture.details}".strip()
    return to_bytes(canvas, form, full_title(picture), words)


def svg(name: str, picture: Picture, width: float = WIDTH) -> str:
    """Return a figure as SVG that suits light and dark pages.

    Raises:
        UsageError: matplotlib is not installed.
    """
    light, dark = (
        to_svg(_drawn(name, picture, theme, width), picture.title, picture.alt)
        for theme in ("light", "dark")
    )
    return adapting(light, dark)


def _drawn(name: str, picture: Picture, theme: str, width: float) -> Canvas:
    if not can_draw():
        raise UsageError(
            "figures need matplotlib, which is not installed; "
            "expected after: pip install matplotlib"
        )
    return FIGURES[name].draw(picture, THEMES[theme], width * POINTS)


FORMATS = ("svg", "pdf", "png")
