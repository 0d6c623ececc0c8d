"""Selected records → one of the output formats, on stdout or in a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from unisurvey.cli.options import Format
from unisurvey.cli.settings import Settings, is_terminal, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


def write_records(
    pairs: Sequence[tuple[Record, Flat]],
    kind: str,
    catalog: Catalog,
    settings: Settings,
    form: Format | None,
    columns: tuple[Column, ...] | None,
) -> None:
    """Print records; without a format a terminal gets a table, a pipe plain rows."""
    if form is None and not is_terminal():
        sys.stdout.write(plain_rows(pairs, kind, columns))
    elif form in (None, Format.table):
        if pairs:
            print_table(pairs, kind, catalog, settings, columns)
    else:
        sys.stdout.write(as_text(pairs, kind, catalog, form, columns))


def plain_rows(
    pairs: Sequence[tuple[Record, Flat]], kind: str, columns: tuple[Column, ...] | None
) -> str:
    """Return one tab-separated line per record, without a header."""
    from unisurvey.text.tabular import cell, tsv_line
    from unisurvey.views.columns import PLAIN

    names = [column.name for column in columns] if columns else PLAIN[kind]
    return "".join(tsv_line(cell(flat[name]) for name in names) for _, flat in pairs)


def as_text(
    pairs: Sequence[tuple[Record, Flat]],
    kind: str,
    catalog: Catalog,
    form: Format,
    columns: tuple[Column, ...] | None,
) -> str:
    """Return records in a machine format, or as a Markdown table."""
    from unisurvey.views.flat import FLAT_KEYS

    records = [record for record, _ in pairs]
    match form:
        case Format.ids:
            return "".join(f"{record.id}\n" for record in records)
        case Format.bibtex:
            from unisurvey.bib.bibtex import to_bibtex
            from unisurvey.views.flat import works

            return to_bibtex(works(records, catalog), catalog.vocabularies)
        case Format.yaml:
            from unisurvey.records.canonical import canonical

            texts = [f"# {record.id}\n{canonical(record)}" for record in records]
            return "---\n".join(texts)
        case Format.md:
            from unisurvey.render.markdown import listing_table

            return listing_table(pairs, kind, catalog, columns)
        case _:
            from unisurvey.text.tabular import TABULAR

            names = [column.name for column in columns] if columns else FLAT_KEYS[kind]
            return TABULAR[form]([flat for _, flat in pairs], names)


def print_table(
    pairs: Sequence[tuple[Record, Flat]],
    kind: str,
    catalog: Catalog,
    settings: Settings,
    columns: tuple[Column, ...] | None,
) -> None:
    """Print a table that fits the terminal; the first column links to the paper."""
    shown = columns or fitting_columns(kind)
    settings.console().print(record_table(pairs, shown, catalog))


def fitting_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns that the terminal has room for."""
    from unisurvey.views.columns import COLUMNS

    width = terminal_width()
    return tuple(column for column in COLUMNS[kind] if column.from_width <= width)


def record_table(
    pairs: Sequence[tuple[Record, Flat]],
    shown: Sequence[Column],
    catalog: Catalog,
    widths: Sequence[int | None] | None = None,
    *,
    header: bool = True,
) -> Table:
    """Return a table of records.

    Args:
        pairs: Its rows.
        shown: Its columns.
        catalog: Names the components.
        widths: Of the columns, in cells; `None` fits them to the rows.
        header: Whether it has one.
    """
    from rich import box
    from rich.table import Table

    from unisurvey.views.columns import texts

    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
        show_header=header,
    )
    for column, width in zip(shown, widths or [None] * len(shown), strict=True):
        table.add_column(
            column.header,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
            justify="right" if column.name in {"samples", "size"} else "left",
            width=width,
        )
    for _, flat in pairs:
        cells = texts(flat, shown, catalog)
        table.add_row(
            *(
                _cell(column, text, flat)
                for column, text in zip(shown, cells, strict=True)
            )
        )
    return table


def _cell(column: Column, text: str, flat: Flat) -> Text:
    from rich.style import Style
    from rich.text import Text

    url = flat[column.name] if str(flat[column.name]).startswith("http") else None
    if column.name in {"name", "title", "id"}:
        url = flat.get("url") or flat.get("home")
    style = Style(link=url) if url else Style()
    if column.name == "name":
        style += Style(bold=True)
    return Text(text or "–", style=style if text else Style(dim=True))


def count_note(shown: int, total: int, kind: str, settings: Settings) -> None:
    """Tell on stderr how many records were selected; a pipe stays clean."""
    if shown == 0:
        settings.note(f"no {kind} match")
    elif is_terminal():
        settings.note(f"{shown} of {total} {kind}")
