"""`unisurvey related`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.options import Kind
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.query.similarity import Neighbour
    from unisurvey.records import Catalog


class RelatedFormat(StrEnum):
    """How neighbours are written."""

    table = "table"
    tsv = "tsv"
    md = "md"
    json = "json"
    ids = "ids"


def related(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id, alias, key or name; benchmarks/geneval for a benchmark that "
            "shares its id with a paper.",
            autocompletion=complete_id,
        ),
    ],
    *,
    kind: Annotated[
        Kind | None,
        typer.Option(help="Look among this kind. Default: the record's own."),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most so many.")
    ] = 10,
    form: Annotated[
        RelatedFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: a table on a terminal, tab-separated rows in a pipe.",
        ),
    ] = None,
) -> None:
    """Find the records that are nearest to one, and say why.

    Examples:
    unisurvey related show-o

    unisurvey related bagel --limit 5 --format md

    unisurvey related benchmarks/geneval

    unisurvey related blip3-o --kind datasets

    Records are near that share a backbone, encoders, a decoder, a section, authors or
    a paper. What few records have counts more than what is common; a component also
    counts, with half the weight, as its family. 1 is the same, 0 nothing in common.
    """
    from unisurvey.query.similarity import Neighbourhood
    from unisurvey.views.flat import kind_of

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    record = catalog[wanted]
    among = kind.value if kind else kind_of(record)
    found = Neighbourhood(catalog.records(among), catalog).of(record)
    _write(found[:limit], catalog, settings, form)
    if not found:
        settings.note(f"nothing in {among} has anything in common with {record.id!r}")
    elif is_terminal():
        settings.note(
            f"{len(found[:limit])} of {len(found)} {among} with something in common"
        )
    finish(incomplete=incomplete)


def _write(
    found: Sequence[Neighbour],
    catalog: Catalog,
    settings: Settings,
    form: RelatedFormat | None,
) -> None:
    from unisurvey.records import name_of
    from unisurvey.text.tabular import cell, tsv_line
    from unisurvey.views.flat import address
    from unisurvey.views.searching import neighbour_row, why

    if form is None:
        form = RelatedFormat.table if is_terminal() else RelatedFormat.tsv
    match form:
        case RelatedFormat.json:
            rows = [neighbour_row(near, catalog) for near in found]
            sys.stdout.write(json_text(rows, 2) + "\n")
        case RelatedFormat.ids:
            for near in found:
                sys.stdout.write(f"{address(near.record, catalog)}\n")
        case RelatedFormat.tsv:
            for near in found:
                cells = (
                    address(near.record, catalog),
                    f"{near.similarity:.2f}",
                    name_of(near.record),
                    why(near, catalog),
                )
                sys.stdout.write(tsv_line(map(cell, cells)))
        case RelatedFormat.md:
            sys.stdout.write(_markdown(found, catalog))
        case RelatedFormat.table:
            _print(found, catalog, settings)


def _markdown(found: Sequence[Neighbour], catalog: Catalog) -> str:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.views.searching import neighbour_row, why

    rows = [(neighbour_row(near, catalog), why(near, catalog)) for near in found]
    lines = [
        [link(row["name"], row["url"]), f"{row['similarity']:.2f}", escape(text)]
        for row, text in rows
    ]
    return table(("Name", "Similarity", "In common"), lines, "lr")


def _print(found: Sequence[Neighbour], catalog: Catalog, settings: Settings) -> None:
    from rich import box
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from unisurvey.views.searching import neighbour_row, why

    if not found:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Name", overflow="fold")
    table.add_column("Similarity", justify="right", no_wrap=True)
    table.add_column("In common", overflow="fold")
    for near in found:
        row = neighbour_row(near, catalog)
        style = Style(bold=True, link=row["url"])
        table.add_row(
            Text(row["name"], style=style),
            f"{near.similarity:.2f}",
            Text(why(near, catalog)),
        )
    settings.console().print(table)
