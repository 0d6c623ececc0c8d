"""The bytes of one record or vocabulary file, or why it is not read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from unisurvey.errors import Problem, RefusedFileError, TooLargeFileError

if TYPE_CHECKING:
    from pathlib import Path

    from unisurvey.files import Tree
    from unisurvey.records.yamltext import Positions


def shown_path(path: Path) -> str:
    """Return the path as the user should read it: relative when below the working directory."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else relative


def read_record(path: Path, tree: Tree) -> bytes | Problem:
    """Return the content of a file of a catalogue; whatever it is, nothing is raised."""
    from unisurvey.records.yamltext.parsing import SIZE_LIMIT, too_large

    shown = shown_path(path)
    try:
        return tree.read(path, SIZE_LIMIT)
    except TooLargeFileError as error:
        return too_large(shown, error.size)
    except RefusedFileError as error:
        return Problem(shown, "S109", f"not a record, {error.reason}")
    except OSError as error:
        return Problem(shown, "S110", f"cannot be read: {error.strerror}")


def places(path: Path, tree: Tree) -> Positions:
    """Return where the values of a file are; of one that is gone, its first line."""
    from unisurvey.records.yamltext import locate

    found = read_record(path, tree)
    return locate(found if isinstance(found, bytes) else b"")


def not_a(expected: Literal["list", "mapping"], path: Path, raw: bytes) -> Problem:
    """Return the problem of a file that holds the other of the two."""
    from unisurvey.records.yamltext import locate

    other = "mapping" if expected == "list" else "list"
    message = f"a {other}, expected a {expected}"
    return Problem(shown_path(path), "S103", message, locate(raw).span(()))
