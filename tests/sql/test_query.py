"""One query at a time, which can neither change nor leave the database."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import UsageError
from unisurvey.sql.query import MOST_ROWS, ask
from unisurvey.sql.sqlite import (
    Database,
    LazyDatabase,
    Table,
    TableColumn,
    View,
    open_database,
)

FOREVER = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT count(*) FROM n"
)
BIRDS = Database(
    "birds",
    *(
        "Birds",
        "Of a marsh.",
        "CC0-1.0",
        "https://example.org/",
        "https://example.org/",
    ),
    tables=(
        Table(
            "herons",
            "Herons.",
            (
                TableColumn("id", "The heron."),
                TableColumn("length", "In metres.", "REAL"),
                TableColumn("nest", "Its nest.", refers="nests(id)"),
            ),
            ("id",),
            [("grey", 0.98, "reed"), ("purple", None, None)],
        ),
        Table(
            "nests", "Nests.", (TableColumn("id", "The nest."),), ("id",), [("reed",)]
        ),
        Table(
            "words",
            "Full text.",
            (
                TableColumn("id", "The heron.", required=True),
                TableColumn("text", "Words."),
            ),
            (),
            [("grey", "Ardéa cinerea"), ("purple", "Ardea purpurea")],
            full_text=True,
        ),
    ),
    views=(
        View("long", "Long herons.", (("id", "The heron."),), "SELECT id FROM herons"),
    ),
)


@pytest.fixture(scope="module")
def birds():
    with closing(open_database(BIRDS)) as connection:
        yield connection


def refusal(connection, query):
    with pytest.raises(UsageError) as caught:
        ask(connection, query)
    return str(caught.value)


def test_rows_come_with_the_names_of_their_columns(birds):
    answer = ask(birds, "SELECT id, length FROM herons ORDER BY id;")

    assert answer.columns == ("id", "length")
    assert answer.rows == [("grey", 0.98), ("purple", None)]


def test_a_repeated_name_is_numbered(birds):
    answer = ask(birds, "SELECT h.id, n.id, 1 AS id FROM herons AS h JOIN nests AS n")

    assert answer.columns == ("id", "id_2", "id_3")


@pytest.mark.parametrize(
    "query",
    [
        "VALUES (1), (2)",
        "EXPLAIN QUERY PLAN SELECT * FROM herons",
        "PRAGMA table_info(herons)",
        "PRAGMA user_version",
        "PRAGMA integrity_check",
        "SELECT * FROM pragma_table_info('herons')",
        "SELECT value FROM json_each('[1, 2]')",
        "SELECT * FROM words WHERE words MATCH 'ardea' ORDER BY rank",
        "SELECT sql FROM sqlite_schema",
        "WITH h AS (SELECT 1) SELECT * FROM h -- and a comment",
    ],
)
def test_whatever_only_reads_is_answered(query, birds):
    assert ask(birds, query).rows


def test_full_text_folds_accents(birds):
    assert ask(birds, "SELECT id FROM words WHERE words MATCH 'ardéa'").rows == [
        ("grey",),
        ("purple",),
    ]


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("INSERT INTO herons VALUES ('x', 1, NULL)", "INSERT"),
        ("INSERT INTO words(words) VALUES ('delete-all')", "INSERT"),
        ("REPLACE INTO words VALUES ('a', 'b')", "REPLACE"),
        ("UPDATE herons SET length = 2", "UPDATE"),
        ("DELETE FROM herons", "DELETE"),
        ("/* only */ DROP TABLE herons", "DROP"),
        ("CREATE TABLE x (a)", "CREATE"),
        ("CREATE TEMP TABLE x (a)", "CREATE"),
        ("CREATE TEMP VIEW x AS SELECT 1", "CREATE"),
        ("CREATE VIRTUAL TABLE temp.x USING fts5vocab(words, 'row')", "CREATE"),
        ("CREATE TRIGGER x AFTER INSERT ON herons BEGIN SELECT 1; END", "CREATE"),
        ("ALTER TABLE herons RENAME TO x", "ALTER"),
        ("ATTACH '{tmp}/x' AS x", "ATTACH"),
        ("DETACH main", "DETACH"),
        ("VACUUM", "VACUUM"),
        ("VACUUM INTO '{tmp}/x'", "VACUUM"),
        ("BEGIN", "BEGIN"),
        ("COMMIT", "COMMIT"),
        ("SAVEPOINT x", "SAVEPOINT"),
        ("ANALYZE", "ANALYZE"),
        ("REINDEX", "REINDEX"),
        ("WITH x AS (SELECT 1) DELETE FROM herons", "WITH"),
        ("EXPLAIN DELETE FROM herons", "EXPLAIN"),
        ("UPDATE sqlite_schema SET sql = ''", "UPDATE"),
        ("PRAGMA query_only = OFF", "PRAGMA query_only"),
        ("PRAGMA writable_schema = 1", "PRAGMA writable_schema"),
        ("PRAGMA user_version = 7", "PRAGMA user_version"),
        ("PRAGMA trusted_schema(1)", "PRAGMA trusted_schema"),
        ("PRAGMA temp_store_directory = '{tmp}'", "PRAGMA temp_store_directory"),
        ("SELECT load_extension('x')", "load_extension()"),
        ("SELECT LOAD_EXTENSION('x', 'y')", "load_extension()"),
    ],
)
def test_whatever_would_write_is_refused(query, what, birds, tmp_path):
    before = birds.serialize()

    message = refusal(birds, query.replace("{tmp}", str(tmp_path)))

    assert message == (
        f"the database is read-only, {what} is refused; expected a SELECT"
    )
    assert birds.serialize() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty, expected a SELECT"),
        (" -- nothing", "the query is empty, expected a SELECT"),
        ("SELECT 1; SELECT 2", "several statements, expected one query"),
        ("SELECT 1; DROP TABLE herons", "several statements, expected one query"),
        (
            "SELECT id FROM herons WHERE id = ?",
            "the query has parameters (?), expected values in their place",
        ),
        ("SELECT id FROM", "the query ends too early"),
        (
            "SELECT lenth FROM herons",
            (
                "no such column 'lenth' at line 1, column 8; did you mean 'length'?\n"
                "    SELECT lenth FROM herons\n"
                "           ^^^^^"
            ),
        ),
        (
            "SELECT 'h.lenth', -- h.lenth\n  h.lenth FROM herons AS h",
            (
                "no such column 'h.lenth' at line 2, column 3; did you mean 'length'?\n"
                "      h.lenth FROM herons AS h\n"
                "      ^^^^^^^"
            ),
        ),
        (
            "SELECT nest FROM nests",
            (
                "no such column 'nest' at line 1, column 8; 'nest' is a column of herons\n"
                "    SELECT nest FROM nests\n"
                "           ^^^^"
            ),
        ),
        (
            "SELECT * FROM heron",
            (
                "no such table 'heron' at line 1, column 15; did you mean 'herons'?\n"
                "    SELECT * FROM heron\n"
                "                  ^^^^^"
            ),
        ),
        (
            "SELECT * FROM owls",
            (
                "no such table 'owls' at line 1, column 15; expected one of herons, nests, "
                "words, long, about\n"
                "    SELECT * FROM owls\n"
                "                  ^^^^"
            ),
        ),
        (
            "SELECT lenght(id) FROM herons",
            (
                "no such function 'lenght' at line 1, column 8; did you mean 'length'?\n"
                "    SELECT lenght(id) FROM herons\n"
                "           ^^^^^^"
            ),
        ),
        (
            "SELECT id FROM herons JOIN nests",
            (
                "ambiguous column name 'id' at line 1, column 8; it is a column of herons "
                "and nests\n"
                "    SELECT id FROM herons JOIN nests\n"
                "           ^^"
            ),
        ),
        (
            "SELECT id FROM herons WHERE id = = 'x'",
            (
                "syntax error near '=' at line 1, column 34\n"
                "    SELECT id FROM herons WHERE id = = 'x'\n"
                "                                     ^"
            ),
        ),
        (
            "SELECT 'grey",
            (
                'unrecognized token "\'grey" at line 1, column 8\n'
                "    SELECT 'grey\n"
                "           ^^^^^"
            ),
        ),
        (
            "SELECT id FROM words WHERE words MATCH 'night-heron'",
            (
                "no such column 'heron'; in the text after MATCH, words with hyphens or "
                "other signs stand in double quotes: '\"show-o\"'"
            ),
        ),
        ("SELECT zeroblob(2000000000)", "the query failed: string or blob too big"),
        ("SELECT '\ud800'", "the query is not UTF-8"),
    ],
)
def test_a_wrong_query_is_explained(query, message, birds):
    assert refusal(birds, query) == message


def test_a_place_far_to_the_right_is_shown_around_itself(birds):
    message = refusal(birds, f"SELECT {'1, ' * 100}lenth FROM herons")

    _, shown, carets = message.splitlines()
    place = carets.index("^")
    assert shown[place : place + len(carets.strip())] == "lenth"
    assert len(shown) <= 80


@given(st.text(max_size=60))
def test_no_text_gets_anything_but_an_answer_or_a_message(birds, query):
    before = birds.serialize()
    with suppress(UsageError):
        ask(birds, query)
    assert birds.serialize() == before


WORDS = "SELECT id FROM herons words WHERE ( ) , ; 'a' \"b\" = * 1 MATCH . -- /*"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_no_sequence_of_words_gets_anything_but_an_answer_or_a_message(birds, words):
    before = birds.serialize()
    with suppress(UsageError):
        ask(birds, " ".join(words))
    assert birds.serialize() == before


def test_a_query_can_be_stopped(birds):
    asked = []

    def stop():
        asked.append(1)
        return "by the test" if len(asked) > 2 else None

    with pytest.raises(UsageError) as caught:
        ask(birds, FOREVER, stop)

    assert str(caught.value) == "the query was stopped by the test"
    assert ask(birds, "SELECT 1").rows == [(1,)]


def test_ctrl_c_comes_through(birds):
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(birds, FOREVER, stop)


def test_endless_rows_end_with_a_message(birds):
    message = refusal(birds, FOREVER.replace("count(*)", "1"))

    assert message == f"more than {MOST_ROWS:,} rows; end the query with a LIMIT"


def test_text_that_is_not_utf_8_is_shown_with_marks(birds):
    assert ask(birds, "SELECT CAST(x'61ff' AS TEXT)").rows == [("a\ufffd",)]


def test_the_connection_stays_read_only_afterwards(birds):
    ask(birds, "SELECT 1")

    with pytest.raises(sqlite3.OperationalError):
        birds.execute("DELETE FROM herons")


NAMES = ("herons", "nests", "words", "long", "about", "words_content", "sqlite_schema")
SHAPES = (
    "SELECT * FROM {0}",
    "SELECT count(*) FROM {0}",
    "SELECT 1 FROM {0} AS a JOIN {1} AS b",
    "SELECT (SELECT count(*) FROM {0}), count(*) FROM {1}",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM {0}) OR 1 IN (SELECT count(*) FROM {1})",
    "WITH {0} AS (SELECT * FROM {1}) SELECT count(*) FROM {0}",
    "WITH x AS (SELECT * FROM {0}) SELECT * FROM x, {1}",
    "SELECT name FROM pragma_table_info('{0}'), {1}",
    "SELECT id FROM words WHERE words MATCH 'ardea' AND id IN (SELECT 1 FROM {0})",
    "EXPLAIN QUERY PLAN SELECT * FROM {0}",
    "/* x */ ; SELECT * FROM {0}",
    "PRAGMA table_info({0})",
    "PRAGMA integrity_check",
)


def outcome(connection, query):
    try:
        return ask(connection, query)
    except UsageError as error:
        return str(error)


@given(
    st.lists(
        st.builds(str.format, st.sampled_from(SHAPES), *[st.sampled_from(NAMES)] * 2),
        min_size=1,
        max_size=3,
    )
)
def test_tables_that_are_filled_when_read_give_what_full_ones_give(birds, queries):
    with closing(LazyDatabase(BIRDS)) as lazy:
        for query in queries:
            assert outcome(lazy.ready_for(query), query) == outcome(birds, query)


def test_only_what_a_query_reads_is_filled():
    filled = []

    def rows(table):
        filled.append(table.name)
        yield from table.rows

    made = [replace(t, rows=rows(t)) for t in BIRDS.tables]
    with closing(LazyDatabase(replace(BIRDS, tables=tuple(made)))) as lazy:
        for query, wanted in (
            ("SELECT 1", []),
            ("SELECT * FROM long", ["herons"]),
            ("SELECT * FROM herons, about", ["herons"]),
            ("SELECT id FROM words", ["herons", "words"]),
            ("PRAGMA integrity_check", ["herons", "words", "nests"]),
        ):
            assert ask(lazy.ready_for(query), query).rows
            assert filled == wanted
