"""`unisurvey list`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unisurvey.cli.options import Format, Kind, with_filters
from unisurvey.cli.output import count_note, write_records
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable


@with_filters
def list_records(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to list.")] = Kind.models,
    *,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Sort by a column; default: the survey's order, newest first.",
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="The other way round.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…", help="Columns to show; any key of --format json."
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: a table on a terminal, tab-separated rows in a pipe.",
        ),
    ] = None,
    filters: dict[str, Any],
) -> None:
    """List models, papers, datasets or benchmarks.

    Examples:
    unisurvey list models --paradigm hybrid

    unisurvey list --backbone qwen2.5 --encoder siglip --since 2025

    unisurvey list --section b-3 --format csv > queries.csv

    unisurvey list datasets --section datasets-editing --sort samples --reverse

    An option given twice means *or* where a record has one value (paradigm,
    encoding, section, mask, venue), else *and*: --has code --has weights.
    """
    from unisurvey.views.columns import choose, flatten, sort_rows

    settings = settings_of(context)
    chosen = choose(kind.value, columns)
    catalog, incomplete = usable(context)
    records = catalog.select(kind.value, **filters)
    rows = flatten(records, kind.value, catalog)
    pairs = sort_rows(rows, sort, kind.value, reverse=reverse)[:limit]
    write_records(pairs, kind.value, catalog, settings, form, chosen)
    count_note(len(pairs), len(catalog.records(kind.value)), kind.value, settings)
    finish(incomplete=incomplete)
