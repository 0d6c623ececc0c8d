"""Running a command line inside this process, for the README's examples."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.catalog import Catalog

EXAMPLE_WIDTH = 92
"""Width of the examples, in cells; it fits GitHub's page."""


class _Terminal(io.StringIO):
    """A stdout that says it is a terminal, so that the output is what people see."""

    def isatty(self) -> bool:
        return True


def run_example(line: str, catalog: Catalog) -> str:
    """Return what `unisurvey …` prints on a terminal without colour.

    Args:
        line: The command line, as typed.
        catalog: Its root is used, whatever the environment says.

    Raises:
        RuntimeError: the command fails; an example must not.
    """
    from unisurvey.cli.app import app

    program, *words = shlex.split(line)
    if program != "unisurvey":
        raise RuntimeError(f"not a command line of this program: {line}")
    out = _Terminal()
    err = io.StringIO()
    with (
        _environment(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = app(
            ["--root", str(catalog.root), "--color", "never", *words],
            standalone_mode=False,
        )
    if code:
        raise RuntimeError(f"exit {code} from {line}\n{err.getvalue()}")
    return "\n".join(text.rstrip() for text in out.getvalue().strip("\n").splitlines())


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    old = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(EXAMPLE_WIDTH)
    try:
        yield
    finally:
        if old is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = old
