"""Foreign text is shown in every format of every command, and never sent."""

import io
import json
import re
import sys
from contextlib import suppress

import pytest
from rich.table import Table
from rich.text import Text
from typer.testing import CliRunner

from unisurvey.cli.app import app
from unisurvey.cli.console import ShowingConsole
from unisurvey.cli.settings import Settings
from unisurvey.cli.terminal import ShownStream, shown, shown_streams, styled

EVIL = "\x1b[5m\x1b]0;evil\x07\x9b5m\x85\u202e\u2066\u200b\U000e0041"
OWN = re.compile(r"\x1b\[[0-4679;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""Colours and links of the program itself; none of them blinks."""


def sent(text):
    """Return what of a text would not just be shown."""
    return {char for char in OWN.sub("", text) if not char.isprintable()} - {"\n", "\t"}


@pytest.fixture
def hostile(tmp_path):
    """Files by strangers: a list, a .bib, a document, and one with such a name."""
    (tmp_path / "list.md").write_text(
        f"# A{EVIL} list\n\n## Models {EVIL}\n\n"
        f"- **Evil{EVIL} One**: A {EVIL} of its own. [[Paper]](https://arxiv.org/abs/2401.0000"
        f"1{EVIL})\n"
        f"| Name | Title | Date |\n|---|---|---|\n| Toy{EVIL} | Toy-Show {EVIL} | 1999 |\n"
    )
    (tmp_path / "refs.bib").write_text(
        f"@article{{ev{EVIL}il,\n title = {{Toy-Show: One {EVIL} Model to Draw and Read}},\n"
        f" author = {{Evil{EVIL}, Eve}},\n year = {{19{EVIL}99}},\n"
        f" doi = {{10.1234/toy.2025_1}},\n}}\n@bo{EVIL}ok{{x{EVIL}\n"
    )
    (tmp_path / "paper.md").write_text(f"As [@nosuch{EVIL}key] says.\n")
    (tmp_path / f"n{EVIL}.bib").write_text("@misc{")
    return tmp_path


def commands(folder):
    """Yield command lines that meet foreign text."""
    odd = folder / f"n{EVIL}.bib"
    for form in ("text", "md", "json", "github"):
        yield "diff", folder / "list.md", "--format", form
    for form in ("text", "json", "github"):
        yield "audit", folder / "refs.bib", "--format", form
        yield "audit", odd, "--format", form
    yield "audit", folder / "refs.bib", "--fix", "-o", folder / "fixed.bib"
    yield "audit", folder / f"no{EVIL}.bib"
    yield "bib", "--from", folder / "paper.md"
    yield "add", folder / "refs.bib", "--dry-run"
    yield "add", odd, "--dry-run"
    yield "add", f"toy{EVIL}", "--dry-run"
    yield "add", "10.5555/evil", "--dry-run"
    spelled = "||".join(f"char({ord(char)})" for char in EVIL)
    link = f"'https://e.example/'||{spelled}"
    for form in ("table", "md", "csv", "tsv", "json", "jsonl"):
        yield "sql", f"select {spelled} as x, {link} as y", "--format", form
    yield "sql", f"select {spelled} as x"
    for word in ("show", "cite", "related", "search"):
        yield word, f"toy{EVIL}"
    yield "list", "--section", f"a{EVIL}"
    yield "cite", "toy-show", "--style", f"apa{EVIL}"


@pytest.fixture
def damaged(toy_copy):
    """A catalogue with a record that holds such characters."""
    path = toy_copy / "data" / "papers" / "toy-bare.yaml"
    path.write_text(path.read_text() + f"notes: [{EVIL}]\nev{EVIL}il: 1\n")
    return toy_copy


@pytest.fixture
def services(standin):
    """Words that name services of which one answers with such characters."""
    standin.own["/crossref/works/10.5555/evil"] = (
        200,
        {},
        {
            "message": {
                "DOI": "10.5555/evil",
                "title": [f"An Evil{EVIL} Title of Its Own"],
                "author": [{"family": f"Ev{EVIL}il", "given": "Eve"}],
                "issued": {"date-parts": [[2025, 1, 2]]},
                "type": "journal-article",
                "container-title": [f"Journal{EVIL}"],
            }
        },
    )
    return [*standin.options, "--retries", "0"]


@pytest.fixture
def invoked(monkeypatch):
    """Run a command line; return its output, whatever its exit code."""
    monkeypatch.setenv("UNISURVEY_NO_CACHE", "1")

    def invoked(*words, root):
        return CliRunner().invoke(app, ["--root", str(root), *map(str, words)])

    return invoked


@pytest.mark.parametrize("color", ["never", "always"])
def test_no_command_sends_what_strangers_wrote(color, hostile, toy, invoked, services):
    wrong = []

    for words in commands(hostile):
        more = services if words[0] == "add" else ()
        result = invoked("--color", color, *words, *more, root=toy)
        found = sent(result.stdout) | sent(result.stderr)
        if found or result.exit_code == 3:
            wrong.append((words, found, result.exit_code, result.stderr))

    assert wrong == []


def test_no_command_sends_what_a_damaged_catalogue_holds(damaged, invoked):
    path = damaged / "data/papers/toy-bare.yaml"
    forms = ("text", "json", "github", "sarif")
    lines: list[tuple[object, ...]] = [("validate", "-f", form) for form in forms]
    lines += [("fmt", "--check"), ("fmt", path), ("list",), ("validate", "--fix")]

    results = {words: invoked(*words, root=damaged) for words in lines}

    assert {
        words: (result.stdout, result.stderr)
        for words, result in results.items()
        if sent(result.stdout) or sent(result.stderr) or result.exit_code == 3
    } == {}
    assert r"\u202e" in results["validate", "-f", "text"].stderr


def test_json_has_the_characters_that_it_shows(toy, run):
    spelled = "||".join(f"char({ord(char)})" for char in EVIL)

    for form in ("json", "jsonl"):
        result = run("sql", f"select {spelled} as x", "--format", form, root=toy)
        read = json.loads(result.stdout)
        assert (read if form == "jsonl" else read[0]) == {"x": EVIL}


def test_help_of_a_command_keeps_its_colours(run, monkeypatch):
    monkeypatch.setattr("typer.rich_utils.FORCE_TERMINAL", True)

    result = run("diff", "--help")

    assert r"\u001b" not in result.stdout


def test_text_without_such_characters_is_written_as_it_is():
    assert shown("Nguyễn Văn\t王\n\n✓ 1–2") == "Nguyễn Văn\t王\n\n✓ 1–2"
    assert shown("a\rb\r\nc\u00a0d") == "a\\u000db\r\nc\\u00a0d"


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def test_bytes_are_as_they_are_except_on_a_terminal():
    written = []

    for kind in (io.TextIOWrapper, Terminal):
        data = io.BytesIO()
        stream = ShownStream(kind(data, encoding="utf-8"))
        stream.buffer.write(EVIL.encode() + b"\xff")
        stream.flush()
        written.append(data.getvalue())

    assert written == [
        EVIL.encode() + b"\xff",
        (shown(EVIL) + "\ufffd").encode(),
    ]


def test_streams_come_back_after_a_failure():
    before = sys.stdout, sys.stderr

    with suppress(ZeroDivisionError), shown_streams():
        assert styled(sys.stdout) is before[0]
        raise ZeroDivisionError

    assert (sys.stdout, sys.stderr) == before


def test_a_console_shows_what_is_in_cells_and_links():
    out = io.StringIO()
    console = ShowingConsole(file=out, force_terminal=True, width=200)
    table = Table("Name")
    table.add_row(Text(EVIL, style=f"link https://e.example/{EVIL}"))

    console.print(table)
    console.print(Text(EVIL, style="red"), EVIL)

    assert sent(out.getvalue()) == set()
    assert r"\u202e" in out.getvalue()


def test_a_command_to_be_copied_stays_on_one_line(monkeypatch, capsys):
    monkeypatch.setattr("unisurvey.cli.terminal.told_width", lambda: 20)

    Settings().note("to be copied: unisurvey add 2501.00001", whole=True)
    Settings().note("to be read, and not to be copied")

    assert capsys.readouterr().err.splitlines() == [
        "to be copied: unisurvey add 2501.00001",
        "to be read, and not",
        "to be copied",
    ]
