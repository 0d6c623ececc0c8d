"""`unisurvey show`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.options import Format
from unisurvey.cli.output import as_text
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import find_all, finish, usable
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from rich.text import Text

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def show(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids, aliases, BibTeX keys or names; datasets/anyedit for a dataset "
            "that shares its id with a paper.",
            autocompletion=complete_id,
        ),
    ],
    *,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: a page of text.")
    ] = None,
) -> None:
    """Show records in full, with their sources and corrections.

    Examples:
    unisurvey show show-o

    unisurvey show janus janus-pro --format bibtex

    unisurvey show datasets/anyedit --format json
    """
    settings = settings_of(context)
    catalog, incomplete = usable(context)
    records = find_all(catalog, ids)
    if form in (None, Format.table):
        for n, record in enumerate(records):
            if n:
                sys.stdout.write("\n")
            _print(record, catalog, settings)
    else:
        sys.stdout.write(_text(records, catalog, form))
    finish(incomplete=incomplete)


def _text(records: list[Record], catalog: Catalog, form: Format) -> str:
    from unisurvey.errors import UsageError
    from unisurvey.records.canonical import canonical
    from unisurvey.views.flat import FLATTEN, full, kind_of

    match form:
        case Format.json:
            objects = [full(record, catalog) for record in records]
            shown = objects[0] if len(objects) == 1 else objects
            return json_text(shown, 2) + "\n"
        case Format.jsonl:
            lines = (json_text(full(r, catalog)) for r in records)
            return "".join(f"{line}\n" for line in lines)
        case Format.yaml:
            return "---\n".join(canonical(record) for record in records)
        case _:
            pass
    kinds = {kind_of(record) for record in records}
    if len(kinds) > 1 and form not in (Format.ids, Format.bibtex):
        raise UsageError(
            f"--format {form.value} shows records of one kind, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    kind = kind_of(records[0])
    pairs = [(record, FLATTEN[kind_of(record)](record, catalog)) for record in records]
    return as_text(pairs, kind, catalog, form, None)


def _print(record: Record, catalog: Catalog, settings: Settings) -> None:
    """Print one record as two columns of names and values; a pipe gets whole lines."""
    from unisurvey.views.flat import page

    title, rows = page(record, catalog)
    if not (is_terminal() or settings.colored(sys.stdout)):
        width = max(len(name) for name, _ in rows)
        lines = [title, *(f"{name:<{width}}  {text}" for name, text in rows)]
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return
    from rich.table import Table
    from rich.text import Text

    console = settings.console()
    console.print(Text(title, style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(name, _linked(text))
    console.print(grid)


def _linked(text: str) -> Text:
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(r"https?://\S+", style="underline")
    if text.startswith("http") and " " not in text:
        shown.stylize(f"link {text}")
    return shown
