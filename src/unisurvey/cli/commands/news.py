"""`unisurvey news`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from unisurvey.cli.emit import chosen, emit, row_ways
from unisurvey.cli.options import (
    OF_KIND,
    Force,
    Header,
    Kind,
    Limit,
    Output,
    read_day,
)
from unisurvey.cli.settings import is_terminal, settings_of
from unisurvey.cli.source import finish, usable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.cli.emit import Ways
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def news(
    context: typer.Context,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Entered the catalogue on or after this date: 2026-11, '2 weeks' ago. Default: the 30 days "
            "up to the newest addition.",
        ),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Only these. Default: all, but papers of a dataset or benchmark that "
            "came the same day.",
            **OF_KIND,
        ),
    ] = None,
    limit: Annotated[int | None, Limit] = None,
    form: Annotated[
        Literal["table", "md", "tsv", "json", "atom"] | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: a table on a terminal, tab-separated rows in a pipe. "
            "atom is a feed for readers.",
        ),
    ] = None,
    header: Header = False,
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
    if base is not None and form != "atom":
        raise UsageError("--base is for --format atom")
    catalog, incomplete = usable(context)
    start = read_day(since) if since else recent(additions(catalog, kind))
    records = additions(catalog, kind, start)
    shown = records[:limit]
    if chosen(form, output) == "table" and output not in (None, "-"):
        raise UsageError("a table is for terminals; give --format md, tsv or json")
    emit(
        *(form, _ways(shown, kind, catalog, base), settings, output),
        force=force,
        header=header,
    )
    if not records:
        settings.note(f"nothing entered the catalogue since {start}")
    elif is_terminal():
        settings.note(f"{len(shown)} of {len(records)} additions since {start}")
    finish(incomplete=incomplete)


def _ways(
    records: Sequence[Record], kind: str | None, catalog: Catalog, base: str | None
) -> Ways:
    from unisurvey.render.markdown import rows_table
    from unisurvey.views.news import NEWS_COLUMNS, NEWS_KEYS, flat_addition

    flats = [flat_addition(record, catalog) for record in records]
    read = [
        {**f, "title": None if f["title"] == f["name"] else f["title"]} for f in flats
    ]

    def atom() -> str:
        from unisurvey.export.feed import feed, to_atom

        slashed = base if base is None or base.endswith("/") else f"{base}/"
        return to_atom(feed(catalog, records, kind, base=slashed))

    def table() -> Sequence[object]:
        from dataclasses import replace

        from unisurvey.cli.tables import record_table

        made = record_table(read, NEWS_COLUMNS, catalog)
        return [replace(made, elsewhere="--format json has them")] if flats else []

    return {
        **row_ways(flats, NEWS_KEYS),
        "atom": atom,
        "md": lambda: rows_table(read, NEWS_COLUMNS, catalog),
        "table": table,
    }
