"""`unisurvey compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.emit import emit
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, usable
from unisurvey.errors import UsageError
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.comparison import Comparison, Row

MOST = 6


def compare(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID ID…",
            help="Two to six records of one kind: ids, aliases, keys, names or addresses.",
            autocompletion=complete_id,
        ),
    ],
    *,
    differences: Annotated[
        bool, typer.Option("--differences", help="Leave out what is the same.")
    ] = False,
    form: Annotated[
        Literal["table", "md", "json"],
        typer.Option("--format", "-f", help="How to write it."),
    ] = "table",
) -> None:
    """Show records side by side, what differs and which parts they share.

    Examples:
    unisurvey compare janus janus-pro

    unisurvey compare show-o show-o2 bagel --differences

    unisurvey compare geneval dpg-bench --format md

    The sign before a row says: = the same, ~ some in common, ≠ different, ? known of
    too few to say.

    Below stand the scores of models on the benchmarks that several have one of: first
    those under the same settings, then those that compare with no other. Marks are those
    of scores board, and settings that nobody states are left out.
    """
    from unisurvey.views import comparison

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    records, kind = _of_one_kind(ids, catalog)
    found = comparison.compare(records, kind, catalog)
    rows, scores = (
        [row for row in some if not differences or row.likeness != "same"]
        for some in (found.rows, found.scores)
    )
    ways = {
        "table": lambda: _printed(found, rows, scores),
        "md": lambda: _markdown(found, rows, scores),
        "json": lambda: _json(found, rows, scores),
    }
    emit(form, ways, settings)
    finish(incomplete=incomplete)


def _of_one_kind(ids: list[str], catalog: Catalog) -> tuple[list[Record], str]:
    """Return the records and the kind to read them as.

    Where words mean a paper and also a dataset or benchmark, the reading is taken
    that makes all of them one kind.

    Raises:
        UsageError: they are too few or too many, of several kinds, or one is repeated.
    """
    from unisurvey.views.flat import kind_of

    records = find_all(catalog, ids)
    if len({type(record) for record in records}) > 1:
        for folder in ("datasets", "benchmarks"):
            if all(f"{folder}/{word}" in catalog for word in ids):
                records = find_all(catalog, (f"{folder}/{word}" for word in ids))
    for n, record in enumerate(records):
        if any(record is other for other in records[:n]):
            raise UsageError(
                f"{record.id!r} is given twice, expected different records"
            )
    if not 2 <= len(records) <= MOST:
        raise UsageError(f"expected 2 to {MOST} records, not {len(records)}")
    kinds = {kind_of(record) for record in records}
    if kinds == {"models", "papers"}:
        kinds = {"papers"}  # a model is a paper too
    if len(kinds) > 1:
        raise UsageError(
            f"only records of one kind can be compared, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    return records, kinds.pop()


def _json(found: Comparison, rows: Sequence[Row], scores: Sequence[Row]) -> str:
    shown = {
        "kind": found.kind.removesuffix("s"),
        "ids": found.ids,
        "names": found.names,
        "attributes": [
            {"name": row.name, "likeness": row.likeness, "values": row.values}
            for row in rows
        ],
        "shared": [
            {
                "what": one.what,
                "name": one.name,
                "roles": one.roles,
                "records": one.records,
            }
            for one in found.shared
        ],
        "scores": [
            {"name": row.label, "likeness": row.likeness, "values": row.values}
            for row in scores
        ],
    }
    return json_document(shown)


def _markdown(found: Comparison, *tables: Sequence[Row]) -> str:
    from unisurvey.text.inline import escape
    from unisurvey.views.comparison import summary

    texts = [
        _markdown_table(found, rows) for n, rows in enumerate(tables) if rows or not n
    ]
    return "\n".join((*texts, *(f"{escape(line)}\n" for line in summary(found))))


def _markdown_table(found: Comparison, rows: Sequence[Row]) -> str:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.views.comparison import MARKS

    lines = [
        [
            escape(MARKS[row.likeness]),
            escape(row.label),
            *(
                link(row.label, cell)
                if cell.startswith("http")
                else escape(cell or "–")
                for cell in row.cells
            ),
        ]
        for row in rows
    ]
    return table(("", "", *map(escape, found.names)), lines)


def _printed(found: Comparison, *tables: Sequence[Row]) -> Iterator[Any]:
    """Yield records side by side, or one below the other where the terminal is narrow.

    A row that differs has its sign, and is bold where colour is.
    """
    from rich.text import Text

    from unisurvey.views.comparison import summary

    for n, rows in enumerate(tables):
        if n and rows:
            yield ""
        if rows or not n:
            yield _beside(found, rows)
    for line in summary(found):
        yield Text(f"\n{line}")


def _beside(found: Comparison, rows: Sequence[Row]) -> RenderableType:
    from rich.text import Text

    from unisurvey.cli.tables import FOLDED, WHOLE, table
    from unisurvey.views.comparison import MARKS

    columns: list[tuple[str | Text, Mapping[str, Any]]] = [
        ("", WHOLE),
        ("", {**WHOLE, "style": "dim"}),
        *((Text(name), FOLDED) for name in found.names),
    ]
    return table(
        columns,
        ((MARKS[row.likeness], row.label, *_cells(row)) for row in rows),
        lambda: _below(found, rows),
    )


def _below(found: Comparison, rows: Sequence[Row]) -> Table:
    from rich.text import Text

    from unisurvey.cli.tables import FOLDED, WHOLE, grid
    from unisurvey.views.comparison import MARKS

    made = grid((WHOLE, WHOLE, FOLDED), ())
    for row in rows:
        made.add_row(MARKS[row.likeness], Text(row.label, style="dim"), "")
        for name, cell in zip(found.names, _cells(row), strict=True):
            made.add_row("", Text(name), cell)
    return made


def _cells(row: Row) -> list[Text]:
    from rich.text import Text

    style = "bold" if row.likeness in {"different", "partly"} else ""
    return [Text(cell or "–", style=style if cell else "dim") for cell in row.cells]
