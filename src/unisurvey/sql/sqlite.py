"""A relational database as data, and its tables → SQLite, in memory or as a file.

The same tables give the same bytes with the same version of SQLite. The file says
which edition of the tables it has in `PRAGMA user_version`, and what every column
means in its table `about`.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.files import read_regular
from unisurvey.sql.query import names_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


EDITION = 1
"""Counted up when a table or column changes its meaning; `PRAGMA user_version`."""


def open_database(
    database: Database, path: Path | Literal[":memory:"] = ":memory:"
) -> sqlite3.Connection:
    """Return a connection to the database, which is built; nothing guards it yet.

    A full-text table is left out where SQLite was built without FTS5.
    """
    connection, tables = _without_rows(database, path)
    _fill(connection, tables.values())
    return connection


class LazyDatabase:
    """A database in memory whose tables get their rows when a query first reads them."""

    def __init__(self, database: Database) -> None:
        self._connection, self._empty = _without_rows(database)
        self._known = {
            ABOUT.name,
            *self._empty,
            *(view.name for view in database.views),
        }

    def ready_for(self, query: str) -> sqlite3.Connection:
        """Return the connection; whatever the query reads has its rows."""
        read = names_read(self._connection, query)
        if (
            read is None or not read <= self._known
        ):  # such as a part of a full-text table
            read = self._known
        wanted = [name for name in self._empty if name in read]
        _fill(self._connection, [self._empty.pop(name) for name in wanted])
        return self._connection

    def close(self) -> None:
        """Free the memory."""
        self._connection.close()


def _without_rows(
    database: Database, path: Path | Literal[":memory:"] = ":memory:"
) -> tuple[sqlite3.Connection, dict[str, Table]]:
    """Return a connection to a new database, and its tables, which are empty.

    Only `about` is filled, which explains to people what is wrong with a query.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "PRAGMA temp_store = MEMORY"
    )  # a full disk is none of its business
    connection.execute(f"PRAGMA user_version = {EDITION}")
    connection.execute("BEGIN")
    full_text = has_full_text(connection)
    tables = [t for t in database.all_tables if full_text or not t.full_text]
    for table in tables:
        connection.execute(create_table(table))
        for column in _indexed(table):
            name = f"{table.name}_by_{column.name}"
            connection.execute(f"CREATE INDEX {name} ON {table.name} ({column.name})")
    for view in database.views:
        connection.execute(create_view(view))
    connection.execute("COMMIT")
    _fill(connection, [tables.pop()])
    if not full_text:
        connection.execute("DELETE FROM about WHERE kind = ?", (FULL_TEXT,))
    return connection, {table.name: table for table in tables}


def _fill(connection: sqlite3.Connection, tables: Iterable[Table]) -> None:
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN")
    for table in tables:
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(
            f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608 - our own names
            table.rows,
        )
    connection.execute("COMMIT")


