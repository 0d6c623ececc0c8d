"""The Typer application: global options, exit codes, and the one place for errors."""

from __future__ import annotations

import inspect
import os
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from unisurvey.cli.settings import Color, Exit, Settings, settings_of
from unisurvey.cli.source import print_problems
from unisurvey.cli.sparing import SparingCommand, spared
from unisurvey.cli.terminal import showing, tell, tell_failure
from unisurvey.errors import (
    InvalidCatalogError,
    InvalidTemplateError,
    NetworkError,
    RepeatedKeyError,
    SurveyError,
)
from unisurvey.kept import NO_CACHE

EPILOG = (
    "Exit codes: 0 done, 1 problems in the data or a check found differences, "
    "2 wrong usage, 3 a bug, 4 a service did not answer, 130 interrupted."
)
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}
_WITH_VALUE = ("--root", "--color")
_WITH_ITS_VALUE = tuple(f"{name}=" for name in _WITH_VALUE)
_WITHOUT_VALUE = ("--quiet", "-q", "--verbose", "-v", "--no-cache", "--no-pager")


LOOK, MAKE, CURATE, KEEP = "Look", "Make", "Curate", "Keep in order"
COMMANDS = {
    "list": (LOOK, "List models, papers, datasets or benchmarks."),
    "search": (LOOK, "Find records by words, the best first."),
    "show": (
        LOOK,
        "Show works: what they are, introduce and are built of, and who uses them.",
    ),
    "compare": (
        LOOK,
        "Show records side by side, what differs and which parts they share.",
    ),
    "related": (LOOK, "Find the records that are nearest to one, and say why."),
    "stats": (LOOK, "Count records and gaps, and follow components over time."),
    "news": (LOOK, "Tell what entered the catalogue, newest first."),
    "scores": (
        LOOK,
        "Show who is best on a benchmark, under which settings, and who says so.",
    ),
    "scores audit": (
        KEEP,
        "Compare the numbers that your own table of results quotes with their sources.",
    ),
    "sql": (LOOK, "Ask the catalogue in SQL, as a read-only SQLite database."),
    "bib": (MAKE, "Write BibTeX entries with complete author lists."),
    "cite": (MAKE, "Print references as a citation style wants them, in its order."),
    "export": (MAKE, "Write records for other programs."),
    "scores export": (MAKE, "Write scores in formats for results of evaluations."),
    "figure": (MAKE, "Draw a figure from the records."),
    "render": (
        MAKE,
        "Regenerate README.md, docs/, schemas/ and the .bib file from the records.",
    ),
    "site build": (
        MAKE,
        (
            "Write the catalogue as pages for a browser, which need no server and no "
            "network."
        ),
    ),
    "site serve": (
        LOOK,
        "Build the pages into a temporary folder and show them on this machine.",
    ),
    "schema": (MAKE, "Print the JSON Schema of a record or vocabulary file."),
    "init": (CURATE, "Begin a catalogue of your own in an empty directory."),
    "add": (
        CURATE,
        "Add works to the catalogue: ask who knows them and write valid records.",
    ),
    "new": (CURATE, "Write a record to be filled in by hand."),
    "set": (CURATE, "Mend one fact of a record, with the page that states it."),
    "edit": (
        CURATE,
        "Open a record in your editor; what comes back is written if it is right.",
    ),
    "refresh": (CURATE, "Ask the outside world what has changed, and report it."),
    "diff": (CURATE, "Compare an Awesome list with the catalogue, row by row."),
    "scores add": (
        CURATE,
        "Add a table of scores to the catalogue, as a source prints it.",
    ),
    "audit": (KEEP, "Compare your own .bib with the catalogue, entry by entry."),
    "validate": (
        KEEP,
        "Check every record; report all problems of all files with line and column.",
    ),
    "checks": (KEEP, "List what validate looks for, or explain it with examples."),
    "fmt": (KEEP, "Rewrite records in their one canonical text."),
}
"""Command → the panel of the help it is in, and the first line of its docstring.

Its function has its name, with `_` for the space between two words, and is in a module
of that name in `commands`.
"""


_NAMED_OTHERWISE = {"list": "list_records", "set": "set_field"}
"""Command → its function, where Python has the name already."""


@cache
def load_command(name: str) -> TyperCommand:
    """Import a command and return it, ready to be run."""
    file = name.replace(" ", "_")
    module = import_module(f"unisurvey.cli.commands.{file}")
    function = getattr(module, _NAMED_OTHERWISE.get(name, file))
    single = typer.Typer(add_completion=False)
    add = single.command(
        name,
        cls=SparingCommand,
        help=_flowing(function.__doc__),
        context_settings=HELP_OPTIONS,
    )
    add(showing(function))
    made = typer.main.get_command(single)
    assert isinstance(made, TyperCommand)
    return made


