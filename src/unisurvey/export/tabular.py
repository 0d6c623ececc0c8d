"""Flat objects → CSV, TSV, JSON and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def cell(value: Any) -> str:
    """Return one value for CSV and TSV: lists joined by `; `, nothing for not known."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() | tuple():
            return "; ".join(map(cell, value))
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def to_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Return RFC 4180 text with a header and LF line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row[name]) for name in columns] for row in rows)
    return buffer.getvalue()


def tsv_line(cells: Iterable[str]) -> str:
    """Return one line; tabs and line breaks inside a value become spaces."""
    return "\t".join(" ".join(text.split()) for text in cells) + "\n"


def to_tsv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Return tab-separated lines with a header."""
    lines = [tsv_line(columns)]
    lines += (tsv_line(cell(row[name]) for name in columns) for row in rows)
    return "".join(lines)


def to_json(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Return a bare array of objects."""
    return json.dumps(_chosen(rows, columns), ensure_ascii=False, indent=2) + "\n"


def to_jsonl(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    """Return one object a line."""
    return "".join(
        json.dumps(row, ensure_ascii=False) + "\n" for row in _chosen(rows, columns)
    )


def _chosen(
    rows: Sequence[dict[str, Any]], columns: Sequence[str]
) -> list[dict[str, Any]]:
    return [{name: row[name] for name in columns} for row in rows]


TABULAR: dict[str, Callable[[Sequence[dict[str, Any]], Sequence[str]], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "jsonl": to_jsonl,
}
"""Format → function of flat objects and the columns wanted."""
