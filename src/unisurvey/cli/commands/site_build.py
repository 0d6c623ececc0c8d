"""`unisurvey site build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unisurvey.cli.progress import working
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable


def site_build(
    context: typer.Context,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="An empty folder, or one that a site was built into before: what is the "
            "same is not written again, what is gone is removed.",
        ),
    ],
) -> None:
    """Write the catalogue as pages for a browser, which need no server and no network.

    Open index.html of the folder, or put the folder on any host, also below a path.

    Examples:
    unisurvey site build -o site
    """
    from unisurvey.site.building import build
    from unisurvey.site.pages import pages

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    with working(settings, "building the pages"):
        built = build(pages(catalog), Path(output))
    settings.note(
        f"{built.changed} of {built.files} files changed, {built.removed} removed; "
        f"open {Path(output) / 'index.html'}"
    )
    for address in built.kept:
        settings.note(f"kept, for it was changed by hand: {Path(output) / address}")
    finish(incomplete=incomplete)
