"""The survey's Figure 5: the tree of sections, and a block diagram of each architecture.

Data flow upwards in the diagrams, as in the survey.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from unisurvey.figures.canvas import (
    MARGIN,
    NORMAL,
    SMALL,
    Canvas,
    fitting,
    fitting_list,
    heading,
    text_width,
    wrapped,
)
from unisurvey.figures.shapes import Box, Weight
from unisurvey.text.heads import as_head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.figures.sections import (
        Architecture,
        DiagramBlock,
        SectionNode,
        Taxonomy,
    )
    from unisurvey.figures.theme import Theme


COLUMNS, NARROWEST, BETWEEN = 4, 130.0, 8.0
"""Most panels in a row, how narrow one may be, and the space between two."""

ROOT, DROP, STEP, GAP, EDGES = 20.0, 16.0, SMALL + 2.8, 5.0, 4.0
"""Heights of the root, of the lines between two levels and of a line of text; space
between two boxes, and beside the text of one."""


def draw_taxonomy(shown: Taxonomy, theme: Theme, width: float) -> Canvas:
    """Draw the tree and below it the architectures, `width` points wide."""
    canvas = Canvas(width, theme)
    blocks = "; the blocks name the components that are used most"
    y = heading(
        canvas,
        shown,
        f"Numbers count models{blocks if shown.panels else ''}",
    )
    y = _tree(canvas, shown, y) + 18
    held = int((width - 2 * MARGIN + BETWEEN) // (NARROWEST + BETWEEN))
    columns = max(1, min(COLUMNS, held, len(shown.panels)))
    wide = (width - 2 * MARGIN - (columns - 1) * BETWEEN) / columns
    for n, leaf in enumerate(shown.panels):
        row, column = divmod(n, columns)
        x = MARGIN + column * (wide + BETWEEN)
        draw_panel(canvas, leaf, Box(x, y + row * (PANEL + BETWEEN), wide, PANEL))
    rows = -(-len(shown.panels) // columns)
    canvas.finish(y + rows * (PANEL + BETWEEN) - BETWEEN + MARGIN)
    return canvas


def _tree(canvas: Canvas, shown: Taxonomy, y: float) -> float:
    """Draw the tree from the top; return where it ends."""
    steps = _steps(shown, canvas.width - 2 * MARGIN + GAP)
    words = f"{as_head(shown.subject)}s {shown.count}"
    wide = text_width(words, NORMAL, "bold") + 20
    root = Box((canvas.width - wide) / 2, y, wide, ROOT)
    upper = y + ROOT + DROP
    boxes, x = [], MARGIN
    for node in shown.branches:
        wide = sum(steps[leaf] for leaf in node.leaves)
        boxes.append((node, x, wide - GAP))
        x += wide
    high = max(_height(node, room, "bold") for node, _, room in boxes)
    ends = [upper + high]
    _fork(canvas, root, [x + room / 2 for _, x, room in boxes], upper)
    below = [
        _height(leaf, steps[leaf] - GAP) for node, *_ in boxes for leaf in node.children
    ]
    for node, x, room in boxes:
        box = Box(x, upper, room, high)
        if node.children:
            ends.append(_leaves(canvas, node.children, box, steps, max(below)))
        _section_box(canvas, node, box, "bold")
    canvas.rectangle(root, fill=canvas.theme.ink, radius=3)
    canvas.label(root, words, size=NORMAL, weight="bold", colour=canvas.theme.page)
    return max(ends)


def _steps(shown: Taxonomy, room: float) -> dict[SectionNode, float]:
    """Return how wide each leaf is, with the space beside it: its longest word fits."""
    least = {leaf: _longest(leaf) + EDGES + GAP for leaf in shown.leaves}
    more = (room - sum(least.values())) / len(least)
    return {leaf: wide + more for leaf, wide in least.items()}


def _longest(node: SectionNode, weight: Weight = "regular") -> float:
    return max(text_width(word, SMALL, weight) for word in node.name.split())


def _leaves(
    canvas: Canvas,
    nodes: tuple[SectionNode, ...],
    above: Box,
    steps: Mapping[SectionNode, float],
    high: float,
) -> float:
    """Draw a branch's leaves, `high` points high; return where they end."""
    y = above.y + above.height + DROP
    starts = accumulate((steps[node] for node in nodes), initial=above.x)
    boxes = [
        Box(x, y, steps[node] - GAP, high)
        for node, x in zip(nodes, starts, strict=False)
    ]
    _fork(canvas, above, [box.middle[0] for box in boxes], y)
    for node, box in zip(nodes, boxes, strict=True):
        _section_box(canvas, node, box)
    return y + high


