"""`unisurvey checks`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from unisurvey.cli.options import ListFormat
from unisurvey.cli.settings import Settings, is_terminal, settings_of
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.views.problems import Explained


def _complete_code(incomplete: str) -> list[str]:
    from unisurvey.views.problems import problems

    codes = (each.code for group in problems() for each in group.codes)
    return [code for code in codes if code.startswith(incomplete.upper())]


def checks(
    context: typer.Context,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE…",
            help="Explain these codes, or all that begin so. Default: list the codes "
            "of validate.",
            autocompletion=_complete_code,
        ),
    ] = None,
    *,
    form: Annotated[
        ListFormat | None,
        typer.Option("--format", "-f", help="Default: text for people."),
    ] = None,
) -> None:
    """List what validate looks for, or explain it with examples.

    Examples:
    unisurvey checks

    unisurvey checks C242

    unisurvey checks C24 S1 --format json
    """
    from unisurvey.checks import codes_like
    from unisurvey.views.problems import problems

    settings = settings_of(context)
    groups = problems()
    known = [each for group in groups for each in group.codes]
    if codes:
        wanted = codes_like(codes, [each.code for each in known])
        chosen = [each for each in known if each.code.startswith(wanted)]
    else:
        chosen = [e for group in groups if group.validates for e in group.codes]
    if form is ListFormat.json:
        rows = [each._asdict() for each in chosen]
        sys.stdout.write(json_text(rows, 2) + "\n")
    elif codes:
        _explain(chosen, settings)
    elif form is ListFormat.tsv or not is_terminal():
        for each in chosen:
            sys.stdout.write(
                f"{each.code}\t{each.severity}\t{_fix(each)}\t{each.title}\n"
            )
    else:
        _print_list(chosen, settings)


def _fix(each: Explained) -> str:
    return "fix" if each.fixable else ""


def _explain(chosen: Sequence[Explained], settings: Settings) -> None:
    from textwrap import indent

    from rich.text import Text

    console = settings.console()
    for n, each in enumerate(chosen):
        if n:
            console.print()
        console.print(Text(f"{each.code}: {each.title}", style="bold"))
        notes = [each.explanation]
        notes += ["Reported only with --strict."] if each.severity == "warning" else []
        notes += ["validate --fix mends it."] if each.fixable else []
        console.print(Text(" ".join(notes)))
        if each.example:
            console.print("\nExample:")
            console.print(Text(indent(each.example, "    "), style="cyan"))


def _print_list(chosen: Sequence[Explained], settings: Settings) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    table.add_column("Code", no_wrap=True)
    table.add_column("Severity", no_wrap=True)
    table.add_column("Fix", no_wrap=True)
    table.add_column("What it finds", overflow="fold")
    for each in chosen:
        table.add_row(each.code, each.severity, _fix(each), each.title)
    settings.console().print(table)
