"""Writing a new catalogue: all of it, and never over anything."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from unisurvey.outside.add.proof import write_all

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FEW = 5
"""Names that are told; more would not help."""


def in_the_way(directory: Path) -> str:
    """Return what a directory holds besides `.git`; empty where nothing is."""
    if not directory.exists():
        return ""
    names = sorted(path.name for path in directory.iterdir() if path.name != ".git")
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return f"{', '.join(names[:_FEW])}{more}"


def write_new(files: Mapping[Path, str]) -> None:
    """Write files that are not there yet; where one cannot be, leave nothing behind.

    Raises:
        OSError: a file could not be written.
    """
    missing = {
        folder for path in files for folder in path.parents if not folder.exists()
    }
    try:
        write_all(files)
    except BaseException:
        for folder in sorted(missing, reverse=True):  # the inner ones first
            with suppress(OSError):
                folder.rmdir()
        raise
