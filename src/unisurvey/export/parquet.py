"""Flat objects → Parquet, for DuckDB, Spark, pandas and Hugging Face datasets.

The same objects give the same bytes with the same version of pyarrow, which is an
optional extra.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FieldType = Literal[
    "text", "integer", "boolean", "day", "list of text", "list of integers",
    "list of numbers",
]  # fmt: skip


class TypedField(NamedTuple):
    """One column."""

    name: str
    type: FieldType
    about: str
    """What its values mean; kept in the file too."""


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
