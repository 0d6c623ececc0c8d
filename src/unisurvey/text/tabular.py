"""Flat objects → CSV, TSV, JSON, JSON Lines and plain rows."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.text.jsontext import json_document, json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


_COMPUTED = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
"""Beginnings of what spreadsheets compute ("CSV injection"), marked or not."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|inf|nan)")


def cell(value: Any) -> str:
    """Return one value for CSV and TSV: lists joined by `; `, nothing for not known.

    A text that a spreadsheet would compute gets an apostrophe, which spreadsheets read
    as "this is text". So that a program can take it away again, a text that already has
    apostrophes before such a sign gets one more. A number stays one.
    """
    text = _text(value)
    return f"'{text}" if _COMPUTED.match(text) and not _NUMBER.fullmatch(text) else text


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() | tuple():
            return "; ".join(map(_text, value))
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """Return RFC 4180 text with LF line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows(map(cell, row) for row in rows)
    return buffer.getvalue()


def tsv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """Return tab-separated lines; tabs and line breaks inside a value become spaces."""
    return "".join(
        "\t".join(" ".join(cell(value).split()) for value in row) + "\n" for row in rows
    )


def to_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return RFC 4180 text with a header and LF line ends."""
    return csv_lines([columns, *_values(rows, columns)])


def to_tsv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return tab-separated lines with a header."""
    return tsv_lines([columns, *_values(rows, columns)])


class Lines(NamedTuple):
    """Rows for other programs in a pipe, tab-separated; a header only if it is wanted."""

    columns: Sequence[str]
    rows: Iterable[Iterable[Any]]

    def text(self, *, header: bool) -> str:
        """Return the lines."""
        return tsv_lines([self.columns, *self.rows] if header else self.rows)


def to_plain(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Lines:
    """Return rows for other programs."""
    return Lines(columns, _values(rows, columns))


def _values(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> Iterator[list[Any]]:
    return ([row[name] for name in columns] for row in rows)


def to_json(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return a bare array of objects."""
    return json_document(_chosen(rows, columns))


def to_jsonl(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return one object a line."""
    return "".join(json_text(row) + "\n" for row in _chosen(rows, columns))


def _chosen(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> list[dict[str, Any]]:
    return [{name: row[name] for name in columns} for row in rows]


TABULAR: dict[str, Callable[[Sequence[Mapping[str, Any]], Sequence[str]], str]] = {
    "csv": to_csv,
    "tsv": to_tsv,
    "json": to_json,
    "jsonl": to_jsonl,
}
"""Format → function of flat objects and the columns wanted."""