def _fork(canvas: Canvas, above: Box, centres: list[float], bottom: float) -> None:
    """Draw the lines from a box to the middles of those below it."""
    x, top = above.middle[0], above.y + above.height
    middle = (top + bottom) / 2
    for centre in centres:
        points = [(x, top), (x, middle), (centre, middle), (centre, bottom)]
        canvas.line(points, colour=canvas.theme.muted)


def _lines(node: SectionNode, width: float, weight: Weight) -> list[tuple[str, Weight]]:
    """Return the lines of a section's box: code, name and number of models."""
    room = width - EDGES
    if _longest(node, weight) > room:
        weight = "regular"
    name = wrapped(node.name, SMALL, room, weight)
    code: list[tuple[str, Weight]] = [(node.code, "bold")] if node.code else []
    return [*code, *((line, weight) for line in name), (str(node.count), "bold")]


def _height(node: SectionNode, width: float, weight: Weight = "regular") -> float:
    return len(_lines(node, width, weight)) * STEP + 5


def _section_box(
    canvas: Canvas, node: SectionNode, box: Box, weight: Weight = "regular"
) -> None:
    theme = canvas.theme
    colour = theme.colours[node.paradigm.colour]
    fill = theme.tinted(colour, 2 if weight == "bold" else 1)
    canvas.rectangle(box, fill=fill, edge=colour, radius=3)
    lines = _lines(node, box.width, weight)
    x, y = box.middle
    y -= STEP * (len(lines) - 1) / 2
    for n, (line, own) in enumerate(lines, 1):
        size = NORMAL if n == len(lines) else SMALL
        canvas.text(x, y, line, size=size, weight=own, align="center", inside=box)
        y += STEP


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
    colour = theme.colours[leaf.paradigm.colour]
    canvas.rectangle(panel, fill=theme.panel, edge=theme.line, width=0.8, radius=4)
    y = panel.y + HEAD / 2 + 1.5
    wide = text_width(leaf.code, SMALL, "bold") + 7
    badge = Box(panel.x + PAD, y - 6.5, wide, 13)
    canvas.rectangle(badge, fill=colour, radius=3)
    canvas.label(badge, leaf.code, size=SMALL, weight="bold", colour=theme.page)
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

    _end(canvas, built.ends[0], Box(inner.x, top, words, END))
    _end(canvas, built.ends[1], Box(image_x - 19, top, 38, END))
    canvas.arrow((text_x, backbone), (text_x, top + END))
    canvas.arrow((image_x, decoder), (image_x, top + END))
    canvas.arrow((image_x, backbone), (image_x, decoder + BLOCK))
    _block(canvas, built.decoder, Box(image.x, decoder, image.width, BLOCK))
    _block(
        canvas,
        built.backbone,
        Box(inner.x, backbone, inner.width, BLOCK),
        fill=canvas.theme.tinted(colour, 1.6),
        edge=colour,
    )
    canvas.arrow((text_x, bottom), (text_x, backbone + BLOCK))
    _encoders(canvas, built, Box(image.x, encoders, image.width, BLOCK), backbone)
    _end(canvas, built.ends[0], Box(inner.x, bottom, words, END))
    _end(canvas, built.ends[1], Box(image_x - 19, bottom, 38, END))


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
        elif block.reads:
            start = row.middle[0] + (x - row.middle[0]) * 0.3
            canvas.line(
                [(start, foot + ARROW), (start, foot + 5.6), (x, foot + 5.6)],
                colour=canvas.theme.muted, width=0.9, dashed=second,
            )  # fmt: skip
            canvas.arrow((x, foot + 5.6), (x, foot), dashed=second)
    if built.joined == "either":
        box = Box(row.middle[0] - 6, row.y - ARROW + 0.5, 12, 9)
        canvas.note(*box.middle, "or")


def _end(canvas: Canvas, words: str, box: Box) -> None:
    canvas.rectangle(box, fill=canvas.theme.line, radius=END / 2)
    canvas.label(box, words, size=SMALL)


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
