"""`unisurvey render`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from unisurvey.cli.examples import run_example
from unisurvey.cli.settings import Exit, settings_of
from unisurvey.cli.source import complete, refuse_packaged


def _complete_target(incomplete: str) -> list[str]:
    from unisurvey.render.targets import TARGETS

    return [name for name in TARGETS if name.startswith(incomplete)]


def render(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TARGET…",
            help="readme, tables, figures, pictures, screens, corrections, references, taxonomy, problems, sql, bib, feed, guides or schemas. Default: all.",
            autocompletion=_complete_target,
        ),
    ] = None,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; show a diff of stale files, exit 1."
        ),
    ] = False,
) -> None:
    """Regenerate README.md, docs/, schemas/ and unisurvey.bib from the records.

    Examples:
    unisurvey render

    unisurvey render readme bib

    unisurvey render --check
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.records import shown_path
    from unisurvey.records.root import refuse_outside
    from unisurvey.render.targets import outputs, stale, unable

    settings = settings_of(context)
    catalog = complete(context)
    if not check:
        refuse_packaged(catalog.root)

    def run(line: str, look: str = "plain") -> str:
        return run_example(line, catalog, look)

    wanted = tuple(targets or ())
    rendered = list(outputs(catalog, wanted, run))
    for name in unable(wanted):
        settings.note(
            f"{name} left out, because matplotlib is not installed: "
            'pip install "unisurvey[figures]"'
        )
    refuse_outside((path for path, _ in rendered), catalog.root, "docs")
    changed = 0
    for path, text in rendered:
        if check:
            difference = stale(path, text)
            sys.stdout.write(difference)
            changed += bool(difference)
        elif write_if_changed(path, text):
            changed += 1
            settings.note(f"wrote {shown_path(path)}")
    verb = "stale" if check else "changed"
    settings.note(f"{changed} of {len(rendered)} files {verb}")
    if check and changed:
        raise typer.Exit(Exit.PROBLEMS)
