"""What a command line imports, so that help and small commands stay quick."""

import json
import subprocess
import sys

import pytest

from unisurvey.cli.app import COMMANDS, load_command
from unisurvey.cli.version import VERSION

PROGRAM = """
import json, sys
from unisurvey.cli import run
sys.argv[0] = "unisurvey"
try:
    run()
except SystemExit:
    pass
print(json.dumps([*sys.modules]), file=sys.stderr)
"""
PARSED = {"pydantic", "yaml", "jinja2", "httpx", "matplotlib", "unisurvey.schema"}
"""What no help of all commands needs."""


def loaded(*words):
    """Return what a command line prints, and the modules that were imported for it."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout, set(json.loads(result.stderr.splitlines()[-1]))


def commands(modules):
    start = "unisurvey.cli.commands."
    return {name.removeprefix(start) for name in modules if name.startswith(start)}


BELOW = {"atomic", "text"}


def rooms(modules):
    return {name.split(".")[1] for name in modules if name.startswith("unisurvey.")}


def test_the_version_is_told_before_typer_is_there():
    text, modules = loaded("--version")

    assert text == f"{VERSION}\n"
    assert modules.isdisjoint({"typer", "rich", "pydantic", "yaml"})


def test_the_help_of_all_imports_no_command():
    text, modules = loaded("--help")

    assert text.lstrip().startswith("Usage: unisurvey ")
    assert commands(modules) == set()
    assert modules.isdisjoint(PARSED)


@pytest.mark.parametrize(
    "command",
    [
        *("diff", "new"),
        *(
            pytest.param(x, marks=pytest.mark.slow)
            for x in ("cite", "checks", "refresh")
        ),
    ],
)
def test_the_help_of_a_command_imports_only_its_own(command):
    text, modules = loaded(command, "--help")

    assert text.lstrip().startswith(f"Usage: unisurvey {command} ")
    assert commands(modules) == {command}
    assert rooms(modules).isdisjoint(
        {"checks", "export", "figures", "lists", "records", "views"}
    )


@pytest.mark.usefixtures("parse_again")
def test_what_is_unchanged_is_told_before_anything_is_parsed(toy_copy, run):
    run("validate", root=toy_copy)

    _, modules = loaded("--root", str(toy_copy), "validate")

    assert commands(modules) == {"validate"}
    assert modules.isdisjoint(PARSED)
    assert (
        rooms(modules) == {"cli", "report", "errors", "files", "root", "kept"} | BELOW
    )


@pytest.mark.usefixtures("parse_again")
def test_records_that_are_kept_need_nothing_but_what_shows_them(toy_copy, run):
    start = ("--root", str(toy_copy))
    run("list", root=toy_copy)

    for words, more in (
        (("show", "toy-pixels"), {"views"}),
        (("list",), {"views"}),
        (("bib", "toy-pixels"), {"bib", "views"}),
    ):
        _, modules = loaded(*start, *words)

        assert commands(modules) == {words[0]}
        assert rooms(modules) - BELOW == {
            *("cli", "report", "errors", "files", "root", "kept", "scores"),
            *("schema", "fields", "query", "records"),
            *more,
        }
        assert modules.isdisjoint(
            {
                *("yaml", "jinja2", "rich", "rapidfuzz", "bibtexparser", "httpx"),
                *("unisurvey.records.yamltext", "unisurvey.records.explain"),
                *("unisurvey.scores.score", "importlib.metadata"),
            }
        )


@pytest.mark.parametrize(
    "words",
    [
        "unisurvey show toy-",
        pytest.param("unisurvey li", marks=pytest.mark.slow),
        pytest.param("unisurvey list --section a", marks=pytest.mark.slow),
    ],
)
def test_completion_reads_no_record(words, toy, monkeypatch):
    monkeypatch.setenv("_UNISURVEY_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    monkeypatch.setenv("UNISURVEY_ROOT", str(toy))

    text, modules = loaded()

    assert text
    assert modules.isdisjoint({"yaml", "rich.table", "unisurvey.records"})


def test_a_command_loads_no_other(toy):
    _, modules = loaded("--root", str(toy), "list", "-f", "ids")

    assert commands(modules) == {"list"}
    assert modules.isdisjoint({"jinja2", "httpx", "matplotlib", "rich.table"})


def test_the_list_of_commands_says_what_each_says_of_itself():
    firsts = {}
    for name in COMMANDS:
        first, *more = (load_command(name).help or "").splitlines()
        firsts[name] = first
        assert more[0] == "", name

    assert firsts == {name: text for name, (_, text) in COMMANDS.items()}
