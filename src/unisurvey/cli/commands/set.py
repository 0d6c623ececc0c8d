"""`unisurvey set`."""

from __future__ import annotations

from typing import Annotated

import typer

from unisurvey.cli.completion import complete_id, complete_keys
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import load_root, working_root


def set_field(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Whose fact it is.", autocompletion=complete_id
        ),
    ],
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="As list --columns has it, or a dotted path.",
            autocompletion=complete_keys,
        ),
    ],
    value: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE…", help="Of a list, with commas between."),
    ] = None,
    *,
    source: Annotated[
        str,
        typer.Option(metavar="URL", help="The page that says so, which you opened."),
    ],
    at: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help="Place inside it: Table 2, section 3.1."),
    ] = None,
    source_note: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What it says where that is not obvious."),
    ] = None,
    because: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Why the survey is not followed, where it says something else.",
        ),
    ] = None,
    was: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What it says there, as printed."),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the value away instead.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the difference; write nothing.")
    ] = False,
) -> None:
    """Mend one fact of a record, with the page that states it.

    The source vouches for the field from now on. Where the survey or its list said the
    former value, a correction says so; it needs --because. The record is written only if
    every check passes it.

    Examples:
    unisurvey set janus mask causal --source https://github.com/deepseek-ai/Janus/blob/1daa72f/README.md --because "its README says so" --dry-run

    unisurvey set datasets/anyedit samples 2.5M --source https://arxiv.org/abs/2411.15738 --at "Table 1" --dry-run

    unisurvey set show-o model.parameters_b 1.3 --source https://github.com/showlab/Show-o/blob/0123abc/README.md --dry-run
    """
    from unisurvey.cli.amending import write_amended
    from unisurvey.errors import InvalidCatalogError, UsageError
    from unisurvey.outside.add.amending import Amendment, amended

    if bool(value) == remove:
        raise UsageError("give either a value or --remove")
    settings = settings_of(context)
    root = working_root(settings, written=not dry_run)
    loaded = load_root(settings)
    if loaded.problems:
        raise InvalidCatalogError(loaded.problems)
    record = loaded.catalog[name]
    said = Amendment(field, value or (), source, at, source_note, because, was)
    made = amended(record, said, loaded.catalog)
    write_amended(record, made, loaded.catalog, root, settings, written=not dry_run)
