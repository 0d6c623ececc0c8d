"""What a record says, field by field: one table, from which everything else follows.

An entry of a kind's fields and its docstring in the schema are all that a new field needs.
Flat objects, columns, JSON and CSV, the database, Parquet and data frames, comparisons,
gaps, groupings, filters, options of `add`, templates and completion are made from this
table. Keys are only ever added.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from unisurvey.fields.added import record_field, unasked
from unisurvey.fields.attributes import Library
from unisurvey.fields.common import PAPER_FIELDS
from unisurvey.fields.field import Column, RecordField
from unisurvey.fields.kinds import BENCHMARK_FIELDS, DATASET_FIELDS, MODEL_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.schema import Vocabularies

__all__ = [
    "FIELDS",
    "Column",
    "Library",
    "RecordField",
    "by_name",
    "fields_of",
    "flat_fields",
    "placed",
]

FIELDS: dict[str, tuple[RecordField, ...]] = {
    "models": MODEL_FIELDS,
    "papers": PAPER_FIELDS,
    "datasets": DATASET_FIELDS,
    "benchmarks": BENCHMARK_FIELDS,
}
"""Kind → its fields in every catalogue."""


def fields_of(kind: str, library: Library | None = None) -> tuple[RecordField, ...]:
    """Return the fields of a kind, with those that a catalogue adds behind them."""
    return _table(_known(library))[kind]


def flat_fields(kind: str, library: Library | None = None) -> dict[str, RecordField]:
    """Return the fields of a kind's flat objects by name, in order."""
    return _flat(_known(library))[kind]


def by_name(library: Library | None = None) -> dict[str, RecordField]:
    """Return, by name, a field that is called so.

    Those of different kinds are of the same form.
    """
    return _named(_known(library))


def placed(
    kind: str,
    place: Callable[[RecordField], int | None],
    library: Library | None = None,
) -> list[RecordField]:
    """Return the flat fields of a kind that have a place, in the order of the places."""
    found = [(place(field), field) for field in flat_fields(kind, library).values()]
    known = [(number, field) for number, field in found if number is not None]
    return [field for _, field in sorted(known, key=itemgetter(0))]


def _known(library: Library | None) -> Vocabularies | None:
    return None if library is None else library.vocabularies  # one can be empty


@lru_cache(maxsize=8)
def _table(known: Vocabularies | None) -> dict[str, tuple[RecordField, ...]]:
    if known is None:
        return FIELDS
    without = known.unasked
    added = {kind: [each for each in known.extra if kind in each.of] for kind in FIELDS}
    return {
        kind: (
            *(unasked(field) if field.name in without else field for field in own),
            *map(record_field, added[kind]),
        )
        for kind, own in FIELDS.items()
    }


@lru_cache(maxsize=8)
def _flat(known: Vocabularies | None) -> dict[str, dict[str, RecordField]]:
    return {
        kind: {field.name: field for field in fields if field.flat}
        for kind, fields in _table(known).items()
    }


@lru_cache(maxsize=8)
def _named(known: Vocabularies | None) -> dict[str, RecordField]:
    return {name: field for one in _flat(known).values() for name, field in one.items()}
