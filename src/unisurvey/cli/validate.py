"""`unisurvey validate`."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.settings import Exit, settings_of
from unisurvey.cli.source import load_root, print_problems

if TYPE_CHECKING:
    from unisurvey.errors import Problem


class ReportFormat(StrEnum):
    """How problems are reported."""

    text = "text"
    json = "json"
    github = "github"


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH…",
            help="Report only on these records or directories, or on another "
            "catalogue's directory. Default: everything.",
        ),
    ] = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also report facts without a source.")
    ] = False,
    form: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="How to report.")
    ] = ReportFormat.text,
) -> None:
    """Check every record; report all problems of all files with line and column.

    Examples:
    unisurvey validate

    unisurvey validate data/papers/show-o.yaml --strict

    unisurvey validate --format github
    """
    from unisurvey import report
    from unisurvey.catalog.root import is_root
    from unisurvey.checks import run_checks
    from unisurvey.errors import UsageError

    settings = settings_of(context)
    paths = paths or []
    for path in paths:
        if not path.exists():
            raise UsageError(f"no such file or directory: {path}")
    if len(paths) == 1 and is_root(paths[0]):
        settings, paths = replace(settings, root=str(paths[0])), []
    loaded = load_root(settings)
    found = (*loaded.problems, *run_checks(loaded.catalog, strict=strict))
    problems = _within(sorted(found, key=lambda problem: problem.sort_key), paths)
    match form:
        case ReportFormat.json:
            sys.stdout.write(report.to_json(problems))
        case ReportFormat.github:
            sys.stdout.write(report.to_github(problems))
        case ReportFormat.text if problems:
            print_problems(problems, loaded.files, settings)
        case ReportFormat.text:
            settings.note(report.summary(problems, loaded.files))
    if problems:
        raise typer.Exit(Exit.PROBLEMS)


def _within(problems: list[Problem], paths: list[Path]) -> list[Problem]:
    if not paths:
        return problems
    wanted = [path.resolve() for path in paths]
    return [
        problem
        for problem in problems
        if any(Path(problem.path).resolve().is_relative_to(path) for path in wanted)
    ]
