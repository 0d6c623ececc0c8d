"""What a record says, field by field: one table, from which everything else follows.

An entry of a kind's fields and its docstring in the schema are all that a new field needs.
Flat objects, columns, JSON and CSV, the database, Parquet and data frames, comparisons,
gaps, groupings, filters, options of `add`, templates and completion are made from this
table. Keys are only ever added.
"""

from operator import itemgetter
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import Library
from unisurvey.fields.common import PAPER_FIELDS
from unisurvey.fields.field import Column, RecordField
from unisurvey.fields.kinds import BENCHMARK_FIELDS, DATASET_FIELDS, MODEL_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BY_NAME", "FIELDS", "Column", "Library", "RecordField", "placed"]

FIELDS: dict[str, tuple[RecordField, ...]] = {
    "models": MODEL_FIELDS,
    "papers": PAPER_FIELDS,
    "datasets": DATASET_FIELDS,
    "benchmarks": BENCHMARK_FIELDS,
}
"""Kind → its fields."""


def placed(
    kind: str, place: "Callable[[RecordField], int | None]"
) -> list[RecordField]:
    """Return the flat fields of a kind that have a place, in the order of the places."""
    found = [(place(field), field) for field in FIELDS[kind] if field.flat]
    known = [(number, field) for number, field in found if number is not None]
    return [field for _, field in sorted(known, key=itemgetter(0))]


BY_NAME: dict[str, RecordField] = {
    field.name: field for kind in FIELDS for field in FIELDS[kind] if field.flat
}
"""Name → a field that is called so; those of different kinds are of the same form."""
