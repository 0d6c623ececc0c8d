"""Every figure by name, and the way from records to the bytes of a picture.

The bytes are the same on every run. Text in an SVG becomes outlines: a page that embeds
the picture has other fonts, with which the measured layout would no longer hold. What it
says stands in its <title> and <desc>. A PDF carries its fonts as TrueType, as publishers
ask for.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol
from xml.sax.saxutils import escape

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.figures.components import components, draw_components
from unisurvey.figures.dataset_sizes import dataset_sizes, draw_dataset_sizes
from unisurvey.figures.foundations import (
    autoregression,
    connectors,
    diffusion,
    draw_foundations,
)
from unisurvey.figures.growth import draw_growth, growth
from unisurvey.figures.sections import taxonomy
from unisurvey.figures.taxonomy import draw_taxonomy
from unisurvey.figures.theme import THEMES, StandIns
from unisurvey.figures.timeline import draw_timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.figures.canvas import Canvas
    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


WIDTH = 8.65
"""Inches: 830 pixels, as wide as GitHub shows a README."""


class Picture(Protocol):
    """What a figure shows, before it is drawn."""

    @property
    def title(self) -> str:
        """Short name."""
        ...

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        ...

    @property
    def alt(self) -> str:
        """What there is to see, in a sentence or two."""
        ...

    @property
    def details(self) -> str:
        """The numbers and names behind it."""
        ...


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
    name: str, catalog: Catalog, records: Iterable[Record], by: str | None = None
) -> Picture:
    """Return what a figure of these records shows; needs no optional library.

    Args:
        name: Of `FIGURES`.
        catalog: Where the records are from.
        records: Of the figure's kind.
        by: `year`, `quarter` or `month`; `None` is what suits figure and records.

    Raises:
        UsageError: the figure does not exist or does not count by period.
    """
    chosen = figure(name)
    if by and not chosen.by_period:
        able = " and ".join(f.name for f in FIGURES.values() if f.by_period)
        raise UsageError(f"{name} does not count by {by}, only {able} do")
    options = {"by": by} if by else {}
    found: Picture = chosen.build(catalog, records, **options)
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

    Raises:
        UsageError: a name is unknown, or matplotlib is not installed.
    """
    for what, word, known in (("format", form, FORMATS), ("theme", theme, THEMES)):
        if word not in known:
            raise UnknownValueError(what, word, known)
    every = catalog.records(figure(name).kind) if records is None else records
    picture = shown(name, catalog, every, by)
    if form == "svg":
        return svgs(name, picture, width)[theme].encode()
    with _drawn(name, picture, THEMES[theme], width) as canvas:
        return to_bytes(canvas, form, picture.title, _words(picture))


def svgs(name: str, picture: Picture, width: float = WIDTH) -> dict[str, str]:
    """Return a figure as SVG of every theme; it is laid out only once.

    Raises:
        UsageError: matplotlib is not installed.
    """
    colours = StandIns()
    with _drawn(name, picture, colours, width) as canvas:
        svg = _compact(to_bytes(canvas, "svg", "", "").decode())
    return {
        theme: _described(colours.coloured(svg, theme), picture.title, _words(picture))
        for theme in THEMES
    }


@contextlib.contextmanager
def _drawn(name: str, picture: Picture, theme: Theme, width: float) -> Iterator[Canvas]:
    """Draw a figure, and let go of it afterwards."""
    if not can_draw():
        raise UsageError(
            "figures need matplotlib, which is not installed; "
            'expected after: pip install "unisurvey[figures]"'
        )
    with fixed_settings():
        canvas = FIGURES[name].draw(picture, theme, width * 72)
        yield canvas
        canvas.figure.clear()


def _words(picture: Picture) -> str:
    return f"{picture.alt} {picture.details}".strip()


FORMATS = ("svg", "pdf", "png")

PNG_DPI = 192
"""Two pixels per CSS pixel, for sharp screens."""

_SETTINGS: Any = {
    "svg.fonttype": "path",
    "svg.hashsalt": "unisurvey",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "hatch.linewidth": 0.6,
    "text.hinting": "no_hinting",
    "text.hinting_factor": 1,
    "path.simplify": False,
}


@contextlib.contextmanager
def fixed_settings() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever the machine's say, and no warnings."""
    import matplotlib as mpl

    with warnings.catch_warnings(), mpl.rc_context():
        warnings.simplefilter("ignore")  # a glyph that DejaVu lacks is drawn as a box
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def to_bytes(canvas: Canvas, form: str, title: str, description: str) -> bytes:
    """Return a finished canvas as a file of one of `FORMATS`.

    Args:
        canvas: Drawn and finished, within `fixed_settings`.
        form: The format.
        title: Short name of the picture.
        description: What it shows, for those who cannot see it.
    """
    out = io.BytesIO()
    metadata: dict[str, dict[str, Any]] = {
        "svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
        "pdf": {
            "Title": title,
            "Subject": description,
            "Creator": "unisurvey",
            "Producer": "matplotlib",
            "CreationDate": None,
        },
        "png": {"Software": None, "Title": title, "Description": description},
    }
    canvas.figure.savefig(
        out,
        format=form,
        dpi=PNG_DPI if form == "png" else 72,
        facecolor=canvas.theme.page,
        metadata=metadata[form],
    )
    return out.getvalue()


def _described(svg: str, title: str, description: str) -> str:
    """Return an SVG whose first elements say what it shows."""
    words = (
        f'<title id="title">{escape(title)}</title>\n'
        f'<desc id="desc">{escape(description)}</desc>'
    )
    start = svg.index("<svg ")
    end = svg.index(">", start)
    tag = f'{svg[start:end]} role="img" aria-labelledby="title desc">'
    return f"{svg[:start]}{tag}\n{words}{svg[end + 1 :]}"


_COMMENT = re.compile(r"<!--.*?-->|<!DOCTYPE.*?>", re.DOTALL)
_CLIP = re.compile(
    r' clip-path="[^"]*"|<defs>\s*<clipPath.*?</clipPath>\s*</defs>', re.DOTALL
)
_NUMBERED = re.compile(r' id="[a-z0-9]+_\d+"')
_SHIFT = re.compile(r' transform="translate\(([\d.]+) 0\)"/>')
_LONG = re.compile(r"scale\([^)]*\)|-?\d+\.\d{3,}")


def _compact(svg: str) -> str:
    """Return an SVG that draws the same with half the bytes.

    It goes into a repository again with every change of the records. Coordinates are
    rounded to a hundredth of a point; nothing needs to be clipped.
    """

    def rounded(match: re.Match[str]) -> str:
        text = match[0]
        return (
            text
            if text.startswith("scale")
            else f"{float(text):.2f}".rstrip("0").rstrip(".")
        )

    for pattern in (_COMMENT, _CLIP, _NUMBERED):
        svg = pattern.sub("", svg)
    svg = svg.replace("DejaVuSans-Bold-", "b").replace("DejaVuSans-", "r")
    svg = _LONG.sub(rounded, _SHIFT.sub(r' x="\1"/>', svg))
    lines = (line.strip() for line in svg.splitlines())
    return "\n".join(line for line in lines if line) + "\n"
