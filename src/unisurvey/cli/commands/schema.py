"""`unisurvey schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from unisurvey.cli.destination import write
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import usable


def schema(
    context: typer.Context,
    kind: Annotated[
        Literal[
            "paper",
            "dataset",
            "benchmark",
            "scores",
            "taxonomy",
            "venues",
            "components",
            "licenses",
            "organizations",
            "conditions",
            "challenges",
            "excluded",
            "coverage",
            "sources",
            "catalogue",
            "words",
        ],
        typer.Argument(help="Whose schema."),
    ] = "paper",
) -> None:
    """Print the JSON Schema of a record or vocabulary file.

    Examples:
    unisurvey schema paper

    unisurvey schema dataset > dataset.schema.json
    """
    from unisurvey.schema.jsonschema import schema_text

    catalog, _ = usable(context)
    write(schema_text(kind, catalog.vocabularies), None, settings_of(context))
