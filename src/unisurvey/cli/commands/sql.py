"""`unisurvey sql`."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.atomic import naming
from unisurvey.cli.completion import complete_table
from unisurvey.cli.emit import chosen, emit, row_ways
from unisurvey.cli.options import (
    FORMAT,
    Header,
)
from unisurvey.cli.progress import working
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.cli.streams import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.text import Text

    from unisurvey.cli.emit import Ways
    from unisurvey.sql.query import Result

_NOTHING = "–"
_LONGEST = 2**20
"""Bytes of a query."""

_TABLES = (
    'SELECT table_name AS "table", kind, about FROM about WHERE column_name IS NULL'
)
_SCHEMA = (
    'SELECT table_name AS "table", column_name AS "column", type, refers, about '
    "FROM about WHERE column_name IS NOT NULL"
)
_ONE_SCHEMA = (
    'SELECT column_name AS "column", type, refers, about '
    "FROM about WHERE column_name IS NOT NULL AND table_name = '{name}'"
)


def sql(
    context: typer.Context,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help="One SELECT; - reads it from stdin. With --schema: a table or view.",
            autocompletion=complete_table,
        ),
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", exists=True, dir_okay=False, help="Read the query from a file."
        ),
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="List the tables and views.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="List their columns and what they mean.")
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.001,
            metavar="SECONDS",
            help="Stop after so long. Default: no limit; Ctrl-C stops too.",
        ),
    ] = None,
    form: Annotated[
        Literal["table", "md", "csv", "tsv", "json", "jsonl"] | None, FORMAT
    ] = None,
    header: Header = False,
) -> None:
    """Ask the catalogue in SQL, as a read-only SQLite database.

    Examples:
    unisurvey sql "SELECT name FROM models WHERE paradigm = 'hybrid'"

    unisurvey sql --tables

    unisurvey sql --schema model_overview

    unisurvey sql "SELECT id FROM search WHERE search MATCH 'flow'"

    NULL means not known. docs/sql.md explains the tables and shows queries.
    """
    from contextlib import closing

    from unisurvey.cli.shared import SharedCatalog
    from unisurvey.sql.query import ask

    settings = settings_of(context)
    asked = _asked(query, file, tables=tables, schema=schema)
    catalog, incomplete = usable(context)
    with closing(SharedCatalog(catalog)) as own:
        connection = (settings.shared or own).database.ready_for(asked)
        if schema and query:
            from unisurvey.errors import UnknownValueError
            from unisurvey.sql.query import known_columns

            known = known_columns(connection)
            if query not in known:
                raise UnknownValueError("table", query, known)
            asked = _ONE_SCHEMA.format(name=query)
        with working(settings, "asking the database"):
            answer = ask(connection, asked, _late(timeout))
    emit(form, _ways(answer), settings, header=header)
    if chosen(form) == "table":
        count = len(answer.rows)
        settings.note("1 row" if count == 1 else f"{count:,} rows")
    finish(incomplete=incomplete)


def _asked(query: str | None, file: Path | None, *, tables: bool, schema: bool) -> str:
    """Return the query that the options stand for.

    Raises:
        UsageError: none or several are given, or the text is not UTF-8.
    """
    from unisurvey.errors import UsageError
    from unisurvey.files import read_named, read_stream

    given = [file, tables or None, schema or None, None if schema else query]
    if sum(one is not None for one in given) != 1:
        raise UsageError(
            "expected one of QUERY, --file, --tables or --schema; "
            "'unisurvey sql --tables' says what can be asked"
        )
    if tables:
        return _TABLES
    if schema:
        return _SCHEMA
    try:
        if file:
            return read_named(file, _LONGEST).decode("utf-8-sig")
        if query != "-":
            return str(query)
        with naming(STDIN):
            return read_stream(sys.stdin.buffer, "the query", _LONGEST).decode()
    except UnicodeDecodeError:
        raise UsageError("the query is not UTF-8") from None


def _late(seconds: float | None) -> Callable[[], str | None]:
    """Return what says when a query has taken too long."""
    from time import monotonic

    if seconds is None:
        return lambda: None
    end = monotonic() + seconds
    return lambda: f"after {seconds:g} s" if monotonic() > end else None


def _ways(answer: Result) -> Ways:
    """Return the formats of rows; numbers in text have every digit."""
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape

    texts, values = (
        row_ways(
            [
                {
                    name: _plain(value, as_text=as_text)
                    for name, value in zip(answer.columns, row, strict=True)
                }
                for row in answer.rows
            ],
            answer.columns,
        )
        for as_text in (True, False)
    )
    shown = [[_shown(value) for value in row] for row in answer.rows]

    def markdown() -> str:
        rows = ([escape(text) for text in row] for row in shown)
        return table([escape(name) for name in answer.columns], rows)

    return {
        **texts,
        "json": values["json"],
        "jsonl": values["jsonl"],
        "md": markdown,
        "table": lambda: _printed(answer, shown),
    }


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


def _printed(answer: Result, texts: list[list[str]]) -> Iterator[Any]:
    """Yield a table, or each row as a list where its columns have no room."""
    from unisurvey.cli.tables import FOLDED, table

    if not texts:
        return
    columns = [
        (_cell(name), {**FOLDED, "justify": "right" if _numbers(column) else "left"})
        for name, column in zip(
            answer.columns, zip(*answer.rows, strict=True), strict=True
        )
    ]
    yield table(columns, (map(_cell, row) for row in texts))


def _numbers(column: tuple[Any, ...]) -> bool:
    known = [value for value in column if value is not None]
    return bool(known) and all(isinstance(value, int | float) for value in known)


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
