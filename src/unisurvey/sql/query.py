"""One SQL query against a database that it can neither change nor leave."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import UsageError
from unisurvey.sql.faults import explain, first_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Value = str | int | float | bytes | None

MOST_ROWS = 1_000_000
MOST_BYTES = 16 * 2**20
"""Longest value or query, so that none fills the memory."""

_STEPS = 20_000
"""Instructions of SQLite between two looks at whether to stop; a few milliseconds."""

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_REFUSED_FUNCTIONS = {"load_extension", "fts3_tokenizer"}
_READING_PRAGMAS = {
    *("collation_list", "compile_options", "data_version", "database_list"),
    *("foreign_key_check", "foreign_key_list", "function_list", "index_info"),
    *("index_list", "index_xinfo", "integrity_check", "module_list", "pragma_list"),
    *("quick_check", "table_info", "table_list", "table_xinfo"),
}
_READING_WITHOUT_VALUE = {"encoding", "page_count", "page_size", "user_version"}


class Result(NamedTuple):
    """What a query gave."""

    columns: tuple[str, ...]
    """Each name once; a repeated one is numbered, as `name_2`."""

    rows: list[tuple[Value, ...]]


def ask(
    connection: sqlite3.Connection,
    query: str,
    stop: Callable[[], str | None] = lambda: None,
) -> Result:
    """Return the rows of one SELECT, VALUES, EXPLAIN or reading PRAGMA.

    Args:
        connection: To the database; it is left read-only.
        query: One statement; a semicolon may end it.
        stop: Asked every few milliseconds; a text stops the query and says why.

    Raises:
        UsageError: the query is wrong, would write, was stopped or gives too many rows.
        KeyboardInterrupt: somebody pressed Ctrl-C while SQLite worked.
    """
    refused: list[str] = []
    reasons: list[str] = []

    def judge(
        action: int, first: str | None, second: str | None, *_: str | None
    ) -> int:
        what = _refusal(action, first, second)
        if what is None:
            return sqlite3.SQLITE_OK
        refused.append(what)
        return sqlite3.SQLITE_DENY

    def look() -> int:
        reason = stop()
        if reason is not None:
            reasons.append(reason)
        return bool(reasons)

    _restrict(connection)
    connection.set_authorizer(judge)
    connection.set_progress_handler(look, _STEPS)
    try:
        cursor = connection.execute(query)
        if cursor.description is None:
            raise UsageError("the query is empty, expected a SELECT")
        rows = cursor.fetchmany(MOST_ROWS + 1)
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            if not reasons:  # what Ctrl-C raises in `look` does not come out of SQLite
                raise KeyboardInterrupt from None
            raise UsageError(f"the query was stopped {reasons[0]}") from None
        if refused or "may not be modified" in str(error):
            what = (refused[0] if refused else "") or first_word(query)
            raise UsageError(
                f"the database is read-only, {what} is refused; expected a SELECT"
            ) from None
        raise UsageError(explain(connection, query, str(error))) from None
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
    if len(rows) > MOST_ROWS:
        raise UsageError(f"more than {MOST_ROWS:,} rows; end the query with a LIMIT")
    return Result(_distinct(column[0] for column in cursor.description), rows)


def _restrict(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


def _refusal(action: int, first: str | None, second: str | None) -> str | None:
    """Return what is refused; `""` is the whole statement, `None` nothing."""
    if action in _READING:
        return None
    if action == sqlite3.SQLITE_FUNCTION:
        return f"{second}()" if second in _REFUSED_FUNCTIONS else None
    if action == sqlite3.SQLITE_PRAGMA:
        name = (first or "").lower()
        harmless = name in _READING_PRAGMAS or (
            name in _READING_WITHOUT_VALUE and second is None
        )
        return None if harmless else f"PRAGMA {name}"
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        return None  # table-valued functions declare themselves so; `query_only` guards
    return ""


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    found: list[str] = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(found)
