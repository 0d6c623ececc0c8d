"""`unisurvey edit`."""

from __future__ import annotations

from typing import Annotated

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import working_root


def edit(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="ID", help="Which record.", autocompletion=complete_id),
    ],
) -> None:
    """Open a record in your editor; what comes back is written if it is right.

    The editor is $VISUAL, else $EDITOR. It gets a copy: the record stays as it is until
    every check passes the copy, which is kept where problems are told.

    Examples:
    unisurvey edit show-o

    EDITOR="code --wait" unisurvey edit benchmarks/geneval
    """
    from unisurvey.cli.amending import edit_record

    settings = settings_of(context)
    edit_record(name, working_root(settings, written=True), settings)
