"""A table as it is printed: rows of cells, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unisurvey.errors import Span

MOST_COLUMNS, MOST_ROWS = 60, 2000
"""What is wider or longer was not written by a person."""


@dataclass(frozen=True)
class TableCell:
    """What is printed in one place; a spanned cell stands in every place it covers."""

    text: str
    """On one line, with marks such as `†`, without citations."""

    span: Span


@dataclass(frozen=True)
class Grid:
    """One table."""

    rows: tuple[tuple[TableCell, ...], ...]
    """All as long as the longest; cells that are not there are empty."""

    span: Span
    about: str = ""
    """Caption, notes and heading, which say what it shows and what marks mean."""

    @property
    def turned(self) -> Grid:
        """The same with rows for columns."""
        return Grid(tuple(zip(*self.rows, strict=True)), self.span, self.about)


def squared(rows: list[list[TableCell]], span: Span, about: str) -> Grid:
    """Return rows as a table, filled up where they are short."""
    rows = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS] if row]
    width = max(map(len, rows), default=0)
    return Grid(
        tuple(
            (*row, *[TableCell("", row[-1].span)] * (width - len(row))) for row in rows
        ),
        span,
        about,
    )
