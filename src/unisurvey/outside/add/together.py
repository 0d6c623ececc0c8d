"""Writing several files as if they were one: all of them or none."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from unisurvey.atomic import write_if_changed
from unisurvey.files import read_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_all(texts: Mapping[Path, str]) -> None:
    """Write every file; when one cannot be, put the others back as they were.

    Raises:
        OSError: a file could not be written.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, text in texts.items():
            old = read_regular(path) if path.exists() else None
            write_if_changed(path, text)
            before[path] = old
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):
                if content is None:
                    path.unlink()
                else:
                    write_if_changed(path, content)
        raise
