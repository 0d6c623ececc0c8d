"""`unisurvey fmt`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from unisurvey.cli.settings import Exit, settings_of
from unisurvey.cli.source import print_problems, working_root


def fmt(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH…", help="Only these files. Default: all of data/."
        ),
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show a diff and exit 1.")
    ] = False,
) -> None:
    """Rewrite records in their one canonical text.

    Mends what has one right answer: key order, quotes, aliases of vocabulary words,
    line ends, Unicode form. A file with any other problem stays as it is.

    Examples:
    unisurvey fmt

    unisurvey fmt --check

    unisurvey fmt data/papers/show-o.yaml
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.errors import UsageError
    from unisurvey.kept.unchanged import Unchanged
    from unisurvey.records.canonical import format_files
    from unisurvey.root import data_directory
    from unisurvey.text.changes import changes

    settings = settings_of(context)
    root = working_root(settings, written=not check)
    verb = "would change" if check else "changed"
    places = [data_directory(root)]
    unchanged = None if paths else Unchanged(root, places, f"fmt {verb}")
    if unchanged and (answer := unchanged.answer()):
        settings.note(answer)
        return
    for path in paths or ():
        if not path.exists():
            raise UsageError(f"no such file or directory: {path}")
    results = format_files(root, paths or None)
    changed = [result for result in results if result.changed]
    for result in changed:
        if check:
            new = result.text or ""
            sys.stdout.write(changes(result.old, new, result.shown, "canonical"))
        elif result.text is not None:
            write_if_changed(result.path, result.text)
            settings.note(f"formatted {result.shown}")
    problems = [problem for result in results for problem in result.problems]
    if problems:
        print_problems(problems, len(results), settings)
    answer = f"{len(changed)} of {len(results)} files {verb}"
    settings.note(answer)
    left = sum(result.text is None for result in results)
    if left:
        settings.note(
            f"{left} {'file' if left == 1 else 'files'} left alone because of problems; "
            "see 'unisurvey validate'"
        )
    if left or (check and changed):
        raise typer.Exit(Exit.PROBLEMS)
    if unchanged and not changed:
        unchanged.remember(answer)
