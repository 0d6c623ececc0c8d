"""`unisurvey validate`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from unisurvey.cli.completion import complete_code
from unisurvey.cli.emit import emit
from unisurvey.cli.options import REPORT
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.source import (
    follows,
    load_root,
    print_problems,
    validation,
    working_root,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.checks import Choice
    from unisurvey.errors import Problem
    from unisurvey.matching import Description
    from unisurvey.records import Catalog, Loaded


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
        bool,
        typer.Option("--strict", help="Also report warnings, and count all as errors."),
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only these codes, or all that begin so: C24,S105.",
            autocompletion=complete_code,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Without these codes; goes before --select.",
            autocompletion=complete_code,
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Metadata of arXiv as JSON, one object a line (id, title, authors): "
            "also find ids of other works.",
        ),
    ] = None,
    mend: Annotated[
        bool,
        typer.Option("--fix", help="Mend what has one right answer; report the rest."),
    ] = False,
    form: Annotated[Literal["text", "json", "github", "sarif"], REPORT] = "text",
) -> None:
    """Check every record; report all problems of all files with line and column.

    Examples:
    unisurvey validate

    unisurvey validate data/papers/show-o.yaml --strict

    unisurvey validate --select C24 --fix

    unisurvey validate --metadata arxiv.jsonl

    unisurvey validate --format sarif > unisurvey.sarif

    unisurvey checks explains the codes.
    """
    from unisurvey import __version__, report
    from unisurvey.errors import UsageError
    from unisurvey.root import is_root

    settings = settings_of(context)
    paths = paths or []
    for path in paths:
        if not path.exists():
            raise UsageError(f"no such file or directory: {path}")
    if len(paths) == 1 and is_root(paths[0]):
        settings, paths = replace(settings, root=str(paths[0])), []
    root = working_root(settings, written=mend)
    whole = form == "text" and not (paths or select or ignore or metadata or mend)
    unchanged = validation(root, strict=strict) if whole else None
    if unchanged and (answer := unchanged.answer()):
        settings.note(answer)
        return
    choice = _choice(select, ignore, strict=strict)
    loaded = load_root(settings).with_scores()
    if metadata:
        choice = replace(choice, metadata=_stored(metadata, loaded.catalog))
    if mend:
        loaded = _mended(loaded, choice, paths, settings)
    with working(settings, f"checking {loaded.files} files"):
        problems = _within(_found(loaded, choice), paths)
    if form == "text" and problems:
        print_problems(problems, loaded.files, settings)
        if loaded.following:
            settings.note(
                f"left out, for words of these vocabularies: {follows(loaded)}; they and "
                "the whole are checked once the vocabularies are mended"
            )
    elif form == "text":
        answer = report.summary(problems, loaded.files)
        settings.note(answer)
        if unchanged:
            unchanged.remember(answer)
    else:
        ways = {
            "json": lambda: report.to_json(problems),
            "github": lambda: report.to_github(problems),
            "sarif": lambda: report.to_sarif(problems, _titles(), __version__),
        }
        emit(form, ways, settings)
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(Exit.PROBLEMS)


def _choice(
    select: Iterable[str] | None, ignore: Iterable[str] | None, *, strict: bool
) -> Choice:
    from unisurvey.checks import Choice, codes_like

    if not (select or ignore):
        return Choice(strict)
    known = _titles()
    chosen, ignored = (
        codes_like((code for given in words or () for code in given.split(",")), known)
        for words in (select, ignore)
    )
    return Choice(strict, chosen, ignored)


def _stored(path: Path, catalog: Catalog) -> dict[str, Description]:
    from unisurvey.audit.arxivdump import read_metadata
    from unisurvey.matching import bare

    return read_metadata(path, {bare(paper.arxiv) for paper in catalog.papers})


def _titles() -> dict[str, str]:
    from unisurvey.views.problems import problems

    groups = (group for group in problems() if group.validates)
    return {each.code: each.title for group in groups for each in group.codes}


def _found(loaded: Loaded, choice: Choice) -> list[Problem]:
    from unisurvey.checks import run_checks

    own = (problem for problem in loaded.problems if choice.wants(problem.code))
    # of half a catalogue, checks would tell what follows from the other half's absence
    found = [*own]
    if not loaded.following:
        found += run_checks(loaded.catalog, choice=choice, digests=loaded.digests)
    return sorted(found, key=lambda problem: problem.sort_key)


def _mended(
    loaded: Loaded, choice: Choice, paths: list[Path], settings: Settings
) -> Loaded:
    """Mend the files on disk that can be, and read everything again."""
    from unisurvey.atomic import write_if_changed
    from unisurvey.checks import mended
    from unisurvey.records import shown_path
    from unisurvey.records.canonical import format_files

    wanted = [_real(path) for path in paths]
    done: set[str] = set()
    while True:  # what is mended may show what was hidden behind it
        written = {
            shown_path(path)
            for path, text in mended(loaded, choice)
            if _inside(path, wanted) and write_if_changed(path, text)
        }
        for path in sorted(written - done):
            settings.note(f"mended {path}")
        if not written:
            break
        done |= written
        loaded = load_root(settings).with_scores()
    mended_paths = [Path(path) for path in done]
    for formatted in format_files(loaded.catalog.root, mended_paths):
        if formatted.changed and formatted.text is not None:
            write_if_changed(formatted.path, formatted.text)
    return load_root(settings).with_scores() if done else loaded


def _within(problems: list[Problem], paths: list[Path]) -> list[Problem]:
    wanted = [_real(path) for path in paths]
    return [problem for problem in problems if _inside(Path(problem.path), wanted)]


def _inside(path: Path, wanted: list[Path]) -> bool:
    """Return whether a path is one of those wanted or below one; none means all."""
    found = _real(path) if wanted else path
    return not wanted or any(found.is_relative_to(each) for each in wanted)


def _real(path: Path) -> Path:
    """Return a path without links; unlike `Path.resolve`, also where they go round."""
    return Path(os.path.realpath(path))
