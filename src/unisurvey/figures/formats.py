"""A finished canvas → the bytes of an SVG, PDF or PNG, the same on every run.

Text in an SVG becomes outlines: a page that embeds the picture has other fonts, with
which the measured layout would no longer hold. What it says stands in its <title> and
<desc>. A PDF carries its fonts as TrueType, as publishers ask for.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.figures.canvas import Canvas

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
    if form == "svg":
        return _described(out.getvalue().decode(), title, description).encode()
    return out.getvalue()


def _described(svg: str, title: str, description: str) -> str:
    """Return an SVG whose first elements say what it shows."""
    words = (
        f'<title id="title">{escape(title)}</title>\n'
        f'<desc id="desc">{escape(description)}</desc>'
    )
    small = _compact(svg)
    start = small.index("<svg ")
    end = small.index(">", start)
    tag = f'{small[start:end]} role="img" aria-labelledby="title desc">'
    return f"{small[:start]}{tag}\n{words}{small[end + 1 :]}"


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
