"""Two versions of a text → what people read of their difference."""

from __future__ import annotations

import difflib


def changes(old: str, new: str, name: str, form: str) -> str:
    """Return a unified diff of whole lines; empty when the texts are equal.

    Args:
        old: The text as it is.
        new: The text as it should be.
        name: What to call the file.
        form: What the new text is: `canonical`, `rendered`.
    """
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        name,
        f"{name} ({form})",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
