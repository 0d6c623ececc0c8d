"""`unisurvey stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.completion import complete_words, in_list
from unisurvey.cli.emit import emit
from unisurvey.cli.notes import tell_selection
from unisurvey.cli.options import (
    OF_KIND,
    CountFormat,
    Header,
    Kind,
    Limit,
    with_filters,
)
from unisurvey.cli.settings import is_terminal, settings_of
from unisurvey.cli.source import finish, fitting_kind, usable
from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS
from unisurvey.text.jsontext import json_document
from unisurvey.text.tabular import Lines, csv_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType

    from unisurvey.cli.emit import Ways
    from unisurvey.views.lineage import Lineage
    from unisurvey.views.statistics import CrossTable


def _groupings() -> Iterable[str]:
    from unisurvey.views.dimensions import groupings

    return dict.fromkeys(name for kind in FIELDS for name in groupings(kind))


@with_filters
def stats(
    context: typer.Context,
    kind: Annotated[
        Kind | None,
        typer.Argument(
            help="What to count. Default: models, or the kind that has the filters.",
            show_default=False,
            **OF_KIND,
        ),
    ] = None,
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="Count by a field, such as paradigm, year, venue or encoder; two make "
            "a cross table.",
            autocompletion=in_list(complete_words(_groupings)),
        ),
    ] = None,
    lineage: Annotated[
        bool,
        typer.Option(
            "--lineage",
            help="Which models use which backbones and encoders, over time; --by names "
            "other parts.",
        ),
    ] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Count the fields that are not known.")
    ] = False,
    sources: Annotated[
        bool,
        typer.Option(
            "--sources",
            help="Count, for each field, how near to the work the best source is.",
        ),
    ] = False,
    scores: Annotated[
        bool,
        typer.Option(
            "--scores",
            help="Count, for each benchmark, the models, values and sources of its scores; "
            "JSON also names the models without any.",
        ),
    ] = False,
    families: Annotated[
        bool,
        typer.Option(
            "--families", help="Count a component for its family: Llama 3.1 as LLaMA."
        ),
    ] = False,
    top: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="The N most frequent values, and the others together.",
        ),
    ] = None,
    limit: Annotated[int | None, Limit] = None,
    form: Annotated[
        CountFormat | None,
        typer.Option(
            "--format", "-f", help="Default: bars on a terminal, else tab-separated."
        ),
    ] = None,
    header: Header = False,
    filters: dict[str, Any],
) -> None:
    """Count records and gaps, and follow components over time.

    Without --by, --lineage, --gaps, --sources or --scores: how many records there are, one count of the
    kind that is named, and the gaps of every kind.

    Examples:
    unisurvey stats

    unisurvey stats --by paradigm --by year

    unisurvey stats --by backbone --families --top 10 --since 2025

    unisurvey stats --lineage --by encoder --paradigm hybrid

    unisurvey stats datasets --gaps

    unisurvey stats --sources

    unisurvey stats --scores --since 2025

    Fields: FIELDS; also year, first_year, quarter, month, encoder (of either side),
    component (any), modality (in or out), author and team: the teams among the authors,
    not who employs them.

    A year is that of publication, or of the first version of what is not published;
    first_year, quarter and month are those of the first version. A record with several
    values counts once for each. --top adds up the rest as others; of a cross table it
    keeps dates and closed words whole. --limit leaves the rest out. JSON is an object of values and counts; of two
    fields it has the counts below "counts" beside their totals; of --lineage it is a
    list of components with their models.
    """
    from unisurvey.views.statistics import count_by, cross, overview
    from unisurvey.views.statistics import gaps as missing

    settings = settings_of(context)
    named = tuple(name for text in by or () for name in text.split(","))
    ways: Ways
    limits: dict[str, Any] = {"families": families, "top": top}
    if not (named or lineage) and any(limits.values()):
        raise UsageError("--families and --top need --by or --lineage")
    flags = {"--lineage": lineage, "--gaps": gaps}
    _check(named, {**flags, "--sources": sources, "--scores": scores})
    if limit and (lineage or sources or len(named) == 2):
        raise UsageError("--limit would cut totals; use --top, which adds up the rest")
    catalog, incomplete = usable(context)
    of = kind.value if kind else fitting_kind(filters, ("models", "papers"), catalog)
    if lineage and of != "models":
        raise UsageError(f"--lineage follows the parts of models, not of {of}")
    if scores and of != "models":
        raise UsageError(f"--scores counts scores of models, not of {of}")
    records = catalog.select(of, **filters)
    note = ""
    if sources:
        from unisurvey.views.statistics import first_hand, sourcing

        table = sourcing(records, of, catalog)
        ways = _cross_ways(table)
        note = first_hand(table)
    elif scores:
        from unisurvey.views.statistics import scoring

        rows, without = scoring(records, catalog)
        ways = _score_ways(rows, without, limit)
        note = f"{len(without)} of {len(records)} models have no score"
        note += "; -f json names them" if without and form != "json" else ""
    elif lineage:
        from unisurvey.views.lineage import LINEAGES, follow

        parts = [follow(records, p, catalog, **limits) for p in named or LINEAGES]
        ways = _lineage_ways(parts)
        note = _total(len(records), (), len(records), of)
    elif len(named) == 2:
        table = cross(records, of, (named[0], named[1]), catalog, **limits)
        ways = _cross_ways(table)
        note = _total(table.total, table.several, len(records), of)
    elif named:
        pairs = count_by(records, of, named[0], catalog, **limits)
        ways = _count_ways({named[0]: pairs}, limit)
        note = _total(sum(count for _, count in pairs), named, len(records), of)
        if limit and limit < len(pairs) and is_terminal():
            note = f"{limit} of {len(pairs)} values; {note}"
    elif gaps:
        ways = _count_ways({f"{of} without": missing(records, of, catalog)}, limit)
    else:
        ways = _count_ways(overview(records, of, catalog), limit)
    emit(form, {**ways, "plain": ways["tsv"]}, settings, header=header)
    if note and records:
        settings.note(note)
    tell_selection(
        *(catalog, of, filters, records, settings),
        guessed=not kind,
        how="stats {kind} …",
    )
    finish(incomplete=incomplete)


_COUNTED = {
    field.name: field.counted.place
    for fields in FIELDS.values()
    for field in fields
    if field.counted
}
stats.__doc__ = (stats.__doc__ or "").replace(
    "FIELDS", ", ".join(sorted(_COUNTED, key=_COUNTED.__getitem__))
)


def _check(named: tuple[str, ...], flags: dict[str, bool]) -> None:
    given = [*(["--by"] if named else []), *(flag for flag, on in flags.items() if on)]
    if len(given) > 1 and set(given) != {"--by", "--lineage"}:
        raise UsageError(f"give either {given[0]} or {given[-1]}, not both")
    if len(named) > 2 and not flags["--lineage"]:
        raise UsageError(
            f"--by names {len(named)} fields, expected one, or two for a cross table"
        )


def _charts() -> ModuleType:
    """Return what draws on a terminal; rich is loaded only for that."""
    from unisurvey.cli import charts

    return charts


def _count_ways(
    counts: Mapping[str, Sequence[tuple[str, int]]], limit: int | None
) -> Ways:
    """Return the formats of counts by one thing each; one alone has no heading."""
    tables = {name: pairs[:limit] for name, pairs in counts.items()}
    several = len(tables) > 1
    rows = [(name, *pair) for name, pairs in tables.items() for pair in pairs]
    heads = ("table", "value", "count") if several else (next(iter(tables)), "count")
    lines = [row[0 if several else 1 :] for row in rows]
    objects = {name: dict(pairs) for name, pairs in tables.items()}
    read = {name: pairs for name, pairs in tables.items() if pairs} or tables

    return {
        "json": lambda: json_document(objects if several else objects[heads[0]]),
        "table": lambda: _charts().bars(read),
        "md": lambda: "\n".join(
            _markdown([(name, "count"), *pairs]) for name, pairs in read.items()
        ),
        "csv": lambda: csv_lines([heads, *lines]),
        "tsv": lambda: Lines(heads, lines),
    }


def _cross_ways(table: CrossTable) -> Ways:
    """Return the formats of a cross table; TSV has a row per count, without zeros."""
    cells = ((r, c, n) for r, row in table.cells.items() for c, n in row.items())
    whole = {
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

    return {
        "json": lambda: json_document(whole),
        "table": lambda: _charts().cross_table(table),
        "md": lambda: _markdown(table.matrix()),
        "csv": lambda: csv_lines(table.matrix()),
        "tsv": lambda: Lines((*table.by, "count"), (c for c in cells if c[2])),
    }


def _lineage_ways(lineages: Sequence[Lineage]) -> Ways:
    """Return the formats of who uses which components; CSV and TSV have a row per use."""
    from unisurvey.views.lineage import USE_KEYS, lineage_rows, use_rows

    uses = [use for lineage in lineages for use in use_rows(lineage)]
    rows = [[use[name] for name in USE_KEYS] for use in uses]

    return {
        "json": lambda: json_document(
            [r for each in lineages for r in lineage_rows(each)]
        ),
        "table": lambda: _charts().lineage_tables(lineages),
        "md": lambda: "\n".join(
            _markdown(_lineage_matrix(each), right=3 + len(each.years))
            for each in lineages
        ),
        "csv": lambda: csv_lines([USE_KEYS, *rows]),
        "tsv": lambda: Lines(USE_KEYS, rows),
    }


def _score_ways(
    rows: Sequence[tuple[str, int, int, int]], without: Sequence[str], limit: int | None
) -> Ways:
    """Return the formats of how much is known of each benchmark."""
    from unisurvey.views.statistics import SCORE_HEADS

    shown = rows[:limit]
    objects = [dict(zip(SCORE_HEADS, row, strict=True)) for row in shown]
    return {
        "json": lambda: json_document({"benchmarks": objects, "without": without}),
        "table": lambda: _charts().numbers(SCORE_HEADS, shown),
        "md": lambda: _markdown([SCORE_HEADS, *shown]),
        "csv": lambda: csv_lines([SCORE_HEADS, *shown]),
        "tsv": lambda: Lines(SCORE_HEADS, shown),
    }


def _total(total: int, several: Sequence[str], records: int, kind: str) -> str:
    """Return how many records were counted, and why the counts add up to more.

    Args:
        total: Sum of the counts.
        several: The fields of which a record can have several values.
        records: How many were counted.
        kind: What they are, in the plural.
    """
    if total > records:
        return (
            f"a {kind.removesuffix('s')} with several values of "
            f"{' or '.join(several)} counts once for each: "
            f"{total} in all, of {records} {kind}"
        )
    return f"{records} {kind}" if is_terminal() else ""


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


def _markdown(rows: Sequence[Sequence[Any]], right: int | None = None) -> str:
    """Return a table whose columns after the first, or so many of them, are numbers."""
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape

    head, *body = [[escape(str(value)) for value in row] for row in rows]
    align = "l" + "r" * (len(head) - 1 if right is None else right)
    return table(head, body, align)
