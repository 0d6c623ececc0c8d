"""Output that is longer than the terminal, shown by the user's pager, as git does it."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.cli.settings import Settings

USUAL = "less"
OPTIONS = "FRX"
"""What `less` does where nobody tells it: end when all fits, show colours, leave the text."""

_STYLE = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def page(text: str, settings: Settings) -> bool:
    """Show a text in the pager and return whether that was done.

    It is not where nobody looks at a terminal, where the text fits on the screen, where
    `--no-pager`, an empty PAGER or `cat` says so, or where there is no such program.

    Args:
        text: Of which foreign parts are visible already.
        settings: Of the run.
    """
    wanted = os.environ.get("PAGER", USUAL)
    if not settings.pager or os.environ.get("TERM") == "dumb" or not _too_long(text):
        return False
    import shlex
    import subprocess

    with suppress(OSError, ValueError):  # no such program, or quotes that do not close
        words = shlex.split(wanted)
        if words in ([], ["cat"]):
            return False
        sys.stdout.flush()
        usual = {"LESS": OPTIONS, "LESSCHARSET": "utf-8"}
        with _uninterrupted():
            subprocess.run(  # noqa: S603 - what the user wants to run
                words,
                input=text.encode(errors="replace"),
                env=usual | os.environ,
                check=False,
            )
        return True
    return False


def _too_long(text: str) -> bool:
    """Return whether standard output is a terminal that cannot show all of a text."""
    try:
        width, height = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return False
    lines = text.splitlines()
    if len(lines) < height:
        from rich.cells import cell_len

        lengths = (cell_len(_STYLE.sub("", line)) for line in lines)
        return sum(max(1, -(-length // max(1, width))) for length in lengths) >= height
    return height > 0


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Leave Ctrl-C to the pager, which has the terminal.

    A signal that is ignored would be ignored by the pager too.
    """
    import signal

    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
