"""Long output on a terminal goes through the user's pager; long lines fit it."""

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from fcntl import ioctl

import pytest
from tests.cli.test_process import ANSI, PROGRAM
from tests.servers.program import on_terminal, start

PAGER = "sh -c 'echo BEGIN; cat; echo END'"
LONG = ("list", "--format", "json")
"""More lines than the fifty of the terminal."""

WITH_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_what_is_longer_than_the_terminal_is_paged(toy):
    code, shown = on_terminal(*LONG, cwd=toy, columns=80, PAGER=PAGER)

    assert code == 0
    begin, *lines, end, count = shown.splitlines()
    assert (begin, lines[0], lines[-1], end) == ("BEGIN", "[", "]", "END")
    assert count == "3 of 3 models"


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("list",), {"PAGER": PAGER}),
        (("--no-pager", *LONG), {"PAGER": PAGER}),
        ((*LONG, "--no-pager"), {"PAGER": PAGER}),
        (LONG, {"PAGER": ""}),
        (LONG, {"PAGER": "cat"}),
        (LONG, {"PAGER": "no-such-program"}),
        (LONG, {"PAGER": "sh 'quotes that do not close"}),
        (LONG, {"PAGER": PAGER, "TERM": "dumb"}),
    ],
)
def test_there_is_no_pager_where_none_is_wanted(words, environment, toy):
    code, shown = on_terminal(*words, cwd=toy, columns=80, **environment)

    assert code == 0
    assert "BEGIN" not in shown
    assert "Toy-Show" in shown
    assert shown.splitlines()[-1] == "3 of 3 models"


def test_a_pipe_has_no_pager(toy):
    assert "BEGIN" not in start(*LONG, cwd=toy, PAGER=PAGER).stdout


@pytest.mark.parametrize("words", [("bib",), ("schema",), ("show", "janus", "show-o")])
def test_text_and_pages_are_paged_too(words, some_real):
    code, shown = on_terminal(*words, cwd=some_real, columns=60, PAGER=PAGER)

    assert code == 0
    assert shown.startswith("BEGIN\n")


def test_the_usual_pager_is_told_to_show_colours_and_to_end(toy, tmp_path):
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "LESS=$LESS"\nexec cat\n')
    less.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"

    def first(**environment):
        shown = on_terminal("bib", cwd=toy, columns=80, PATH=path, **environment)[1]
        return shown.splitlines()[0]

    assert first(PAGER="less") == "LESS=FRX"
    assert first(PAGER="less", LESS="S") == "LESS=S"


def test_a_pager_that_is_left_early_is_no_error(toy):
    code, shown = on_terminal(*LONG, cwd=toy, columns=80, PAGER="head -n 1")

    assert (code, shown) == (0, "[\n3 of 3 models\n")


def test_an_exit_code_is_that_of_the_command(toy_copy):
    (toy_copy / "data/papers/toy-bare.yaml").write_text("key: a\n")

    code, shown = on_terminal("bib", cwd=toy_copy, columns=80, PAGER=PAGER)

    assert code == 1
    assert "\nBEGIN\n" in shown


def test_foreign_text_is_shown_in_the_pager(toy):
    query = "select 'x' || char(27) || '[5m' as x from papers, papers, papers"

    _, shown = on_terminal("sql", query, cwd=toy, columns=80, PAGER=PAGER)

    assert r"x\u001b[5m" in ANSI.sub("", shown)
    assert "\x1b[5m" not in shown


def test_an_interrupt_is_the_pager_s(toy):
    """As in git: it may stop a search there, and the program waits for the pager."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    waiting = (
        "trap 'echo GOT' INT; echo BEGIN; cat >/dev/null; read x </dev/tty; echo END"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", WITH_A_TERMINAL, PROGRAM, *LONG],
        cwd=toy,
        env=os.environ | {"TERM": "xterm", "PAGER": f'sh -c "{waiting}"'},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    found = b""

    def until(text):
        nonlocal found
        while text not in found and select.select([ours], [], [], 30)[0]:
            found += os.read(ours, 4096)
        assert text in found

    until(b"BEGIN")
    os.killpg(process.pid, signal.SIGINT)
    until(b"GOT")
    os.write(ours, b"\n")
    until(b"END")
    until(b"3 of 3 models")

    assert process.wait(timeout=30) == 0
    os.close(ours)


def test_what_people_are_told_is_broken_between_words(toy):
    words = ("add", "toy-show")
    _, wide = on_terminal(*words, cwd=toy, columns=400)
    code, narrow = on_terminal(*words, cwd=toy, columns=50)

    assert code == 1
    assert narrow.split() == wide.split()
    assert len(wide.splitlines()) == 1
    lines = narrow.splitlines()
    assert max(map(len, lines)) <= 50
    assert lines[-1] == "'unisurvey edit papers/toy-show'"
