"""The global options of one run, and what they decide about output."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, TextIO

from unisurvey.cli.terminal import styled, tell, width_of

if TYPE_CHECKING:
    from rich.console import Console

    from unisurvey.cli.shared import SharedCatalog

PIPED_WIDTH = 100
"""Width of a table that is asked for although nothing shows the terminal's."""


class Exit(IntEnum):
    """Exit codes, as the README documents them."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    BUG = 3
    NETWORK = 4
    INTERRUPTED = 130


class Color(StrEnum):
    """When to use colour."""

    auto = "auto"
    always = "always"
    never = "never"


@dataclass(frozen=True)
class Settings:
    """What the global options say."""

    root: str | None = None
    color: Color = Color.auto
    quiet: bool = False
    verbose: bool = False
    shared: SharedCatalog | None = None
    """What is shown instead of the records below the root."""

    pager: bool = True
    """Whether what is longer than the terminal goes through the pager."""

    def colored(self, stream: TextIO) -> bool:
        """Return whether a stream gets colour.

        Order: `--color`, then NO_COLOR, then FORCE_COLOR, then TERM=dumb, then
        whether the stream is a terminal.
        """
        if self.color is not Color.auto:
            return self.color is Color.always
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return os.environ.get("TERM") != "dumb" and stream.isatty()

    def console(self) -> Console:
        """Return a rich console on stdout that obeys these settings."""
        from unisurvey.cli.console import ShowingConsole

        colored = self.colored(sys.stdout)
        return ShowingConsole(
            file=styled(sys.stdout),
            color_system="truecolor" if colored else None,
            force_terminal=colored,
            no_color=not colored,
            width=terminal_width(),
            highlight=False,
            emoji=False,
            markup=False,
            legacy_windows=False,
        )

    def note(self, text: str, *, whole: bool = False) -> None:
        """Tell people something on stderr, as `tell` does; `--quiet` drops it."""
        if not self.quiet:
            tell(text, whole=whole)


def is_terminal() -> bool:
    """Return whether stdout is a terminal."""
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Return the width to lay tables out for, in cells: COLUMNS, else the terminal's."""
    return width_of(sys.stdout) or PIPED_WIDTH


def settings_of(context: Any) -> Settings:
    """Return the settings that the main callback left in typer's context."""
    found = context.find_root().obj
    return found if isinstance(found, Settings) else Settings()
