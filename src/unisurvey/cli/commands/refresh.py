"""`unisurvey refresh`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.destination import refuse
from unisurvey.cli.emit import emit
from unisurvey.cli.network import AllowPrivate, Retries, Service
from unisurvey.cli.options import (
    REPORT,
    Force,
    OptionalIds,
    OptionalKind,
    Output,
    with_filters,
)
from unisurvey.cli.progress import progress_console, watched
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.source import chosen_records, finish, usable, working_root
from unisurvey.cli.terminal import shown, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import TaskID

    from unisurvey.outside.refresh import Journal, Sweep, Written
    from unisurvey.outside.refresh.questions import Watch
    from unisurvey.schema import Record

_PARTS = "What to ask for (default: everything)"
_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")


def _part(name: str, text: str) -> Any:
    return typer.Option(f"--{name}", help=text, rich_help_panel=_PARTS)


@with_filters
def refresh(
    context: typer.Context,
    ids: OptionalIds = None,
    *,
    links: Annotated[
        bool, _part("links", "Whether links still lead somewhere.")
    ] = False,
    venues: Annotated[
        bool,
        _part("venues", "Whether preprints were published: OpenReview, DBLP, …"),
    ] = False,
    versions: Annotated[
        bool, _part("versions", "Newer arXiv versions; withdrawn and retracted works.")
    ] = False,
    stars: Annotated[
        bool,
        _part(
            "stars", "Code on GitHub: stars, last commit, licence. Needs GITHUB_TOKEN."
        ),
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="Links: also those of sources.")
    ] = False,
    kind: OptionalKind = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put what is certain into the records.")
    ] = False,
    form: Annotated[Literal["text", "md", "json"], REPORT] = "text",
    output: Output = None,
    force: Force = False,
    max_age: Annotated[
        int,
        typer.Option(
            min=0, max=3650, metavar="DAYS", help="How long an answer counts."
        ),
    ] = 1,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask everything anew.")
    ] = False,
    service: Service = None,
    retries: Retries = 3,
    allow_private: AllowPrivate = False,
    filters: dict[str, Any],
) -> None:
    """Ask the outside world what has changed, and report it.

    A link is dead only when its server says so or does not exist; one that blocks
    programs is undecidable. A preprint is published when two services agree. What is not
    certain is left to a person. Answers are kept as they come, so a run that was
    interrupted goes on where it stopped. JSON has the lists changes, links and gaps.
    Exits 1 when something changed, a link is dead or moved, and 4 when nothing could be
    asked.

    Examples:
    unisurvey refresh

    unisurvey refresh --links --sources --format md -o links.md

    unisurvey refresh --venues --since 2025 --write

    unisurvey refresh show-o janus --versions --stars
    """
    from dataclasses import replace

    from unisurvey.cli.network import run, web_of
    from unisurvey.errors import UsageError
    from unisurvey.outside.refresh import PARTS, Asking, sweep
    from unisurvey.outside.refresh.changes import write as write_changes
    from unisurvey.outside.refresh.reporting import FORMATS, summary
    from unisurvey.records import shown_path

    settings = settings_of(context)
    if ids and (filters or kind):
        raise UsageError("give either ids or filters, not both")
    refuse(output, settings, force=force)  # before an hour of asking
    if write:
        working_root(settings)
    catalog, incomplete = usable(context)
    records: Iterable[Record] = catalog
    if ids or filters or kind:
        records, _ = chosen_records(context, catalog, ids, kind, filters)
    chosen = (links, venues, versions, stars)
    parts = [name for name, on in zip(PARTS, chosen, strict=True) if on]
    web = web_of(service, allow_private=allow_private, retries=retries, cached=False)
    token = _token()
    journal = _journal(max_age, fresh=fresh)

    async def ask(asking: Asking) -> Sweep:
        async with web:
            return await sweep(
                tuple(records),
                catalog.vocabularies,
                web,
                asking,
                parts=parts or PARTS,
                sources=sources,
                token=token,
            )

    with _progress(settings) as watch:
        try:
            found = run(ask(Asking(journal, web.endpoints, watch)))
        except typer.Exit:
            settings.note("run the same command again to go on where it stopped")
            raise
    written = write_changes(found.changes, catalog) if write else None
    for path in written.paths if written else ():
        settings.note(f"wrote {shown_path(path)}")
    told = replace(found, changes=written.changes) if written else found
    text = shown(FORMATS[form](told, written.done if written else ()))
    emit(form, {form: lambda: text}, settings, output, force=force)
    settings.note(summary(told))
    _end(found, written)
    finish(incomplete=incomplete)


@contextmanager
def _progress(settings: Settings) -> Iterator[Watch]:
    """Give what a run is to tell how far it is; shows bars on a terminal's stderr."""
    from unisurvey.outside.refresh.questions import unwatched

    if not watched(settings):
        yield unwatched
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=progress_console(settings),
        transient=True,
    )
    tasks: dict[str, TaskID] = {}

    def watch(part: str, done: int, total: int) -> None:
        if part not in tasks:
            tasks[part] = bars.add_task(part, total=total)
        bars.update(tasks[part], completed=done, total=total)

    with bars:
        yield watch


def _end(found: Sweep, written: Written | None) -> None:
    """Exit as the findings demand.

    Raises:
        typer.Exit: 4 when nothing could be asked, 1 when something is left to do.
    """
    if found.is_deaf:
        tell("error: nothing could be asked")
        raise typer.Exit(Exit.NETWORK)
    left = written.left if written else found.changes
    if left or found.dead or found.moved:
        raise typer.Exit(Exit.PROBLEMS)


def _journal(max_age: int, *, fresh: bool) -> Journal:
    from datetime import UTC, datetime, timedelta

    from unisurvey.kept.folder import cache_folder
    from unisurvey.outside.refresh import Journal

    folder = cache_folder()
    path = folder / "refresh.jsonl" if folder else None
    age = timedelta(days=max_age)
    return Journal(path, datetime.now(UTC), age, fresh=fresh)


def _token() -> str | None:
    """Return the token for GitHub; it is part of no message.

    Raises:
        UsageError: it cannot be sent.
    """
    from unisurvey.errors import UsageError

    for name in _TOKENS:
        token = os.environ.get(name, "").strip()
        if token and not (token.isascii() and token.isprintable()):
            raise UsageError(f"{name} holds characters that no token has")
        if token:
            return token
    return None
