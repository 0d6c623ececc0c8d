"""The command line: each command parses, calls, prints, exits."""

from __future__ import annotations

import gc
import os
import sys

from unisurvey.cli.version import VERSION

__all__ = ["main", "run"]

gc.disable()  # a process that lives for a moment frees nothing worth the search
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no scan of site-packages


def main() -> None:
    """Run the program as a process of its own, and end that at once.

    Taking thousands of records apart one by one takes longer than most commands.
    """
    code = 0
    try:
        run()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        code = end.code
    if sys.stderr:  # standard output is flushed
        sys.stderr.flush()
    os._exit(code)


def run() -> None:
    """Run the program as the console script does, but for the end of the process."""
    if sys.argv[1:] == ["--version"] and _printed(f"{VERSION}\n"):
        return
    from unisurvey.cli.settings import Exit
    from unisurvey.cli.streams import open_streams
    from unisurvey.cli.terminal import tell_failure

    open_streams()
    try:
        try:
            from unisurvey.cli.app import app

            app()
        finally:
            sys.stdout.flush()  # here, since at its end the interpreter fails differently
    except BrokenPipeError:  # whoever reads has enough
        sys.exit(Exit.PROBLEMS)
    except OSError as error:
        tell_failure(error)
        sys.exit(Exit.PROBLEMS)


def _printed(text: str) -> bool:
    """Print a text before anything is imported; return whether that was possible."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (AttributeError, OSError):  # closed or full, of which more is to be said
        return False
    return True
