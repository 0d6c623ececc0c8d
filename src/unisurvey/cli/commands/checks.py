"""`unisurvey checks`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_code
from unisurvey.cli.emit import emit
from unisurvey.cli.options import Header
from unisurvey.cli.settings import settings_of
from unisurvey.text.jsontext import json_document
from unisurvey.text.tabular import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.views.problems import Explained


_COLUMNS = ("code", "severity", "fix", "title")


def checks(
    context: typer.Context,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE…",
            help="Explain these codes, or all that begin so. Default: list the codes "
            "of validate.",
            autocompletion=complete_code,
        ),
    ] = None,
    *,
    form: Annotated[
        Literal["table", "tsv", "json"] | None,
        typer.Option("--format", "-f", help="Default: text for people."),
    ] = None,
    header: Header = False,
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
    rows = [(e.code, e.severity, "fix" if e.fixable else "", e.title) for e in chosen]
    ways: dict[str, Any] = {
        "table": lambda: _list(rows),
        **dict.fromkeys(("plain", "tsv"), lambda: Lines(_COLUMNS, rows)),
    }
    if codes:
        ways = dict.fromkeys(ways, lambda: _explanations(chosen))
    ways["json"] = lambda: json_document([each._asdict() for each in chosen])
    emit(form, ways, settings, header=header)


def _explanations(chosen: Sequence[Explained]) -> Iterator[Any]:
    from textwrap import indent

    from rich.text import Text

    for n, each in enumerate(chosen):
        if n:
            yield ""
        yield Text(f"{each.code}: {each.title}", style="bold")
        notes = [each.explanation]
        notes += [each.asked.replace("`", "")] if each.asked else []
        notes += ["validate --fix mends it."] if each.fixable else []
        yield Text(" ".join(notes))
        if each.example:
            yield "\nExample:"
            yield Text(indent(each.example, "    "), style="cyan")


def _list(rows: Sequence[tuple[str, str, str, str]]) -> Iterator[Any]:
    from unisurvey.cli.tables import FOLDED, WHOLE, table

    short = ((name, WHOLE) for name in ("Code", "Severity", "Fix"))
    yield table([*short, ("What it finds", FOLDED)], rows)
