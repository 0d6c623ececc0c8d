"""`unisurvey export`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.commands.export.files import write_parquet, write_sqlite
from unisurvey.cli.destination import write_text
from unisurvey.cli.options import (
    Force,
    Kind,
    OptionalIds,
    OptionalKind,
    Output,
    with_filters,
)
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, selected, tell_unverified, usable

if TYPE_CHECKING:
    from unisurvey.schema import Record


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
    sqlite = "sqlite"
    parquet = "parquet"


@with_filters
def export(
    context: typer.Context,
    form: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            help="csv, json, jsonl: records of one kind as flat objects. bibtex, "
            "csl-json, ris, cff (CITATION.cff), hayagriva (Typst): their papers. sqlite: "
            "the whole catalogue as a database. parquet: a directory with one file per "
            "kind and a card, or one file.",
        ),
    ],
    ids: OptionalIds = None,
    *,
    kind: OptionalKind = None,
    output: Output = None,
    force: Force = False,
    metadata: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="With sqlite: also write what Datasette shows, as its metadata.json.",
        ),
    ] = None,
    filters: dict[str, Any],
) -> None:
    """Write records for other programs.

    Examples:
    unisurvey export csl-json -o unisurvey.json

    unisurvey export ris --paradigm hybrid --since 2025 -o hybrid.ris

    unisurvey export csv --kind benchmarks -o benchmarks.csv

    unisurvey export hayagriva show-o janus

    unisurvey export sqlite -o unisurvey.sqlite --metadata metadata.json

    unisurvey export parquet -o unisurvey-parquet
    """
    from unisurvey.errors import UsageError
    from unisurvey.export.formats import BIBLIOGRAPHIC
    from unisurvey.text.tabular import TABULAR
    from unisurvey.views.flat import FLAT_KEYS, FLATTEN, works

    settings = settings_of(context)
    if ids and (filters or kind):
        raise UsageError("give either ids or filters, not both")
    if form is ExportFormat.sqlite and (ids or filters or kind):
        raise UsageError("sqlite holds the whole catalogue, expected no selection")
    if metadata and form is not ExportFormat.sqlite:
        raise UsageError("--metadata belongs to sqlite")
    catalog, incomplete = usable(context)
    if form is ExportFormat.sqlite:
        write_sqlite(catalog, output, metadata, settings, force=force)
        finish(incomplete=incomplete)
        return
    if form is ExportFormat.parquet and not (ids or filters or kind):
        every = {of.value: catalog.records(of.value) for of in Kind}
        write_parquet(catalog, every, output, settings, force=force)
        finish(incomplete=incomplete)
        return
    if ids:
        records = find_all(catalog, ids)
        chosen = _kind_of_all(records, form)
    else:
        records, chosen = selected(catalog, kind and kind.value, filters, settings)
    if form is ExportFormat.parquet:
        write_parquet(catalog, {chosen: records}, output, settings, force=force)
    elif form in TABULAR:
        rows = [FLATTEN[chosen](record, catalog) for record in records]
        text = TABULAR[form](rows, FLAT_KEYS[chosen])
        write_text(text, output, settings, force=force)
    else:
        papers = works(records, catalog)
        tell_unverified(papers, settings)
        text = BIBLIOGRAPHIC[form](papers, catalog.vocabularies)
        write_text(text, output, settings, force=force)
    finish(incomplete=incomplete)


def _kind_of_all(records: list[Record], form: ExportFormat) -> str:
    """Return the kind of records that were named; a model and a paper are papers.

    Raises:
        UsageError: the format holds records of one kind, and these are of several.
    """
    from unisurvey.errors import UsageError
    from unisurvey.text.tabular import TABULAR
    from unisurvey.views.flat import kind_of

    kinds = {kind_of(record) for record in records}
    if kinds == {"models", "papers"}:
        return "papers"
    if len(kinds) > 1 and (form in TABULAR or form is ExportFormat.parquet):
        raise UsageError(
            f"{form.value} holds records of one kind, these are "
            f"{' and '.join(sorted(kinds))}"
        )
    return kinds.pop()
