"""How the works of a section are built, as blocks and arrows for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from unisurvey.figures.foundations import Look, Part, Wiring

_WIDE, _ROW, _BLOCK, _CELL = 320, 52, 34, 12
_CELLS = 8
_MARGIN = 8


class DrawnBlock(NamedTuple):
    """One block, in pixels from the top left."""

    words: str
    look: Look
    x: float
    y: float
    width: float
    height: float
    cells: list[tuple[float, bool]]
    """Of a sequence: left edge of each element, and whether it is just made."""


class SectionDiagram(NamedTuple):
    """Blocks that data go through upwards, and arrows between them."""

    alt: str
    width: float
    height: float
    blocks: list[DrawnBlock]
    arrows: list[tuple[float, float, float, float]]
    """From and to."""


def diagram(name: str, wiring: Wiring) -> SectionDiagram:
    """Return the diagram of a section.

    Args:
        name: Of the section.
        wiring: What `figures.foundations` has for it.
    """
    top = max(part.row + part.rows for part in wiring.parts)
    high = top * _ROW - (_ROW - _BLOCK) + 2 * _MARGIN
    blocks = [_block(part, high) for part in wiring.parts]
    upwards = sorted(wiring.parts, key=lambda part: part.row)
    return SectionDiagram(
        f"{name}, upwards: {', '.join(part.words for part in upwards)}",
        _WIDE + 2 * _MARGIN,
        round(high, 1),
        blocks,
        [_arrow(blocks[start], blocks[end]) for start, end in wiring.arrows],
    )


def _block(part: Part, high: float) -> DrawnBlock:
    wide = part.width * _WIDE
    tall = _BLOCK + (part.rows - 1) * _ROW
    x = _MARGIN + part.centre * _WIDE - wide / 2
    number = min(_CELLS, int(wide // (_CELL + 3))) if part.look == "sequence" else 0
    left = x + wide / 2 - number * (_CELL + 3) / 2
    cells = [
        (round(left + n * (_CELL + 3), 1), n >= number - part.new)
        for n in range(number)
    ]
    y = high - _MARGIN - part.row * _ROW - tall
    x, y, wide, tall = (round(value, 1) for value in (x, y, wide, tall))
    return DrawnBlock(part.words, part.look, x, y, wide, tall, cells)


def _arrow(start: DrawnBlock, end: DrawnBlock) -> tuple[float, float, float, float]:
    """Return an arrow up, or to the left where both stand in one row."""
    if start.y == end.y:
        y = start.y + start.height / 2
        return (start.x, y, end.x + end.width + 2, y)
    narrow = min((start, end), key=lambda block: block.width)
    x = round(narrow.x + narrow.width / 2, 1)
    return (x, start.y, x, end.y + end.height + 2)
