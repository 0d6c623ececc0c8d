"""Tables in Markdown and in HTML, which both can hold each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from unisurvey.bib.tex.reader import plain
from unisurvey.errors import Span
from unisurvey.lists.awesome.blocks import (
    ListBlock,
    ListTable,
    blocks,
    lines_of,
    to_tree,
)
from unisurvey.tables.grid import MOST_COLUMNS, MOST_ROWS, TableCell, squared

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.tables.grid import Grid


def markdown_tables(text: str) -> Iterator[Grid]:
    """Yield the tables of a page, in order; whatever it is, this never fails."""
    lines = lines_of(text)
    found = [None, *blocks(to_tree(text)), None]
    for n, (before, block) in enumerate(pairwise(found), 1):
        if isinstance(block, ListTable) and any(block.rows):
            rows = [_cells(row, lines) for row in block.rows[:MOST_ROWS] if row]
            about = [block.sections[-1] if block.sections else ""]
            about += [
                each.text
                for each in (before, found[n + 1])
                if isinstance(each, ListBlock) and each.kind == "paragraph"
            ]
            yield squared(rows, rows[0][0].span, " ".join(about))


def _cells(row: Sequence[ListBlock], lines: Sequence[str]) -> list[TableCell]:
    cells: list[TableCell] = []
    ends: dict[int, int] = {}
    for block in row[:MOST_COLUMNS]:
        number = min(max(block.line, 1), len(lines))
        line = lines[number - 1]
        text = block.text
        at = line.find(text, ends.get(number, 0)) if text else -1
        if at < 0:
            span = Span(number, 1, max(len(line), 1), line)
        else:
            span = Span(number, at + 1, len(text), line)
            ends[number] = at + len(text)
        is_tex = "$" in text or "\\" in text
        cells.append(TableCell(plain(text) if is_tex else text, span))
    return cells
