"""The command line: each command parses, calls, prints, exits."""

from __future__ import annotations

import gc
import os
import sys

from unisurvey import __version__

__all__ = ["run"]

gc.disable()  # a process that lives for a moment frees nothing worth the search
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no scan of site-packages


def run() -> None:
    """Run the program as the console script does."""
    if sys.argv[1:] == ["--version"] and _printed(f"unisurvey {__version__}\n"):
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
