"""`unisurvey news`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.destination import write_text
from unisurvey.cli.options import Force, Kind, Output
from unisurvey.cli.settings import Settings, is_terminal, settings_of, terminal_width
from unisurvey.cli.source import finish, usable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


class NewsFormat(StrEnum):
    """How news are written."""

    table = "table"
    md = "md"
    tsv = "tsv"
    json = "json"
    atom = "atom"


def news(
    context: typer.Context,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Entered the catalogue on or after this date. Default: the 30 days "
            "up to the newest addition.",
        ),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Only these. Default: all, but papers of a dataset or benchmark that "
            "came the same day."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many.")
    ] = None,
    form: Annotated[
        NewsFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: a table on a terminal, tab-separated rows in a pipe. "
            "atom is a feed for readers.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="With --format atom: where the repository's files are published, for "
            "links to records.",
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    """Tell what entered the catalogue, newest first.

    The date is that of the record, not of the work: `list --since` asks for newer
    works.

    Examples:
    unisurvey news

    unisurvey news --since 2026-11 --kind models

    unisurvey news --format atom -o news.xml
    """
    from unisurvey.errors import UsageError
    from unisurvey.views.news import additions, recent

    settings = settings_of(context)
    if base is not None and form is not NewsFormat.atom:
        raise UsageError("--base is for --format atom")
    catalog, incomplete = usable(context)
    of = kind and kind.value
    start = since or recent(additions(catalog, of))
    records = additions(catalog, of, start)
    shown = records[:limit]
    if form is NewsFormat.table or (form is None and output is None and is_terminal()):
        if output not in (None, "-"):
            raise UsageError("a table is for terminals; give --format md, tsv or json")
        _print_table(shown, catalog, settings)
    else:
        text = _text(shown, of, catalog, form, base)
        write_text(text, output, settings, force=force)
    if not records:
        settings.note(f"nothing entered the catalogue since {start}")
    elif is_terminal():
        settings.note(f"{len(shown)} of {len(records)} additions since {start}")
    finish(incomplete=incomplete)


def _text(
    records: Sequence[Record],
    kind: str | None,
    catalog: Catalog,
    form: NewsFormat | None,
    base: str | None,
) -> str:
    from unisurvey.text.tabular import cell, to_json, to_tsv, tsv_line
    from unisurvey.views.news import NEWS_KEYS, flat_addition

    flats = [flat_addition(record, catalog) for record in records]
    match form:
        case NewsFormat.atom:
            from unisurvey.export.feed import feed, to_atom

            slashed = base if base is None or base.endswith("/") else f"{base}/"
            return to_atom(feed(catalog, records, kind, base=slashed))
        case NewsFormat.json:
            return to_json(flats, NEWS_KEYS)
        case NewsFormat.tsv:
            return to_tsv(flats, NEWS_KEYS)
        case NewsFormat.md:
            from unisurvey.render.markdown import rows_table
            from unisurvey.views.news import NEWS_COLUMNS

            return rows_table(flats, NEWS_COLUMNS, catalog)
        case _:
            lines = ([cell(flat[key]) for key in NEWS_KEYS] for flat in flats)
            return "".join(map(tsv_line, lines))


def _print_table(
    records: Sequence[Record], catalog: Catalog, settings: Settings
) -> None:
    from rich import box
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from unisurvey.views.columns import texts
    from unisurvey.views.news import NEWS_COLUMNS, flat_addition

    if not records:
        return
    width = terminal_width()
    columns = [column for column in NEWS_COLUMNS if column.from_width <= width]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for column in columns:
        table.add_column(
            column.header,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
        )
    for record in records:
        flat = flat_addition(record, catalog)
        cells = [Text(text or "–") for text in texts(flat, columns, catalog)]
        place = next(n for n, column in enumerate(columns) if column.name == "name")
        cells[place].stylize(Style(bold=True, link=flat["url"]))
        table.add_row(*cells)
    settings.console().print(table)
