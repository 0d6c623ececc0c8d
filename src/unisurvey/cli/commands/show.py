"""`unisurvey show`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.emit import emit, record_ways
from unisurvey.cli.options import Format
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.cli.source import cited_papers, find_all, finish, usable
from unisurvey.cli.terminal import tell
from unisurvey.text.jsontext import json_document, json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from unisurvey.cli.emit import Ways
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.page import Page

Target = Literal["paper", "code", "demo", "weights", "project", "home"]
"""What --open opens, the first where nothing is said."""


class Extent(NamedTuple):
    """What a page shows beyond the record's own facts."""

    whole: bool
    sources: bool
    bib: bool
    scores: bool


def show(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids, aliases, BibTeX keys, names or addresses (arXiv, DOI, GitHub, "
            "Hugging Face …); datasets/anyedit for a dataset that shares its id with a "
            "paper.",
            autocompletion=complete_id,
        ),
    ],
    *,
    sources: Annotated[
        bool, typer.Option("--sources", help="Also who vouches for which field.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--all", help="Also the fields that are not stated.")
    ] = False,
    scores: Annotated[
        bool,
        typer.Option("--scores", help="Also its scores; of a benchmark, the best."),
    ] = False,
    bib: Annotated[
        bool, typer.Option("--bib", help="Print the BibTeX entry below.")
    ] = False,
    target: Annotated[
        Target | None,
        typer.Option(
            "--open",
            metavar="[LINK]",
            help=f"Only print an address and open it in the browser: "
            f"{', '.join(get_args(Target))}. Alone: the paper's.",
        ),
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: a page of text.")
    ] = None,
) -> None:
    """Show works: what they are, introduce and are built of, and who uses them.

    Examples:
    unisurvey show show-o

    unisurvey show https://arxiv.org/abs/2410.13848 --sources

    unisurvey show geneval --bib

    unisurvey show bagel --scores

    unisurvey show bagel --open code

    unisurvey show janus janus-pro --format bibtex

    unisurvey show datasets/anyedit --format json
    """
    from unisurvey.errors import UsageError
    from unisurvey.views.flat import kind_of

    settings = settings_of(context)
    extent = Extent(whole, sources, bib, scores)
    if form not in (None, "table") and (any(extent) or target):
        raise UsageError(
            f"--format {form} goes without --all, --sources, --scores, --bib and --open, which "
            "are for the page of text"
        )
    catalog, incomplete = usable(context)
    records = find_all(catalog, ids)
    if target:
        incomplete |= not _opened(records, target, catalog, settings)
        return finish(incomplete=incomplete)
    kinds = {kind_of(record) for record in records}
    if len(kinds) > 1 and form in ("md", "csv", "tsv"):
        raise UsageError(
            f"--format {form} shows records of one kind, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    emit(form, _ways(records, catalog, settings, extent), settings)
    return finish(incomplete=incomplete)


def _opened(
    records: Sequence[Record], target: Target, catalog: Catalog, settings: Settings
) -> bool:
    """Print and open an address of each record; return whether all have one."""
    import webbrowser

    from unisurvey.views.page import addresses

    every = True
    for record in records:
        found = addresses(record, target, catalog)
        if len(found) == 1:
            sys.stdout.write(f"{found[0]}\n")
            if not webbrowser.open(found[0]):
                settings.note("no browser was found; BROWSER names one")
            continue
        every = False
        what = f"{target} address to open"
        tell(
            f"error: {record.id!r} has no single {what}, but {' and '.join(found)}"
            if found
            else f"error: {record.id!r} has no {what}"
        )
    return every


def _ways(
    records: Sequence[Record], catalog: Catalog, settings: Settings, extent: Extent
) -> Ways:
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
        **dict.fromkeys(
            ("table", "plain"), lambda: _pages(records, catalog, settings, extent)
        ),
    }
    return ways if others else {**ways, "yaml": document}


def _pages(
    records: Sequence[Record], catalog: Catalog, settings: Settings, extent: Extent
) -> str | Iterator[Any]:
    """Return each record in groups of names and values; a pipe gets whole lines."""
    from unisurvey.views.page import page

    shown = []
    for record in records:
        made = page(
            *(record, catalog),
            whole=extent.whole,
            sources=extent.sources,
            scores=extent.scores,
        )
        shown.append((made, _entry(record, catalog) if extent.bib else ""))
    if is_terminal() or settings.colored(sys.stdout):
        return _printed(shown)
    return "\n".join(_text(made, entry) for made, entry in shown)


def _text(page: Page, entry: str) -> str:
    lines = [page.title]
    for heading, rows in page.groups:
        lines.append(heading)
        lines += (f"  {name:<{page.width}}  {text}" for name, text in rows)
    lines += _left_out(page)
    return "".join(f"{line}\n" for line in lines) + (entry and f"\n{entry}")


def _left_out(page: Page) -> Iterator[str]:
    """Yield a line that says what the page does not show, and how to see it."""
    fields, sources = _counted(page.unstated, "field"), _counted(page.unseen, "source")
    parts = (
        f"{fields} not stated (--all)" if page.unstated else "",
        f"{sources} (--sources)" if page.unseen else "",
    )
    if any(parts):
        yield ", ".join(filter(None, parts))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _entry(record: Record, catalog: Catalog) -> str:
    from unisurvey.bib.bibtex import to_bibtex

    return to_bibtex(cited_papers([record], catalog), catalog.vocabularies)


def _printed(shown: Sequence[tuple[Page, str]]) -> Iterator[Any]:
    from rich.padding import Padding
    from rich.text import Text

    from unisurvey.cli.tables import FOLDED, WHOLE, grid

    for n, (page, entry) in enumerate(shown):
        if n:
            yield ""
        yield Text(page.title, style="bold")
        names = {**WHOLE, "style": "dim", "width": page.width}
        for heading, rows in page.groups:
            yield Text(heading, style="italic")
            cells = ((name, _linked(text)) for name, text in rows)
            yield Padding(grid([names, FOLDED], cells), (0, 0, 0, 2))
        yield from (Text(line, style="dim") for line in _left_out(page))
        if entry:
            yield f"\n{entry.rstrip()}"


def _linked(text: str) -> Text:
    from rich.text import Text

    shown = Text(text)
    shown.highlight_regex(r"https?://\S+", style="underline")
    if text.startswith("http") and " " not in text:
        shown.stylize(f"link {text}")
    return shown
