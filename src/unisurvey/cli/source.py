"""Loading the catalogue for a command, and saying what is wrong with it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from unisurvey.atomic import naming
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.streams import STDIN
from unisurvey.cli.terminal import styled, tell, told_width
from unisurvey.errors import (
    InvalidCatalogError,
    UnknownRecordError,
    UnknownValueError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.errors import Problem
    from unisurvey.kept.unchanged import Unchanged
    from unisurvey.records import Catalog, Loaded
    from unisurvey.schema import Paper, Record


def load_root(settings: Settings) -> Loaded:
    """Return what is shared, else everything below the root that the options name."""
    from unisurvey.records import Loaded, load
    from unisurvey.scores.comparing import comparing

    if settings.shared:
        return Loaded(settings.shared.catalog, problems=(), files=0)
    with working(settings, "reading the records"):
        loaded = load(chosen_root(settings), cached=True)
    return replace(loaded, catalog=comparing(loaded.catalog))


def chosen_root(settings: Settings) -> Path:
    """Return the root: `--root`, else UNISURVEY_ROOT, else the nearest one.

    Where there is none, the one that comes with the program.
    """
    from unisurvey.root import find_root

    return find_root(_named(settings))


def _named(settings: Settings) -> str | None:
    return settings.root or os.environ.get("UNISURVEY_ROOT") or None


def _is_own(settings: Settings) -> bool:
    """Return whether nobody chose the catalogue: the program's own stands in."""
    from unisurvey.root import nearest_root

    return not (settings.shared or _named(settings) or nearest_root())


def working_root(settings: Settings, *, written: bool = True) -> Path:
    """Return the root for a command that checks or writes: never one nobody chose.

    Args:
        settings: What the global options say.
        written: Whether the command writes into it.

    Raises:
        RootError: there is none here, and none is named.
        UsageError: it is to be written to, and inside the installed package.
    """
    from unisurvey.root import missing_root, packaged_root

    if _is_own(settings):
        raise missing_root()
    root = chosen_root(settings)
    if written and root.resolve() == packaged_root().resolve():
        raise UsageError(
            "the catalogue inside the installed package is not written to; "
            "run this in a checkout, or give one with --root PATH"
        )
    return root


def usable(context: typer.Context) -> tuple[Catalog, bool]:
    """Return the valid records and whether some had to be left out.

    A command that only shows records goes on with the rest and exits 1 at its end. It
    says so where nobody chose the catalogue.
    """
    settings = settings_of(context)
    loaded = load_root(settings)
    if _is_own(settings):
        from unisurvey.root import packaged_root

        where = "packaged" if loaded.catalog.root == packaged_root() else "checked-out"
        settings.note(
            f"note: no catalogue here, so the {where} one answers "
            f"({loaded.catalog.vocabularies.about.heading}); --root PATH names another"
        )
    if loaded.problems:
        files = len({problem.path for problem in loaded.problems})
        what = (
            "1 file has problems and is"
            if files == 1
            else (f"{files} files have problems and are")
        )
        more = f", with {follows(loaded)}" if loaded.following else ""
        settings.note(f"warning: {what} left out{more}; see 'unisurvey validate'")
    return loaded.catalog, bool(loaded.problems)


def follows(loaded: Loaded) -> str:
    """Return how many records a vocabulary's problem leaves out."""
    return "1 record" if loaded.following == 1 else f"{loaded.following} records"


def complete(context: typer.Context) -> Catalog:
    """Return the catalogue for a command that must not run on half of it.

    Raises:
        typer.Exit: there are problems; they are printed.
    """
    settings = settings_of(context)
    root = working_root(settings, written=False)
    validated = validation(root)  # before anything is read
    loaded = load_root(settings)
    if not loaded.problems and validated.answer():
        return loaded.catalog
    from unisurvey.checks import run_checks
    from unisurvey.report import summary

    loaded = loaded.with_scores()
    problems = loaded.problems or run_checks(loaded.catalog, digests=loaded.digests)
    if any(problem.severity == "error" for problem in problems):
        print_problems(problems, loaded.files, settings)
        raise typer.Exit(Exit.PROBLEMS)
    if not problems:
        validated.remember(summary(problems, loaded.files))
    return loaded.catalog


def validation(root: Path, *, strict: bool = False) -> Unchanged:
    """Return what `validate` says of a whole catalogue, as long as that is the same."""
    from unisurvey.kept.unchanged import Unchanged
    from unisurvey.root import data_directory

    return Unchanged(root, [data_directory(root)], f"validate {strict=}")


def print_problems(problems: Sequence[Problem], files: int, settings: Settings) -> None:
    """Print problems with a summary on stderr."""
    from unisurvey import report

    text = problem_text(problems, color=settings.colored(sys.stderr))
    print(text, file=styled(sys.stderr))
    tell(report.summary(problems, files))


def problem_text(problems: Iterable[Problem], *, color: bool = False) -> str:
    """Return problems as standard error shows them."""
    from unisurvey import report

    width = told_width()
    return report.to_text(
        problems,
        color=color,
        width=min(width or report.LONGEST, report.LONGEST),
        breaks=bool(width),
    )


