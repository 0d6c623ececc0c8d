"""`unisurvey export`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from unisurvey.cli.options import OptionalIds, OptionalKind, Output, with_filters
from unisurvey.cli.output import write_text
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, selected, usable


class ExportFormat(StrEnum):
    """What records are written as."""

    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    bibtex = "bibtex"
    csl_json = "csl-json"
    ris = "ris"
    cff = "cff"
    hayagriva = "hayagriva"


@with_filters
def export(
    context: typer.Context,
    form: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            help="csv, json, jsonl: records of one kind as flat objects. bibtex, "
            "csl-json, ris, cff (CITATION.cff), hayagriva (Typst): their papers.",
        ),
    ],
    ids: OptionalIds = None,
    *,
    kind: OptionalKind = None,
    output: Output = None,
    filters: dict[str, Any],
) -> None:
    """Write records for other programs.

    Examples:
    unisurvey export csl-json -o unisurvey.json

    unisurvey export ris --paradigm hybrid --since 2025 -o hybrid.ris

    unisurvey export csv --kind benchmarks -o benchmarks.csv

    unisurvey export hayagriva show-o janus
    """
    from unisurvey.errors import UsageError
    from unisurvey.export.formats import BIBLIOGRAPHIC
    from unisurvey.export.tabular import TABULAR
    from unisurvey.views.flat import FLAT_KEYS, FLATTEN, kind_of
    from unisurvey.views.works import works

    settings = settings_of(context)
    if ids and (filters or kind):
        raise UsageError("give either ids or filters, not both")
    catalog, incomplete = usable(context)
    if ids:
        records = find_all(catalog, ids)
        kinds = {kind_of(record) for record in records}
        if kinds == {"models", "papers"}:
            kinds = {"papers"}  # a model is a paper too
        if form in TABULAR and len(kinds) > 1:
            raise UsageError(
                f"{form.value} holds records of one kind, these are "
                f"{' and '.join(sorted(kinds))}"
            )
        chosen = kinds.pop()
    else:
        records, chosen = selected(catalog, kind and kind.value, filters, settings)
    if form in TABULAR:
        rows = [FLATTEN[chosen](record, catalog) for record in records]
        text = TABULAR[form](rows, FLAT_KEYS[chosen])
    else:
        text = BIBLIOGRAPHIC[form](works(records, catalog), catalog.vocabularies)
    write_text(text, output, settings)
    finish(incomplete=incomplete)
