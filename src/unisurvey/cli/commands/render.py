"""`unisurvey render`."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated

import typer

from unisurvey.cli.completion import complete_words
from unisurvey.cli.examples import Examples
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, settings_of
from unisurvey.cli.source import complete, working_root
from unisurvey.kept.unchanged import Unchanged
from unisurvey.render.targets import TARGETS, outputs, places, stale, unable


def render(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TARGET…",
            help=f"{'; '.join(f'{n}: {each.help}' for n, each in TARGETS.items())}. "
            "Default: all.",
            autocompletion=complete_words(TARGETS.__iter__),
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
    """Regenerate README.md, docs/, schemas/ and the .bib file from the records.

    Examples:
    unisurvey render

    unisurvey render readme bib

    unisurvey render --check
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.records import shown_path
    from unisurvey.root import refuse_outside

    settings = settings_of(context)
    root = working_root(settings, written=not check)
    verb = "stale" if check else "changed"
    unchanged = None if targets else Unchanged(root, places(root), "render")
    if unchanged and (files := unchanged.answer()):
        settings.note(f"0 of {files} files {verb}")
        return
    catalog = complete(context)

    wanted = tuple(targets or ())
    rendered = []
    with closing(Examples(catalog)) as examples, working(settings, "rendering") as say:
        for path, text in outputs(catalog, wanted, examples.run):
            rendered.append((path, text))
            say(f"rendering: {len(rendered)} files, last {shown_path(path)}")
    for name in unable(wanted):
        settings.note(
            f"{name} left out, because matplotlib is not installed: "
            "pip install matplotlib"
        )
    refuse_outside((path for path, _ in rendered), catalog.root, "docs")
    hidden = len([*catalog]) - len([*catalog.confirmed()])
    if hidden:
        settings.note(
            f"{hidden} of {len([*catalog])} records left out, because something in "
            "them is unverified; see 'unisurvey validate'"
        )
    changed = 0
    for path, text in rendered:
        if check:
            difference = stale(path, text)
            sys.stdout.write(difference)
            changed += bool(difference)
        elif write_if_changed(path, text):
            changed += 1
            settings.note(f"wrote {shown_path(path)}")
    settings.note(f"{changed} of {len(rendered)} files {verb}")
    if check and changed:
        raise typer.Exit(Exit.PROBLEMS)
    if unchanged and not (changed or hidden or unable(())):
        unchanged.remember(str(len(rendered)))
