"""The database as a file."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from unisurvey.sql.datasette import datasette_metadata
from unisurvey.sql.guide import questions
from unisurvey.sql.sqlite import EDITION, to_sqlite
from unisurvey.sql.tables import database


def test_the_same_catalogue_gives_the_same_bytes(toy, toy_catalog):
    program = (
        "import sys; from unisurvey.records import load_catalog; "
        "from unisurvey.sql.sqlite import to_sqlite; "
        "from unisurvey.sql.tables import database; "
        "sys.stdout.buffer.write(to_sqlite(database(load_catalog(sys.argv[1]))))"
    )
    here = to_sqlite(database(toy_catalog))

    for seed in ("1", "2"):
        elsewhere = subprocess.run(
            [sys.executable, "-c", program, str(toy)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        assert elsewhere == here


def test_a_file_opens_in_sqlite_and_keeps_everything(toy_catalog, tmp_path):
    path = tmp_path / "toy.sqlite"
    path.write_bytes(to_sqlite(database(toy_catalog)))

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA user_version").fetchone() == (EDITION,)
        rows = connection.execute("SELECT id, name FROM model_overview").fetchall()
        found = connection.execute("SELECT id FROM search WHERE search MATCH 'bare'")
        assert found.fetchall() == [("toy-bare",)]
    assert rows == [(paper.id, paper.model.name) for paper in toy_catalog.models]


def test_a_full_disk_is_told_as_such(toy_catalog):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError, match="whose place TMPDIR tells"):
            to_sqlite(database(toy_catalog))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_datasette_is_told_of_every_table_and_column(toy_catalog):
    made = database(toy_catalog)

    asked = questions(toy_catalog)
    metadata = json.loads(json.dumps(datasette_metadata(made, "toy", asked)))

    assert metadata["license"] == "CC0-1.0"
    tables = metadata["databases"]["toy"]["tables"]
    assert len(tables) == len(made.tables) + len(made.views) + 1
    assert all(table["description"] and table["columns"] for table in tables.values())
    assert tables["papers"]["columns"]["key"].startswith("BibTeX key")
    assert tables["papers"]["label_column"] == "name"
    assert tables["vouches"]["hidden"]
    assert tables["model_overview"]["sort_desc"] == "date"


def test_datasette_is_given_only_columns_and_queries_that_work(toy_catalog, tmp_path):
    made = database(toy_catalog)
    asked = questions(toy_catalog)
    shown = datasette_metadata(made, "toy", asked)["databases"]["toy"]
    path = tmp_path / "toy.sqlite"
    path.write_bytes(to_sqlite(made))

    with closing(sqlite3.connect(path)) as connection:
        for name, table in shown["tables"].items():
            columns = connection.execute(f"SELECT * FROM {name}").description
            told = {*table.get("facets", ())}
            told |= {table[k] for k in ("label_column", "sort_desc") if k in table}
            assert told <= {column[0] for column in columns}, name
        assert len(shown["queries"]) == len(asked) + 1
        for query in shown["queries"].values():
            connection.execute(query["sql"], {"words": "toy"}).fetchall()
            # as it is asked before anybody typed anything
            connection.execute(query["sql"], {"words": ""}).fetchall()
        assert shown["queries"].keys().isdisjoint(shown["tables"])  # they share a page
