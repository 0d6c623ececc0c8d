"""The formats of `unisurvey export` that are files for other engines, not text."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from unisurvey.cli.destination import write_files
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.cli.settings import Settings
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def write_sqlite(
    catalog: Catalog,
    output: str | None,
    metadata: str | None,
    settings: Settings,
    *,
    force: bool,
) -> None:
    """Write the whole catalogue as an SQLite file, and what Datasette shows with it.

    Raises:
        UsageError: no file is named, or the metadata would replace it.
    """
    from unisurvey.sql.sqlite import datasette_metadata, to_sqlite
    from unisurvey.sql.tables import database

    path = _file(output, "sqlite", "unisurvey.sqlite")
    if metadata and os.path.realpath(metadata) == os.path.realpath(path):
        raise UsageError("--metadata and --output name the same file")
    made = database(catalog)
    files: dict[str, str | bytes] = {str(output): to_sqlite(made)}
    if metadata:
        described = datasette_metadata(made, path.stem)
        files[metadata] = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    write_files(files, settings, force=force)


def write_parquet(
    catalog: Catalog,
    records: Mapping[str, Sequence[Record]],
    output: str | None,
    settings: Settings,
    *,
    force: bool,
) -> None:
    """Write one Parquet file per kind and a card, or only the one file that is named.

    Args:
        catalog: What the records are part of.
        records: Kind → its records.
        output: A directory, or a file that ends in `.parquet`.
        settings: Of the run.
        force: Whether protected files may be replaced.

    Raises:
        UsageError: neither is named, or one file is to hold several kinds.
    """
    from unisurvey.export.tabular import (
        dataset_card,
        fields_of,
        to_parquet,
        with_date_parts,
    )
    from unisurvey.render.environment import render_template
    from unisurvey.views.flat import FLATTEN

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
    files: dict[str, str | bytes] = {
        str(path if single else path / f"{kind}.parquet"): to_parquet(
            [with_date_parts(FLATTEN[kind](record, catalog)) for record in found],
            fields_of(kind),
        )
        for kind, found in records.items()
    }
    if not single:
        counts = {kind: len(found) for kind, found in records.items()}
        values = dataset_card(catalog, counts)
        card = render_template(catalog, "dataset_card.md.j2", values)
        files[str(path / "README.md")] = card
    write_files(files, settings, force=force)


def _file(output: str | None, form: str, example: str) -> Path:
    if output in (None, "-"):
        raise UsageError(
            f"{form} is not text, so stdout does not take it; "
            f"expected a file, as in '-o {example}'"
        )
    if not output:
        raise UsageError("the name of the output is empty")
    return Path(output)
