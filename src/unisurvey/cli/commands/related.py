"""`unisurvey related`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.emit import emit
from unisurvey.cli.options import (
    FORMAT,
    OF_KIND,
    Header,
    Kind,
    Limit,
)
from unisurvey.cli.settings import is_terminal, settings_of
from unisurvey.cli.source import find_all, finish, usable
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.cli.emit import Ways
    from unisurvey.query.similarity import Neighbour
    from unisurvey.records import Catalog


def related(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An id, alias, key, name or address; benchmarks/geneval for a benchmark "
            "that shares its id with a paper.",
            autocompletion=complete_id,
        ),
    ],
    *,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Look among this kind. Default: the record's own.", **OF_KIND
        ),
    ] = None,
    limit: Annotated[int, Limit] = 10,
    form: Annotated[Literal["table", "tsv", "md", "json", "ids"] | None, FORMAT] = None,
    header: Header = False,
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
    (record,) = find_all(catalog, [wanted])
    among = kind or kind_of(record)
    found = Neighbourhood(catalog.records(among), catalog).of(record)
    emit(form, _ways(found[:limit], catalog), settings, header=header)
    if not found:
        settings.note(f"nothing in {among} has anything in common with {record.id!r}")
    elif is_terminal():
        settings.note(
            f"{len(found[:limit])} of {len(found)} {among} with something in common"
        )
    finish(incomplete=incomplete)


def _ways(found: Sequence[Neighbour], catalog: Catalog) -> Ways:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.text.tabular import Lines
    from unisurvey.views.flat import address
    from unisurvey.views.searching import neighbour_row, why

    rows = [neighbour_row(near, catalog) for near in found]
    shown = [
        (row["name"], row["url"], f"{near.similarity:.2f}", why(near, catalog))
        for row, near in zip(rows, found, strict=True)
    ]
    ids = [address(near.record, catalog) for near in found]

    def plain() -> Lines:
        lines = (
            (id_, share, name, text)
            for id_, (name, _, share, text) in zip(ids, shown, strict=True)
        )
        return Lines(("id", "similarity", "name", "in_common"), lines)

    def markdown() -> str:
        lines = [
            [link(name, url), share, escape(text)] for name, url, share, text in shown
        ]
        return table(("Name", "Similarity", "In common"), lines, "lr")

    return {
        "json": lambda: json_document(rows),
        "ids": lambda: "".join(f"{id_}\n" for id_ in ids),
        "tsv": plain,
        "plain": plain,
        "md": markdown,
        "table": lambda: _printed(shown),
    }


def _printed(shown: Sequence[tuple[str, str, str, str]]) -> Iterator[Any]:
    from rich.style import Style
    from rich.text import Text

    from unisurvey.cli.tables import FOLDED, WHOLE, table

    if shown:
        columns = (
            ("Name", FOLDED),
            ("Similarity", {**WHOLE, "justify": "right"}),
            ("In common", FOLDED),
        )
        rows = (
            (Text(name, style=Style(bold=True, link=url)), share, Text(text))
            for name, url, share, text in shown
        )
        yield table(columns, rows)
