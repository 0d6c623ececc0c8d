"""`unisurvey list`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unisurvey.cli.options import Kind, OptionalFormat, with_filters
from unisurvey.cli.output import count_note, write_records
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, fitting_kind, usable


@with_filters
def list_records(
    context: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(
            help="What to list. Default: models, or the kind that has the filters.",
            show_default=False,
        ),
    ] = None,
    *,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="A,-B,…",
            help="Sort by columns, - for descending; any key of --format json. "
            "Default: the taxonomy's order, newest first within a section.",
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="The other way round.")
    ] = False,
    group_by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="A table per value of a column, with a count; in a pipe, the value "
            "before each row. Not for csv, json and the like.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…", help="Columns to show; any key of --format json."
        ),
    ] = None,
    form: OptionalFormat = None,
    filters: dict[str, Any],
) -> None:
    """List models, papers, datasets or benchmarks.

    Examples:
    unisurvey list models --paradigm hybrid --group-by backbone

    unisurvey list --understanding-encoder siglip --generation-encoder vae --has code

    unisurvey list datasets --min-samples 100M --sort -samples

    unisurvey list benchmarks --task editing --output image

    unisurvey list --survey-table 1 --columns name,section,survey_row

    unisurvey list --section b-3 --format csv > queries.csv

    An option given twice means *or* where a record has one value (paradigm,
    encoding, section, mask, venue, survey table), else *and*: --has code --has weights.
    """
    from unisurvey.views.columns import choose, flatten, sort_rows

    settings = settings_of(context)
    wanted = kind.value if kind else fitting_kind(filters, ("models", "papers"))
    chosen = choose(wanted, columns)
    catalog, incomplete = usable(context)
    records = catalog.select(wanted, **filters)
    rows = flatten(records, wanted, catalog)
    pairs = sort_rows(rows, sort, wanted, catalog, reverse=reverse)[:limit]
    if group_by:
        from unisurvey.cli.groups import write_groups
        from unisurvey.views.columns import group_rows

        by = group_by.strip()
        groups = group_rows(pairs, by, wanted, catalog)
        write_groups(groups, by, wanted, catalog, settings, form, chosen)
    else:
        write_records(pairs, wanted, catalog, settings, form, chosen)
    count_note(len(pairs), len(catalog.records(wanted)), wanted, settings)
    finish(incomplete=incomplete)
