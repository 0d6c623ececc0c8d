"""Command lines that pages show with what they print."""

from __future__ import annotations

from typing import Protocol


class Run(Protocol):
    """Runs a command line in this process."""

    def __call__(self, line: str, look: str = "plain", /) -> str:
        """Return what it prints; with `light` or `dark`, a picture of the terminal."""
        ...
