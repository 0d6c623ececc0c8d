"""What a record says, field by field: one table, from which everything else follows."""

from unisurvey.fields.attributes import Library
from unisurvey.fields.field import Column, Counted, Filter, Option, RecordField, Stored
from unisurvey.fields.table import BY_NAME, FIELDS, placed

__all__ = [
    "BY_NAME",
    "FIELDS",
    "Column",
    "Counted",
    "Filter",
    "Library",
    "Option",
    "RecordField",
    "Stored",
    "placed",
]