def to_sqlite(database: Database) -> bytes:
    """Return the content of a database file.

    It is built on disk: in memory it would be there three times.

    Raises:
        OSError: the folder for temporary files has no room.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "database.sqlite"
        try:
            with closing(open_database(database, path)) as connection:
                connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            raise OSError(f"{error}: {folder}, whose place TMPDIR tells") from None
        return read_regular(path, path.stat().st_size)


def has_full_text(connection: sqlite3.Connection) -> bool:
    """Return whether this SQLite has FTS5."""
    options = connection.execute("PRAGMA compile_options").fetchall()
    return ("ENABLE_FTS5",) in options


def create_table(table: Table) -> str:
    """Return the statement that makes a table."""
    if table.full_text:
        names = ", ".join(
            f"{column.name} UNINDEXED" if column.required else column.name
            for column in table.columns
        )
        tokenizer = "tokenize = 'unicode61 remove_diacritics 2'"
        return f"CREATE VIRTUAL TABLE {table.name} USING fts5({names}, {tokenizer})"
    lines = [_definition(column, table) for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
    lines += (f"FOREIGN KEY {reference}" for reference in table.references)
    inside = ",\n".join(f"  {line}" for line in lines)
    return f"CREATE TABLE {table.name} (\n{inside}\n)"


def create_view(view: View) -> str:
    """Return the statement that makes a view."""
    names = ", ".join(name for name, _ in view.columns)
    return f"CREATE VIEW {view.name} ({names}) AS\n{view.query.strip()}"


def _definition(column: TableColumn, table: Table) -> str:
    parts = [column.name, column.type]
    if column.required or column.name in table.key:
        parts.append("NOT NULL")
    if column.refers:
        parts.append(f"REFERENCES {column.refers}")
    return " ".join(parts)


def _indexed(table: Table) -> list[TableColumn]:
    """Return the columns that refer to others and do not lead the primary key."""
    return [
        column
        for column in table.columns
        if column.refers and column.name not in table.key[:1]
    ]


Value = str | int | float | None
Row = tuple[Value, ...]


class TableColumn(NamedTuple):
    """One column of a table."""

    name: str
    about: str
    """What its values mean, and what NULL means."""

    type: Literal["TEXT", "INTEGER", "REAL"] = "TEXT"
    required: bool = False
    """Whether it is never NULL; in a full-text table, that its words are not searched."""

    refers: str | None = None
    """Table and column that hold its values, as in `papers(id)`."""


@dataclass(frozen=True)
class Table:
    """A table with its rows."""

    name: str
    about: str
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    """Columns of the primary key; none in a full-text table."""

    rows: Iterable[Row]
    """Read once, when the table is filled."""

    references: tuple[str, ...] = ()
    """Foreign keys of several columns, as in `(a, b) REFERENCES t(a, b)`."""

    full_text: bool = False
    """Whether it is an FTS5 table, searched with MATCH."""


@dataclass(frozen=True)
class View:
    """A query that answers a usual question, under a name."""

    name: str
    about: str
    columns: tuple[tuple[str, str], ...]
    """Name and meaning of each column of the query, in its order."""

    query: str
    facets: tuple[str, ...] = ()
    """Columns with few values, by which a reader narrows the rows."""


class TableDescription(NamedTuple):
    """One row of the table `about`."""

    table: str
    column: str | None
    """`None` for the table itself."""

    kind: str
    """`table`, `view` or `full-text table`."""

    type: str | None
    refers: str | None
    about: str


@dataclass(frozen=True)
class Database:
    """Everything that is written into one file."""

    name: str
    title: str
    about: str
    license: str | None
    license_url: str | None
    source_url: str | None
    tables: tuple[Table, ...]
    views: tuple[View, ...]

    @cached_property
    def descriptions(self) -> tuple[TableDescription, ...]:
        """What every table, view and column means, in order; `about` itself is last."""
        things: tuple[Table | View, ...] = (*self.tables, *self.views, ABOUT)
        return tuple(row for thing in things for row in _described(thing))

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """The tables and the one that describes them all."""
        rows = [tuple(row) for row in self.descriptions]
        return (*self.tables, replace(ABOUT, rows=rows))


def _described(thing: Table | View) -> Iterator[TableDescription]:
    if isinstance(thing, View):
        yield TableDescription(thing.name, None, "view", None, None, thing.about)
        for name, about in thing.columns:
            yield TableDescription(thing.name, name, "view", None, None, about)
        return
    kind = FULL_TEXT if thing.full_text else "table"
    yield TableDescription(thing.name, None, kind, None, None, thing.about)
    for c in thing.columns:
        yield TableDescription(thing.name, c.name, kind, c.type, c.refers, c.about)


FULL_TEXT = "full-text table"
"""What `about` calls a table that is searched with MATCH."""

ABOUT = Table(
    "about",
    "What every table, view and column means.",
    (
        TableColumn("table_name", "Table or view that is described.", required=True),
        TableColumn(
            "column_name", "Column that is described; NULL is the table itself."
        ),
        TableColumn("kind", "`table`, `view` or `full-text table`.", required=True),
        TableColumn(
            "type", "Type of the column's values; NULL for tables and in views."
        ),
        TableColumn(
            "refers", "Table and column that hold its values, as `papers(id)`."
        ),
        TableColumn("about", "What it means.", required=True),
    ),
    key=(),
    rows=(),
)
"""The table that describes the others, without its rows."""
