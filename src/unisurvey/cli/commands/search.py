"""`unisurvey search`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.options import Format, Kind, OptionalFormat, with_filters
from unisurvey.cli.output import as_text
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import finish, usable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from unisurvey.query.search import Hit
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat

MOST = 20
"""Hits that are shown without --limit."""

LONGEST = 60
"""Characters of a query that messages repeat."""

WIDE = 110
"""Terminal width from which titles have a column of their own."""


@with_filters
def search(
    context: typer.Context,
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT…",
            help="Words of names, titles, authors, components, sections, notes, ids or "
            "keys; each must be found.",
        ),
    ],
    *,
    kind: Annotated[
        Kind | None, typer.Option(help="Search one kind. Default: everything.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most so many.")
    ] = MOST,
    form: OptionalFormat = None,
    filters: dict[str, Any],
) -> None:
    """Find records by words, the best first.

    Examples:
    unisurvey search janus

    unisurvey search siglip vae --kind models --since 2025

    unisurvey search jinheng xie --format bibtex

    unisurvey search image editting

    Case, accents and punctuation do not matter. A word is found exactly, as the
    beginning of a word, or misspelt, in this order; a name counts most, then ids and
    keys, the title, components and authors, the section, venue and task, and notes.
    """
    from unisurvey.errors import UsageError
    from unisurvey.text.folding import fold
    from unisurvey.views.searching import search_index

    settings = settings_of(context)
    wanted = " ".join(text)
    if not fold(wanted):
        raise UsageError(f"{wanted!r} has no word to look for")
    catalog, incomplete = usable(context)
    records = _candidates(catalog, kind, filters)
    index = search_index(records, catalog)
    hits = index.search(wanted)
    pairs = [(records[hit.number], hit) for hit in hits[:limit]]
    _write(pairs, catalog, settings, form)
    if not hits:
        _suggest(wanted, records, catalog, settings, lacking=index.lacking(wanted))
    elif is_terminal():
        settings.note(f"{len(pairs)} of {len(hits)} found")
    finish(incomplete=incomplete)


def _candidates(
    catalog: Catalog, kind: Kind | None, filters: dict[str, Any]
) -> list[Record]:
    """Return the records to search, each once: a model is a paper too."""
    from unisurvey.query import kinds_for, make_query

    able = kinds_for(make_query(**filters))
    if kind or not able:
        return list(catalog.select(kind.value if kind else "papers", **filters))
    kinds = [of.value for of in Kind if of.value in able]
    if "papers" in kinds and "models" in kinds:
        kinds.remove("models")
    return [record for of in kinds for record in catalog.select(of, **filters)]


def _write(
    pairs: Sequence[tuple[Record, Hit]],
    catalog: Catalog,
    settings: Settings,
    form: Format | None,
) -> None:
    from unisurvey.text.tabular import TABULAR, cell, tsv_line
    from unisurvey.views.flat import address
    from unisurvey.views.searching import ROW_KEYS, hit_row

    if form is None and not is_terminal():
        for record, hit in pairs:
            row = hit_row(record, hit, catalog)
            shown = (address(record, catalog), row["kind"], row["name"], row["title"])
            sys.stdout.write(tsv_line(map(cell, shown)))
    elif form in (None, Format.table):
        if pairs:
            _print(pairs, catalog, settings)
    elif form is Format.ids:
        for record, _ in pairs:
            sys.stdout.write(f"{address(record, catalog)}\n")
    elif form is Format.md:
        sys.stdout.write(_markdown(pairs, catalog))
    elif form in TABULAR:
        rows = [hit_row(record, hit, catalog) for record, hit in pairs]
        sys.stdout.write(TABULAR[form](rows, ROW_KEYS))
    else:
        assert form is not None
        paired: list[tuple[Record, Flat]] = [(record, {}) for record, _ in pairs]
        sys.stdout.write(as_text(paired, "papers", catalog, form, None))


def _markdown(pairs: Sequence[tuple[Record, Hit]], catalog: Catalog) -> str:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.views.searching import elsewhere, hit_row, meant_words

    lines = []
    for record, hit in pairs:
        row = hit_row(record, hit, catalog)
        lines.append(
            [
                row["kind"],
                link(row["name"], row["url"]),
                escape(row["title"] or "") or "–",
                escape(elsewhere(hit, meant_words(hit))) or "–",
            ]
        )
    return table(("Kind", "Name", "Title", "Found in"), lines)


def _print(
    pairs: Sequence[tuple[Record, Hit]], catalog: Catalog, settings: Settings
) -> None:
    """Print hits with the words that were found in bold and underlined."""
    from rich import box
    from rich.table import Table

    from unisurvey.cli.settings import terminal_width
    from unisurvey.views.searching import elsewhere, hit_row, meant_words

    titles = terminal_width() >= WIDE
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Kind", no_wrap=True, style="dim")
    table.add_column("Name", overflow="fold")
    table.add_column("Title", overflow="fold")
    if titles:
        table.add_column("Found in", overflow="fold")
    for record, hit in pairs:
        row = hit_row(record, hit, catalog)
        meant = meant_words(hit)
        place = elsewhere(hit, meant)
        title = row["title"] if row["title"] != row["name"] else ""
        if titles:
            cells = [row["name"], title, place]
        else:
            cells = [row["name"], "\n".join(filter(None, (title, place)))]
        table.add_row(row["kind"], *(_marked(text or "–", meant) for text in cells))
    settings.console().print(table)


def _marked(text: str, meant: frozenset[str]) -> Text:
    from rich.text import Text

    from unisurvey.views.searching import spans

    shown = Text(text)
    for start, end in spans(text, meant):
        shown.stylize("bold underline", start, end)
    return shown


def _suggest(
    wanted: str,
    records: Sequence[Record],
    catalog: Catalog,
    settings: Settings,
    *,
    lacking: Sequence[str],
) -> None:
    """Say on stderr why nothing was found, and what is near."""
    from unisurvey.views.searching import search_index, suggestions

    everything = list(catalog)
    reason = f": {', '.join(map(_quoted, lacking))} is nowhere" if lacking else ""
    if not lacking and len(wanted.split()) > 1:
        reason = ": no record has all these words"
    if len(records) < len(everything):
        others = len(search_index(everything, catalog).search(wanted))
        if others:
            reason = f" here; {others} would without --kind and filters"
    near = [
        name if name == word else f"{name} ({word})"
        for name, word in suggestions(wanted, records or everything, catalog)
    ]
    settings.note(f"nothing matches {_quoted(wanted)}{reason}")
    settings.note(f"closest names: {', '.join(near)}")


def _quoted(text: str) -> str:
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
