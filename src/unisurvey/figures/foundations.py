"""What came before: how models read images, and how others draw them.

The survey's Figures 2 to 4. What a section of the taxonomy is `drawn` as decides the
blocks; the works below them are those of the section, in the survey's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.figures.canvas import (
    MARGIN,
    NORMAL,
    SMALL,
    Canvas,
    heading,
    wrapped,
)
from unisurvey.figures.picture import Selected
from unisurvey.figures.shapes import Box
from unisurvey.views.sections import by_section, in_survey_order
from unisurvey.views.wording import marked_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper
    from unisurvey.schema.entries import Drawn

Look = Literal["end", "block", "main", "sequence"]


class Part(NamedTuple):
    """One block of a diagram."""

    words: str
    centre: float
    """Of its width, in parts of the diagram's."""

    width: float
    row: float
    """From the bottom, in rows."""

    look: Look = "block"
    rows: float = 1
    """How many it is high."""

    new: int = 0
    """Of a sequence: how many elements at its end are just made."""


class Wiring(NamedTuple):
    """How the blocks of a section are put together."""

    parts: tuple[Part, ...]
    arrows: tuple[tuple[int, int], ...]
    """From which part to which."""


_END = 0.3
_LEFT = 0.27
"""Middle of what happens to the image, or the noise."""

_READING = (
    Part("Image", _LEFT, _END, 0, "end"),
    Part("Vision encoder", _LEFT, 0.52, 1),
    Part("Text", 0.9, 0.2, 0, "end"),
    Part("Words", 0.5, _END, 4, "end"),
)
_MODEL = Part("Language model", 0.5, 1, 3)
_TO_MODEL = ((0, 1), (1, 5), (5, 4), (2, 4), (4, 3))
_DRAWING = (
    Part("Noise", _LEFT, _END, 0, "end"),
    Part("Prompt", 0.8, _END, 0, "end"),
    Part("Text encoder", 0.8, 0.4, 1),
    Part("Image", 0.5, _END, 4, "end"),
)
_AUTOENCODER = Part("Decoder of an autoencoder", 0.5, 0.8, 3)
_GROWING = (Part("Image", 0.5, _END, 4, "end"), Part("Transformer", 0.5, 1, 1, "main"))
_QUANTIZER = Part("Decoder of the quantizer", 0.5, 0.8, 3)
_GROWS = ((2, 1), (1, 3), (3, 4), (4, 0))
WIRINGS: dict[Drawn, Wiring] = {
    "projection": Wiring(
        (*_READING, _MODEL, Part("Linear layer", _LEFT, 0.52, 2, "main")), _TO_MODEL
    ),
    "queries": Wiring(
        (
            *(*_READING, _MODEL, Part("Cross-attention", _LEFT, 0.52, 2, "main")),
            Part("Queries", 0.67, 0.22, 2),
        ),
        (*_TO_MODEL, (6, 5)),
    ),
    "fusion": Wiring(
        (
            *(*_READING, _MODEL._replace(row=2, rows=2)),
            Part("Cross-attention", _LEFT + 0.02, 0.5, 2.12, "main"),
        ),
        ((0, 1), (1, 5), (2, 4), (4, 3)),
    ),
    "pixel-noise": Wiring(
        (*_DRAWING, Part("U-Net on pixels, many steps", 0.5, 1, 2, "main")),
        ((0, 4), (1, 2), (2, 4), (4, 3)),
    ),
    "latent-noise": Wiring(
        (
            *(*_DRAWING, Part("U-Net on latents, many steps", 0.5, 1, 2, "main")),
            _AUTOENCODER,
        ),
        ((0, 4), (1, 2), (2, 4), (4, 5), (5, 3)),
    ),
    "patch-noise": Wiring(
        (
            *(*_DRAWING, Part("Transformer, many steps", 0.5, 1, 2, "main")),
            *(_AUTOENCODER, Part("Patches", _LEFT, 0.4, 1, "sequence")),
        ),
        ((0, 6), (6, 4), (1, 2), (2, 4), (4, 5), (5, 3)),
    ),
    "pixels": Wiring(
        (
            *(_GROWING[0], Part("Recurrent or convolutional", 0.5, 1, 1, "main")),
            Part("Pixels so far", 0.5, 1, 0, "sequence"),
            Part("One pixel more", 0.5, 1, 2, "sequence", new=1),
        ),
        ((2, 1), (1, 3), (3, 0)),
    ),
    "tokens": Wiring(
        (
            *(*_GROWING, Part("Tokens so far", 0.5, 1, 0, "sequence")),
            *(Part("One token more", 0.5, 1, 2, "sequence", new=1), _QUANTIZER),
        ),
        _GROWS,
    ),
    "token-groups": Wiring(
        (
            *(*_GROWING, Part("Tokens so far", 0.5, 1, 0, "sequence")),
            *(Part("A group more", 0.5, 1, 2, "sequence", new=4), _QUANTIZER),
        ),
        _GROWS,
    ),
}
"""What a section is drawn as → its blocks and arrows; data flow upwards."""