def _flowing(doc: str) -> str:
    """Return a docstring with each paragraph on one line, for terminals of any width."""
    paragraphs = (
        part if "\nunisurvey " in part else part.replace("\n", " ")
        for part in inspect.cleandoc(doc).split("\n\n")
    )
    return "\n\n".join(paragraphs)


class CommandGroup(TyperGroup):
    """Takes global options anywhere on the line and turns errors into exit codes."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for name, (panel, text) in COMMANDS.items():
            self.add_command(TyperCommand(name, help=text, rich_help_panel=panel))

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the global options, read where they are given."""
        return spared(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Load the command that is wanted; of the others the list says enough."""
        args = joined(args)
        name, _, rest = super().resolve_command(ctx, args)
        return name, name and load_command(name), rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move global options that stand behind the command before it."""
        return super().parse_args(ctx, hoist(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a `SurveyError` becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (InvalidCatalogError, InvalidTemplateError) as error:
            files = {problem.path for problem in error.problems}
            print_problems(error.problems, len(files), settings_of(ctx))
            raise typer.Exit(Exit.PROBLEMS) from None
        except SurveyError as error:
            tell(f"error: {error}")
            raise typer.Exit(_exit_of(error)) from None
        except (typer.Exit, typer.Abort, BrokenPipeError, KeyboardInterrupt):
            raise
        except OSError as error:
            tell_failure(error)
            raise typer.Exit(Exit.PROBLEMS) from None
        except Exception as error:
            if hasattr(error, "exit_code") and hasattr(error, "format_message"):
                raise  # typer itself prints this and exits 2
            if settings_of(ctx).verbose:
                import traceback

                tell(traceback.format_exc())
            tell(
                f"error: unexpected {type(error).__name__}: {error}\n"
                "this is a bug in unisurvey; run again with --verbose for details"
            )
            raise typer.Exit(Exit.BUG) from None


def _exit_of(error: SurveyError) -> Exit:
    match error:
        case NetworkError():
            return Exit.NETWORK
        case RepeatedKeyError():
            return Exit.PROBLEMS
        case _:
            return Exit.USAGE


def joined(args: list[str]) -> list[str]:
    """Return the arguments with the two words of a command as one."""
    two = " ".join(args[:2])
    return [two, *args[2:]] if two in COMMANDS else args


def hoist(args: list[str]) -> list[str]:
    """Return the arguments with global options first; nothing behind `--` moves."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _WITHOUT_VALUE or word.startswith(_WITH_ITS_VALUE):
            front.append(word)
        elif word in _WITH_VALUE:
            front += [word, *islice(words, 1)]
        else:
            rest.append(word)
    return front + rest


app = typer.Typer(
    cls=CommandGroup,
    name="unisurvey",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EPILOG,
    context_settings=HELP_OPTIONS,
)


def _version(value: bool) -> None:
    if value:
        from unisurvey.cli.version import VERSION

        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    root: Annotated[
        str | None,
        typer.Option(
            metavar="PATH",
            show_envvar=False,
            help="Directory that holds data/ and templates/. Default: UNISURVEY_ROOT, "
            "else the nearest parent directory with data/papers/, else the copy "
            "inside the installed package, else the checkout it is installed from; these "
            "two are only read.",
        ),
    ] = None,
    color: Annotated[
        Color, typer.Option(help="When to use colour; auto obeys NO_COLOR.")
    ] = Color.auto,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Details and tracebacks on stderr.")
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help=f"Keep nothing on disk, read everything anew; so does {NO_CACHE}=1.",
        ),
    ] = False,
    no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager",
            help="Never show long output in PAGER (less, if that is not set); so does "
            "PAGER=cat.",
        ),
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """The works of a survey, with their datasets and benchmarks: list, check, cite.

    Examples:
    unisurvey list models --paradigm hybrid --since 2025

    unisurvey show show-o

    unisurvey bib --section b-3 -o queries.bib
    """
    if no_cache and not os.environ.get(NO_CACHE):
        os.environ[NO_CACHE] = "1"
        context.call_on_close(lambda: os.environ.pop(NO_CACHE, None))
    shared = settings_of(context).shared  # by whoever runs commands for a page
    context.obj = Settings(root, color, quiet, verbose, shared, pager=not no_pager)
