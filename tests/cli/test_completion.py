"""What TAB offers: asked as each shell asks, of every option, and in the shells themselves."""

import os
import pty
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from typer import Context
from typer.testing import CliRunner

from unisurvey.cli.app import COMMANDS, app, load_command

BIN = Path(sys.executable).parent
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def offered(toy, monkeypatch):
    """Return what fish is given behind a line: words, and what they mean."""
    monkeypatch.chdir(toy)

    def offered(line):
        asked = {
            "_UNISURVEY_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": f"unisurvey {line}",
        }
        found = CliRunner().invoke(app, env=asked, prog_name="unisurvey")
        assert not found.stderr
        lines = filter(None, found.stdout.splitlines())
        return dict(line.partition("\t")[::2] for line in lines)

    return offered


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "show toy-sh",
            {"toy-show": "Toy-Show: One Model to Draw and Read"},
        ),
        ("show datasets/toy", {"datasets/toy-sets": "Toy_Sets"}),
        (
            "list --section b-",
            {"b-1": "Pixel encoding", "b-4": "Pseudo hybrid encoding"},
        ),
        ("list --venue tm", {"tmlr": "Transactions on Machine Learning Research"}),
        ("list --license mi", {"mit": "MIT License"}),
        ("list --task ed", {"editing": "Image editing"}),
        ("list --challenge da", {"data": "Data | pairs"}),
        ("list --modality output:v", {"output:video": "comes out"}),
        ("list --not mas", {"mask=": ""}),
        ("list --not mask=c", {"mask=causal": ""}),
        ("list --survey-table 3", {"3": "datasets"}),
        ("list --cited table-1", {"table-1": "unified models"}),
        (
            "list --columns id,mas",
            {"id,mask": "Attention mask used in generation."},
        ),
        ("stats --by year,qu", {"year,quarter": ""}),
        ("sql --schema component_u", {"component_usage": ...}),
        ("sql component_u", {}),
        ("validate --select C201", {"C201": ...}),
        ("bib --omit url,mon", {"url,month": ""}),
        ("set toy-show mas", {"mask": ...}),
        ("add --mask cau", {"causal": ""}),
        ("add --modality output:v", {"output:video": "comes out"}),
        ("add --code ", {}),
    ],
)
def test_words_are_offered_with_what_they_mean(offered, line, expected):
    found = offered(line)

    assert found.keys() == expected.keys()
    for word, means in expected.items():
        assert means is ... or found[word] == means
        assert means is not ... or found[word]


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        ("A", {"Ada": "Ada Lovelace, Ada van der Maaten Jr."}),
        ("wei", {"wei": "Li Wei"}),
        ('"Wei L', {"Wei Li": "Li Wei"}),
        ('"Li W', {"Li Wei": ""}),
        ("Toy", {"Toy": "Toy Team"}),
        ("li,zo", {"li,zola": "Émile Zola"}),
    ],
)
def test_authors_are_offered_by_any_word_of_their_names(offered, begun, expected):
    assert offered(f"list --author {begun}") == expected


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("begun", ["", "a", "-", "x,y", "[/"])
def test_no_option_fails_to_complete(command, begun, toy, monkeypatch):
    monkeypatch.chdir(toy)
    loaded = load_command(command)
    context = Context(loaded, resilient_parsing=True)

    for option in loaded.params:
        for offer in option.shell_complete(context, begun):
            assert offer.value.startswith(begun)
            assert "\n" not in (offer.help or "")


SET_UP = {
    "bash": 'eval "$(_UNISURVEY_COMPLETE=source_bash unisurvey)"',
    "zsh": "autoload -Uz compinit; compinit -u -D; "
    'eval "$(_UNISURVEY_COMPLETE=source_zsh unisurvey)"',
    "fish": "_UNISURVEY_COMPLETE=source_fish unisurvey | source",
}
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
"""Shells as people have them, without what they set up; `make test-all` installs them."""


class Typing:
    """Somebody at a shell."""

    def __init__(self, shell, cwd):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            own = {"TERM": "xterm", "PS1": "$ ", "PATH": f"{BIN}:{os.environ['PATH']}"}
            os.execvpe(shell[0], shell, {**os.environ, **own})

    def type(self, text, until):
        """Type and return what is shown until something is, the typed text apart."""
        os.write(self.terminal, text.encode())
        shown = ""
        end = time.monotonic() + 60
        while until not in shown.replace(text.strip(), "", 1):
            assert time.monotonic() < end, shown
            if select.select([self.terminal], [], [], 1)[0]:
                read = os.read(self.terminal, 65536).decode(errors="replace")
                shown = ANSI.sub("", shown + read)
        return shown

    def leave(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@pytest.fixture(params=START)
def shell(request, toy, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    somebody = Typing(START[request.param], toy)
    try:
        somebody.type(f"{SET_UP[request.param]}; echo rea''dy\n", "ready")
        yield request.param, somebody
    finally:
        somebody.leave()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "words", "means"),
    [
        ("unisurvey show toy-s", ("toy-sets", "toy-show"), "One Model to Draw"),
        ("unisurvey list --section b-", ("b-1", "b-4"), "Pseudo hybrid"),
        (
            "unisurvey list --columns id,pa",
            ("paradigm", "parameters_b"),
            "in principle",
        ),
    ],
)
def test_a_shell_shows_what_is_offered(shell, line, words, means):
    name, somebody = shell

    shown = somebody.type(f"{line}\t\t", words[-1])

    assert all(word in shown for word in words)
    if name != "bash":
        shown += "" if means in shown else somebody.type("", means)
        assert means in shown
