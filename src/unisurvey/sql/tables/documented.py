"""Columns that are fields of records, described by the docstrings below the fields."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from unisurvey.schema.dates import date_span
from unisurvey.schema.jsonschema import field_docs
from unisurvey.sql.relational import TableColumn

if TYPE_CHECKING:
    from pydantic import BaseModel

    from unisurvey.schema import Record

_docs = cache(field_docs)


def field(
    schema: type[BaseModel],
    name: str,
    type: Literal["TEXT", "INTEGER", "REAL"] = "TEXT",  # noqa: A002 - as in SQL
    *,
    column: str | None = None,
    refers: str | None = None,
) -> TableColumn:
    """Return the column of a field; it is never NULL when the field is required.

    Args:
        schema: Kind of record or entry, or a block of one.
        name: Of the field.
        type: Of the values.
        column: Name of the column, where it is not the field's.
        refers: Table and column that hold its values.
    """
    about = _docs(schema)[name].replace("`None`", "NULL")
    required = schema.model_fields[name].is_required()
    return TableColumn(column or name, about, type, required, refers)


def position(about: str = "Place in the list, from 1.") -> TableColumn:
    """Return the column that numbers rows."""
    return TableColumn("position", about, "INTEGER", required=True)


DATE_START = TableColumn(
    "date_start",
    "First day that `date` can mean, for date functions and for comparing.",
)


def first_day(date: str | None) -> str | None:
    """Return the first day of a partial date, in full."""
    return date_span(date)[0].isoformat() if date else None


def record_kind(record: Record) -> str:
    """Return `paper`, `dataset` or `benchmark`, as the column `kind` has it."""
    return type(record).__name__.lower()
