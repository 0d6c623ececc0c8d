"""The command line: each command parses, calls, prints, exits."""

import gc
import os

gc.disable()  # a process that lives for a moment frees nothing worth the search
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no scan of site-packages

from unisurvey.cli.app import run  # noqa: E402 - after the settings above

__all__ = ["run"]
