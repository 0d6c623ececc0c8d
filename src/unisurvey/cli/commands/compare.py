"""`unisurvey compare`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.settings import Settings, settings_of, terminal_width
from unisurvey.cli.source import find_all, finish, usable
from unisurvey.errors import UsageError
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.comparison import Comparison, Row

MOST = 6
LABELS, NARROWEST = 28, 16
"""Cells for the names of attributes, and for one record at least."""


class CompareFormat(StrEnum):
    """How a comparison is written."""

    table = "table"
    md = "md"
    json = "json"


def compare(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID ID…",
            help="Two to six records of one kind: ids, aliases, keys or names.",
            autocompletion=complete_id,
        ),
    ],
    *,
    differences: Annotated[
        bool, typer.Option("--differences", help="Leave out what is the same.")
    ] = False,
    form: Annotated[
        CompareFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = CompareFormat.table,
) -> None:
    """Show records side by side, what differs and which parts they share.

    Examples:
    unisurvey compare janus janus-pro

    unisurvey compare show-o show-o2 bagel --differences

    unisurvey compare geneval dpg-bench --format md

    The sign before a row says: = the same, ~ some in common, ≠ different, ? known of
    too few to say.
    """
    from unisurvey.views import comparison

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    records, kind = _of_one_kind(ids, catalog)
    found = comparison.compare(records, kind, catalog)
    rows = [row for row in found.rows if not differences or row.likeness != "same"]
    match form:
        case CompareFormat.json:
            sys.stdout.write(_json(found, rows))
        case CompareFormat.md:
            sys.stdout.write(_markdown(found, rows))
        case _:
            _print(found, rows, settings)
    finish(incomplete=incomplete)


def _of_one_kind(ids: list[str], catalog: Catalog) -> tuple[list[Record], str]:
    """Return the records and the kind to read them as.

    Where words mean a paper and also a dataset or benchmark, the reading is taken
    that makes all of them one kind.

    Raises:
        UsageError: they are too few or too many, of several kinds, or one is repeated.
    """
    from unisurvey.views.flat import kind_of

    records = find_all(catalog, ids)
    if len({type(record) for record in records}) > 1:
        for folder in ("datasets", "benchmarks"):
            if all(f"{folder}/{word}" in catalog for word in ids):
                records = find_all(catalog, (f"{folder}/{word}" for word in ids))
    for n, record in enumerate(records):
        if any(record is other for other in records[:n]):
            raise UsageError(
                f"{record.id!r} is given twice, expected different records"
            )
    if not 2 <= len(records) <= MOST:
        raise UsageError(f"expected 2 to {MOST} records, not {len(records)}")
    kinds = {kind_of(record) for record in records}
    if kinds == {"models", "papers"}:
        kinds = {"papers"}  # a model is a paper too
    if len(kinds) > 1:
        raise UsageError(
            f"only records of one kind can be compared, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    return records, kinds.pop()


def _json(found: Comparison, rows: Sequence[Row]) -> str:
    shown = {
        "kind": found.kind.removesuffix("s"),
        "ids": found.ids,
        "names": found.names,
        "attributes": [
            {"name": row.name, "likeness": row.likeness, "values": row.values}
            for row in rows
        ],
        "shared": [
            {
                "what": one.what,
                "name": one.name,
                "roles": one.roles,
                "records": one.records,
            }
            for one in found.shared
        ],
    }
    return json_text(shown, 2) + "\n"


def _markdown(found: Comparison, rows: Sequence[Row]) -> str:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.views.comparison import MARKS, summary

    lines = [
        [
            escape(MARKS[row.likeness]),
            escape(row.label),
            *(
                link(row.label, cell)
                if cell.startswith("http")
                else escape(cell or "–")
                for cell in row.cells
            ),
        ]
        for row in rows
    ]
    text = table(("", "", *map(escape, found.names)), lines)
    notes = "".join(f"\n{escape(line)}\n" for line in summary(found))
    return f"{text}{notes}"


def _print(found: Comparison, rows: Sequence[Row], settings: Settings) -> None:
    """Print side by side, or one below the other where the terminal is narrow.

    A row that differs has its sign, and is bold where colour is.
    """
    from rich.text import Text

    from unisurvey.views.comparison import summary

    console = settings.console()
    wide = terminal_width() >= LABELS + NARROWEST * len(found.names)
    console.print(_beside(found, rows) if wide else _below(found, rows))
    for line in summary(found):
        console.print(Text(f"\n{line}"))


def _beside(found: Comparison, rows: Sequence[Row]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from unisurvey.views.comparison import MARKS

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("", no_wrap=True)
    table.add_column("", no_wrap=True, style="dim")
    for name in found.names:
        table.add_column(Text(name), overflow="fold", ratio=1)
    for row in rows:
        table.add_row(MARKS[row.likeness], row.label, *_cells(row))
    return table


def _below(found: Comparison, rows: Sequence[Row]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from unisurvey.views.comparison import MARKS

    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(MARKS[row.likeness], Text(row.label, style="dim"), "")
        for name, cell in zip(found.names, _cells(row), strict=True):
            grid.add_row("", Text(name), cell)
    return grid


def _cells(row: Row) -> list[Text]:
    from rich.text import Text

    style = "bold" if row.likeness in {"different", "partly"} else ""
    return [Text(cell or "–", style=style if cell else "dim") for cell in row.cells]
