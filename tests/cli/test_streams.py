"""Standard streams that are closed, and disks that are full."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

FULL = "error: No space left on device: standard output\n"
CLOSED = "error: Bad file descriptor: standard output\n"
PRINTING = {
    "text": ["show", "toy-show"],
    "rows that are written one by one": ["stats", "--by", "year", "-f", "csv"],
    "a table": ["list", "-f", "table"],
    "more than a buffer holds": ["schema"],
    "bytes": ["figure", "timeline", "-f", "png", "-o", "-"],
    "a report": ["validate", "-f", "json"],
    "help": ["--help"],
    "the version": ["--version"],
}


def shell(words, redirections, cwd, before=""):
    """Run the program as a shell does; what it says on stderr goes through a pipe."""
    script = f'{before} exec "$0" -m unisurvey "$@" {redirections}'
    return subprocess.run(
        ["bash", "-c", script, sys.executable, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.slow
@pytest.mark.parametrize("words", PRINTING.values(), ids=PRINTING)
def test_what_cannot_be_printed_is_one_error(words, toy):
    full = shell(words, "> /dev/full", toy)
    closed = shell(words, ">&-", toy)

    assert (full.returncode, full.stderr) == (1, FULL)
    assert (closed.returncode, closed.stderr) == (1, CLOSED)


def test_a_command_that_prints_nothing_needs_no_stream(toy, tmp_path):
    words = ["--root", toy, "bib", "toy-show", "-o"]

    whole = shell([*words, "whole.bib"], "", tmp_path)
    none = shell([*words, "none.bib"], "<&- >&- 2>&-", tmp_path)

    assert (whole.returncode, none.returncode) == (0, 0)
    text = (tmp_path / "none.bib").read_text()
    assert text == (tmp_path / "whole.bib").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("redirection", ["2>&-", "2> /dev/full"])
def test_remarks_that_nobody_can_read_change_nothing(redirection, toy):
    normal = shell(["list", "-f", "ids"], "", toy)
    silent = shell(["list", "-f", "ids", "--search", "toy"], redirection, toy)
    problem = shell(["show", "none"], redirection, toy)

    assert (silent.returncode, silent.stdout) == (0, normal.stdout)
    assert (problem.returncode, problem.stdout) == (2, "")


def test_the_version_needs_no_standard_error(toy):
    told = shell(["--version"], "2>&-", toy)

    assert (told.returncode, told.stdout.split()[0]) == (0, "unisurvey")


def test_a_closed_standard_input_is_an_error_only_when_it_is_read(toy):
    listed = shell(["list", "-f", "ids"], "<&-", toy)
    asked = shell(["sql", "-"], "<&-", toy)

    assert (listed.returncode, listed.stderr) == (0, "")
    assert asked.stderr == "error: Bad file descriptor: standard input\n"
    assert asked.returncode == 1


@pytest.mark.parametrize("name", ["text", "more than a buffer holds", "the version"])
def test_a_reader_that_is_gone_is_no_error(name, toy):
    result = shell(PRINTING[name], "> >(exec true)", toy, "sleep 0.1;")

    assert result.stderr == ""


def files(directory):
    return {p: p.read_bytes() for p in directory.rglob("*") if p.is_file()}


WRITING = {
    "text": ["bib", "-o", "out.bib"],
    "sqlite": ["export", "sqlite", "-o", "out.sqlite"],
    "parquet": ["export", "parquet", "--kind", "papers", "-o", "out.parquet"],
    "figure": ["figure", "timeline", "-o", "out.pdf"],
}


@pytest.mark.slow
@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_a_file_that_gets_too_large_is_named_and_the_old_one_stays(
    words, toy, tmp_path
):
    name = words[-1]
    (tmp_path / name).write_text("old\n")

    result = shell(["--root", toy, *words], "", tmp_path, "ulimit -f 0;")

    # a database is built in the folder for temporary files first
    told = (
        "No usable temporary directory found in"
        if "sqlite" in words
        else "File too large: " + name
    )
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith(f"error: {told}")
    assert files(tmp_path) == {tmp_path / name: b"old\n"}


def test_render_and_fmt_name_the_file_that_gets_too_large(toy_copy):
    rendered = shell(["render", "bib"], "", toy_copy, "ulimit -f 0;")
    assert rendered.stderr == f"error: File too large: {toy_copy / 'unisurvey.bib'}\n"

    record = toy_copy / "data" / "papers" / "toy-show.yaml"
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    before = files(toy_copy)
    formatted = shell(["fmt"], "", toy_copy, "ulimit -f 0;")

    assert (rendered.returncode, formatted.returncode) == (1, 1)
    assert formatted.stderr == f"error: File too large: {record}\n"
    assert files(toy_copy) == before


def test_a_run_that_was_killed_leaves_nothing_for_long(toy_copy, run):
    papers = toy_copy / "data" / "papers"
    record = papers / "toy-show.yaml"
    wanted = record.read_bytes()
    record.write_bytes(wanted.replace(b"\n", b"\r\n"))
    killed = (
        "import os, signal\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from unisurvey.cli import run\n"
        "run()"
    )
    environment = os.environ | {"UNISURVEY_NO_CACHE": "1"}  # which is written too
    command = [sys.executable, "-c", killed, "fmt"]
    subprocess.run(command, cwd=toy_copy, env=environment, check=False)
    left = list(papers.glob(".*"))
    assert len(left) == 1
    assert left[0].name.startswith(".toy-show.yaml.")

    validated = run("validate", root=toy_copy, code=None)
    run("fmt", root=toy_copy)

    assert left[0].name not in validated.stderr
    assert record.read_bytes() == wanted
    assert list(papers.glob(".*")) == []


@pytest.mark.slow
def test_a_database_that_is_open_is_replaced_whole(toy, tmp_path):
    shutil.copytree(toy, tmp_path / "toy")
    words = ["--root", tmp_path / "toy", "export", "sqlite", "-o", "toy.sqlite"]
    assert shell(words, "", tmp_path).returncode == 0
    (tmp_path / "toy" / "data" / "papers" / "toy-bare.yaml").unlink()
    count = "SELECT count(*) FROM models"

    with closing(sqlite3.connect(tmp_path / "toy.sqlite")) as old:
        assert old.execute(count).fetchone() == (3,)
        assert shell(words, "", tmp_path).returncode == 0
        assert old.execute(count).fetchone() == (3,)
    with closing(sqlite3.connect(tmp_path / "toy.sqlite")) as new:
        assert new.execute(count).fetchone() == (2,)
