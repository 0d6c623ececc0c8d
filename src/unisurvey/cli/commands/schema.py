"""`unisurvey schema`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from unisurvey.cli.source import usable


class SchemaName(StrEnum):
    """What has a schema."""

    paper = "paper"
    dataset = "dataset"
    benchmark = "benchmark"
    taxonomy = "taxonomy"
    venues = "venues"
    components = "components"
    licenses = "licenses"


def schema(
    context: typer.Context,
    kind: Annotated[
        SchemaName, typer.Argument(help="Whose schema.")
    ] = SchemaName.paper,
) -> None:
    """Print the JSON Schema of a record or vocabulary file.

    Examples:
    unisurvey schema paper

    unisurvey schema dataset > dataset.schema.json
    """
    from unisurvey.schema.jsonschema import schema_text

    catalog, _ = usable(context)
    sys.stdout.write(schema_text(kind.value, catalog.vocabularies))
