"""The options with which `unisurvey add` states what no service knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from unisurvey.cli.completion import complete_detail, complete_section
from unisurvey.cli.options import collecting, optional
from unisurvey.outside.add.options import OPTIONS

STATED = "State what it is (comma-separated or repeated where several fit)"

Section = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        rich_help_panel=STATED,
        autocompletion=complete_section,
        help="Where it belongs: b-2. Decides whether it is a model, a dataset, a "
        "benchmark or a paper. Default: a paper.",
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        rich_help_panel=STATED,
        help="Short name. Default: what the title has before its colon.",
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        "--id",
        metavar="ID",
        rich_help_panel=STATED,
        help="Of the record. Default: the short name as a slug, else the key.",
    ),
]
VouchedBy = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        rich_help_panel=STATED,
        help="Page that says what these options state; needed with all but --section, "
        "--name and --id.",
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there instead of into data/: - is stdout, an existing directory "
        "takes several records.",
    ),
]


def with_details(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every detail, collected in its argument `given`."""
    added = [
        optional(
            *(name, option.metavar, option.help, STATED, complete_detail(name)),
            many=True,
        )
        for name, option in OPTIONS.items()
    ]
    return collecting(command, "given", added)
