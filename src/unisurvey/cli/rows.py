"""Tables of records as rich draws them, in a tenth of its time for thousands of rows.

Rich measures and wraps every cell as a document of its own. Here all widths are known
before, so that only what is too long for its column is wrapped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    Cell = tuple[str, Style]
    """A text and how it looks."""


class RowColumn(NamedTuple):
    """One column."""

    name: str
    """What people choose it by."""

    header: str
    wraps: bool = False
    right: bool = False
    lines: int | None = None
    """At most so many of what wraps; `None` is all of it."""

    always: bool = True
    """Whether it is never left out."""


@dataclass(frozen=True)
class RowTable:
    """What rich draws with a line below the header; see `tables.table`."""

    columns: Sequence[RowColumn]
    rows: Sequence[Sequence[Cell]]
    widths: Mapping[int, int] | None
    """Which columns are shown and how wide, in cells; `None` where there is no room for a
    table: each row is a list of its values."""

    header: bool = True
    elsewhere: str = "--columns names them"
    """How to get the columns that are not shown."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to tell whoever looks at it."""
        lacking = [
            column.name for n, column in enumerate(self.columns) if n not in self._shown
        ]
        return (
            (f"not shown: {', '.join(lacking)}; {self.elsewhere}",) if lacking else ()
        )

    @property
    def _shown(self) -> Iterable[int]:
        if self.widths is not None:
            return self.widths
        return [n for n, column in enumerate(self.columns) if column.always]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        """Yield the header, then each row."""
        if self.widths is None:
            yield from row_lists(
                [self.columns[n].header for n in self._shown],
                [[Text(*row[n]) for n in self._shown] for row in self.rows],
                options.max_width,
            )
            return
        if self.header:
            yield self._head(self.widths)
        for row in self.rows:
            yield from self._row(row, self.widths, console)

    def _head(self, widths: Mapping[int, int]) -> Table:
        made = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1)
        )
        for n, width in widths.items():
            column = self.columns[n]
            made.add_column(
                column.header,
                width=width,
                no_wrap=True,
                justify="right" if column.right else "left",
            )
        return made

    def _row(
        self, row: Sequence[Cell], widths: Mapping[int, int], console: Console
    ) -> Iterator[Segment]:
        first = min(widths)
        cells = {}
        for n, width in widths.items():
            text, style = row[n]
            if n == first and not self.columns[n].wraps and cell_len(text) > width:
                whole = sum(widths.values()) + len(_GAP.text) * (len(widths) - 1)
                for line in _wrapped(text, whole, console):
                    yield from (Segment(line, style), Segment.line())
                text = ""
            cells[n] = _fitted(text, width, self.columns[n], console)
        for k in range(max(map(len, cells.values()))):
            for n, width in widths.items():
                if n != first:
                    yield _GAP
                filled = k < len(cells[n])
                yield (
                    Segment(cells[n][k], row[n][1]) if filled else Segment(" " * width)
                )
            yield Segment.line()


_GAP = Segment("   ")
"""The padding of two columns, and the line between them, which is not seen."""


def row_lists(
    headers: Sequence[str], rows: Sequence[Sequence[Text]], width: int
) -> Iterator[Table | str]:
    """Yield each row as a list of its values, for which any terminal has room."""
    label = max(map(cell_len, headers), default=0)
    whole = max(
        (cell_len(word) for row in rows for text in row for word in text.plain.split()),
        default=0,
    )
    beside = label + 2 + min(whole, width) <= width
    for n, row in enumerate(rows):
        if n:
            yield ""
        made = Table.grid(padding=(0, 2) if beside else 0)
        if beside:
            made.add_column(no_wrap=True)
        made.add_column(overflow="fold")
        for header, text in zip(headers, row, strict=True):
            cells = (Text(header, "bold"), text)
            if beside:
                made.add_row(*cells)
            else:
                for cell in cells:
                    made.add_row(cell)
        yield made


def _fitted(text: str, width: int, column: RowColumn, console: Console) -> list[str]:
    """Return the lines of a cell, each as wide as the column."""
    missing = width - cell_len(text)
    if missing >= 0:
        return [" " * missing + text if column.right else text + " " * missing]
    if not column.wraps:
        return [_shortened(text, width)]
    found = _wrapped(text, width, console)
    if column.lines and len(found) > column.lines:
        found = found[: column.lines]
        found[-1] = set_cell_size(found[-1].rstrip(), width - 1).rstrip() + "…"
    return [set_cell_size(line, width) for line in found]


def _wrapped(text: str, width: int, console: Console) -> list[str]:
    wrapped = Text(text).wrap(console, width, justify="left", overflow="fold")
    return [line.plain for line in wrapped]


def _shortened(text: str, width: int) -> str:
    """Return a text without some of its middle: the year of a venue stays."""
    start, _, end = text.rpartition(" ")
    room = width - cell_len(end) - 2
    if room < 1:
        return set_cell_size(text, width - 1) + "…"
    return set_cell_size(f"{set_cell_size(start, room).rstrip()}… {end}", width)
