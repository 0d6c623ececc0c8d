"""`unisurvey init`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from unisurvey.cli.settings import settings_of


def init(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="Empty, or not there yet.")
    ],
    *,
    title: Annotated[
        str | None,
        typer.Option(
            metavar="TITLE", help="Of the catalogue. Default: the directory's name."
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Take over the works of a .bib file, or of an Awesome list in "
            "Markdown, whose headings become sections. Default: one example record.",
        ),
    ] = None,
) -> None:
    """Begin a catalogue of your own in an empty directory.

    Writes data/ with a small taxonomy, venues and licences to begin with, a workflow
    that checks it and hooks for pre-commit. No file is replaced. What --from takes over is
    unverified until a service (add --recheck) or a person confirms it.

    Examples:
    unisurvey init my-survey --title "Works on my subject"

    unisurvey init my-survey --from refs.bib

    unisurvey init my-survey --from README.md
    """
    from unisurvey.cli.drafts import today
    from unisurvey.errors import UsageError
    from unisurvey.records import shown_path
    from unisurvey.starter.catalogue import empty, texts, with_example
    from unisurvey.starter.installation import requirement
    from unisurvey.starter.works import take
    from unisurvey.starter.writing import in_the_way, write_new

    settings = settings_of(context)
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file, expected a directory")
    if found := in_the_way(directory):
        raise UsageError(
            f"{directory} is not empty, and no file is replaced; in the way: {found}"
        )
    catalog = empty(directory, title)
    if source is None:
        catalog = with_example(catalog, today())
    else:
        catalog, told = take(source, catalog, today())
        for each in told:
            settings.note(f"warning: {each}")
    files = {directory / path: text for path, text in texts(catalog).items()}
    write_new(files)
    for path in files:
        settings.note(f"wrote {shown_path(path)}")
    steps = [
        "edit data/catalogue.yaml (title, who keeps it) and data/taxonomy.yaml (sections)",
        "add works: unisurvey add SOURCE, or unisurvey new paper NAME",
        "after each change: unisurvey validate && unisurvey render",
    ]
    if directory.resolve() != Path.cwd():
        steps.insert(0, f"cd {shlex.quote(str(directory))}")
    if source:
        steps.append(
            f"confirm what only {source.name} says: unisurvey add --recheck ID; until "
            "then pages leave it out"
        )
    if requirement() is None:
        steps.append("say in requirements.txt from where the workflow gets unisurvey")
    for step in steps:
        settings.note(f"next: {step}")
