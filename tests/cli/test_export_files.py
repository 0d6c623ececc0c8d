"""`unisurvey export sqlite` and `parquet`: files for other engines."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
from contextlib import closing

import duckdb
import pytest
import yaml

from unisurvey.views.flat import flat_keys

KINDS = ("models", "papers", "datasets", "benchmarks")


def test_sqlite_is_written_with_what_datasette_shows(toy, run, tmp_path):
    path, metadata = tmp_path / "toy.sqlite", tmp_path / "metadata.json"

    first = run("export", "sqlite", "-o", path, "--metadata", metadata, root=toy)
    second = run("export", "sqlite", "-o", path, "--metadata", metadata, root=toy)

    assert first.stdout == ""
    assert first.stderr == f"wrote {path}\nwrote {metadata}\n"
    assert second.stderr == f"unchanged: {path}\nunchanged: {metadata}\n"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM models").fetchone() == (3,)
    assert list(json.loads(metadata.read_text())["databases"]) == ["toy"]


def test_the_sqlite_program_opens_the_file(toy, run, tmp_path):
    program = shutil.which("sqlite3")
    path = tmp_path / "toy.sqlite"
    run("export", "sqlite", "-o", path, root=toy)
    query = "SELECT id FROM model_overview; PRAGMA foreign_key_check; PRAGMA integrity_check;"
    if program:
        command = [program, "-readonly", path, query]
        shown = subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout
    else:
        with closing(sqlite3.connect(path)) as connection:
            rows = [
                row[0]
                for part in query.split(";")
                for row in connection.execute(part).fetchall()
            ]
        shown = "".join(f"{row}\n" for row in rows)

    assert shown == "toy-bare\ntoy-show\ntoy-any\nok\n"


def test_parquet_is_a_directory_with_a_card(toy, run, tmp_path):
    result = run("export", "parquet", "-o", tmp_path / "all", root=toy)

    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    written = (*KINDS, "scores")
    assert names == sorted(
        [*(f"{kind}.parquet" for kind in written), "README.md", "croissant.json"]
    )
    assert result.stderr.count("wrote ") == 7
    for kind in KINDS:
        path = str(tmp_path / "all" / f"{kind}.parquet")
        ids = duckdb.sql(f"SELECT id FROM '{path}'").fetchall()
        listed = run("list", kind, "-f", "ids", root=toy).stdout.split()
        assert [row[0] for row in ids] == listed


def test_the_card_names_every_file_and_column(toy, run, tmp_path):
    run("export", "parquet", "-o", tmp_path, root=toy)

    _, front, body = (tmp_path / "README.md").read_text().split("---\n", 2)
    card = yaml.safe_load(front)
    assert card["license"] == "cc0-1.0"
    assert card["size_categories"] == ["n<1K"]
    assert [config["config_name"] for config in card["configs"]] == [*KINDS, "scores"]
    assert [config.get("default") for config in card["configs"]] == [True, *[None] * 4]
    for config in card["configs"]:
        path = tmp_path / config["data_files"]
        section = body.split(f"\n## {config['config_name']}\n")[1].split("\n## ")[0]
        for column in duckdb.read_parquet(str(path)).columns:
            assert f"| `{column}` | " in section
    assert "```bibtex\n@misc{" in body


def test_croissant_describes_the_files_beside_it(toy, run, tmp_path):
    run("export", "parquet", "-o", tmp_path, root=toy)

    found = json.loads((tmp_path / "croissant.json").read_text())

    for each in found["distribution"]:
        content = (tmp_path / each["contentUrl"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        assert each["contentSize"] == f"{len(content)} B"
    described = {
        each["name"]: [field["name"] for field in each["field"]]
        for each in found["recordSet"]
    }
    assert described == {
        kind: duckdb.read_parquet(str(tmp_path / f"{kind}.parquet")).columns
        for kind in (*KINDS, "scores")
    }
    card = (tmp_path / "README.md").read_text()
    front = yaml.safe_load(card.split("---\n")[1])
    features = {each["config_name"]: each["features"] for each in front["dataset_info"]}
    assert {k: [f["name"] for f in v] for k, v in features.items()} == described


def test_parquet_takes_a_selection_in_one_file(toy, run, tmp_path):
    path = tmp_path / "hybrid.parquet"

    run(
        "export",
        "parquet",
        "--kind",
        "models",
        "--mask",
        "bidirectional",
        "-o",
        path,
        root=toy,
    )

    rows = duckdb.sql(f"SELECT id, backbone FROM '{path}'").fetchall()
    assert rows == [("toy-show", ["qwen2.5-vl-32b"])]


def test_parquet_of_one_kind_has_a_card_of_one_kind(toy, run, tmp_path):
    run("export", "parquet", "--kind", "datasets", "-o", tmp_path / "d", root=toy)

    names = sorted(path.name for path in (tmp_path / "d").iterdir())
    assert names == ["README.md", "croissant.json", "datasets.parquet"]


@pytest.mark.parametrize("form", ["sqlite", "parquet"])
@pytest.mark.parametrize("words", [(), ("-o", "-")])
def test_stdout_does_not_take_binary_files(form, words, toy, run):
    result = run("export", form, *words, root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr.startswith(
        f"error: {form} is not text, so stdout does not take it; expected a file"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("sqlite", "toy-any", "-o", "x"),
            "sqlite holds the whole catalogue, expected no selection",
        ),
        (
            ("sqlite", "--since", "2025", "-o", "x"),
            "sqlite holds the whole catalogue, expected no selection",
        ),
        (("csv", "--metadata", "x"), "--metadata belongs to sqlite"),
        (
            ("sqlite", "-o", "x", "--metadata", "./x"),
            "--metadata and --output name the same file",
        ),
        (
            ("parquet", "-o", "x.parquet"),
            (
                "x.parquet holds records of one kind, expected --kind, ids or a filter; "
                "or name a directory"
            ),
        ),
        (
            ("parquet", "toy-any", "datasets/toy-sets", "-o", "x.parquet"),
            "parquet holds records of one kind, these are datasets and models",
        ),
    ],
)
def test_what_does_not_fit_is_refused(words, message, toy, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = run("export", *words, root=toy, code=2)

    assert result.stderr == f"error: {message}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_directory_is_expected_is_left_alone(toy, run, tmp_path):
    path = tmp_path / "data"
    path.write_text("kept")

    result = run("export", "parquet", "-o", path, root=toy, code=2)

    assert result.stderr == (
        f"error: {path} is a file, expected a directory or a name.parquet\n"
    )
    assert path.read_text() == "kept"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_text_tables_have_every_record_and_key(kind, form, repository, real, run):
    lines = run("export", form, "--kind", kind, root=repository).stdout.splitlines()

    if form == "csv":
        assert lines[0] == ",".join(flat_keys(kind, real))
        assert len(lines) == 1 + len(real.records(kind))
    else:
        assert len(lines) == len(real.records(kind))
        assert {tuple(json.loads(line)) for line in lines} == {flat_keys(kind, real)}
