"""The block diagram of one architecture; data flow upwards, as in the survey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.figures.canvas import (
    Box,
    Canvas,
    fitting,
    fitting_list,
    text_width,
    wrapped,
)
from unisurvey.figures.parts import SMALL

if TYPE_CHECKING:
    from unisurvey.figures.architecture import Architecture, DiagramBlock
    from unisurvey.figures.sections import SectionNode

HEAD, END, BLOCK, ARROW, PAD = 20.0, 13.0, 34.0, 10.0, 6.0
"""Heights of a panel's heading, of what goes in or comes out, of a block and of the
arrow between two; and the space around."""

PANEL = HEAD + 2 * (PAD + END) + 3 * BLOCK + 4 * ARROW
"""Height of a whole panel."""

TEXT_SHARE = 0.24
"""Part of the width that belongs to text; the rest is for images."""


def draw_panel(canvas: Canvas, leaf: SectionNode, panel: Box) -> None:
    """Draw one leaf of the taxonomy with its heading, wiring and blocks."""
    theme = canvas.theme
    colour = theme.style(leaf.paradigm).colour
    canvas.rectangle(panel, fill=theme.panel, edge=theme.line, width=0.8, radius=4)
    y = panel.y + HEAD / 2 + 1.5
    wide = text_width(leaf.code, SMALL, "bold") + 7
    badge = Box(panel.x + PAD, y - 6.5, wide, 13)
    canvas.rectangle(badge, fill=colour, radius=3)
    canvas.text(
        *(*badge.middle, leaf.code),
        size=SMALL,
        weight="bold",
        colour=theme.page,
        align="center",
        inside=badge,
    )
    room = panel.width - 2 * PAD - badge.width - 4
    canvas.text(
        *(badge.x + badge.width + 4, y, fitting(leaf.name, SMALL, room, "bold")),
        size=SMALL,
        weight="bold",
        inside=panel,
    )
    if leaf.architecture:
        inner = Box(
            panel.x + PAD,
            panel.y + HEAD + PAD,
            panel.width - 2 * PAD,
            panel.height - HEAD - 2 * PAD,
        )
        _wire(canvas, leaf.architecture, inner, colour)


def _wire(canvas: Canvas, built: Architecture, inner: Box, colour: str) -> None:
    """Draw the blocks from the picture that comes out down to what goes in."""
    words = inner.width * TEXT_SHARE
    image = Box(inner.x + words + 6, 0, inner.width - words - 6, 0)
    text_x, image_x = inner.x + words / 2, image.x + image.width / 2
    top = inner.y
    decoder = top + END + ARROW
    backbone = decoder + BLOCK + ARROW
    encoders = backbone + BLOCK + ARROW
    bottom = encoders + BLOCK + ARROW

    _end(canvas, "Text", Box(inner.x, top, words, END))
    _end(canvas, "Image", Box(image_x - 19, top, 38, END))
    canvas.arrow((text_x, backbone), (text_x, top + END))
    canvas.arrow((image_x, decoder), (image_x, top + END))
    canvas.arrow((image_x, backbone), (image_x, decoder + BLOCK))
    _block(canvas, built.decoder, Box(image.x, decoder, image.width, BLOCK))
    _block(
        canvas,
        built.backbone,
        Box(inner.x, backbone, inner.width, BLOCK),
        fill=canvas.theme.tinted(colour, canvas.theme.tint * 1.6),
        edge=colour,
    )
    canvas.arrow((text_x, bottom), (text_x, backbone + BLOCK))
    _encoders(canvas, built, Box(image.x, encoders, image.width, BLOCK), backbone)
    _end(canvas, "Text", Box(inner.x, bottom, words, END))
    _end(canvas, "Image", Box(image_x - 19, bottom, 38, END))


def _encoders(canvas: Canvas, built: Architecture, row: Box, backbone: float) -> None:
    """Draw the encoders side by side, their inputs and how they reach the backbone."""
    number = len(built.encoders)
    wide = (row.width - (number - 1) * 5) / number
    for n, block in enumerate(built.encoders):
        box = Box(row.x + n * (wide + 5), row.y, wide, row.height)
        x = box.middle[0]
        second = built.joined == "either" and n > 0
        _block(canvas, block, box, dashed=second)
        canvas.arrow((x, row.y), (x, backbone + BLOCK), dashed=second)
        foot = row.y + row.height
        if number == 1:
            canvas.arrow((x, foot + ARROW), (x, foot))
        elif "encoder" in block.label:
            start = row.middle[0] + (x - row.middle[0]) * 0.3
            canvas.line(
                [(start, foot + ARROW), (start, foot + 5.6), (x, foot + 5.6)],
                colour=canvas.theme.muted, width=0.9, dashed=second,
            )  # fmt: skip
            canvas.arrow((x, foot + 5.6), (x, foot), dashed=second)
    if built.joined == "either":
        box = Box(row.middle[0] - 6, row.y - ARROW + 0.5, 12, 9)
        canvas.text(
            *(*box.middle, "or"),
            size=SMALL,
            colour=canvas.theme.muted,
            align="center",
        )


def _end(canvas: Canvas, words: str, box: Box) -> None:
    canvas.rectangle(box, fill=canvas.theme.line, radius=END / 2)
    canvas.text(*(*box.middle, words), size=SMALL, align="center", inside=box)


def _block(
    canvas: Canvas,
    block: DiagramBlock,
    box: Box,
    *,
    fill: str | None = None,
    edge: str | None = None,
    dashed: bool = False,
) -> None:
    """Draw a block: its label in up to two lines, and names as many as there is room."""
    theme = canvas.theme
    canvas.rectangle(
        box,
        fill=fill or theme.page,
        edge=edge or theme.muted,
        width=0.9,
        radius=3,
        dashed=dashed,
    )
    room = box.width - 5
    labels = wrapped(block.label, SMALL, room)[:2]
    names = fitting_list(block.names, SMALL, room)
    lines = [(line, theme.ink) for line in labels]
    lines += [(names, theme.ink if fill else theme.muted)] if names else []
    x, middle = box.middle
    y = middle - (len(lines) - 1) * (SMALL + 2.4) / 2
    for line, colour in lines:
        canvas.text(x, y, line, size=SMALL, colour=colour, align="center", inside=box)
        y += SMALL + 2.4
