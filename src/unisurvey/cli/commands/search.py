"""`unisurvey search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.emit import emit, record_ways, row_ways
from unisurvey.cli.notes import tell_open
from unisurvey.cli.options import (
    FORMAT,
    OF_KIND,
    Format,
    Header,
    Kind,
    Limit,
    with_filters,
)
from unisurvey.cli.settings import Settings, is_terminal, settings_of, terminal_width
from unisurvey.cli.source import finish, usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from unisurvey.cli.emit import Ways
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.searching import WorkHit

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
            help="Words of names, titles, authors, components, sections, organizations, "
            "owners of repositories, notes, ids or keys; each must be found, but for "
            "such as 'on'.",
        ),
    ],
    *,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Search one kind. Default: everything, a row for each work.", **OF_KIND
        ),
    ] = None,
    limit: Annotated[int, Limit] = MOST,
    form: Annotated[Format | None, FORMAT] = None,
    header: Header = False,
    filters: dict[str, Any],
) -> None:
    """Find records by words, the best first.

    Examples:
    unisurvey search janus

    unisurvey search siglip vae --kind models --since 2025

    unisurvey search jinheng xie --format bibtex

    unisurvey search image editting

    unisurvey search trained on laion

    Case, accents and punctuation do not matter, nor do words such as 'on' and 'the'. A
    word is found exactly, as the beginning of a word, or misspelt, in this order; a name
    counts most, then ids and keys, the title, components and authors, the section,
    venue, organization, task and owners of repositories, and notes. A work is one row,
    which says what else it is; --kind shows each record of a kind.
    """
    from unisurvey.errors import UsageError
    from unisurvey.text.folding import fold
    from unisurvey.views.searching import by_work, search_index, searched_kinds

    settings = settings_of(context)
    wanted = " ".join(text)
    if not fold(wanted):
        raise UsageError(f"{wanted!r} has no word to look for")
    catalog, incomplete = usable(context)
    kinds = searched_kinds(kind, filters, catalog)
    records = [record for of in kinds for record in catalog.select(of, **filters)]
    index = search_index(records, catalog)
    works = by_work(index.search(wanted), records, catalog)
    emit(form, _ways(works[:limit], catalog), settings, header=header)
    if not works:
        _suggest(wanted, records, catalog, settings, lacking=index.lacking(wanted))
    elif is_terminal():
        settings.note(f"{len(works[:limit])} of {len(works)} found")
    tell_open(catalog, kinds, filters, settings)
    finish(incomplete=incomplete)


def _ways(works: Sequence[WorkHit], catalog: Catalog) -> Ways:
    from unisurvey.render.markdown import table
    from unisurvey.text.inline import escape, link
    from unisurvey.text.tabular import Lines
    from unisurvey.views.flat import LazyFlat, address
    from unisurvey.views.flat import works as papers_of
    from unisurvey.views.searching import ROW_KEYS, hit_row, reasons

    rows = [hit_row(work, catalog) for work in works]
    ids = [address(work.record, catalog) for work in works]

    def plain() -> Lines:
        found = (
            (id_, row["kind"], row["name"], row["title"], reasons(work, marked=False))
            for id_, row, work in zip(ids, rows, works, strict=True)
        )
        return Lines(("id", "kind", "name", "title", "found_in"), found)

    def markdown() -> str:
        lines = [
            [
                row["kind"],
                link(row["name"], row["url"]),
                escape(row["title"] or "") or "–",
                escape(reasons(work, marked=True)) or "–",
            ]
            for row, work in zip(rows, works, strict=True)
        ]
        return table(("Kind", "Name", "Title", "Found in"), lines)

    papers = papers_of((work.record for work in works), catalog)
    cited = [(paper, LazyFlat("papers", paper, catalog)) for paper in papers]
    return {
        **record_ways([(work.record, {}) for work in works], "papers", catalog),
        "latex": record_ways(cited, "papers", catalog)["latex"],
        **row_ways(rows, ROW_KEYS),
        "plain": plain,
        "ids": lambda: "".join(f"{id_}\n" for id_ in ids),
        "md": markdown,
        "table": lambda: _printed(rows, works),
    }


def _printed(rows: Sequence[dict[str, Any]], works: Sequence[WorkHit]) -> Iterator[Any]:
    """Yield a table of hits with the words that were found in bold and underlined."""
    from unisurvey.cli.tables import FOLDED, WHOLE, table
    from unisurvey.views.searching import meant_words, reasons

    wide = terminal_width() >= WIDE
    lines = []
    for row, work in zip(rows, works, strict=True):
        meant = meant_words(work.hit)
        place = reasons(work, marked=True)
        title = row["title"] if row["title"] != row["name"] else ""
        more = [title, place] if wide else ["\n".join(filter(None, (title, place)))]
        cells = (_marked(text or "–", meant) for text in (row["name"], *more))
        lines.append((row["kind"], *cells))
    if lines:
        names = ("Name", "Title", "Found in") if wide else ("Name", "Title")
        folded = ((name, FOLDED) for name in names)
        yield table([("Kind", {**WHOLE, "style": "dim"}), *folded], lines)


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
    from unisurvey.views.searching import by_work, search_index, suggestions

    everything = list(catalog)
    reason = f": {', '.join(map(_quoted, lacking))} is nowhere" if lacking else ""
    if not lacking and len(wanted.split()) > 1:
        reason = ": no record has all these words"
    if len(records) < len(everything):
        found = search_index(everything, catalog).search(wanted)
        others = len(by_work(found, everything, catalog))
        if others:
            reason = f" here; {others} would without --kind and filters"
    near = [
        name if name == word else f"{name} ({word})"
        for name, word in suggestions(wanted, records or everything, catalog)
    ]
    settings.note(f"nothing matches {_quoted(wanted)}{reason}")
    if near:
        settings.note(f"closest names: {', '.join(near)}")


def _quoted(text: str) -> str:
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
