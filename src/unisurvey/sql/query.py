"""One SQL query against a database that it can neither change nor leave; its faults."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import UsageError, close_matches, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Value = str | int | float | bytes | None
    from collections.abc import Iterator


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


def names_read(connection: sqlite3.Connection, query: str) -> set[str] | None:
    """Return the tables and views that a query reads, those within views too.

    `None` means that SQLite cannot tell before it runs: the query is wrong, an EXPLAIN,
    a PRAGMA, or reads something through a function.
    """
    names: set[str] = set()

    def note(action: int, first: str | None, *_: str | None) -> int:
        if action == sqlite3.SQLITE_READ:
            names.add(str(first))
        simple = action in _READING or action == sqlite3.SQLITE_FUNCTION
        return sqlite3.SQLITE_OK if simple else sqlite3.SQLITE_DENY

    connection.set_authorizer(note)
    try:
        connection.execute(f"EXPLAIN {query}").close()
    except (sqlite3.Error, sqlite3.Warning, ValueError):
        return None
    finally:
        connection.set_authorizer(None)
    return names


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


_TOKEN = re.compile(
    r"(?P<skipped>--[^\n]*|/\*.*?(?:\*/|\Z)|\s+)"
    r"|(?P<text>'(?:[^']|'')*')"
    r"|(?P<quoted>\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\])"
    r"|(?P<word>[\w$]+)"
    r"|(?P<sign>.)",
    re.DOTALL,
)


def explain(connection: sqlite3.Connection, query: str, message: str) -> str:
    """Return a message for people from SQLite's.

    Args:
        connection: To the database, for the names it knows.
        query: What was asked.
        message: What SQLite says is wrong with it.
    """
    found = re.fullmatch(
        r"(?P<what>no such (?:column|table|function)|ambiguous column name"
        r"|unrecognized token): \"?(?P<name>.*?)\"?(?: - should this be a string.*)?",
        message,
        re.DOTALL,
    )
    syntax = re.fullmatch(r'near "(?P<name>.*)": syntax error', message, re.DOTALL)
    if syntax:
        name = syntax["name"]
        place = _where_it_breaks(connection, query, name)
        return _placed(f"syntax error near {name!r}", query, place)
    if found:
        what, name = found["what"], found["name"]
        if what == "unrecognized token":
            at = query.find(name)
            place = None if at < 0 else (at, at + len(name))
            return _placed(f"unrecognized token {name!r}", query, place)
        place = _where_named(query, name)
        hint = _HINTS[what](connection, query, name)
        if place is None and what == "no such column" and "match" in query.casefold():
            hint = (
                "; in the text after MATCH, words with hyphens or other signs stand "
                "in double quotes: '\"show-o\"'"
            )
        return _placed(f"{what} {name!r}", query, place, hint)
    if "one statement" in message:
        return "several statements, expected one query"
    if "bindings" in message:
        return "the query has parameters (?), expected values in their place"
    if message == "incomplete input":
        return "the query ends too early"
    if "surrogates not allowed" in message:
        return "the query is not UTF-8"
    return f"the query failed: {message}"


def first_word(query: str) -> str:
    """Return the word a query starts with, in capitals."""
    return next((t["word"].upper() for t in _tokens(query) if t["word"]), "that")


def known_columns(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of every documented table and view."""
    rows = connection.execute(
        "SELECT table_name, column_name FROM about WHERE column_name IS NOT NULL"
    )
    found: dict[str, tuple[str, ...]] = {}
    for table, column in rows:
        found[table] = (*found.get(table, ()), column)
    return found


def _tokens(query: str) -> Iterator[re.Match[str]]:
    return (t for t in _TOKEN.finditer(query) if not t["skipped"])


def _plain(token: re.Match[str]) -> str:
    text = token[0][1:-1] if token["quoted"] else token[0]
    return text.casefold()


def _where_named(query: str, name: str) -> tuple[int, int] | None:
    """Return where a query names a thing, `a.b` as well; `None` when it does not."""
    tokens = [t for t in _tokens(query) if not t["text"]]
    wanted = [part for word in name.casefold().split(".") for part in (word, ".")][:-1]
    for n in range(len(tokens) - len(wanted) + 1):
        part = tokens[n : n + len(wanted)]
        if [_plain(token) for token in part] == wanted:
            return part[0].start(), part[-1].end()
    return None


def _where_it_breaks(
    connection: sqlite3.Connection, query: str, name: str
) -> tuple[int, int] | None:
    """Return the token at which SQLite's parser gives up.

    It reads from left to right, so the first token of that text up to which the query
    gives the same error is the one.
    """
    wanted = f'near "{name}": syntax error'
    for token in _tokens(query):
        if token[0] != name:
            continue
        with suppress(sqlite3.Warning):
            try:
                connection.execute(f"EXPLAIN {query[: token.end()]}")
            except sqlite3.Error as error:
                if str(error) == wanted:
                    return token.start(), token.end()
    return None


def _placed(
    what: str, query: str, place: tuple[int, int] | None, hint: str = ""
) -> str:
    """Return a message with line, column and, below it, the place itself."""
    if place is None:
        return f"{what}{hint}"
    start, end = place
    before = query[:start]
    line = before.count("\n") + 1
    column = start - (before.rfind("\n") + 1)
    text = query.splitlines()[line - 1]
    shift = max(0, column - 60)
    shown = text[shift : shift + 76].replace("\t", " ")
    carets = "^" * max(1, min(end - start, len(shown) - column + shift))
    return (
        f"{what} at line {line}, column {column + 1}{hint}\n"
        f"    {shown}\n    {' ' * (column - shift)}{carets}"
    )


def _column_hint(connection: sqlite3.Connection, query: str, name: str) -> str:
    columns = known_columns(connection)
    last = name.rpartition(".")[2].casefold()
    words = {_plain(token) for token in _tokens(query)}
    here = {c for table, names in columns.items() if table in words for c in names}
    elsewhere = [table for table, names in columns.items() if last in names]
    if elsewhere and last not in here:
        return f"; {last!r} is a column of {', '.join(elsewhere)}"
    close = close_matches(last, sorted(here)) or close_matches(
        last, sorted({c for names in columns.values() for c in names})
    )
    return did_you_mean(close)


def _table_hint(connection: sqlite3.Connection, _query: str, name: str) -> str:
    tables = list(known_columns(connection))
    close = close_matches(name.rpartition(".")[2], tables)
    return did_you_mean(close) or f"; expected one of {', '.join(tables)}"


def _function_hint(connection: sqlite3.Connection, _query: str, name: str) -> str:
    rows = connection.execute("SELECT DISTINCT name FROM pragma_function_list")
    return did_you_mean(close_matches(name, sorted(row[0] for row in rows)))


def _ambiguous_hint(connection: sqlite3.Connection, query: str, name: str) -> str:
    words = {_plain(token) for token in _tokens(query)}
    tables = [
        table
        for table, names in known_columns(connection).items()
        if table in words and name.casefold() in names
    ]
    return f"; it is a column of {' and '.join(tables)}" if tables else ""


_HINTS = {
    "no such column": _column_hint,
    "no such table": _table_hint,
    "no such function": _function_hint,
    "ambiguous column name": _ambiguous_hint,
}
