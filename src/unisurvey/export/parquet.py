"""Flat objects → Parquet, for DuckDB, Spark, pandas and Hugging Face datasets.

The same objects give the same bytes with the same version of pyarrow, which is an
optional extra.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.fields.field import FlatType
    from unisurvey.views.flat import Flat


class TypedField(NamedTuple):
    """One column."""

    name: str
    type: FlatType
    about: str
    """What its values mean; kept in the file too."""


_DATE_FIELDS = (
    TypedField("date_start", "day", "First day that `date` can mean."),
    TypedField("date_year", "integer", "Year of `date`."),
    TypedField("date_month", "integer", "Month of `date`; null where not known."),
)
DATE_PARTS = tuple(field.name for field in _DATE_FIELDS)
"""Columns that only Parquet has, because other programs cannot read partial dates."""


def fields_of(kind: str) -> tuple[TypedField, ...]:
    """Return the columns of a kind's Parquet file, the parts of its date added."""
    found: list[TypedField] = []
    for field in FIELDS[kind]:
        if field.flat:
            found.append(TypedField(field.name, field.flat_type, field.meaning))
        if field.name == "date":
            found += _DATE_FIELDS
    return tuple(found)


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
        raise UsageError(
            'Parquet needs pyarrow: pip install "unisurvey[data]"'
        ) from None
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
