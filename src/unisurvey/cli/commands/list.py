"""`unisurvey list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.completion import complete_keys
from unisurvey.cli.emit import emit, record_ways
from unisurvey.cli.notes import tell_selection
from unisurvey.cli.options import (
    FORMAT,
    OF_KIND,
    Format,
    Header,
    Kind,
    Limit,
    with_filters,
)
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, fitting_kind, usable
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.cli.emit import Ways
    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.columns import RowGroup


@with_filters
def list_records(
    context: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(
            help="What to list. Default: models, or the kind that has the filters.",
            show_default=False,
            **OF_KIND,
        ),
    ] = None,
    *,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="A,-B,…",
            autocompletion=complete_keys,
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
            autocompletion=complete_keys,
            help="A table per value of a column, with a count; in a pipe, the value "
            "before each row. Not for csv, json and the like.",
        ),
    ] = None,
    limit: Annotated[int | None, Limit] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…",
            autocompletion=complete_keys,
            help="Columns to show; any key of --format json.",
        ),
    ] = None,
    form: Annotated[Format | None, FORMAT] = None,
    header: Header = False,
    filters: dict[str, Any],
) -> None:
    """List models, papers, datasets or benchmarks.

    Examples:
    unisurvey list models --paradigm hybrid --group-by backbone

    unisurvey list --understanding-encoder siglip --generation-encoder vae --has code

    unisurvey list --has weights --stated parameters_b --sort parameters_b --limit 5

    unisurvey list datasets --min-samples 100M --sort -samples

    unisurvey list benchmarks --task editing --modality output:image

    unisurvey list --not mask=causal --not-has code --since '18 months'

    unisurvey list --unstated parameters_b --columns name,code

    unisurvey list --survey-table 1 --columns name,section,survey_row

    unisurvey list --section b-3 --format csv > queries.csv

    unisurvey list --score 'geneval>=0.8' --sort -geneval

    An option given twice means *or* where a record has one value (paradigm,
    encoding, section, mask, venue, survey table), else *and*: --has code --has weights.

    A score is what authors state of their own model: the best of its variants, without
    settings that raise it (rewritten prompts, thinking, the best of several answers), of
    the edition, judge and split that most state, and not read in a copy alone.
    """
    from unisurvey.views.columns import (
        asked,
        choose,
        flatten,
        names_in,
        score_columns,
        sort_rows,
        variant_column,
    )

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    wanted = (
        kind.value if kind else fitting_kind(filters, ("models", "papers"), catalog)
    )
    named = [*names_in(columns), *names_in(sort)]
    scores = score_columns(named, filters, wanted, catalog)
    chosen = choose(wanted, columns, catalog, scores)
    beside = {**variant_column(filters, wanted, catalog), **scores}
    usual = asked(wanted, filters, sort, catalog, beside)
    records = catalog.select(wanted, **filters)
    rows = flatten(records, wanted, catalog, beside)
    pairs = sort_rows(rows, sort, wanted, catalog, reverse=reverse, scores=scores)
    pairs = pairs[:limit]
    if group_by:
        from unisurvey.views.columns import group_rows

        by = group_by.strip()
        groups = group_rows(pairs, by, wanted, catalog)
        if form not in (None, "table", "md"):
            raise UsageError(
                f"--group-by makes tables, --format {form} is one sequence of records: "
                "use --sort, or --format md or table"
            )
        ways = _group_ways(groups, by, wanted, catalog, chosen, usual)
    else:
        ways = record_ways(pairs, wanted, catalog, chosen, usual)
    emit(form, ways, settings, header=header)
    tell_selection(
        *(catalog, wanted, filters, records, settings),
        guessed=not kind,
        how="list {kind} …",
        shown=len(pairs),
    )
    finish(incomplete=incomplete)


def _group_ways(
    groups: Sequence[RowGroup],
    by: str,
    kind: str,
    catalog: Catalog,
    columns: tuple[Column, ...] | None,
    usual: tuple[Column, ...],
) -> Ways:
    """Return the formats of groups; a pipe gets the value before each row.

    Unless columns are chosen, the one they are grouped by is left out of tables.
    """
    from unisurvey.render.markdown import rows_table
    from unisurvey.text.inline import escape
    from unisurvey.text.tabular import Lines
    from unisurvey.views.columns import PLAIN, columns_of

    def without(shown: Sequence[Column]) -> Sequence[Column]:
        return columns or [column for column in shown if column.name != by]

    def plain() -> Lines:
        names = [column.name for column in columns or ()] or PLAIN[kind]
        rows = (
            [group.value, *(flat[name] for name in names)]
            for group in groups
            for _, flat in group.rows
        )
        return Lines([by, *names], rows)

    def markdown() -> str:
        shown = without(columns_of(kind, catalog))
        return "\n".join(
            f"### {escape(group.heading)} ({len(group.rows)})\n\n"
            f"{rows_table((flat for _, flat in group.rows), shown, catalog)}"
            for group in groups
        )

    return {
        "plain": plain,
        "md": markdown,
        "table": lambda: _tables(
            groups, without(usual), catalog, whole=columns is not None
        ),
    }


def _tables(
    groups: Sequence[RowGroup],
    shown: Sequence[Column],
    catalog: Catalog,
    *,
    whole: bool,
) -> Iterator[Any]:
    """Yield a table per group, all with the same widths; the header stands once."""
    from rich.text import Text

    from unisurvey.cli.tables import grouped_tables, record_table

    def heading_of(group: RowGroup) -> Text:
        heading = Text(group.heading, style="bold")
        return heading.append(f" ({len(group.rows)})", style="dim")

    flats = [flat for group in groups for _, flat in group.rows]
    together = record_table(flats, shown, catalog, whole=whole)
    heads = [(heading_of(group), len(group.rows)) for group in groups]
    yield from grouped_tables(together, heads)
