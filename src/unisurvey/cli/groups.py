"""Records in groups: a table per group on a terminal and in Markdown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from unisurvey.cli.options import Format
from unisurvey.cli.output import fitting_columns, plain_rows, record_table
from unisurvey.cli.settings import Settings, is_terminal, terminal_width
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.columns import RowGroup

GAP = 3
"""Cells between two columns of a table."""


def write_groups(
    groups: Sequence[RowGroup],
    by: str,
    kind: str,
    catalog: Catalog,
    settings: Settings,
    form: Format | None,
    columns: tuple[Column, ...] | None,
) -> None:
    """Print groups; without a format a terminal gets tables, a pipe plain rows.

    Unless columns are chosen, the one they are grouped by is left out of tables.

    Raises:
        UsageError: the format is a plain sequence of records.
    """
    from unisurvey.text.tabular import cell
    from unisurvey.views.columns import COLUMNS

    if form is None and not is_terminal():
        for group in groups:
            for line in plain_rows(group.rows, kind, columns).splitlines(keepends=True):
                sys.stdout.write(f"{cell(group.value)}\t{line}")
    elif form in (None, Format.table):
        usual = tuple(c for c in fitting_columns(kind) if c.name != by)
        _print(groups, columns or usual, catalog, settings)
    elif form is Format.md:
        usual = tuple(c for c in COLUMNS[kind] if c.name != by)
        sys.stdout.write(_markdown(groups, kind, catalog, columns or usual))
    else:
        assert form is not None
        raise UsageError(
            f"--group-by makes tables, --format {form.value} is one sequence of "
            "records: use --sort, or --format md or table"
        )


def _markdown(
    groups: Sequence[RowGroup],
    kind: str,
    catalog: Catalog,
    columns: tuple[Column, ...],
) -> str:
    from unisurvey.render.markdown import listing_table
    from unisurvey.text.inline import escape

    return "\n".join(
        f"### {escape(group.heading)} ({len(group.rows)})\n\n"
        f"{listing_table(group.rows, kind, catalog, columns)}"
        for group in groups
    )


def _print(
    groups: Sequence[RowGroup],
    shown: tuple[Column, ...],
    catalog: Catalog,
    settings: Settings,
) -> None:
    """Print a table per group, all with the same widths; the header stands once."""
    from rich.text import Text

    console = settings.console()
    widths = _widths(groups, shown, catalog)
    if groups:
        console.print(record_table([], shown, catalog, widths))
    for n, group in enumerate(groups):
        if n:
            console.print()
        heading = Text(group.heading, style="bold")
        heading.append(f" ({len(group.rows)})", style="dim")
        console.print(heading)
        console.print(record_table(group.rows, shown, catalog, widths, header=False))


def _widths(
    groups: Sequence[RowGroup], shown: tuple[Column, ...], catalog: Catalog
) -> list[int]:
    """Return widths that fit all groups: columns that wrap share what is left."""
    from rich.cells import cell_len

    from unisurvey.views.columns import texts

    cells = [texts(flat, shown, catalog) for group in groups for _, flat in group.rows]
    needed = [
        max(cell_len(text) for text in (column.header, *(row[n] for row in cells)))
        for n, column in enumerate(shown)
    ]
    room = (
        terminal_width()
        - GAP * (len(shown) - 1)
        - sum(
            width
            for width, column in zip(needed, shown, strict=True)
            if not column.wraps
        )
    )
    wrapping = [n for n, column in enumerate(shown) if column.wraps]
    for left, n in enumerate(sorted(wrapping, key=lambda n: needed[n])):
        share = max(len(shown[n].header), room // (len(wrapping) - left))
        needed[n] = min(needed[n], share)
        room -= needed[n]
    return needed
