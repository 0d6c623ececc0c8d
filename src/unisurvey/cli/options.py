"""Options that several commands share, and their completion."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import partial, wraps
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

SELECTION = "Select (comma = or, different options = and)"


def _data() -> Path | None:
    """Return where completion looks; `None` where anything is wrong, which is silent."""
    from unisurvey.root import data_directory, find_root

    with suppress(Exception):
        return data_directory(find_root(os.environ.get("UNISURVEY_ROOT") or None))
    return None


def complete_id(incomplete: str) -> Iterator[str]:
    """Yield ids that begin so; reads only file names."""
    data = _data()
    if data is None:
        return
    literal = "".join(char for char in incomplete if char not in "*?[]/\\")
    stems = {
        path.stem
        for folder in ("papers", "datasets", "benchmarks")
        for path in (data / folder).glob(f"{literal}*.yaml")
    }
    yield from sorted(stems)


def _ids_in(name: str, incomplete: str, below: str = "") -> Iterator[str]:
    """Yield the ids of a vocabulary file; looks only for its `id:` lines.

    Args:
        name: Of the file.
        incomplete: What they begin with.
        below: The key of a mapping that holds them; empty where the file is a list.
    """
    data = _data()
    if data is None:
        return
    from unisurvey.files import Tree

    with suppress(Exception):
        text = Tree(data).read(data / name).decode()
        top = ""
        for line in text.splitlines():
            key, _, value = line.strip().removeprefix("- ").partition(":")
            if below and line.startswith(key):
                top = key
            value = value.strip(' "')
            entry = not below or line.startswith("  - id:")
            if key == "id" and entry and top == below and value.startswith(incomplete):
                yield value


_FILES = {"section": "taxonomy.yaml", "component": "components.yaml"}
"""Vocabulary → its file; the others stand in `words.yaml`."""


def complete_field(
    vocabulary: Callable[[], str], words: Callable[[], Iterable[str]]
) -> Callable[[str], list[str]]:
    """Return a completion for ids of a vocabulary, or for words where there is none."""

    def complete(incomplete: str) -> list[str]:
        name = vocabulary()
        if name in _FILES:
            return list(_ids_in(_FILES[name], incomplete))
        if name:
            return list(_ids_in("words.yaml", incomplete, name))
        return complete_words(words)(incomplete)

    return complete


def complete_words(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return a completion for words that are looked up when they are needed."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete


class Kind(StrEnum):
    """What can be listed."""

    models = "models"
    papers = "papers"
    datasets = "datasets"
    benchmarks = "benchmarks"


Format = Literal[
    "table", "md", "csv", "tsv", "json", "jsonl", "yaml", "bibtex", "ids"
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
        help="Ids, aliases, keys, names or addresses. Default: everything that fits.",
        autocompletion=complete_id,
    ),
]
OptionalKind = Annotated[
    Kind | None,
    typer.Option(
        help="What to select. Default: papers, or the kind that has the filters."
    ),
]
Limit = typer.Option(min=1, metavar="N", help="At most so many.")
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
    return inspect.Parameter(
        name.replace("-", "_"),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
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

    Options that were not given are left out of the mapping. A command that writes to
    `--output FILE` goes without the filters `--input` and `--output`.
    """
    from unisurvey.fields.facets import COMPARING, FACETS

    writes = "output" in inspect.signature(command).parameters
    added = [
        optional(
            *(facet.name, facet.metavar, facet.help, SELECTION),
            complete_field(
                partial(getattr, facet, "completed_by"),
                partial(getattr, facet, "words"),
            ),
            many=True,
        )
        for facet in FACETS.values()
        if not (writes and facet.name in {"input", "output"})
    ]
    added += [
        optional(name, metavar, text, SELECTION, many=False)
        for name, (metavar, text) in COMPARING.items()
    ]
    added.append(
        optional(
            "where",
            "FIELD=VALUE",
            "Of a field that the catalogue adds: dimensions>=768, multilingual=yes.",
            SELECTION,
            _complete_where,
            many=True,
        )
    )

    @wraps(command)
    def selecting(*args: Any, filters: dict[str, Any], **given: Any) -> None:
        command(*args, filters=_with_where(filters), **given)

    return collecting(selecting, "filters", added)


def _complete_where(incomplete: str) -> list[str]:
    return [f"{name}=" for name in _ids_in("catalogue.yaml", incomplete, "fields")]


def _with_where(filters: dict[str, Any]) -> dict[str, Any]:
    """Return filters with what `--where` says as filters of their own.

    Raises:
        UsageError: it says no field or no value.
    """
    from unisurvey.errors import UsageError

    found = {name: value for name, value in filters.items() if name != "where"}
    for text in filters.get("where", ()):
        match = re.fullmatch(r"\s*([\w-]+)\s*(=|>=|<=)\s*(.+)", text)
        if match is None:
            raise UsageError(
                f"--where {text!r} is no condition, expected one such as "
                "dimensions=768, dimensions>=768 or multilingual=yes"
            )
        name, sign, value = match.groups()
        value = value if sign == "=" else f"{sign}{value}"
        found.setdefault(name.replace("-", "_"), []).append(value)
    return found
