"""Tables of rich, as wide as the terminal, and a console that sends no foreign text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unisurvey.cli.fitting import fit, need
from unisurvey.cli.rows import RowColumn, RowTable, row_lists
from unisurvey.cli.settings import terminal_width
from unisurvey.cli.terminal import shown
from unisurvey.views.columns import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import ConsoleOptions

    from unisurvey.cli.rows import Cell
    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.flat import Flat

WHOLE: Mapping[str, Any] = {"no_wrap": True}
FOLDED: Mapping[str, Any] = {"overflow": "fold"}
"""How a column treats what is too long for it."""

LINES = 3
"""Of one value of a record, at most."""


class ShowingConsole(Console):
    """Rich drops a few control characters; this one spells all out, in links too."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the pieces of which a renderable consists."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else _shown(segment)


def _shown(segment: Segment) -> Segment:
    text, style = segment.text, segment.style
    link = (style and style.link) or ""
    if (text.isprintable() or text == "\n") and link.isprintable():
        return segment  # as most are, each as often as there are boxes around it
    if style and shown(link) != link:
        style = style.update_link(None)
    return Segment(shown(text), style)


def table(
    columns: Iterable[tuple[str | Text, Mapping[str, Any]]],
    rows: Iterable[Iterable[str | Text]],
) -> RenderableType:
    """Return a table with a line below its header; each column with how it looks.

    Where the terminal has no room for whole words, each row is a list of its values.
    """
    heads, looks = zip(*columns, strict=True)
    cells = [list(row) for row in rows]
    texts = [[str(cell) for cell in row] for row in cells]
    needs = [
        need(str(head), (row[n] for row in texts), wraps="overflow" in look)
        for n, (head, look) in enumerate(zip(heads, looks, strict=True))
    ]
    widths = fit(needs, terminal_width())
    if widths is None:
        styled = [[Text(cell) if isinstance(cell, str) else cell for cell in row] for row in cells]
        return Group(*row_lists([str(head) for head in heads], styled, terminal_width()))
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for n, (head, look) in enumerate(zip(heads, looks, strict=True)):
        made.add_column(head, width=widths[n], **look)
    for row in cells:
        made.add_row(*row)
    return made


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
    found = [texts(flat, columns, catalog, brief=True) for flat in flats]
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
            right=column.name in {"samples", "size"},
            lines=None if whole else LINES,
        )
        for column in columns
    ]
    rows = [
        [
            _cell(column, text, flat)
            for column, text in zip(columns, row, strict=True)
        ]
        for flat, row in zip(flats, found, strict=True)
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
