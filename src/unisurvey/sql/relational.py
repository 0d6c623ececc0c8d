"""What a relational database consists of, as data: tables, views and what they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value = str | int | float | None


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

    rows: Sequence[tuple[Value, ...]]
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
    license: str
    license_url: str
    source_url: str
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
