"""Tables of rich, as wide as the terminal."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unisurvey.cli.fitting import fit, need
from unisurvey.cli.rows import RowColumn, RowTable, row_lists
from unisurvey.cli.settings import terminal_width
from unisurvey.cli.terminal import shown
from unisurvey.views.columns import texts

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from unisurvey.cli.rows import Cell
    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.flat import Flat

WHOLE: Mapping[str, Any] = {"no_wrap": True}
FOLDED: Mapping[str, Any] = {"overflow": "fold"}
"""How a column treats what is too long for it."""

LINES = 3
"""Of one value of a record, at most."""


def table(
    columns: Iterable[tuple[str | Text, Mapping[str, Any]]],
    rows: Iterable[Iterable[str | Text]],
    instead: Callable[[], RenderableType] | None = None,
) -> RenderableType:
    """Return a table with a line below its header; each column with how it looks.

    Args:
        columns: What of them is too long is folded, or needs a terminal so wide.
        rows: The cells.
        instead: Makes what is shown where the terminal has no room; `None` is a list of
            its values for each row.
    """
    heads, looks = zip(*((_visible(head), look) for head, look in columns), strict=True)
    cells = [list(map(_visible, row)) for row in rows]
    texts = [[str(cell) for cell in row] for row in cells]
    needs = [
        need(str(head), (row[n] for row in texts), wraps="overflow" in look)
        for n, (head, look) in enumerate(zip(heads, looks, strict=True))
    ]
    widths = fit(needs, terminal_width())
    if widths is None and instead:
        return instead()
    if widths is None:
        return Group(*row_lists(list(map(str, heads)), cells, terminal_width()))
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for n, (head, look) in enumerate(zip(heads, looks, strict=True)):
        made.add_column(head, width=widths[n], **look)
    for row in cells:
        made.add_row(*row)
    return made


def _visible(cell: str | Text) -> Text:
    """Return a cell whose foreign parts are visible before it is measured."""
    if isinstance(cell, str):
        return Text(shown(cell))
    seen = shown(cell.plain)
    return cell if seen == cell.plain else Text(seen, style=cell.style)


def grid(
    columns: Iterable[Mapping[str, Any]], rows: Iterable[Iterable[str | Text]]
) -> Table:
    """Return columns without lines or header."""
    made = Table.grid(padding=(0, 2))
    for how in columns:
        made.add_column(**how)
    for row in rows:
        made.add_row(*row)
    return made


def record_table(
    flats: Iterable[Flat],
    columns: Sequence[Column],
    catalog: Catalog,
    *,
    whole: bool = False,
) -> RowTable:
    """Return a table of records, with the columns that the terminal has room for.

    Args:
        flats: Its rows.
        columns: Of which those that never go come first.
        catalog: Names the components.
        whole: Whether text is shown to its end, however many lines that takes.
    """
    flats = list(flats)
    found = [[*map(shown, texts(flat, columns, catalog, brief=True))] for flat in flats]
    rows = [
        [_cell(column, text, flat) for column, text in zip(columns, row, strict=True)]
        for flat, row in zip(flats, found, strict=True)
    ]
    return _row_table(columns, found, rows, {"samples", "size"}, whole=whole)


def text_table(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, str]],
    right: Container[str],
    elsewhere: str,
) -> RowTable:
    """Return a table of texts, with the columns that the terminal has room for.

    Args:
        columns: Of which those that never go come first.
        rows: Their texts by their names.
        right: Names of the columns of numbers.
        elsewhere: How to get the columns for which there is no room.
    """
    found = [[shown(row[column.name]) for column in columns] for row in rows]
    cells = [[(text, Style()) if text else ("–", _DIM) for text in r] for r in found]
    made = _row_table(columns, found, cells, right, whole=False)
    return replace(made, elsewhere=elsewhere)


def grouped_tables(
    together: RowTable, groups: Sequence[tuple[str | Text, int]]
) -> Iterator[RenderableType]:
    """Yield a table per group, all with the same widths; the header stands once.

    Args:
        together: All rows, group by group.
        groups: Heading and number of rows of each; without one there is no heading.
    """
    if groups:
        yield replace(together, rows=())
    rows = iter(together.rows)
    for n, (head, count) in enumerate(groups):
        if n:
            yield ""
        if head:
            yield _visible(head)
        yield replace(together, rows=[*islice(rows, count)], header=False)


def _row_table(
    columns: Sequence[Column],
    found: Sequence[Sequence[str]],
    rows: Sequence[Sequence[Cell]],
    right: Container[str],
    *,
    whole: bool,
) -> RowTable:
    needs = [
        need(
            *(column.header, (row[n] for row in found)),
            wraps=column.wraps,
            rank=column.rank,
            narrow=column.narrow,
        )
        for n, column in enumerate(columns)
    ]
    looks = [
        RowColumn(
            column.name,
            column.header,
            wraps=column.wraps,
            right=column.name in right,
            lines=None if whole else LINES,
            always=not column.rank,
        )
        for column in columns
    ]
    return RowTable(looks, rows, fit(needs, terminal_width()))


def _cell(column: Column, text: str, flat: Flat) -> Cell:
    if not text:
        return "–", _DIM
    url = flat[column.name] if str(flat[column.name]).startswith("http") else None
    if column.name in {"name", "title", "id"}:
        url = flat.get("url") or flat.get("home")
    style = Style(link=url) if url else Style()
    return text, style + _BOLD if column.name == "name" else style


_BOLD, _DIM = Style(bold=True), Style(dim=True)