def tell_unverified(papers: Iterable[Record], settings: Settings) -> None:
    """Tell on stderr of which works something is unverified, before they are cited."""
    names = [paper.id for paper in papers if paper.unverified]
    if names:
        settings.note(
            f"warning: unverified: {', '.join(names)}; nobody has confirmed what only a "
            "file says of them"
        )


def find_all(
    catalog: Catalog, wanted: Iterable[str], for_kind: str = "unisurvey list"
) -> list[Record]:
    """Return the records that ids, names or addresses stand for, in that order.

    `-` stands for the lines of stdin, each as far as its first tab.

    Args:
        catalog: Where they are.
        wanted: As they are typed.
        for_kind: Command that takes all of a kind, whose name follows it.

    Raises:
        UnknownRecordError: one of them stands for nothing.
        UsageError: stdin names nothing, or one of them is a kind of records.
        InvalidCatalogError: one of them is a record that has problems.
        SeveralRecordsError: one is the address of several works.
    """
    from unisurvey.records import kind_named

    try:
        return [catalog[word] for word in _words(wanted)]
    except UnknownRecordError as error:
        if problems := _problems_of(error.wanted, catalog):
            raise InvalidCatalogError(problems) from None
        with suppress(UnknownValueError):
            line = f"{for_kind} {kind_named(error.wanted)}"
            what = f"{error.wanted!r} is a kind of records"
            raise UsageError(f"{what}, expected '{line}'") from None
        raise


def _words(wanted: Iterable[str]) -> Iterator[str]:
    from unisurvey.files import read_stream

    for word in wanted:
        if word != "-":
            yield word
            continue
        try:
            with naming(STDIN):
                text = read_stream(sys.stdin.buffer, "the list of ids").decode()
        except UnicodeDecodeError:
            raise UsageError("the list of ids is not UTF-8") from None
        found = [line.partition("\t")[0].strip() for line in text.splitlines()]
        if not any(found):
            raise UsageError("no id on stdin, expected one on each line")
        yield from filter(None, found)


def _problems_of(wanted: str, catalog: Catalog) -> tuple[Problem, ...]:
    """Return the problems of the files that a word may name."""
    from unisurvey.records import load

    folder, _, stem = wanted.rpartition("/")
    return tuple(
        problem
        for problem in load(catalog.root, cached=True).problems
        if (path := Path(problem.path)).stem == stem.casefold()
        and folder in {"", path.parent.name}
    )


def cited_papers(records: Sequence[Record], catalog: Catalog) -> tuple[Paper, ...]:
    """Return the paper behind each record, none twice.

    Raises:
        UsageError: a record has none.
    """
    from unisurvey.errors import UsageError
    from unisurvey.views.flat import works

    for record in records:
        if catalog.paper_of(record) is None:
            raise UsageError(f"{record.id!r} has no paper that could be cited")
    return works(records, catalog)


def selected(
    catalog: Catalog, kind: str | None, filters: dict[str, Any], settings: Settings
) -> tuple[list[Record], str]:
    """Return the records that fit and their kind, with a word about the rest.

    Without a kind these are papers, else the first kind that has all the filters.
    """
    from unisurvey.cli.notes import tell_selection

    chosen = kind or fitting_kind(filters, ("papers", "models"), catalog)
    records = list(catalog.select(chosen, **filters))
    tell_selection(catalog, chosen, filters, records, settings, guessed=not kind)
    return records, chosen


def chosen_records(
    context: typer.Context,
    catalog: Catalog,
    ids: Sequence[str] | None,
    kind: str | None,
    filters: dict[str, Any],
) -> tuple[list[Record], str | None]:
    """Return the records that ids name, else those that fit, and the kind of these.

    Raises:
        UsageError: there are both ids and filters, or ids that name nothing.
    """
    if not ids:
        return selected(catalog, kind, filters, settings_of(context))
    found = find_all(catalog, ids, f"{_typed(context)} --kind")
    if filters or kind:
        raise UsageError("give either ids or filters, not both")
    return found, None


def _typed(context: typer.Context) -> str:
    """Return the command with its arguments, but for ids."""
    arguments = [
        str(context.params[each.name])
        for each in context.command.params
        if each.param_type_name == "argument" and each.name not in {None, "ids"}
    ]
    return " ".join([context.command_path, *arguments])


def fitting_kind(
    filters: dict[str, Any], preferred: tuple[str, ...], catalog: Catalog
) -> str:
    """Return the first kind that has all the filters; the first of all if none has.

    Args:
        filters: As the options were given.
        preferred: Kinds to try first.
        catalog: Whose filters they are.
    """
    from unisurvey.query import kinds_for, make_query

    able = kinds_for(make_query(catalog, **filters), catalog)
    kinds = (*preferred, "datasets", "benchmarks")
    return next((kind for kind in kinds if kind in able), preferred[0])


def finish(*, incomplete: bool) -> None:
    """Exit 1 when some records had to be left out."""
    if incomplete:
        raise typer.Exit(Exit.PROBLEMS)
