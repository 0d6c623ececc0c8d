"""Tables of records as rich draws them, in a tenth of its time for thousands of rows.

Rich measures and wraps every cell as a document of its own. Here it lays out the header and
the longest cell of each column, which decide all widths, and wraps what is too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import ConsoleOptions, RenderResult

    Cell = tuple[str, Style]
    """A text and how it looks."""


@dataclass(frozen=True)
class RowTable:
    """What rich draws with a line below the header; see `tables.table`."""

    columns: Sequence[tuple[str, Mapping[str, Any]]]
    """Header of each and how it looks, as `Table.add_column` takes it."""

    rows: Sequence[Sequence[Cell]]
    header: bool = True

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Yield the header, then each row; all by rich where it is too narrow."""
        longest = [
            (max((row[n][0] for row in self.rows), key=cell_len), Style())
            for n in range(len(self.columns) if self.rows else 0)
        ]
        sample = [longest] if self.rows else []
        probe = console.render_lines(self._table(sample, box.ASCII), options, pad=False)
        widths = [len(part) for part in _joined(probe[_rule(probe, "-+")]).split("+")]
        if not self.rows or len(widths) < len(longest) or min(widths) < _NARROW:
            made = self._table(self.rows, box.SIMPLE_HEAD)
            made.show_header = self.header
            yield made
            return
        if self.header:
            made = self._table(sample, box.SIMPLE_HEAD)
            head = console.render_lines(made, options, pad=False)
            for line in head[: _rule(head, "─") + 1]:
                yield from (*line, Segment.line())
        for row in self.rows:
            yield from self._row(row, widths, console)

    def _table(self, rows: Iterable[Sequence[Cell]], lines: box.Box) -> Table:
        """Return what rich makes of rows."""
        made = Table(box=lines, pad_edge=False, show_edge=False, padding=(0, 1))
        for header, how in self.columns:
            made.add_column(header if self.header else "", **how)
        for row in rows:
            made.add_row(*(Text(text, style) for text, style in row))
        return made

    def _row(
        self, row: Sequence[Cell], widths: Sequence[int], console: Console
    ) -> Iterator[Segment]:
        last = len(widths) - 1
        inside = [width - (n > 0) - (n < last) for n, width in enumerate(widths)]
        cells = [
            _fitted(text, width, how, console)
            for (text, _), width, (_, how) in zip(
                row, inside, self.columns, strict=True
            )
        ]
        for k in range(max(map(len, cells))):
            for n, (lines, width) in enumerate(zip(cells, inside, strict=True)):
                if n:
                    yield _GAP
                filled = k < len(lines)
                yield Segment(lines[k], row[n][1]) if filled else Segment(" " * width)
            yield Segment.line()


_NARROW = 3
"""Cells of a column that has room for one letter and what stands around it."""

_GAP = Segment("   ")
"""The padding of two columns, and the line between them, which is not seen."""


def _rule(lines: Sequence[Sequence[Segment]], signs: str) -> int:
    """Return which line is the one below the header."""
    texts = map(_joined, lines)
    return next(n for n, text in enumerate(texts) if text and set(text) <= set(signs))


def _joined(line: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in line)


def _fitted(
    text: str, width: int, how: Mapping[str, Any], console: Console
) -> list[str]:
    """Return the lines of a cell, each as wide as the column."""
    missing = width - cell_len(text)
    if missing >= 0:
        return [
            " " * missing + text if how["justify"] == "right" else text + " " * missing
        ]
    if how["no_wrap"]:
        return [set_cell_size(text, width - 1) + "…"]
    wrapped = Text(text).wrap(
        console, width, justify=how["justify"], overflow=how["overflow"]
    )
    return [line.plain for line in wrapped]
