"""Options that several commands share, and their completion."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from keyword import iskeyword
from typing import Annotated, Any, Literal

import typer

from unisurvey.cli.completion import (
    complete_filter,
    complete_id,
    complete_leaving,
    complete_where,
    complete_words,
)

SELECTION = "Select (comma = or, different options = and)"


class Kind(StrEnum):
    """What can be listed."""

    models = "models"
    papers = "papers"
    datasets = "datasets"
    benchmarks = "benchmarks"


def read_kind(word: str) -> Kind:
    """Return a kind by its name in the singular or the plural.

    Raises:
        typer.BadParameter: there is no such kind.
    """
    from unisurvey.errors import UnknownValueError
    from unisurvey.records import kind_named

    try:
        return Kind(kind_named(word))
    except UnknownValueError as error:
        raise typer.BadParameter(str(error)) from None


OF_KIND: dict[str, Any] = {
    "parser": read_kind,
    "autocompletion": complete_words(lambda: Kind),
}
"""How a kind is typed, in the singular or the plural."""


Format = Literal[
    "table", "md", "csv", "tsv", "json", "jsonl", "yaml", "bibtex", "latex", "ids"
]  # fmt: skip
"""How records are written."""

CountFormat = Literal["table", "md", "csv", "tsv", "json"]
"""How counts are written."""

FORMAT = typer.Option(
    "--format",
    "-f",
    help="Default: a table on a terminal, tab-separated rows in a pipe.",
)
REPORT = typer.Option("--format", "-f", help="How to report.")

OptionalIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID…",
        help="Ids, aliases, keys, names or addresses; - reads them from stdin. Default: "
        "everything that fits.",
        autocompletion=complete_id,
    ),
]
OptionalKind = Annotated[
    Kind | None,
    typer.Option(
        help="What to select. Default: papers, or the kind that has the filters.",
        **OF_KIND,
    ),
]
Limit = typer.Option(min=1, metavar="N", help="At most so many.")
Header = Annotated[
    bool,
    typer.Option(
        "--header",
        help="Begin rows in a pipe with the names of their columns, as csv and tsv do.",
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


def optional(
    name: str,
    metavar: str,
    text: str,
    panel: str,
    completion: Any = None,
    *,
    many: bool,
    hidden: bool = False,
) -> inspect.Parameter:
    """Return an option of a command, as typer reads it from a signature.

    Without a `metavar` it is one that is given or not.
    """
    option = typer.Option(
        f"--{name.rstrip('_').replace('_', '-')}",
        metavar=metavar or None,
        help=text,
        autocompletion=completion,
        rich_help_panel=panel,
        hidden=hidden,
    )
    kind: Any = list[str] | None if many else str | None
    if not metavar:
        kind = bool
    return inspect.Parameter(
        name.replace("-", "_"),
        inspect.Parameter.KEYWORD_ONLY,
        default=None if metavar else False,
        annotation=Annotated[kind, option],
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

    Options that were not given are left out of the mapping. Those that were are still
    read, where the command has no other of that name, to be told what they are now.
    """
    from unisurvey.fields.facets import COMPARING, FACETS, LEAVING, RENAMED

    own = inspect.signature(command).parameters
    added = [
        optional(
            *(facet.name, facet.metavar, facet.help, SELECTION),
            complete_filter(facet.name),
            many=True,
        )
        for facet in FACETS.values()
    ]
    added += [
        optional(name, metavar, text, SELECTION, many=False)
        for name, (metavar, text) in COMPARING.items()
    ]
    added += [
        optional(
            f"{name}_" if iskeyword(name) else name,
            *(metavar, text, SELECTION),
            complete_leaving(name),
            many=True,
        )
        for name, (metavar, text) in LEAVING.items()
    ]
    added.append(
        optional(
            "where",
            "FIELD=VALUE",
            "Of a field that the catalogue adds: dimensions>=768, multilingual=yes.",
            SELECTION,
            complete_where,
            many=True,
        )
    )
    added += [
        optional(name, "TEXT", f"Is --{now}.", SELECTION, many=True, hidden=True)
        for name, now in RENAMED.items()
        if name not in own
    ]

    @wraps(command)
    def selecting(*args: Any, filters: dict[str, Any], **given: Any) -> None:
        command(*args, filters=_as_keywords(filters), **given)

    return collecting(selecting, "filters", added)


def _as_keywords(filters: dict[str, Any]) -> dict[str, Any]:
    """Return options as `Catalog.select` has them: it knows no `--where` or `--not`.

    Raises:
        UsageError: one of them says no field or no value, or a date is none.
    """
    apart = {"where", "not_", "not_has", "since", "until"}
    found = {name: value for name, value in filters.items() if name not in apart}
    for text in filters.get("where", ()):
        _add(found, *_condition("where", text))
    without: dict[str, list[str]] = {}
    for text in filters.get("not_", ()):
        _add(without, *_condition("not", text))
    for text in filters.get("not_has", ()):
        _add(without, "has", text)
    dates = {
        name: read_day(filters[name])
        for name in apart & {"since", "until"} & filters.keys()
    }
    return {**found, **dates, **({"without": without} if without else {})}


def _add(found: dict[str, Any], name: str, value: str) -> None:
    found.setdefault(name, []).append(value)


def read_day(text: str) -> str:
    """Return a partial date; `3 months` and `last-month` count from today.

    Raises:
        UsageError: it is none.
    """
    from unisurvey.cli.drafts import today
    from unisurvey.errors import UsageError
    from unisurvey.schema.dates import typed_date

    try:
        return typed_date(text, today())
    except ValueError as error:
        raise UsageError(str(error)) from None


_EXAMPLES = {
    "where": "dimensions=768, dimensions>=768 or multilingual=yes",
    "not": "mask=causal, venue=arxiv or has=code",
}


def _condition(option: str, text: str) -> tuple[str, str]:
    """Return the filter and the value of `mask=causal` or `dimensions>=768`."""
    from unisurvey.errors import UsageError

    match = re.fullmatch(r"\s*([\w-]+)\s*(=(?![<>](?!=))|[<>]=?)\s*(.+)", text)
    if match is None:
        raise UsageError(
            f"--{option} {text!r} is no condition, expected one such as "
            f"{_EXAMPLES[option]}"
        )
    name, sign, value = match.groups()
    return name.replace("-", "_"), value if sign == "=" else f"{sign}{value}"
