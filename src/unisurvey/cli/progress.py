"""Showing, on a terminal's standard error alone, that work goes on."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from unisurvey.cli.terminal import styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from unisurvey.cli.settings import Settings

PATIENCE = 1.0
"""Seconds of which nobody needs to be told."""


def watched(settings: Settings) -> bool:
    """Return whether somebody looks at standard error who wants to be told."""
    dumb = os.environ.get("TERM") == "dumb"
    return not (settings.quiet or dumb) and sys.stderr.isatty()


def progress_console(settings: Settings) -> Console:
    """Return a rich console on standard error."""
    from unisurvey.cli.console import ShowingConsole

    colored = settings.colored(sys.stderr)
    return ShowingConsole(file=styled(sys.stderr), no_color=not colored)


@contextmanager
def working(settings: Settings, what: str) -> Iterator[Callable[[str], None]]:
    """Say what is done if it takes long; gives what changes the words.

    Nothing is to be written inside: the line is the last of the terminal, and goes.
    """
    told = [what]
    if not watched(settings):
        yield told.append
        return
    done = Event()
    thread = Thread(target=_show, args=(settings, told, done), daemon=True)
    thread.start()
    try:
        yield told.append
    finally:
        done.set()
        thread.join()


def _show(settings: Settings, told: list[str], done: Event) -> None:
    if done.wait(PATIENCE):
        return
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    def line() -> Text:
        return Text(told[-1], no_wrap=True, overflow="ellipsis")

    spinner = Spinner("line", line())  # its signs are ASCII
    console = progress_console(settings)
    live = Live(
        spinner,
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with live:
        while not done.wait(0.1):
            spinner.update(text=line())
