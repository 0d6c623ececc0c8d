"""JSON as people can read it: letters as they are, what cannot be seen escaped."""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any, indent: int | None = None) -> str:
    """Return JSON, without a line end, that steers no terminal and hides nothing."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if all(line.isprintable() for line in text.split("\n")):
        return text
    return "".join(
        char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1]
        for char in text
    )


def json_document(value: Any) -> str:
    """Return JSON as a file has it: indented, with a line end."""
    return json_text(value, 2) + "\n"
