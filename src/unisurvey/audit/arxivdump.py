"""Stored metadata of arXiv, as JSON or one JSON object a line.

The form is that of arXiv's public data set: `id`, `title`, and `authors_parsed` (family
name, given names, suffix) or `authors` as one text.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from unisurvey.bib.tex.reader import plain
from unisurvey.errors import UsageError
from unisurvey.files import lines_of_named
from unisurvey.matching import Description, WrittenName

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

_ID = re.compile(r'"id"\s*:\s*"(?:arXiv:)?([^"]+?)(?:v\d+)?"')
_APART = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def read_metadata(path: Path, wanted: Container[str]) -> dict[str, Description]:
    """Return what a file says of some papers, by arXiv id without version.

    A file of lines may be large: only lines about the papers are taken apart.

    Args:
        path: The file.
        wanted: Ids of the papers.

    Raises:
        UsageError: it cannot be read, or is not of this form.
        OSError: reading it failed.
    """
    found: dict[str, Description] = {}
    for entry in _entries(lines_of_named(path), wanted, path):
        name, description = _described(entry)
        if name in wanted:
            found[name] = description
    return found


def _entries(
    lines: Iterator[bytes], wanted: Container[str], path: Path
) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(lines, 1):
        text = raw.decode("utf-8", "replace")
        if number == 1 and text.startswith("["):
            rest = b"".join(lines).decode("utf-8", "replace")
            values = _parsed(text + rest, str(path))
            yield from (value for value in values if isinstance(value, dict))
            return
        about = _ID.search(text)
        if number == 1 and not about:
            raise UsageError(
                f"{path}:1: no metadata of arXiv, expected objects with id, title and "
                "authors, one a line or in a list"
            )
        if about and about[1] in wanted:
            value = _parsed(text, f"{path}:{number}")
            if isinstance(value, dict):
                yield value


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{place}: no JSON: {error}") from None


def _described(entry: dict[str, Any]) -> tuple[str, Description]:
    name = re.sub(r"^arXiv:|v\d+$", "", str(entry.get("id", "")))
    parsed = entry.get("authors_parsed")
    names = (
        tuple(_name(parts) for parts in parsed if isinstance(parts, list) and parts)
        if isinstance(parsed, list)
        else tuple(
            WrittenName(plain(one))
            for one in _APART.split(str(entry.get("authors", "")))
            if one.strip()
        )
    )
    title = plain(" ".join(str(entry.get("title", "")).split()))
    return name, Description(title=title, names=names, arxiv=(name,))


def _name(parts: list[Any]) -> WrittenName:
    family, given, suffix = (*(plain(str(part)) for part in parts), "", "")[:3]
    return WrittenName(" ".join(filter(None, (given, family, suffix))), family)
