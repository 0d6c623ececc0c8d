"""A canvas as PDF or PNG, drawn by matplotlib in its own fonts.

Shapes are added as artists: `axes.plot` and `add_patch` would also look for limits, which
nobody needs.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import TYPE_CHECKING, Any

from unisurvey.figures.canvas import font
from unisurvey.figures.shapes import (
    EDGE,
    Area,
    Line,
    Marker,
    Rectangle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    from unisurvey.figures.canvas import Canvas
    from unisurvey.figures.shapes import Text

POINTS = 72
"""In an inch."""

PNG_DPI = 192
"""Two pixels per CSS pixel, for sharp screens."""

_SETTINGS: Any = {
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
    """Return a finished canvas as a file.

    Args:
        canvas: Drawn and finished.
        form: `pdf` or `png`.
        title: Short name of the picture.
        description: What it shows, for those who cannot see it.
    """
    out = io.BytesIO()
    metadata: dict[str, dict[str, Any]] = {
        "pdf": {
            "Title": title,
            "Subject": description,
            "Creator": "unisurvey",
            "Producer": "matplotlib",
            "CreationDate": None,
        },
        "png": {"Software": None, "Title": title, "Description": description},
    }
    with fixed_settings():
        figure = drawn(canvas)
        figure.savefig(
            out,
            format=form,
            dpi=PNG_DPI if form == "png" else POINTS,
            facecolor=canvas.theme.page,
            metadata=metadata[form],
        )
        figure.clear()
    return out.getvalue()


def drawn(canvas: Canvas) -> Figure:
    """Return matplotlib's figure of a finished canvas, within `fixed_settings`."""
    from matplotlib.figure import Figure

    figure = Figure(facecolor=canvas.theme.page)
    figure.set_size_inches(canvas.width / POINTS, canvas.height / POINTS)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(canvas.height, 0)
    for n, shape in enumerate(canvas.flat()):
        artist = _artist(shape)
        artist.set_zorder(n)
        axes.add_artist(artist)
    return figure


def _artist(shape: Text | Rectangle | Line | Area | Marker) -> Artist:
    from matplotlib.patches import Polygon

    match shape:
        case Rectangle():
            return _rectangle(shape)
        case Line():
            return _line2d(
                shape.points,
                color=shape.colour,
                linewidth=shape.width,
                linestyle=(0, (3, 2)) if shape.dashed else "solid",
                solid_capstyle="butt",
                solid_joinstyle="miter",
            )
        case Area():
            return Polygon(
                shape.points,
                closed=True,
                facecolor=shape.colour,
                edgecolor=shape.edge or "none",
                linewidth=EDGE if shape.edge else 0,
                hatch=shape.hatch or None,
            )
        case Marker():
            return _line2d(
                [(shape.x, shape.y)],
                marker=shape.shape,
                markersize=shape.size,
                color=shape.colour,
                markeredgewidth=0,
                linestyle="none",
            )
        case _:
            return _text(shape)


def _rectangle(shape: Rectangle) -> Artist:
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.patches import Rectangle as Plain

    look: dict[str, Any] = {
        "facecolor": shape.fill or "none",
        "edgecolor": shape.edge or "none",
        "linewidth": shape.width if shape.edge else 0,
        "linestyle": (0, (3, 2)) if shape.dashed else "solid",
    }
    box = shape.box
    corner, size = (box.x, box.y), (box.width, box.height)
    if shape.radius:
        style = f"round,pad=0,rounding_size={shape.radius}"
        return FancyBboxPatch(corner, *size, boxstyle=style, **look)
    return Plain(corner, *size, **look)


def _line2d(points: Sequence[tuple[float, float]], **look: Any) -> Artist:
    from matplotlib.lines import Line2D

    xs, ys = zip(*points, strict=True)
    return Line2D(xs, ys, **look)


def _text(shape: Text) -> Artist:
    from matplotlib.text import Text as Words

    return Words(
        shape.x,
        shape.y,
        shape.text,
        fontproperties=font(shape.size, shape.weight),
        color=shape.colour,
        ha=shape.align,
        va="baseline",
        rotation=90 if shape.upright else 0,
        rotation_mode="anchor",
        parse_math=False,
    )
