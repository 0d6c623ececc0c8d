"""`unisurvey sql`: the same formats as `list`, and queries that end."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.servers.program import on_terminal, shown_on_terminal, start

TWO = "SELECT id, survey_row, 1.0 / 3 AS third FROM models ORDER BY id LIMIT 2"
FOREVER = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT count(*) FROM n"
)


def test_a_pipe_gets_rows_without_a_header(toy, run):
    result = run("sql", TWO, root=toy)

    assert result.stdout == (
        "toy-any\t1\t0.3333333333333333\ntoy-bare\t\t0.3333333333333333\n"
    )
    assert result.stderr == ""


def test_csv_and_tsv_leave_out_what_is_not_known(toy, run):
    rows = list(
        csv.DictReader(io.StringIO(run("sql", TWO, "-f", "csv", root=toy).stdout))
    )

    assert [row["survey_row"] for row in rows] == ["1", ""]
    assert run("sql", TWO, "-f", "tsv", root=toy).stdout.splitlines()[2] == (
        "toy-bare\t\t0.3333333333333333"
    )


def test_json_keeps_numbers_and_null(toy, run):
    wanted = [
        {"id": "toy-any", "survey_row": 1, "third": 1 / 3},
        {"id": "toy-bare", "survey_row": None, "third": 1 / 3},
    ]

    assert json.loads(run("sql", TWO, "-f", "json", root=toy).stdout) == wanted
    lines = run("sql", TWO, "-f", "jsonl", root=toy).stdout.splitlines()
    assert [json.loads(line) for line in lines] == wanted


def test_tables_for_people_show_a_dash(toy, run):
    assert run("sql", "SELECT NULL AS a, 'b|c' AS b", "-f", "md", root=toy).stdout == (
        "| a | b |\n| --- | --- |\n| – | b\\|c |\n"
    )
    result = run("sql", "SELECT NULL AS a, '[b]' AS b", "-f", "table", root=toy)
    assert result.stdout.split() == ["a", "b", "───────", "–", "[b]"]
    assert result.stderr == "1 row\n"


def test_bytes_and_infinity_are_text_that_json_can_hold(toy, run):
    result = run("sql", "SELECT x'00ff' AS a, 9e999 AS b", "-f", "json", root=toy)

    assert json.loads(result.stdout) == [{"a": "00ff", "b": "inf"}]


@pytest.mark.parametrize("form", ["table", "md", "csv", "tsv", "json", "jsonl", None])
def test_no_rows_are_no_error(form, toy, run):
    words = ("-f", form) if form else ()

    run("sql", "SELECT id FROM models WHERE 0", *words, root=toy)


def test_a_query_comes_from_a_file_or_stdin(toy, tmp_path):
    path = tmp_path / "query.sql"
    path.write_text("\ufeffSELECT count(*)\nFROM models; -- all\n", encoding="utf-8")

    filed = start("--root", toy, "sql", "--file", path, cwd=tmp_path)
    with path.open("rb") as stdin:
        stdin.seek(3)
        piped = start("--root", toy, "sql", "-", cwd=tmp_path, stdin=stdin)

    assert (filed.stdout, filed.stderr) == ("3\n", "")
    assert (piped.stdout, piped.stderr) == ("3\n", "")


def test_a_file_that_is_not_utf_8_is_refused(toy, run, tmp_path):
    path = tmp_path / "query.sql"
    path.write_bytes(b"SELECT '\xff'")

    result = run("sql", "--file", path, root=toy, code=2)

    assert result.stderr == "error: the query is not UTF-8\n"


@pytest.mark.parametrize(
    "words", [(), ("SELECT 1", "--tables"), ("--tables", "--schema")]
)
def test_exactly_one_thing_is_asked(words, toy, run):
    result = run("sql", *words, root=toy, code=2)

    assert result.stderr == (
        "error: expected one of QUERY, --file, --tables or --schema; "
        "'unisurvey sql --tables' says what can be asked\n"
    )


def test_tables_are_listed_with_what_they_mean(toy, run):
    rows = json.loads(run("sql", "--tables", "-f", "json", root=toy).stdout)

    kinds = {row["table"]: row["kind"] for row in rows}
    assert kinds["papers"] == "table"
    assert kinds["model_overview"] == "view"
    assert kinds["search"] == "full-text table"
    assert all(row["about"] for row in rows)


def test_columns_are_listed_for_all_tables_or_one(toy, run):
    every = json.loads(run("sql", "--schema", "-f", "json", root=toy).stdout)
    one = json.loads(run("sql", "--schema", "links", "-f", "json", root=toy).stdout)

    assert [row["column"] for row in one] == ["kind", "record_id", "name", "url"]
    links = [row for row in every if row["table"] == "links"]
    assert [{"table": "links", **row} for row in one] == links


def test_an_unknown_table_suggests_the_closest(toy, run):
    result = run("sql", "--schema", "link", root=toy, code=2)

    assert result.stderr == ("error: unknown table 'link'; did you mean 'links'?\n")


def test_a_wrong_query_exits_2_with_its_place(toy, run):
    result = run("sql", "SELECT nme FROM models", root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr == (
        "error: no such column 'nme' at line 1, column 8; did you mean 'name'?\n"
        "    SELECT nme FROM models\n"
        "           ^^^\n"
    )


def test_a_query_ends_after_its_time(toy, run):
    result = run("sql", FOREVER, "--timeout", "0.2", root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr == "error: the query was stopped after 0.2 s\n"


def test_a_query_within_its_time_is_answered(toy, run):
    assert run("sql", "SELECT 1", "--timeout", "60", root=toy).stdout == "1\n"


def test_ctrl_c_ends_a_query_cleanly(toy, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "unisurvey", "--root", toy, "sql", FOREVER],
        cwd=tmp_path,
        env=os.environ | {"UNISURVEY_NO_CACHE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stat = f"/proc/{process.pid}/stat"
    while cpu_seconds(stat) < 1.2:  # well inside the query
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)

    try:
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()

    assert process.returncode == 130
    assert out == ""
    assert "Traceback" not in err


def cpu_seconds(stat):
    fields = Path(stat).read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_the_order_of_rows_is_that_of_list(toy, run):
    listed = run("list", "models", "-f", "ids", root=toy).stdout

    for table in ("models ORDER BY position", "model_overview"):
        assert run("sql", f"SELECT id FROM {table}", root=toy).stdout == listed


def test_a_record_with_problems_is_left_out_and_told(toy_copy, run):
    (toy_copy / "data/papers/toy-any.yaml").write_text("title: [\n")

    result = run("sql", "SELECT count(*) FROM models", root=toy_copy, code=1)

    assert result.stdout == "2\n"
    assert result.stderr == (
        "warning: 1 file has problems and is left out; see 'unisurvey validate'\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("columns", [60, 80, 140])
def test_a_terminal_shows_nothing_wider_than_itself(columns, toy, tmp_path):
    queries = (
        "SELECT * FROM papers",
        "SELECT name, date, paradigm FROM model_overview",
    )
    words = [("--root", toy, "sql", query) for query in queries]

    for shown in shown_on_terminal(*words, cwd=tmp_path, columns=columns, NO_COLOR="1"):
        lines = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\", "", shown).splitlines()
        assert max(map(len, lines)) <= columns


def test_too_many_columns_become_lists(toy, tmp_path):
    _, shown = on_terminal(
        *("--root", toy, "sql", "SELECT * FROM papers WHERE id = 'toy-show'"),
        cwd=tmp_path,
        columns=80,
        NO_COLOR="1",
    )

    lines = [line.split(maxsplit=1) for line in shown.splitlines()]
    assert ["key", "nguyen2025toyshow"] in [[w.strip() for w in line] for line in lines]
    assert shown.rstrip().endswith("1 row")


def test_every_query_of_the_guide_gives_what_it_shows(repository, run):
    guide = (repository / "docs" / "sql.md").read_text()
    shown = re.findall(r"```sql\n(.*?)\n```\n\n```text\n(.*?)\n```", guide, re.DOTALL)

    assert len(shown) >= 10
    for query, output in shown:
        rows = json.loads(run("sql", query, "-f", "json", root=repository).stdout)
        text = "".join(output.split())
        assert rows
        for value in (value for row in rows for value in row.values()):
            assert "".join(str("–" if value is None else value).split()) in text or (
                "://" in str(value)
            ), query
