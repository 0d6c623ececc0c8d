"""`unisurvey site serve`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from unisurvey.cli.progress import working
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable


def site_serve(
    context: typer.Context,
    *,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, metavar="N", help="0 is any that is free."),
    ] = 8000,
) -> None:
    """Build the pages into a temporary folder and show them on this machine.

    Only this machine's own browser is answered; Ctrl-C ends it.

    Examples:
    unisurvey site serve

    unisurvey site serve --port 0
    """
    from unisurvey.site.building import build
    from unisurvey.site.pages import pages
    from unisurvey.site.serving import LOOPBACK, server

    settings = settings_of(context)
    catalog, incomplete = usable(context)
    with TemporaryDirectory(prefix="unisurvey-site-") as folder:
        with working(settings, "building the pages"):
            build(pages(catalog), Path(folder))
        log = settings.note if settings.verbose else lambda _text: None
        with server(Path(folder), port, log) as serving:
            settings.note(
                f"http://{LOOPBACK}:{serving.server_port}/index.html (Ctrl-C ends it)"
            )
            serving.serve_forever()
    finish(incomplete=incomplete)
