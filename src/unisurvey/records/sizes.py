"""How large the file of a record may be, and what is said of one that is larger."""

from __future__ import annotations

from unisurvey.errors import Problem

SIZE_LIMIT = 1024 * 1024
"""Bytes of the largest file that is read."""


def too_large(path: str, size: int | None) -> Problem:
    """Return the problem of a file that is not read because of its size."""
    said = f"{size} bytes" if size else "too many bytes"
    message = f"the file has {said}, expected at most {SIZE_LIMIT}"
    return Problem(path, "Y006", message)
