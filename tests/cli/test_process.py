"""Runs of the real program, for what no test inside this process can see."""

import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from tests.servers.program import on_terminal, shown_on_terminal, start
from typer.testing import CliRunner

from unisurvey.cli.app import app

PROGRAM = Path(sys.executable).with_name("unisurvey")
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b\x07]*(?:\x1b\\|\x07)")


def started(*words, cwd, **environment):
    """Run the program from its very start."""
    return subprocess.run(
        [sys.executable, "-m", "unisurvey", *map(str, words)],
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("render", "--check", "pictures"), "rendering"),
        (("cite", "--kind", "papers"), "setting 6 references"),
        (("figure", "timeline", "-o", "-"), "drawing timeline"),
    ],
)
def test_long_work_shows_itself_on_a_terminal_alone(words, said, toy_copy):
    line = ("--root", toy_copy, *words)

    _, shown = on_terminal(*line, cwd=toy_copy, columns=80, patience=0)
    piped = start(*line, cwd=toy_copy, patience=0)

    assert said in shown
    assert said not in piped.stdout + piped.stderr


def cells(line):
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def test_the_module_and_the_script_are_the_same_program(toy, tmp_path):
    module = started("--root", toy, "list", cwd=tmp_path)
    script = subprocess.run(
        [PROGRAM, "--root", toy, "list"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert module.returncode == 0
    assert module.stdout == script.stdout
    assert module.stdout.splitlines()[0] == "toy-bare\tBare\tb-1\t\t\tBare"
    assert module.stderr == script.stderr == ""


@pytest.mark.slow  # with a small file tests/cli/test_streams.py has it
def test_a_reader_that_stops_early_is_no_error(repository, tmp_path):
    result = subprocess.run(
        [
            "sh",
            "-c",
            '"$0" --root "$1" list papers -f json | head -1',
            PROGRAM,
            repository,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.stdout, result.stderr) == ("[\n", "")


def test_addresses_are_opened_in_the_browser_of_the_environment(toy, tmp_path):
    log = tmp_path / "opened"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" >> {log}\n')
    script.chmod(0o755)

    result = start(
        *("--root", toy, "show", "toy-show", "toy-any", "--open", "weights"),
        cwd=tmp_path,
        BROWSER=f"{script} %s",
    )

    assert result.returncode == 0
    addresses = ["https://huggingface.co/toy/show", "https://huggingface.co/toy/any"]
    assert result.stdout.splitlines() == log.read_text().splitlines() == addresses


def test_the_root_is_found_above_the_working_directory(toy, tmp_path):
    above = start("list", "-f", "ids", cwd=toy / "data" / "papers")
    variable = start("list", "-f", "ids", cwd=tmp_path, UNISURVEY_ROOT=str(toy))
    option = start(
        "list", "-f", "ids", "--root", toy, cwd=tmp_path, UNISURVEY_ROOT="/nowhere"
    )

    wanted = "toy-bare\ntoy-show\ntoy-any\n"
    assert above.stdout == variable.stdout == option.stdout == wanted


def test_bad_yaml_is_reported_on_stderr_only(toy_copy):
    (toy_copy / "data/papers/toy-bare.yaml").write_text("key: a\ntitle: [x\n")

    result = start("validate", cwd=toy_copy)

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("data/papers/toy-bare.yaml:2:8: Y008 ")
    assert "Traceback" not in result.stderr


def test_text_is_utf_8_whatever_the_locale(toy, tmp_path):
    result = started(
        *("--root", toy, "show", "toy-show"),
        cwd=tmp_path,
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )

    assert "Văn Nguyễn" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, 140])
def test_no_line_is_wider_than_the_terminal(columns, repository):
    shown = shown_on_terminal(
        ("list",),
        ("list", "papers"),
        ("list", "datasets"),
        ("list", "benchmarks"),
        ("show", "show-o"),
        ("stats",),
        ("stats", "--by", "encoding,quarter"),
        ("stats", "--lineage"),
        cwd=repository,
        columns=columns,
    )

    for text in shown:
        lines = ANSI.sub("", text).splitlines()
        assert len(lines) > 5
        assert max(map(cells, lines)) <= columns


def test_colour_and_links_are_for_terminals_and_can_be_refused(toy):
    _, plain = on_terminal("list", cwd=toy, columns=100, NO_COLOR="1")
    _, dumb = on_terminal("list", cwd=toy, columns=100, TERM="dumb")
    _, colored = on_terminal("list", cwd=toy, columns=100)

    assert "\x1b" not in plain
    assert "\x1b" not in dumb
    assert "\x1b]8;" in colored
    assert ANSI.sub("", colored) == plain
    assert plain.rstrip().endswith("3 of 3 models")


def test_forced_colour_reaches_a_pipe(toy):
    result = start("show", "toy-show", cwd=toy, FORCE_COLOR="1")

    assert "\x1b[1mToy-Show (superseded)\x1b[0m" in result.stdout


@pytest.mark.parametrize(
    ("line", "position", "expected"),
    [
        ("unisurvey show toy-s", 2, ["toy-sets", "toy-show"]),
        ("unisurvey bib spec", 2, ["specials"]),
        ("unisurvey list --section b-", 3, ["b-1", "b-4"]),
        ("unisurvey list --backbone qwen2.5-vl", 3, ["qwen2.5-vl", "qwen2.5-vl-32b"]),
        ("unisurvey list --paradigm h", 3, ["hybrid"]),
        ("unisurvey render cor", 2, ["corrections"]),
        ("unisurvey li", 1, ["list"]),
        ("unisurvey stats --by qu", 3, ["quarter"]),
        ("unisurvey show datasets/toy", 2, ["datasets/toy-sets"]),
        ("unisurvey list --venue tm", 3, ["tmlr"]),
        ("unisurvey list --license MI", 3, ["MIT"]),
        ("unisurvey list --columns name,mas", 3, ["name,mask"]),
        ("unisurvey list --group-by para", 3, ["paradigm", "parameters_b"]),
        ("unisurvey list --backbone llama,qwen2.5-vl-", 3, ["llama,qwen2.5-vl-32b"]),
        ("unisurvey list --unstated mas", 3, ["mask"]),
    ],
)
def test_the_shell_completes(line, position, expected, toy, monkeypatch):
    monkeypatch.chdir(toy)
    asked = complete_variables(line, position)

    found = CliRunner().invoke(app, env=asked, prog_name="unisurvey")

    assert found.stdout.split() == expected, found.stderr


def test_the_shell_completes_with_the_real_program(toy):
    asked = complete_variables("unisurvey show toy-s", 2)

    found = subprocess.run(
        [PROGRAM],
        cwd=toy,
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.stdout.split() == ["toy-sets", "toy-show"], found.stderr


def complete_variables(line, position):
    return {
        "_UNISURVEY_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(position),
    }


def test_the_completion_script_can_be_printed(toy):
    result = subprocess.run(
        [PROGRAM],
        cwd=toy,
        env=os.environ | {"_UNISURVEY_COMPLETE": "source_bash"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "_UNISURVEY_COMPLETE=complete_bash" in result.stdout
