"""Counts, cross tables and lineages → one of the output formats, on stdout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from unisurvey.cli.options import CountFormat
from unisurvey.cli.settings import Settings, is_terminal
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.views.lineage import Lineage
    from unisurvey.views.statistics import CrossTable

    Counts = Mapping[str, Sequence[tuple[str, int]]]
    """Heading → value and count."""


def chosen(form: CountFormat | None) -> CountFormat:
    """Return the format: without a wish, a table on a terminal, plain rows in a pipe."""
    return form or (CountFormat.table if is_terminal() else CountFormat.tsv)


def write_counts(tables: Counts, settings: Settings, form: CountFormat | None) -> None:
    """Print counts by one thing each; one alone goes without its heading."""
    match chosen(form):
        case CountFormat.json:
            objects = {name: dict(pairs) for name, pairs in tables.items()}
            _json(next(iter(objects.values())) if len(objects) == 1 else objects)
        case CountFormat.table:
            from unisurvey.cli.commands.stats.terminal import print_counts

            print_counts(tables, settings)
        case CountFormat.md:
            for n, (name, pairs) in enumerate(tables.items()):
                sys.stdout.write("\n" if n else "")
                _markdown([(name, "count"), *pairs])
        case CountFormat.csv if len(tables) > 1:
            head: list[Any] = ["table", "value", "count"]
            _csv([head, *([n, *pair] for n, pairs in tables.items() for pair in pairs)])
        case CountFormat.csv:
            for name, pairs in tables.items():
                _csv([(name, "count"), *pairs])
        case CountFormat.tsv:
            many = len(tables) > 1
            for name, pairs in tables.items():
                _tsv([[name, *pair] if many else [*pair] for pair in pairs])


def write_cross(
    table: CrossTable, settings: Settings, form: CountFormat | None
) -> None:
    """Print a cross table; tab-separated rows are one per count and leave out zeros."""
    match chosen(form):
        case CountFormat.json:
            _json(
                {
                    "kind": table.kind,
                    "by": list(table.by),
                    "records": table.records,
                    "total": table.total,
                    "counts": table.cells,
                    "row_totals": table.row_totals,
                    "column_totals": table.column_totals,
                    "row_records": table.row_records,
                    "column_records": table.column_records,
                }
            )
        case CountFormat.table:
            from unisurvey.cli.commands.stats.terminal import print_cross

            if table.cells:
                print_cross(table, settings)
        case CountFormat.md:
            _markdown(table.matrix())
        case CountFormat.csv:
            _csv(table.matrix())
        case CountFormat.tsv:
            cells = (
                (r, c, n) for r, row in table.cells.items() for c, n in row.items()
            )
            _tsv([[row, column, count] for row, column, count in cells if count])


def write_lineages(
    lineages: Sequence[Lineage], settings: Settings, form: CountFormat | None
) -> None:
    """Print who uses which components; CSV and tab-separated rows are one per use."""
    from unisurvey.views.lineage import USE_KEYS, lineage_rows, use_rows

    match chosen(form):
        case CountFormat.json:
            _json([row for lineage in lineages for row in lineage_rows(lineage)])
        case CountFormat.table:
            from unisurvey.cli.commands.stats.terminal import print_lineages

            print_lineages([found for found in lineages if found.nodes], settings)
        case CountFormat.md:
            for n, lineage in enumerate(lineages):
                sys.stdout.write("\n" if n else "")
                _markdown(_lineage_matrix(lineage), right=3 + len(lineage.years))
        case other:
            uses = [use for lineage in lineages for use in use_rows(lineage)]
            rows = [[use[name] for name in USE_KEYS] for use in uses]
            if other is CountFormat.csv:
                _csv([list(USE_KEYS), *rows])
            else:
                _tsv(rows)


def note_total(
    total: int, several: Sequence[str], records: int, kind: str, settings: Settings
) -> None:
    """Tell how many records were counted, and why the counts add up to more.

    Args:
        total: Sum of the counts.
        several: The fields of which a record can have several values.
        records: How many were counted.
        kind: What they are, in the plural.
        settings: Where notes go.
    """
    if not records:
        settings.note(f"no {kind} match")
    elif total > records:
        settings.note(
            f"a {kind.removesuffix('s')} with several values of "
            f"{' or '.join(several)} counts once for each: "
            f"{total} in all, of {records} {kind}"
        )
    elif is_terminal():
        settings.note(f"{records} {kind}")


def _lineage_matrix(lineage: Lineage) -> list[list[str | int]]:
    from unisurvey.views.wording import ABSENT

    years = lineage.years
    rows: list[list[str | int]] = [
        [lineage.part, "models", "first", "last", *years, "used by"]
    ]
    for node in lineage:
        first, last = (
            (node.dates[0], node.dates[-1]) if node.dates else (ABSENT, ABSENT)
        )
        counts = (node.years.get(year, 0) for year in years)
        users = ", ".join(f"{use.name} ({use.date or ABSENT})" for use in node.uses)
        name = "↳ " * node.level + node.name
        rows.append([name, len(node.all_uses), first, last, *counts, users])
    return rows


def _json(value: Any) -> None:
    sys.stdout.write(json_text(value, 2) + "\n")


def _csv(rows: Sequence[Sequence[Any]]) -> None:
    from unisurvey.text.tabular import csv_lines

    sys.stdout.write(csv_lines(rows))


def _tsv(rows: Sequence[Sequence[Any]]) -> None:
    from unisurvey.text.tabular import cell, tsv_line

    sys.stdout.write("".join(tsv_line(map(cell, row)) for row in rows))


def _markdown(rows: Sequence[Sequence[Any]], right: int | None = None) -> None:
    """Print a table whose columns after the first, or so many of them, are numbers."""
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape

    head, *body = [[escape(str(value)) for value in row] for row in rows]
    align = "l" + "r" * (len(head) - 1 if right is None else right)
    sys.stdout.write(table(head, body, align))
