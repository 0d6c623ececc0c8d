"""The tables of a file, in whichever notation it is."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from unisurvey.errors import Span, UsageError
from unisurvey.files import read_named
from unisurvey.tables.grid import MOST_ROWS, TableCell, squared
from unisurvey.tables.latex import latex_tables
from unisurvey.tables.markdown import markdown_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from unisurvey.tables.grid import Grid

LARGEST = 16 * 1024 * 1024
"""Bytes of the longest file that is read."""

_LINES = re.compile(r"\s*\|?\s*:?-{2,}:?\s*\|", re.MULTILINE)


def read_tables(path: Path) -> tuple[Grid, ...]:
    """Return the tables of a file: LaTeX, Markdown, HTML, CSV or TSV.

    The ending tells which; where there is none, the text does.

    Raises:
        UsageError: it cannot be read, or holds no table.
    """
    text = read_named(path, LARGEST).decode("utf-8-sig", errors="replace")
    found = tuple(tables_in(text, path.suffix.lower()))
    if not found:
        raise UsageError(
            f"{path} holds no table, expected tabular of LaTeX, a table of Markdown or "
            "HTML, CSV or TSV"
        )
    return found


def tables_in(text: str, suffix: str = "") -> Iterable[Grid]:
    """Return the tables of a text, whose file ends in `suffix`."""
    return _BY_SUFFIX.get(suffix, _guessed(text))(text)


def _guessed(text: str) -> Callable[[str], Iterable[Grid]]:
    if r"\begin{tab" in text or r"\begin{longtable}" in text:
        return latex_tables
    if "<table" in text or _LINES.search(text):
        return markdown_tables
    return separated


def separated(text: str) -> Iterator[Grid]:
    """Yield the one table of CSV or TSV, if it has more than one column."""
    head = text.partition("\n")[0]
    sign = max("\t,;", key=head.count)
    lines = text.splitlines()
    rows: list[list[TableCell]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
    while len(rows) < MOST_ROWS:
        number = reader.line_num
        try:
            fields = next(reader, None)
        except csv.Error:  # a field longer than any cell, or a lone NUL
            break
        if fields is None:
            break
        line = lines[number] if number < len(lines) else ""
        rows.append(_cells(fields, line, number + 1))
    rows = [row for row in rows if any(cell.text for cell in row)]
    if any(len(row) > 1 for row in rows):
        yield squared(rows, rows[0][0].span, "")


def _cells(fields: Iterable[str], line: str, number: int) -> list[TableCell]:
    cells: list[TableCell] = []
    end = 0
    for field in fields:
        at = max(line.find(field, end), 0) if field else end
        end = at + len(field)
        span = Span(number, at + 1, max(len(field), 1), line)
        cells.append(TableCell(" ".join(field.split()), span))
    return cells


_BY_SUFFIX: dict[str, Callable[[str], Iterable[Grid]]] = {
    ".tex": latex_tables, ".ltx": latex_tables, ".md": markdown_tables,
    ".markdown": markdown_tables, ".html": markdown_tables, ".htm": markdown_tables,
    ".csv": separated, ".tsv": separated,
}  # fmt: skip
"""Ending of a file's name → what reads it."""
