"""`unisurvey sql`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.atomic import naming
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.cli.streams import STDIN

if TYPE_CHECKING:
    from collections.abc import Callable


class AnswerFormat(StrEnum):
    """How rows are written."""

    table = "table"
    md = "md"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"


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
        AnswerFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: a table on a terminal, tab-separated rows in a pipe.",
        ),
    ] = None,
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

    from unisurvey.cli.commands.sql.rows import write_answer
    from unisurvey.sql.query import ask
    from unisurvey.sql.sqlite import open_database
    from unisurvey.sql.tables import database

    settings = settings_of(context)
    asked = _asked(query, file, tables=tables, schema=schema)
    catalog, incomplete = usable(context)
    with closing(open_database(database(catalog))) as connection:
        if schema and query:
            from unisurvey.errors import UnknownValueError
            from unisurvey.sql.query import known_columns

            known = known_columns(connection)
            if query not in known:
                raise UnknownValueError("table", query, known)
            asked = _ONE_SCHEMA.format(name=query)
        answer = ask(connection, asked, _late(timeout))
    write_answer(answer, settings, form)
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
