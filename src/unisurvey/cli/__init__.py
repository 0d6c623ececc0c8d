"""The command line: each command parses, calls, prints, exits."""

from __future__ import annotations

import gc
import os
import sys

from unisurvey import __version__
from unisurvey.cli.settings import Exit
from unisurvey.cli.streams import open_streams
from unisurvey.cli.terminal import tell_failure

__all__ = ["run"]

gc.disable()  # a process that lives for a moment frees nothing worth the search
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no scan of site-packages


def run() -> None:
    """Run the program as the console script does."""
    open_streams()
    try:
        try:
            if sys.argv[1:] == ["--version"]:  # typer takes longer to come than this
                sys.stdout.write(f"unisurvey {__version__}\n")
            else:
                from unisurvey.cli.app import app

                app()
        finally:
            sys.stdout.flush()  # here, since at its end the interpreter fails differently
    except BrokenPipeError:  # whoever reads has enough
        sys.exit(Exit.PROBLEMS)
    except OSError as error:
        tell_failure(error)
        sys.exit(Exit.PROBLEMS)
