"""Asking services for a command: who we are, where they are, and being interrupted."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from unisurvey.cli.settings import Exit
from unisurvey.cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence

    from unisurvey.outside.web import Web

T = TypeVar("T")
PANEL = "Network"

Service = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=URL",
        rich_help_panel=PANEL,
        help="Ask a mirror: arxiv=https://example.org/api. Repeatable; also "
        "UNISURVEY_ARXIV_URL and so on.",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        rich_help_panel=PANEL,
        help="Also ask private and loopback addresses that are not named by --service.",
    ),
]
Retries = Annotated[
    int,
    typer.Option(
        min=0,
        max=10,
        metavar="NUMBER",
        rich_help_panel=PANEL,
        help="How often to try again when a service does not answer.",
    ),
]


def web_of(
    services: Sequence[str] | None,
    *,
    allow_private: bool = False,
    retries: int = 3,
    cached: bool = True,
) -> Web:
    """Return the one that asks, with the user's mirrors, cache and name.

    Args:
        services: `NAME=URL` each; they go before the environment.
        allow_private: Whether private addresses may be asked.
        retries: Tries after the first.
        cached: Whether answers are kept for the next time.

    Raises:
        UnknownValueError: no service has that name.
        UsageError: a value is not `NAME=URL`.
    """
    from dataclasses import replace

    from unisurvey.kept.folder import cache_folder
    from unisurvey.outside.web import DEFAULT, Web

    folder = cache_folder()
    return Web(
        agent=agent(),
        cache=folder / "web" if cached and folder else None,
        endpoints=endpoints(services or ()),
        allow_private=allow_private,
        limits=replace(DEFAULT, retries=retries),
    )


def endpoints(services: Sequence[str]) -> Mapping[str, str]:
    """Return where every service is: as given, else UNISURVEY_<NAME>_URL, else public."""
    from unisurvey.errors import UnknownValueError, UsageError
    from unisurvey.outside.services import ENDPOINTS

    found = {
        name: os.environ.get(f"UNISURVEY_{name.upper()}_URL") or url
        for name, url in ENDPOINTS.items()
    }
    for text in services:
        name, _, url = text.partition("=")
        if name not in ENDPOINTS:
            raise UnknownValueError("service", name, ENDPOINTS)
        found[name] = url
    for name, url in found.items():
        if not url.startswith(("https://", "http://")):
            raise UsageError(
                f"{url!r} is no address of {name}, expected NAME=URL such as "
                f"{name}={ENDPOINTS[name]}"
            )
    return found


def agent() -> str:
    """Return how we introduce ourselves; UNISURVEY_MAILTO adds an address for mail."""
    from unisurvey import __version__

    mail = os.environ.get("UNISURVEY_MAILTO")
    contact = f" (mailto:{mail})" if mail else ""
    return f"unisurvey/{__version__}{contact}"


def run(asking: Coroutine[Any, Any, T]) -> T:
    """Run what asks until it is done; Ctrl-C ends the program cleanly.

    Raises:
        typer.Exit: interrupted.
    """
    try:
        return asyncio.run(asking)
    except KeyboardInterrupt:
        tell("interrupted")
        raise typer.Exit(Exit.INTERRUPTED) from None
