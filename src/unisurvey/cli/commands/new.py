"""`unisurvey new`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from unisurvey.cli.options import Force, Output, read_kind
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import usable, working_root


def _kind(word: str) -> str:
    return read_kind(word).removesuffix("s")


def new(
    context: typer.Context,
    kind: Annotated[
        Literal["model", "paper", "dataset", "benchmark"],
        typer.Argument(help="What to record.", parser=_kind),
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            help="What it is called; the file is named so. Default: print the template."
        ),
    ] = None,
    *,
    output: Output = None,
    force: Force = False,
) -> None:
    """Write a record to be filled in by hand.

    Values in angle brackets say what belongs there; 'unisurvey validate' names those that
    are left. Remove a field that no source states.

    Examples:
    unisurvey new model Show-o

    unisurvey new dataset -o -

    unisurvey new benchmark > my-benchmark.yaml
    """
    from unisurvey.cli.destination import write
    from unisurvey.cli.drafts import today
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.naming import slug
    from unisurvey.outside.add.templates import template
    from unisurvey.records import shown_path
    from unisurvey.root import data_directory, refuse_outside

    settings = settings_of(context)
    elsewhere = output is not None or name is None
    root = None if elsewhere else working_root(settings)
    text = template(kind, today(), name, usable(context)[0])
    if root is None or name is None:
        write(text, output, settings, force=force)
        return
    if not slug(name):
        raise UsageError(f"{name!r} has no Latin letter or digit to name a file after")
    folder = "papers" if kind in {"model", "paper"} else f"{kind}s"
    path = data_directory(root) / folder / f"{slug(name)}.yaml"
    shown = shown_path(path)
    if path.exists():
        raise UsageError(f"{shown} exists already; give another name, or -o FILE")
    refuse_outside([path], root)
    write(text, str(path), settings)
    settings.note(f"next: fill it in, then unisurvey validate {shown}")
