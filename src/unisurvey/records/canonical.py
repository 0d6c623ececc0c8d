"""The one canonical text of a record.

Fixed key order (that of the schema, provenance last), two spaces, a list of short
values on one line where it fits, quotes only where YAML would guess a type, LF,
NFC. `canonical(load(canonical(record))) == canonical(record)`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from unisurvey.schema.provenance import TRAILING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from unisurvey.schema import Record

WIDTH = 88

_PLAIN = re.compile(
    r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`=]*|https?://[^\s#,\[\]{}]*[^\s#,\[\]{}:]"
)
_LIKE_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_GUESSED = re.compile(r"(?i:true|false|yes|no|on|off|null|y|n)")


def canonical(record: Record) -> str:
    """Return the text that the record's file should hold."""
    return canonical_data(
        record.model_dump(mode="json", exclude_none=True, exclude={"id"})
    )


def canonical_data(data: Mapping[str, Any]) -> str:
    """Return the text of a record's plain data, whose keys are in the schema's order."""
    ordered = {name: data[name] for name in data if name not in TRAILING}
    ordered |= {name: data[name] for name in TRAILING if name in data}
    text = "".join(f"{line}\n" for line in _mapping(ordered, 0))
    return unicodedata.normalize("NFC", text)


def canonical_entries(entries: Sequence[BaseModel]) -> str:
    """Return the text of a vocabulary file: a list of mappings."""
    if not entries:
        return "[]\n"
    data = [entry.model_dump(mode="json", exclude_none=True) for entry in entries]
    return unicodedata.normalize(
        "NFC", "".join(f"{line}\n" for line in _block(data, 0))
    )


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in data.items():
        if value == {}:
            continue  # nothing known in it, so it is left out like any such field
        if not isinstance(value, (dict, list)):
            yield f"{pad}{key}: {scalar(value)}"
        elif (
            isinstance(value, list)
            and (row := _row(value))
            and (len(pad) + len(key) + 2 + len(row) <= WIDTH)
        ):
            yield f"{pad}{key}: {row}"
        else:
            yield f"{pad}{key}:"
            yield from _block(value, indent + 2)


def _block(value: dict[str, Any] | list[Any], indent: int) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _mapping(value, indent)
        return
    pad = " " * indent
    for element in value:
        if isinstance(element, dict):
            first, *rest = _mapping(element, indent + 2)
            yield f"{pad}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{pad}- {scalar(element)}"


def _row(values: list[Any]) -> str | None:
    """Return the flow form of a list of scalars; `None` when it holds anything else."""
    if any(isinstance(value, (dict, list)) for value in values):
        return None
    return f"[{', '.join(scalar(value) for value in values)}]"


def scalar(value: str | float | bool) -> str:
    """Return one value as YAML reads it back, quoted only where it must be."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (int, float)):
        number = f"{Decimal(str(value)):f}"  # never with an exponent
        return f"{value:.6f}" if _LIKE_ARXIV.fullmatch(number) else number
    if _PLAIN.fullmatch(value) and not _GUESSED.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
