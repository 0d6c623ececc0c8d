"""Work that takes long shows itself on a terminal, and nowhere else."""

import io
import time
from types import SimpleNamespace

import pytest

from unisurvey.cli import progress
from unisurvey.cli.settings import Settings


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    found = Terminal()
    # not sys.stderr itself, which pytest sets anew before the test
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=found))
    return found


def shown(stream, text):
    end = time.monotonic() + 30
    while text not in stream.getvalue():
        assert time.monotonic() < end, stream.getvalue()
        time.sleep(0.01)


def test_what_takes_long_says_what_it_does_and_goes(terminal):
    with progress.working(Settings(), "drawing \x1b[31m") as say:
        shown(terminal, "drawing \\u001b[31m")
        say("drawing the last")
        shown(terminal, "drawing the last")

    assert terminal.getvalue().endswith("\x1b[2K")


def test_what_is_quick_says_nothing(terminal, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 60)

    with progress.working(Settings(), "drawing"):
        pass

    assert terminal.getvalue() == ""


def test_an_error_inside_ends_it(terminal):
    def fail():
        with progress.working(Settings(), "drawing"):
            shown(terminal, "drawing")
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    assert terminal.getvalue().endswith("\x1b[2K")


@pytest.mark.parametrize("why", ["quiet", "dumb", "pipe"])
def test_it_is_for_terminals_that_are_looked_at(terminal, monkeypatch, why):
    if why == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    if why == "pipe":
        monkeypatch.setattr(terminal, "isatty", lambda: False)

    with progress.working(Settings(quiet=why == "quiet"), "drawing"):
        time.sleep(0.1)

    assert terminal.getvalue() == ""


def test_no_colour_where_none_is_wanted(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    with progress.working(Settings(), "drawing"):
        shown(terminal, "drawing")

    assert "\x1b[3" not in terminal.getvalue()
