"""The Typer application: global options, exit codes, and the one place for errors."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from unisurvey.cli.settings import Color, Exit, Settings, settings_of
from unisurvey.cli.source import print_problems
from unisurvey.cli.streams import open_streams
from unisurvey.cli.terminal import showing, shown
from unisurvey.errors import (
    InvalidCatalogError,
    InvalidTemplateError,
    NetworkError,
    SurveyError,
)

EPILOG = (
    "Exit codes: 0 done, 1 problems in the data or a check found differences, "
    "2 wrong usage, 3 a bug, 4 a service did not answer, 130 interrupted."
)
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}
_WITH_VALUE = ("--root", "--color")
_WITHOUT_VALUE = ("--quiet", "-q", "--verbose", "-v")


READ, WRITE, CHECK = "Look", "Make", "Keep in order"
CURATE = "Curate"
COMMANDS = {
    "list": ("list:list_records", READ),
    "search": ("search:search", READ),
    "show": ("show:show", READ),
    "compare": ("compare:compare", READ),
    "related": ("related:related", READ),
    "stats": ("stats.command:stats", READ),
    "news": ("news:news", READ),
    "sql": ("sql.command:sql", READ),
    "bib": ("bib:bib", WRITE),
    "cite": ("cite:cite", WRITE),
    "export": ("export.command:export", WRITE),
    "figure": ("figure:figure", WRITE),
    "render": ("render:render", WRITE),
    "schema": ("schema:schema", WRITE),
    "add": ("add.command:add", CURATE),
    "new": ("new:new", CURATE),
    "refresh": ("refresh.command:refresh", CURATE),
    "diff": ("diff.command:diff", CURATE),
    "audit": ("audit:audit", CHECK),
    "validate": ("validate:validate", CHECK),
    "checks": ("checks:checks", CHECK),
    "fmt": ("fmt:fmt", CHECK),
}
"""Command → module and function in this room, and the panel of the help it is in."""


class Commands(Mapping[str, Any]):
    """The commands, each imported when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Import and build one command.

        Raises:
            KeyError: there is no such command.
        """
        if name not in self._made:
            place, panel = COMMANDS[name]
            module, _, function = place.partition(":")
            single = typer.Typer(add_completion=False)
            run_it = getattr(
                import_module(f"unisurvey.cli.commands.{module}"), function
            )
            single.command(
                name,
                help=_flowing(run_it.__doc__),
                rich_help_panel=panel,
                context_settings=HELP_OPTIONS,
            )(showing(run_it))
            self._made[name] = typer.main.get_command(single)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


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
        # a dict for typer, but one that imports a command only when it is asked for
        self.commands = Commands()  # type: ignore[assignment]  # a Mapping will do

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move global options that stand behind the command before it."""
        return super().parse_args(ctx, hoist(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a `SurveyError` becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except NetworkError as error:
            _tell(f"error: {error}")
            raise typer.Exit(Exit.NETWORK) from None
        except InvalidTemplateError as error:
            print_problems(error.problems, len(error.problems), settings_of(ctx))
            raise typer.Exit(Exit.PROBLEMS) from None
        except InvalidCatalogError as error:
            _tell(f"error: {error}")
            raise typer.Exit(Exit.PROBLEMS) from None
        except SurveyError as error:
            _tell(f"error: {error}")
            raise typer.Exit(Exit.USAGE) from None
        except (typer.Exit, typer.Abort, BrokenPipeError, KeyboardInterrupt):
            raise
        except OSError as error:
            _tell(failure(error))
            raise typer.Exit(Exit.PROBLEMS) from None
        except Exception as error:
            if is_usage_error(error):
                raise
            settings = settings_of(ctx)
            if settings.verbose:
                import traceback

                _tell(traceback.format_exc())
            _tell(
                f"error: unexpected {type(error).__name__}: {error}\n"
                "this is a bug in unisurvey; run again with --verbose for details"
            )
            raise typer.Exit(Exit.BUG) from None


def failure(error: OSError) -> str:
    """Return what to tell of an error of the system: what went wrong, and where."""
    where = f": {error.filename}" if error.filename else ""
    return f"error: {error.strerror or error}{where}"


def _tell(error: str) -> None:
    typer.echo(shown(error), err=True)


def is_usage_error(error: Exception) -> bool:
    """Return whether typer itself will print this and exit 2."""
    return hasattr(error, "exit_code") and hasattr(error, "format_message")


def hoist(args: list[str]) -> list[str]:
    """Return the arguments with global options first; nothing behind `--` moves."""
    front: list[str] = []
    rest: list[str] = []
    left = list(args)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word in _WITHOUT_VALUE or word.startswith(
            tuple(f"{name}=" for name in _WITH_VALUE)
        ):
            front.append(word)
        elif word in _WITH_VALUE:
            front += [word, *left[:1]]
            left = left[1:]
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
        from unisurvey import __version__

        typer.echo(f"unisurvey {__version__}")
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
            "inside the installed package, else the checkout it is installed from.",
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
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Unified multimodal models, their datasets and benchmarks: list, check, cite.

    Examples:
    unisurvey list models --paradigm hybrid --since 2025

    unisurvey show show-o

    unisurvey bib --section b-3 -o queries.bib
    """
    context.obj = Settings(root, color, quiet, verbose)


def run() -> None:
    """Run the program as the console script does."""
    open_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, since at its end the interpreter fails differently
    except BrokenPipeError:  # whoever reads has enough
        sys.exit(Exit.PROBLEMS)
    except OSError as error:
        _tell(failure(error))
        sys.exit(Exit.PROBLEMS)
