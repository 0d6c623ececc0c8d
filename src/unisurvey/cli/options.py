"""Options that several commands share, and their completion."""

from __future__ import annotations

import inspect
import os
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


def _ids_in(name: str, incomplete: str) -> Iterator[str]:
    """Yield the ids of a vocabulary file; looks only for its `id:` lines."""
    data = _data()
    if data is None:
        return
    from unisurvey.files import Tree

    with suppress(Exception):
        text = Tree(data).read(data / name).decode()
        for line in text.splitlines():
            key, _, value = line.strip().removeprefix("- ").partition(": ")
            if key == "id" and value.startswith(incomplete):
                yield value.strip('"')


_FILES = {"section": "taxonomy.yaml", "component": "components.yaml"}
"""Vocabulary → its file."""


def complete_field(
    vocabulary: Callable[[], str], words: Callable[[], Iterable[str]]
) -> Callable[[str], list[str]]:
    """Return a completion for ids of a vocabulary, or for words where there is none."""

    def complete(incomplete: str) -> list[str]:
        file = _FILES.get(vocabulary())
        found = _ids_in(file, incomplete) if file else complete_words(words)(incomplete)
        return list(found)

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
                partial(getattr, facet, "choices"),
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
    return collecting(command, "filters", added)