@dataclass(frozen=True)
class Foundation:
    """One way to read or to draw, and who goes it."""

    name: str
    wiring: Wiring
    works: tuple[str, ...]
    """Names with years, in the survey's order."""

    @property
    def words(self) -> str:
        """Its blocks upwards, and its works."""
        blocks = sorted(self.wiring.parts, key=lambda part: part.row)
        return f"{self.name}: {', '.join(b.words for b in blocks)}. Works: {', '.join(self.works)}."


@dataclass(frozen=True)
class Foundations(Selected):
    """Several ways side by side."""

    title: str
    panels: tuple[Foundation, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.panels

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence."""
        names = ", ".join(panel.name.lower() for panel in self.panels)
        return f"{self.title} as block diagrams: {names}."

    @property
    def details(self) -> str:
        """Every diagram with its works."""
        return " ".join(panel.words for panel in self.panels)


def foundations(
    title: str, drawn: tuple[Drawn, ...], catalog: Catalog, papers: Iterable[Paper]
) -> Foundations:
    """Return the sections that are drawn in one of these ways and have works."""
    held = by_section(in_survey_order(papers))
    panels = []
    for section in catalog.vocabularies.sections:
        if section.drawn in drawn and held[section.id]:
            names = tuple(_dated(paper, catalog) for paper in held[section.id])
            panels.append(Foundation(section.name, WIRINGS[section.drawn], names))
    return Foundations(title, tuple(panels))


SHOWS: dict[str, tuple[Drawn, ...]] = {
    "connectors": ("projection", "queries", "fusion"),
    "diffusion": ("pixel-noise", "latent-noise", "patch-noise"),
    "autoregression": ("pixels", "tokens", "token-groups"),
}
"""Name of a figure → what it shows side by side."""

connectors = partial(foundations, "Models that read images", SHOWS["connectors"])
diffusion = partial(foundations, "Diffusion", SHOWS["diffusion"])
autoregression = partial(foundations, "Autoregression", SHOWS["autoregression"])


def _dated(paper: Paper, catalog: Catalog) -> str:
    return f"{marked_name(paper, catalog)} {(paper.date or '')[:4]}".strip()


PAD, HEAD, ROW, BETWEEN, BLOCK = 8.0, 16.0, 32.0, 9.0, 20.0
"""Within a panel, height of its heading and of a row, space between panels, height of a
block."""

ROWS, NAMES, STEP = 4.7, 2, SMALL + 3
"""Rows of a diagram, lines of names below it, and from one line to the next."""

CELL, CELLS = 8.0, 8
"""Side of an element of a sequence, and how many are drawn."""


def draw_foundations(shown: Foundations, theme: Theme, width: float) -> Canvas:
    """Draw the diagrams side by side, `width` points wide."""
    canvas = Canvas(width, theme)
    y = heading(canvas, shown, "Data flow upwards; below, works in the survey's order")
    number = len(shown.panels)
    wide = (width - 2 * MARGIN - (number - 1) * BETWEEN) / max(number, 1)
    high = HEAD + ROWS * ROW + NAMES * STEP + 2 * PAD
    for n, panel in enumerate(shown.panels):
        _panel(canvas, panel, Box(MARGIN + n * (wide + BETWEEN), y, wide, high))
    canvas.finish(y + high + MARGIN)
    return canvas


def _panel(canvas: Canvas, panel: Foundation, box: Box) -> None:
    theme = canvas.theme
    canvas.rectangle(box, fill=theme.panel, edge=theme.line, radius=4)
    top = Box(box.x + PAD, box.y + 3, box.width - 2 * PAD, HEAD)
    canvas.label(top, panel.name, size=NORMAL, weight="bold")
    floor = box.y + HEAD + PAD + ROWS * ROW
    places = [_place(part, top, floor) for part in panel.wiring.parts]
    for part, place in zip(panel.wiring.parts, places, strict=True):
        _part(canvas, part, place)
    for start, end in panel.wiring.arrows:
        _arrow(canvas, places[start], places[end])
    y = floor + STEP
    for line in _held(panel.works, top.width):
        canvas.note(box.middle[0], y, line)
        y += STEP


def _held(works: tuple[str, ...], room: float) -> list[str]:
    """Return as many works as the lines hold, and how many more there are."""

    def lines(number: int, left: int) -> list[str]:
        more = (f"{left} more",) if left else ()
        return wrapped(", ".join((*works[:number], *more)), SMALL, room)

    # of hundreds only those are measured that fit without saying that there are more
    most = next(
        (n for n in range(len(works)) if len(lines(n + 1, 0)) > NAMES), len(works)
    )
    every = (lines(number, len(works) - number) for number in range(most, -1, -1))
    return next(shown for shown in every if len(shown) <= NAMES)


def _place(part: Part, room: Box, floor: float) -> Box:
    wide = part.width * room.width
    x = room.x + part.centre * room.width - wide / 2
    high = BLOCK + (part.rows - 1) * ROW
    return Box(x, floor - part.row * ROW - high, wide, high)


def _part(canvas: Canvas, part: Part, box: Box) -> None:
    theme = canvas.theme
    words = Box(box.x, box.y, box.width, BLOCK)
    match part.look:
        case "end":
            canvas.rectangle(box, fill=theme.line, radius=BLOCK / 2)
        case "block":
            canvas.rectangle(box, fill=theme.page, edge=theme.muted, radius=3)
        case "main":
            fill = theme.tinted(theme.accent, 1.6)
            canvas.rectangle(box, fill=fill, edge=theme.accent, radius=3)
        case "sequence":
            words = _sequence(canvas, part.new, box)
    canvas.label(words, part.words, size=SMALL)


def _sequence(canvas: Canvas, new: int, box: Box) -> Box:
    """Draw a row of elements, the new ones marked; return the room below it."""
    theme = canvas.theme
    step = CELL + 2
    number = min(CELLS, int(box.width // step))
    x = box.middle[0] - (number * step - 2) / 2
    for n in range(number):
        fill = theme.accent if n >= number - new else theme.line
        canvas.rectangle(Box(x + n * step, box.y, CELL, CELL), fill=fill)
    return Box(box.x, box.y + CELL + 1, box.width, box.height - CELL - 1)


def _arrow(canvas: Canvas, start: Box, end: Box) -> None:
    """Draw an arrow up, or to the left where both stand in one row."""
    if start.y == end.y:
        canvas.arrow((start.x, start.middle[1]), (end.x + end.width, end.middle[1]))
        return
    narrow = min((start, end), key=lambda box: box.width)
    x = narrow.middle[0]
    canvas.arrow((x, start.y), (x, end.y + end.height))
