"""`unisurvey export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.destination import write_files
from unisurvey.cli.emit import emit, row_ways
from unisurvey.cli.options import (
    Force,
    Kind,
    Limit,
    OptionalIds,
    OptionalKind,
    Output,
    with_filters,
)
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import chosen_records, finish, tell_unverified, usable
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_OF_ONE_KIND = ("csv", "json", "jsonl", "parquet")


@with_filters
def export(
    context: typer.Context,
    form: Annotated[
        Literal[
            "csv",
            "json",
            "jsonl",
            "bibtex",
            "csl-json",
            "ris",
            "cff",
            "hayagriva",
            "sqlite",
            "parquet",
        ],
        typer.Argument(
            metavar="FORMAT",
            help="csv, json, jsonl: records of one kind as flat objects. bibtex, "
            "csl-json, ris, cff (CITATION.cff), hayagriva (Typst): their papers. sqlite: "
            "the whole catalogue as a database. parquet: a directory with one file per "
            "kind, a card and its description as Croissant, or one file.",
        ),
    ],
    ids: OptionalIds = None,
    *,
    kind: OptionalKind = None,
    limit: Annotated[int | None, Limit] = None,
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
    from unisurvey.export.formats import BIBLIOGRAPHIC
    from unisurvey.views.flat import FLATTEN, flat_keys, works

    settings = settings_of(context)
    if form == "sqlite" and (ids or filters or kind or limit):
        raise UsageError("sqlite holds the whole catalogue, expected no selection")
    if metadata and form != "sqlite":
        raise UsageError("--metadata belongs to sqlite")
    catalog, incomplete = usable(context)
    if form == "sqlite":
        files = _sqlite(catalog, output, metadata)
        write_files(files, settings, force=force)
    elif form == "parquet" and not (ids or filters or kind or limit):
        files = _parquet(
            catalog, {of: catalog.records(of) for of in Kind}, output, scores=True
        )
        write_files(files, settings, force=force)
    else:
        records, of = chosen_records(context, catalog, ids, kind, filters)
        records = records[:limit]
        chosen = of or _kind_of_all(records, form)
        if form == "parquet":
            files = _parquet(catalog, {chosen: records}, output)
            write_files(files, settings, force=force)
        elif form in _OF_ONE_KIND:
            rows = [FLATTEN[chosen](record, catalog) for record in records]
            ways = row_ways(rows, flat_keys(chosen, catalog))
            emit(form, ways, settings, output, force=force)
        else:
            papers = works(records, catalog)
            tell_unverified(papers, settings)
            text = BIBLIOGRAPHIC[form](papers, catalog.vocabularies)
            emit(form, {form: lambda: text}, settings, output, force=force)
    finish(incomplete=incomplete)


def _kind_of_all(records: list[Record], form: str) -> str:
    """Return the kind of records that were named; a model and a paper are papers.

    Raises:
        UsageError: the format holds records of one kind, and these are of several.
    """
    from unisurvey.views.flat import kind_of

    kinds = {kind_of(record) for record in records}
    if kinds == {"models", "papers"}:
        return "papers"
    if len(kinds) > 1 and form in _OF_ONE_KIND:
        raise UsageError(
            f"{form} holds records of one kind, these are {' and '.join(sorted(kinds))}"
        )
    return kinds.pop()


def _sqlite(
    catalog: Catalog, output: str | None, metadata: str | None
) -> dict[str, str | bytes]:
    """Return the whole catalogue as an SQLite file, and what Datasette shows with it.

    Raises:
        UsageError: no file is named, or the metadata would replace it.
    """
    from unisurvey.sql.datasette import datasette_metadata
    from unisurvey.sql.guide import questions
    from unisurvey.sql.sqlite import to_sqlite
    from unisurvey.sql.tables import database
    from unisurvey.text.jsontext import json_document

    path = _file(output, "sqlite", "unisurvey.sqlite")
    if metadata and os.path.realpath(metadata) == os.path.realpath(path):
        raise UsageError("--metadata and --output name the same file")
    made = database(catalog)
    files: dict[str, str | bytes] = {str(output): to_sqlite(made)}
    if metadata:
        described = datasette_metadata(made, path.stem, questions(catalog))
        files[metadata] = json_document(described)
    return files


def _parquet(
    catalog: Catalog,
    records: Mapping[str, Sequence[Record]],
    output: str | None,
    *,
    scores: bool = False,
) -> dict[str, str | bytes]:
    """Return one Parquet file per kind and a card, or only the one file that is named.

    Args:
        catalog: What the records are part of.
        records: Kind → its records.
        output: A directory, or a file that ends in `.parquet`.
        scores: Whether a file of them stands beside those of the records, if there are
            any.

    Raises:
        UsageError: neither is named, or one file is to hold several kinds.
    """
    from unisurvey.export.croissant import croissant
    from unisurvey.export.tabular import (
        dataset_card,
        parquet_fields,
        parquet_rows,
        to_parquet,
    )
    from unisurvey.render.environment import render_template
    from unisurvey.text.jsontext import json_document

    path = _file(output, "parquet", "parquet/")
    special = path.exists() and not path.is_file()  # a pipe, which holds one file too
    single = (special or path.suffix == ".parquet") and not path.is_dir()
    if single and len(records) > 1:
        raise UsageError(
            f"{path} holds records of one kind, expected --kind, ids or a filter; "
            "or name a directory"
        )
    if not single and path.is_file():
        raise UsageError(f"{path} is a file, expected a directory or a name.parquet")
    rows = parquet_rows(catalog, records, scores=scores and not single)
    held = {
        kind: to_parquet(found, parquet_fields(kind, catalog))
        for kind, found in rows.items()
    }
    counts = {kind: len(found) for kind, found in rows.items()}
    files: dict[str, str | bytes] = {
        str(path if single else path / f"{kind}.parquet"): content
        for kind, content in held.items()
    }
    if not single:
        files[str(path / "croissant.json")] = json_document(croissant(catalog, held))
        values = dataset_card(catalog, counts)
        card = render_template(catalog, "dataset_card.md.j2", values)
        files[str(path / "README.md")] = card
    return files


def _file(output: str | None, form: str, example: str) -> Path:
    if output in (None, "-"):
        raise UsageError(
            f"{form} is not text, so stdout does not take it; "
            f"expected a file, as in '-o {example}'"
        )
    if not output:
        raise UsageError("the name of the output is empty")
    return Path(output)
