"""Options that several commands share, and their completion."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any

import typer

from unisurvey.cli.completion import (
    complete_component,
    complete_id,
    complete_section,
    complete_word,
)

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

_HELP: dict[str, tuple[str, str, Any]] = {
    "paradigm": ("WORD", "diffusion, autoregressive or hybrid.", complete_word("paradigm")),
    "encoding": (
        "WORD",
        "pixel, semantic, learnable-query, or hybrid for pseudo- and joint-hybrid.",
        complete_word("encoding"),
    ),
    "section": ("CODE", "Taxonomy code or survey section: b-3, 3.2.", complete_section),
    "modality": (
        "WORD", "Goes in or comes out: audio, input:video.", complete_word("modality"),
    ),
    "mask": ("WORD", "causal or bidirectional.", complete_word("mask")),
    "backbone": (
        "NAME",
        "Component and its family: qwen2.5 finds Qwen2.5-VL too; =qwen2.5 does not.",
        complete_component,
    ),
    "encoder": ("NAME", "Likewise, for understanding or generation.", complete_component),
    "understanding_encoder": ("NAME", "Likewise, for understanding.", complete_component),
    "generation_encoder": (
        "NAME",
        "Likewise, for generation: vae, or kind:autoencoder for all of a kind.",
        complete_component,
    ),
    "decoder": ("NAME", "Likewise.", complete_component),
    "task": ("TEXT", "What a dataset or benchmark is for: editing, reasoning.", None),
    "input": ("TEXT", "What a benchmark gives: image, question.", None),
    "output": ("TEXT", "What a benchmark wants for an answer: image, text.", None),
    "venue": ("NAME", "iclr, iclr-2025, or arxiv for preprints.", None),
    "has": (
        "FIELD", "code, demo, weights, project, home, arxiv, doi …", complete_word("has"),
    ),
    "author": ("TEXT", "Part of an author's name.", None),
    "search": ("TEXT", "Part of a name, title, author, id or key.", None),
    "cited": ("PLACE", "Where the survey cites it: 3.2, table-1, or its [39].", None),
    "survey_table": (
        "1…4",
        "Table of the survey, in its order: 1, 2 models, 3 datasets, 4 benchmarks.",
        complete_word("survey_table"),
    ),
}  # fmt: skip

_COMPARING = {
    "since": ("DATE", "First public on or after this date: 2025, 2025-05."),
    "until": ("DATE", "First public on or before this date: 2025, 2025-05."),
    "min_samples": ("NUMBER", "Datasets of at least so many samples: 500K, 1M, 2.5B."),
}

FILTERS = (*_HELP, *_COMPARING)
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
        optional(name, metavar, text, SELECTION, completion, many=True)
        for name, (metavar, text, completion) in _HELP.items()
        if not (writes and name in {"input", "output"})
    ]
    added += [
        optional(name, metavar, text, SELECTION, many=False)
        for name, (metavar, text) in _COMPARING.items()
    ]
    return collecting(command, "filters", added)
