"""`unisurvey show`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.emit import emit, record_ways
from unisurvey.cli.options import Format, complete_id
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import find_all, finish, usable
from unisurvey.text.jsontext import json_document, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from unisurvey.cli.emit import Ways
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
    from unisurvey.errors import UsageError
    from unisurvey.views.flat import kind_of

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    records = find_all(catalog, ids)
    kinds = {kind_of(record) for record in records}
    if len(kinds) > 1 and form in ("md", "csv", "tsv"):
        raise UsageError(
            f"--format {form} shows records of one kind, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    emit(form, _ways(records, catalog, settings), settings)
    finish(incomplete=incomplete)


def _ways(records: Sequence[Record], catalog: Catalog, settings: Settings) -> Ways:
    """Return the formats of records in full; YAML and JSON of one are its own."""
    from unisurvey.views.flat import FLATTEN, full, kind_of

    kinds = [kind_of(record) for record in records]
    pairs = [
        (r, FLATTEN[kind](r, catalog)) for r, kind in zip(records, kinds, strict=True)
    ]
    first, *others = records

    def json() -> str:
        objects = [full(record, catalog) for record in records]
        return json_document(objects if others else objects[0])

    def document() -> str:
        from unisurvey.records.canonical import canonical

        return canonical(first)

    ways = {
        **record_ways(pairs, kinds[0], catalog),
        "json": json,
        "jsonl": lambda: "".join(f"{json_text(full(r, catalog))}\n" for r in records),
        **dict.fromkeys(("table", "plain"), lambda: _pages(records, catalog, settings)),
    }
    return ways if others else {**ways, "yaml": document}


def _pages(
    records: Sequence[Record], catalog: Catalog, settings: Settings
) -> str | Iterator[Any]:
    """Return each record as two columns of names and values; a pipe gets whole lines."""
    from unisurvey.views.flat import page

    pages = [page(record, catalog) for record in records]
    if is_terminal() or settings.colored(sys.stdout):
        return _printed(pages)
    texts = []
    for title, rows in pages:
        width = max(len(name) for name, _ in rows)
        lines = [title, *(f"{name:<{width}}  {text}" for name, text in rows)]
        texts.append("".join(f"{line}\n" for line in lines))
    return "\n".join(texts)


def _printed(pages: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> Iterator[Any]:
    from rich.text import Text

    from unisurvey.cli.tables import FOLDED, WHOLE, grid

    for n, (title, rows) in enumerate(pages):
        if n:
            yield ""
        yield Text(title, style="bold")
        cells = ((name, _linked(text)) for name, text in rows)
        yield grid([{**WHOLE, "style": "dim"}, FOLDED], cells)


def _linked(text: str) -> Text:
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(r"https?://\S+", style="underline")
    if text.startswith("http") and " " not in text:
        shown.stylize(f"link {text}")
    return shown
