"""Flat objects → Parquet, for DuckDB, Spark, pandas and Hugging Face; → a data frame.

The same objects give the same bytes with the same version of pyarrow, which is an
optional extra.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.errors import UsageError
from unisurvey.fields import fields_of
from unisurvey.fields.forms import TypedField
from unisurvey.schema.dates import date_span
from unisurvey.scores.score import scores_of
from unisurvey.views.flat import FLATTEN
from unisurvey.views.score_flats import SCORE_KEYS, score_flat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


_DATE_FIELDS = (
    TypedField("date_start", "day", "First day that `date` can mean."),
    TypedField("date_year", "integer", "Year of `date`."),
    TypedField("date_month", "integer", "Month of `date`; null where not known."),
)
"""Columns that only Parquet has, because other programs cannot read partial dates."""


def parquet_fields(kind: str, catalog: Catalog | None = None) -> tuple[TypedField, ...]:
    """Return the columns of a kind's Parquet file, the parts of its date added.

    Those of `scores` are one for each key of a cell.
    """
    if kind == "scores":
        return SCORE_KEYS
    found: list[TypedField] = []
    for field in fields_of(kind, catalog):
        if field.flat:
            found.append(TypedField(field.name, field.flat_type, field.meaning))
        if field.name == "date":
            found += _DATE_FIELDS
    return tuple(found)


def parquet_rows(
    catalog: Catalog, records: Mapping[str, Sequence[Record]], *, scores: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the Parquet file of each kind.

    Args:
        catalog: Holds the records.
        records: Kind → those of its file.
        scores: Whether there is one of scores too, if there are any: one row for each cell
            of a table, in the order of the files.
    """
    found = {
        kind: [with_date_parts(FLATTEN[kind](record, catalog)) for record in some]
        for kind, some in records.items()
    }
    if scores and (cells := [score_flat(score) for score in scores_of(catalog)]):
        found["scores"] = cells
    return found


def with_date_parts(flat: Flat) -> dict[str, Any]:
    """Return a flat object with the parts of its date."""
    date = flat["date"]
    start = date_span(date)[0] if date else None
    return {
        **flat,
        "date_start": start,
        "date_year": start and start.year,
        "date_month": start and (start.month if len(date) > len("2025") else None),
    }


def to_parquet(
    rows: Sequence[Mapping[str, Any]], fields: Sequence[TypedField]
) -> bytes:
    """Return the content of a file; a list without elements means not known.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install pyarrow") from None
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
        "list of text": pa.list_(pa.string()),
        "list of integers": pa.list_(pa.int64()),
        "list of numbers": pa.list_(pa.float64()),
    }
    schema = pa.schema(
        pa.field(field.name, types[field.type], metadata={"description": field.about})
        for field in fields
    )
    table = pa.Table.from_pylist(list(rows), schema)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def to_frame(
    rows: Sequence[dict[str, Any]], fields: Mapping[str, RecordField]
) -> pd.DataFrame:
    """Return one row per object, in order.

    Text is `string`, whole numbers `Int64`, truth values `boolean`; what is not known
    is missing. Lists stay lists. Dates stay text, because a month is no day;
    `date_start` beside them is the first day that each can mean.

    Raises:
        UsageError: pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError:
        raise UsageError("pandas is not installed; pip install pandas") from None
    found: dict[str, pd.Series[Any]] = {}
    for name, field in fields.items():
        values = [row[name] for row in rows]
        found[name] = pd.Series(values, dtype=_type(field))
        if name == "date":
            found["date_start"] = pd.Series(
                [date_span(text)[0] if text else None for text in values],
                dtype="datetime64[s]",
            )
    return pd.DataFrame(found)


def _type(field: RecordField) -> Any:
    kind = field.flat_type
    if kind.startswith("list"):
        return object
    types = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}
    return types.get(kind, "string")


_ABOUT = {
    "models": "Papers that introduce a model.",
    "papers": "Every bibliographic work of the catalogue, models among them.",
    "datasets": "Corpora that models are trained on.",
    "benchmarks": "What models are evaluated on.",
    "scores": "What sources print of models on benchmarks, quotations among them.",
}
_ON_THE_HUB = {
    "text": "dtype: string",
    "integer": "dtype: int64",
    "number": "dtype: float64",
    "boolean": "dtype: bool",
    "day": "dtype: date32",
    "list of text": "list: string",
    "list of integers": "list: int64",
    "list of numbers": "list: float64",
}
"""Types as Hugging Face's cards name them, `dataset_info`."""

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


def dataset_card(catalog: Catalog, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the values of the card's template.

    Args:
        catalog: For the citation.
        counts: Rows of each kind that was written, in that order.
    """
    work = catalog.vocabularies.about.work
    cited = [paper for paper in catalog.papers if paper.id == work]
    return {
        "kinds": [
            {
                "name": kind,
                "rows": count,
                "about": _ABOUT[kind],
                "fields": parquet_fields(kind, catalog),
            }
            for kind, count in counts.items()
        ],
        "hub_types": _ON_THE_HUB,
        "size": size_category(max(counts.values(), default=0)),
        "citation": to_bibtex(cited, catalog.vocabularies).strip(),
    }


def size_category(rows: int) -> str:
    """Return a size as Hugging Face's cards name it.

    Convention: https://huggingface.co/docs/hub/datasets-cards, `size_categories`.
    """
    return next((name for limit, name in _SIZES if rows < limit), "100K<n<1M")
