"""Rows of any query → one of the output formats, on stdout."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any

from unisurvey.cli.settings import Settings, is_terminal, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from unisurvey.sql.query import Result

_ENOUGH = 14
"""Cells a column needs before its text is broken over lines."""

_NOTHING = "–"


def write_answer(answer: Result, settings: Settings, form: str | None) -> None:
    """Print rows; without a format a terminal gets a table, a pipe plain rows."""
    from unisurvey.text.tabular import TABULAR, cell, tsv_line

    if form == "table" or (form is None and is_terminal()):
        _print(answer, settings)
        return
    if form == "md":
        from unisurvey.render.markdown import table
        from unisurvey.text.inline import escape

        rows = ([escape(_shown(value)) for value in row] for row in answer.rows)
        sys.stdout.write(table([escape(name) for name in answer.columns], rows))
        return
    as_text = form not in {"json", "jsonl"}
    objects = [
        {
            name: _plain(value, as_text=as_text)
            for name, value in zip(answer.columns, row, strict=True)
        }
        for row in answer.rows
    ]
    if form is None:
        lines = (tsv_line(map(cell, found.values())) for found in objects)
        sys.stdout.write("".join(lines))
    else:
        sys.stdout.write(TABULAR[form](objects, answer.columns))


def _plain(value: Any, *, as_text: bool) -> Any:
    """Return a value as the formats can hold it; bytes as hexadecimal digits."""
    match value:
        case bytes():
            return value.hex()
        case float() if as_text or not math.isfinite(value):
            return repr(value)  # every digit
        case _:
            return value


def _shown(value: Any) -> str:
    return _NOTHING if value is None else str(_plain(value, as_text=True))


def _print(answer: Result, settings: Settings) -> None:
    """Print a table, or each row as a list where its columns have no room."""
    from rich.cells import cell_len

    texts = [[_shown(value) for value in row] for row in answer.rows]
    if texts:
        needed = sum(
            2 + min(_ENOUGH, max(cell_len(text) for text in column))
            for column in zip(answer.columns, *texts, strict=True)
        )
        if needed > terminal_width():
            _print_lists(answer.columns, texts, settings)
        else:
            _print_table(answer, texts, settings)
    settings.note("1 row" if len(texts) == 1 else f"{len(texts):,} rows")


def _print_table(
    answer: Result, texts: Sequence[Sequence[str]], settings: Settings
) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for name, values in zip(
        answer.columns, zip(*answer.rows, strict=True), strict=True
    ):
        known = [value for value in values if value is not None]
        numbers = known and all(isinstance(value, int | float) for value in known)
        table.add_column(
            _cell(name), overflow="fold", justify="right" if numbers else "left"
        )
    for row in texts:
        table.add_row(*map(_cell, row))
    settings.console().print(table)


def _print_lists(
    names: Sequence[str], texts: Sequence[Sequence[str]], settings: Settings
) -> None:
    from rich.table import Table
    from rich.text import Text

    console = settings.console()
    for n, row in enumerate(texts):
        if n:
            console.print()
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for name, text in zip(names, row, strict=True):
            grid.add_row(Text(name, style="bold"), _cell(text))
        console.print(grid)


def _cell(text: str) -> Text:
    """Return a cell; what is not known is dim, an address is a link."""
    from rich.style import Style
    from rich.text import Text

    if text == _NOTHING:
        return Text(text, style=Style(dim=True))
    link = (
        text if text.startswith(("https://", "http://")) and " " not in text else None
    )
    return Text(text, style=Style(link=link) if link else "")
