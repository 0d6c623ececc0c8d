"""How a model of a section is built, as blocks that `blocks.html.j2` draws.

Data flow upwards, as in the figure of the taxonomy. Encoders and decoders differ in the
pattern behind their label, so that two diagrams are told apart before they are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.figures.shapes import Box
from unisurvey.site.charts import kind_of_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.figures.sections import Architecture, DiagramBlock, SectionNode
    from unisurvey.site.explore import Marked

PATTERNS = 6
"""How many there are; more kinds of blocks share them."""

_WIDE, _TEXT, _GAP = 340.0, 54.0, 8.0
_PILL, _BLOCK, _ARROW = 22.0, 42.0, 18.0
_HIGH = 2 * _PILL + 3 * _BLOCK + 4 * _ARROW + 4
_LETTER = 6.6
"""Width of a letter of 12 pixels."""


class PlacedBlock(NamedTuple):
    """A part of a model."""

    box: Box
    label: str
    names: str
    pattern: int | None
    """Number of its pattern, from 1; `None` is the backbone."""

    dashed: bool = False


class Arrow(NamedTuple):
    """What flows from one part to another."""

    path: str
    dashed: bool = False


class BlockDiagram(NamedTuple):
    """What the template is given."""

    wide: float
    high: float
    kind: Marked
    words: str
    pills: Sequence[tuple[Box, str]]
    blocks: Sequence[PlacedBlock]
    arrows: Sequence[Arrow]
    either: tuple[float, float] | None
    """Where "or" stands between two encoders that take turns."""


def patterns(leaves: Iterable[SectionNode]) -> dict[str, int]:
    """Return the number of the pattern of each label of an encoder or a decoder."""
    built = [leaf.architecture for leaf in leaves if leaf.architecture]
    labels = dict.fromkeys(
        (
            *(block.label for each in built for block in each.encoders),
            *(each.decoder.label for each in built),
        )
    )
    return {label: n % PATTERNS + 1 for n, label in enumerate(labels)}


def block_diagram(leaf: SectionNode, numbers: dict[str, int]) -> BlockDiagram | None:
    """Return the diagram of a section; `None` where not all that it shows is known."""
    built = leaf.architecture
    if built is None:
        return None
    left = _TEXT + _GAP
    wide = _WIDE - left - 2
    text, image = _TEXT / 2 + 2, left + wide / 2
    top = 2.0
    decoder = Box(left, top + _PILL + _ARROW, wide, _BLOCK)
    backbone = Box(2, decoder.y + _BLOCK + _ARROW, _WIDE - 4, _BLOCK)
    row = Box(left, backbone.y + _BLOCK + _ARROW, wide, _BLOCK)
    foot = row.y + _BLOCK + _ARROW
    encoders, reading = _encoders(built, row, backbone, foot, numbers)
    pills = [
        (Box(x - wide_pill / 2, y, wide_pill, _PILL), words)
        for x, words in ((text, built.ends[0]), (image, built.ends[1]))
        for y in (top, foot)
        for wide_pill in (max(len(words) * _LETTER + 16, 48),)
    ]
    arrows = [
        Arrow(_up(text, backbone.y, top + _PILL)),
        Arrow(_up(image, decoder.y, top + _PILL)),
        Arrow(_up(image, backbone.y, decoder.y + _BLOCK)),
        Arrow(_up(text, foot, backbone.y + _BLOCK)),
        *reading,
    ]
    return BlockDiagram(
        *(_WIDE, _HIGH, kind_of_style(leaf.paradigm), built.words, pills),
        [
            _block(built.decoder, decoder, numbers[built.decoder.label]),
            _block(built.backbone, backbone, None),
            *encoders,
        ],
        arrows,
        (image, row.y + _BLOCK / 2 + 4) if built.joined == "either" else None,
    )


def _encoders(
    built: Architecture, row: Box, backbone: Box, foot: float, numbers: dict[str, int]
) -> tuple[list[PlacedBlock], list[Arrow]]:
    """Return the encoders side by side, and what they read and tell."""
    number = len(built.encoders)
    between = 20.0 if built.joined == "either" else _GAP
    wide = (row.width - (number - 1) * between) / number
    blocks, arrows = [], []
    middle = row.x + row.width / 2
    for n, each in enumerate(built.encoders):
        box = Box(row.x + n * (wide + between), row.y, wide, _BLOCK)
        x = box.x + wide / 2
        second = built.joined == "either" and n > 0
        blocks.append(_block(each, box, numbers[each.label], dashed=second))
        arrows.append(Arrow(_up(x, row.y, backbone.y + _BLOCK), second))
        if number == 1:
            arrows.append(Arrow(_up(x, foot, row.y + _BLOCK), second))
        elif each.reads:
            start = middle + (x - middle) * 0.12
            bend = foot - _ARROW / 2
            end = _up(x, bend, row.y + _BLOCK).removeprefix(f"M{x:g} {bend:g}")
            path = f"M{start:g} {foot:g}V{bend:g}H{x:g}{end}"
            arrows.append(Arrow(path, second))
    return blocks, arrows


def _block(
    block: DiagramBlock, box: Box, pattern: int | None, *, dashed: bool = False
) -> PlacedBlock:
    names, room = "", int((box.width - 10) / _LETTER)
    for name in block.names:
        longer = f"{names}, {name}" if names else name
        if len(longer) > room:
            break
        names = longer
    return PlacedBlock(box, block.label, names, pattern, dashed)


def _up(x: float, start: float, end: float) -> str:
    """Return an arrow upwards."""
    return f"M{x:g} {start:g}V{end + 1:g}m-4 5l4 -5l4 5"
