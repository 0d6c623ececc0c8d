"""The survey's Figure 5: the tree of sections and the architecture of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.figures.canvas import (
    Box,
    Canvas,
    Weight,
    text_width,
    wrapped,
)
from unisurvey.figures.diagram import PANEL, draw_panel
from unisurvey.figures.parts import MARGIN, NORMAL, SMALL, heading

if TYPE_CHECKING:
    from unisurvey.figures.sections import SectionNode, Taxonomy
    from unisurvey.figures.theme import Theme

COLUMNS, NARROWEST, BETWEEN = 4, 130.0, 8.0
"""Most panels in a row, how narrow one may be, and the space between two."""

ROOT, DROP, STEP, GAP = 20.0, 16.0, SMALL + 2.8, 5.0
"""Heights of the root, of the lines between two levels and of a line of text; space
between two boxes."""


def draw_taxonomy(shown: Taxonomy, theme: Theme, width: float) -> Canvas:
    """Draw the tree and below it the architectures, `width` points wide."""
    canvas = Canvas(width, theme)
    y = heading(
        canvas,
        shown.title,
        "Numbers count models; the blocks name the components that are used most",
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
    step = (canvas.width - 2 * MARGIN + GAP) / len(shown.leaves)
    words = f"Unified multimodal models {shown.count}"
    wide = text_width(words, NORMAL, "bold") + 20
    root = Box((canvas.width - wide) / 2, y, wide, ROOT)
    upper = y + ROOT + DROP
    boxes, x = [], MARGIN
    for node in shown.branches:
        boxes.append((node, x, step * len(node.leaves) - GAP))
        x += step * len(node.leaves)
    high = max(_height(node, room, "bold") for node, _, room in boxes)
    ends = [upper + high]
    _fork(canvas, root, [x + room / 2 for _, x, room in boxes], upper)
    below = [_height(leaf, step - GAP) for node, *_ in boxes for leaf in node.children]
    for node, x, room in boxes:
        box = Box(x, upper, room, high)
        if node.children:
            ends.append(_leaves(canvas, node.children, box, step, max(below)))
        _box(canvas, node, box, "bold")
    canvas.rectangle(root, fill=canvas.theme.ink, radius=3)
    canvas.text(
        *(*root.middle, words),
        size=NORMAL,
        weight="bold",
        colour=canvas.theme.page,
        align="center",
        inside=root,
    )
    return max(ends)


def _leaves(
    canvas: Canvas, nodes: tuple[SectionNode, ...], above: Box, step: float, high: float
) -> float:
    """Draw a branch's leaves, `high` points high; return where they end."""
    y = above.y + above.height + DROP
    boxes = [Box(above.x + n * step, y, step - GAP, high) for n in range(len(nodes))]
    _fork(canvas, above, [box.middle[0] for box in boxes], y)
    for node, box in zip(nodes, boxes, strict=True):
        _box(canvas, node, box)
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
    room = width - 4
    if any(text_width(word, SMALL, weight) > room for word in node.name.split()):
        weight = "regular"
    name = wrapped(node.name, SMALL, room, weight)
    code: list[tuple[str, Weight]] = [(node.code, "bold")] if node.code else []
    return [*code, *((line, weight) for line in name), (str(node.count), "bold")]


def _height(node: SectionNode, width: float, weight: Weight = "regular") -> float:
    return len(_lines(node, width, weight)) * STEP + 5


def _box(
    canvas: Canvas, node: SectionNode, box: Box, weight: Weight = "regular"
) -> None:
    theme = canvas.theme
    style = theme.style(node.paradigm)
    fill = theme.tinted(style.colour, theme.tint * (2 if weight == "bold" else 1))
    canvas.rectangle(box, fill=fill, edge=style.colour, radius=3)
    lines = _lines(node, box.width, weight)
    x, y = box.middle
    y -= STEP * (len(lines) - 1) / 2
    for n, (line, own) in enumerate(lines, 1):
        size = NORMAL if n == len(lines) else SMALL
        canvas.text(x, y, line, size=size, weight=own, align="center", inside=box)
        y += STEP
