"""One run of `unisurvey refresh`: its journal, its token, its progress, its end."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from unisurvey.cli.settings import Exit, Settings
from unisurvey.cli.terminal import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.outside.refresh import Journal, Sweep, Written
    from unisurvey.outside.web import Web
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")


@dataclass(frozen=True)
class Wish:
    """What a run is to ask."""

    parts: Iterable[str]
    """Of `PARTS`."""

    sources: bool
    max_age: int
    """Days."""

    fresh: bool


def ask_about(
    records: Sequence[Record],
    catalog: Catalog,
    web: Web,
    wish: Wish,
    settings: Settings,
) -> Sweep:
    """Ask, with a progress bar on a terminal.

    Raises:
        UsageError: the token for GitHub is none.
        typer.Exit: interrupted; says how to go on.
    """
    from unisurvey.cli.commands.refresh.progress import progress
    from unisurvey.cli.network import run
    from unisurvey.outside.refresh import Asking, sweep

    token = _token()
    journal = _journal(wish)

    async def ask() -> Sweep:
        async with web:
            return await sweep(
                records,
                catalog.vocabularies,
                web,
                asking,
                parts=wish.parts,
                sources=wish.sources,
                token=token,
            )

    with progress(settings) as watch:
        asking = Asking(journal, web.endpoints, watch)
        try:
            return run(ask())
        except typer.Exit:
            settings.note("run the same command again to go on where it stopped")
            raise


def report_text(found: Sweep, written: Written | None, form: str) -> str:
    """Return the report in a format; nothing in it can steer a terminal."""
    from unisurvey.outside.refresh.reporting import FORMATS

    return shown(FORMATS[form](found, written.done if written else ()))


def end(found: Sweep, written: Written | None) -> None:
    """Exit as the findings demand.

    Raises:
        typer.Exit: 4 when nothing could be asked, 1 when something is left to do.
    """
    if found.is_deaf:
        typer.echo("error: nothing could be asked", err=True)
        raise typer.Exit(Exit.NETWORK)
    left = written.left if written else found.changes
    if left or found.dead or found.moved:
        raise typer.Exit(Exit.PROBLEMS)


def _journal(wish: Wish) -> Journal:
    from datetime import UTC, datetime, timedelta

    from platformdirs import user_cache_path

    from unisurvey.outside.refresh import Journal

    off = os.environ.get("UNISURVEY_NO_CACHE")
    path = None if off else user_cache_path("unisurvey") / "refresh.jsonl"
    age = timedelta(days=wish.max_age)
    return Journal(path, datetime.now(UTC), age, fresh=wish.fresh)


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
