"""`unisurvey stats`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.options import Kind, ListFormat, with_filters
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import finish, usable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BAR = 30
"""Width of the longest bar, in cells."""


@with_filters
def stats(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to count.")] = Kind.models,
    *,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD", help="Count by one field, such as venue or backbone."
        ),
    ] = None,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Count the fields that are not known.")
    ] = False,
    form: Annotated[
        ListFormat | None,
        typer.Option(
            "--format", "-f", help="Default: bars on a terminal, else tab-separated."
        ),
    ] = None,
    filters: dict[str, Any],
) -> None:
    """Count records and gaps.

    Without --by or --gaps: how many records there are, one count of the kind that is
    named, and the gaps of every kind.

    Examples:
    unisurvey stats

    unisurvey stats --by backbone --since 2025

    unisurvey stats datasets --gaps

    unisurvey stats models --by venue --format json
    """
    from unisurvey.errors import UsageError
    from unisurvey.views import statistics
    from unisurvey.views.columns import flatten

    settings = settings_of(context)
    if by and gaps:
        raise UsageError("give either --by or --gaps, not both")
    catalog, incomplete = usable(context)

    def flats(of: str, chosen: dict[str, Any]) -> list[dict[str, Any]]:
        return [flat for _, flat in flatten(catalog.select(of, **chosen), of, catalog)]

    rows = flats(kind.value, filters)
    if by or gaps:
        pairs = (
            statistics.count_by(rows, kind.value, by, catalog)
            if by
            else statistics.gaps(rows, kind.value)
        )
        tables = {by or f"{kind.value} without": pairs}
    else:
        every = {of.value: flats(of.value, {}) for of in Kind}
        by = statistics.GROUPINGS[kind.value][0]
        tables = {
            "records": [(name, len(found)) for name, found in every.items()],
            f"{kind.value} by {by}": statistics.count_by(rows, kind.value, by, catalog),
        }
        for name, found in every.items():
            tables[f"{name} without"] = statistics.gaps(found, name)
    _write(tables, settings, form)
    finish(incomplete=incomplete)


def _write(
    tables: Mapping[str, Sequence[tuple[str, int]]],
    settings: Settings,
    form: ListFormat | None,
) -> None:
    if form is ListFormat.json:
        import json

        objects = {name: dict(pairs) for name, pairs in tables.items()}
        shown = next(iter(objects.values())) if len(objects) == 1 else objects
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
    elif form is ListFormat.tsv or (form is None and not is_terminal()):
        for name, pairs in tables.items():
            head = f"{name}\t" if len(tables) > 1 else ""
            sys.stdout.write("".join(f"{head}{word}\t{n}\n" for word, n in pairs))
    else:
        _print_bars(tables, settings)


def _print_bars(
    tables: Mapping[str, Sequence[tuple[str, int]]], settings: Settings
) -> None:
    from rich.table import Table
    from rich.text import Text

    console = settings.console()
    for n, (name, pairs) in enumerate(tables.items()):
        if n:
            console.print()
        console.print(Text(name, style="bold"))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(overflow="fold")
        grid.add_column(justify="right")
        grid.add_column()
        most = max((count for _, count in pairs), default=1)
        for word, count in pairs:
            bar = "█" * max(1, round(BAR * count / most)) if count else ""
            grid.add_row(Text(word), str(count), Text(bar, style="cyan"))
        console.print(grid)
