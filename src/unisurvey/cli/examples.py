"""Running a command line inside this process, for examples and pictures of them."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog

EXAMPLE_WIDTH = 92
"""Width of the examples, in cells; it fits GitHub's page."""


class _Terminal(io.StringIO):
    """A stdout that says it is a terminal, so that the output is what people see."""

    def isatty(self) -> bool:
        return True


def run_example(line: str, catalog: Catalog, look: str = "plain") -> str:
    """Return what `unisurvey …` prints on a terminal.

    Args:
        line: The command line, as typed.
        catalog: Its root is used, whatever the environment says.
        look: `plain` is text without colour; `light` or `dark` is an SVG of such a
            terminal.

    Raises:
        RuntimeError: the command fails; an example must not.
    """
    from unisurvey.cli.app import app

    program, *words = shlex.split(line)
    if program != "unisurvey":
        raise RuntimeError(f"not a command line of this program: {line}")
    color = "never" if look == "plain" else "always"
    out = _Terminal()
    err = io.StringIO()
    with (
        _environment(),
        _only_confirmed(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = app(
            ["--root", str(catalog.root), "--color", color, *words],
            standalone_mode=False,
        )
    if code:
        raise RuntimeError(f"exit {code} from {line}\n{err.getvalue()}")
    rows = out.getvalue().strip("\n").splitlines()
    printed = "\n".join(text.rstrip() for text in rows)
    if look == "plain":
        return printed
    from unisurvey.cli.screen import screen

    return screen(line, printed, look, EXAMPLE_WIDTH)


@contextlib.contextmanager
def _only_confirmed() -> Iterator[None]:
    from unisurvey.cli.source import ONLY_CONFIRMED

    token = ONLY_CONFIRMED.set(True)
    try:
        yield
    finally:
        ONLY_CONFIRMED.reset(token)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """Be a terminal of `EXAMPLE_WIDTH`, whatever this program runs in."""
    wanted = {"COLUMNS": str(EXAMPLE_WIDTH), "TERM": "xterm-256color"}
    old = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in old.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
