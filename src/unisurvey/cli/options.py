"""Options that several commands share, and their completion."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any

import typer

from unisurvey.cli.completion import complete_filter, complete_id
from unisurvey.fields.facets import COMPARING, FACETS

SELECTION = "Select (comma = or, different options = and)"


class Kind(StrEnum):
    """What can be listed."""

    models = "models"
    papers = "papers"
    datasets = "datasets"
    benchmarks = "benchmarks"


class Format(StrEnum):
    """How records are written to stdout."""

    table = "table"
    md = "md"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    yaml = "yaml"
    bibtex = "bibtex"
    ids = "ids"


class ListFormat(StrEnum):
    """How lists that are not records are written."""

    table = "table"
    tsv = "tsv"
    json = "json"


class CountFormat(StrEnum):
    """How counts are written."""

    table = "table"
    md = "md"
    csv = "csv"
    tsv = "tsv"
    json = "json"


OptionalIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID…",
        help="Ids, aliases, keys or names. Default: everything that fits.",
        autocompletion=complete_id,
    ),
]
OptionalKind = Annotated[
    Kind | None,
    typer.Option(
        help="What to select. Default: papers, or the kind that has the filters."
    ),
]
OptionalFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="Default: a table on a terminal, tab-separated rows in a pipe.",
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="- is stdout.")
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Also replace a README.md, CITATION.cff, pyproject.toml or a file in data/, "
        "docs/, src/ or templates/ of the catalogue or of a git work tree.",
    ),
]

FILTERS = (*FACETS, *COMPARING)
"""Names of the selecting options, in the order of the help."""


def optional(
    name: str,
    metavar: str,
    text: str,
    panel: str,
    completion: Any = None,
    *,
    many: bool,
) -> inspect.Parameter:
    """Return an option of a command, as typer reads it from a signature."""
    option = typer.Option(
        f"--{name.replace('_', '-')}",
        metavar=metavar,
        help=text,
        autocompletion=completion,
        rich_help_panel=panel,
    )
    kind: Any = list[str] | None if many else str | None
    annotation = Annotated[kind, option]
    return inspect.Parameter(
        name.replace("-", "_"),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=annotation,
    )


def collecting(
    command: Callable[..., None], argument: str, added: list[inspect.Parameter]
) -> Callable[..., None]:
    """Give a command more options, collected in one argument.

    Args:
        command: Takes `argument` as a mapping of the options' names to their values;
            those that were not given are left out.
        argument: Name of that argument.
        added: The options.
    """
    own = inspect.signature(command, eval_str=True)
    kept = [p for p in own.parameters.values() if p.name != argument]

    @wraps(command)
    def wrapper(*args: Any, **given: Any) -> None:
        values = {option.name: given.pop(option.name) for option in added}
        chosen = {name: value for name, value in values.items() if value}
        command(*args, **{argument: chosen}, **given)

    parameters = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*kept, *added)
    ]
    # what inspect and typer read; functions are not typed to have it
    wrapper.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    return wrapper


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every selecting option, collected in its argument `filters`.

    Options that were not given are left out of the mapping. A command that writes to
    `--output FILE` goes without the filters `--input` and `--output`.
    """
    writes = "output" in inspect.signature(command).parameters
    added = [
        optional(
            *(name, facet.metavar, facet.help, SELECTION, complete_filter(name)),
            many=True,
        )
        for name, facet in FACETS.items()
        if not (writes and name in {"input", "output"})
    ]
    added += [
        optional(name, metavar, text, SELECTION, many=False)
        for name, (metavar, text) in COMPARING.items()
    ]
    return collecting(command, "filters", added)
