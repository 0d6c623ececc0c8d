"""Tables of rich, as wide as the terminal, and a console that sends no foreign text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unisurvey.cli.rows import RowTable
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
    **look: Any,
) -> Table:
    """Return a table with a line below its header; each column with how it looks."""
    made = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), **look
    )
    for header, how in columns:
        made.add_column(header, **how)
    for row in rows:
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
    shown: Sequence[Column],
    catalog: Catalog,
    widths: Sequence[int | None] | None = None,
    *,
    header: bool = True,
) -> RowTable:
    """Return a table of records.

    Args:
        flats: Its rows.
        shown: Its columns.
        catalog: Names the components.
        widths: Of the columns, in cells; `None` fits them to the rows.
        header: Whether it has one.
    """
    columns = [
        (
            column.header,
            {
                "no_wrap": not column.wraps,
                "overflow": "fold" if column.wraps else "ellipsis",
                "justify": "right" if column.name in {"samples", "size"} else "left",
                "width": width,
            },
        )
        for column, width in zip(shown, widths or [None] * len(shown), strict=True)
    ]
    rows = [
        [
            _cell(column, text, flat)
            for column, text in zip(shown, texts(flat, shown, catalog), strict=True)
        ]
        for flat in flats
    ]
    return RowTable(columns, rows, header)


def _cell(column: Column, text: str, flat: Flat) -> Cell:
    if not text:
        return "–", _DIM
    url = flat[column.name] if str(flat[column.name]).startswith("http") else None
    if column.name in {"name", "title", "id"}:
        url = flat.get("url") or flat.get("home")
    style = Style(link=url) if url else Style()
    return text, style + _BOLD if column.name == "name" else style


_BOLD, _DIM = Style(bold=True), Style(dim=True)
