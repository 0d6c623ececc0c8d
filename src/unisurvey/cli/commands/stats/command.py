"""`unisurvey stats`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unisurvey.cli.commands.stats.output import (
    note_total,
    write_counts,
    write_cross,
    write_lineages,
)
from unisurvey.cli.completion import complete_grouping
from unisurvey.cli.options import CountFormat, Kind, with_filters
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.errors import UsageError


@with_filters
def stats(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to count.")] = Kind.models,
    *,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="Count by a field, such as paradigm, year, venue or encoder; two make "
            "a cross table.",
            autocompletion=complete_grouping,
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
    families: Annotated[
        bool,
        typer.Option(
            "--families", help="Count a component for its family: Llama 3.1 as LLaMA."
        ),
    ] = False,
    top: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only the N most frequent values."),
    ] = None,
    form: Annotated[
        CountFormat | None,
        typer.Option(
            "--format", "-f", help="Default: bars on a terminal, else tab-separated."
        ),
    ] = None,
    filters: dict[str, Any],
) -> None:
    """Count records and gaps, and follow components over time.

    Without --by, --lineage, --gaps or --sources: how many records there are, one count of the
    kind that is named, and the gaps of every kind.

    Examples:
    unisurvey stats

    unisurvey stats --by paradigm --by year

    unisurvey stats --by backbone --families --top 10 --since 2025

    unisurvey stats --lineage --by encoder --paradigm hybrid

    unisurvey stats datasets --gaps

    unisurvey stats --sources

    Fields: section, paradigm, encoding, year, first_year, quarter, month, venue, mask,
    backbone, understanding_encoder, generation_encoder, decoder, encoder (of either
    side), component (any), modality (in or out), input_modalities, output_modalities,
    license, author, organization; sections of papers; unit of datasets and benchmarks;
    input and output of benchmarks.

    A year is that of publication, or of the first version of what is not published;
    first_year, quarter and month are those of the first version. A record with several
    values counts once for each. --top adds up the rest as others; of a cross table it
    keeps dates and closed words whole. JSON is an object of values and counts; of two
    fields it has the counts below "counts" beside their totals; of --lineage it is a
    list of components with their models.
    """
    from unisurvey.views.statistics import count_by, cross, overview
    from unisurvey.views.statistics import gaps as missing

    settings = settings_of(context)
    named = tuple(name for text in by or () for name in text.split(","))
    _check(kind, named, {"--lineage": lineage, "--gaps": gaps, "--sources": sources})
    limits: dict[str, Any] = {"families": families, "top": top}
    if not (named or lineage) and any(limits.values()):
        raise UsageError("--families and --top need --by or --lineage")
    catalog, incomplete = usable(context)
    records = catalog.select(kind.value, **filters)
    if sources:
        from unisurvey.views.statistics import first_hand, sourcing

        table = sourcing(records, kind.value, catalog)
        write_cross(table, settings, form)
        settings.note(first_hand(table) if records else f"no {kind.value} match")
    elif lineage:
        from unisurvey.views.lineage import LINEAGES, follow

        parts = [follow(records, p, catalog, **limits) for p in named or LINEAGES]
        write_lineages(parts, settings, form)
        note_total(len(records), (), len(records), kind.value, settings)
    elif len(named) == 2:
        table = cross(records, kind.value, (named[0], named[1]), catalog, **limits)
        write_cross(table, settings, form)
        note_total(table.total, table.several, len(records), kind.value, settings)
    elif named:
        pairs = count_by(records, kind.value, named[0], catalog, **limits)
        write_counts({named[0]: pairs}, settings, form)
        total = sum(count for _, count in pairs)
        note_total(total, named, len(records), kind.value, settings)
    elif gaps:
        pairs = missing(records, kind.value, catalog)
        write_counts({f"{kind.value} without": pairs}, settings, form)
    else:
        write_counts(overview(records, kind.value, catalog), settings, form)
    finish(incomplete=incomplete)


def _check(kind: Kind, named: tuple[str, ...], flags: dict[str, bool]) -> None:
    given = [*(["--by"] if named else []), *(flag for flag, on in flags.items() if on)]
    if len(given) > 1 and set(given) != {"--by", "--lineage"}:
        raise UsageError(f"give either {given[0]} or {given[-1]}, not both")
    if flags["--lineage"] and kind is not Kind.models:
        raise UsageError(f"--lineage follows the parts of models, not of {kind.value}")
    if len(named) > 2 and not flags["--lineage"]:
        raise UsageError(
            f"--by names {len(named)} fields, expected one, or two for a cross table"
        )
