"""Records → flat objects with stable keys, as JSON, CSV and the tables use them.

Components are given by id, venues by short name and year.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS
from unisurvey.schema import Dataset, Paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

Flat = dict[str, Any]

FLAT_KEYS: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields if field.flat)
    for kind, fields in FIELDS.items()
}
"""Kind → the keys of its flat object, in order; known without any record."""

_PROVENANCE = (
    *("aliases", "other_titles", "status", "corrections", "exceptions", "notes"),
    *("sources", "added"),
)


def _flat(kind: str, record: Record, catalog: Catalog) -> Flat:
    fields = (field for field in FIELDS[kind] if field.flat)
    return {field.name: field.value(record, catalog) for field in fields}


FLATTEN: dict[str, Callable[[Any, Catalog], Flat]] = {
    kind: partial(_flat, kind) for kind in FIELDS
}
"""Kind → its flat object."""


def kind_of(record: Record) -> str:
    """Return what a record is shown as: a paper with a model block as a model."""
    match record:
        case Paper(model=model):
            return "models" if model else "papers"
        case Dataset():
            return "datasets"
        case _:
            return "benchmarks"


def full(record: Record, catalog: Catalog) -> Flat:
    """Return the flat object with provenance: everything the record says."""
    kind = kind_of(record)
    stored = record.model_dump(mode="json", exclude_none=True)
    return {
        "kind": kind.removesuffix("s"),
        **FLATTEN[kind](record, catalog),
        **{name: stored[name] for name in _PROVENANCE if name in stored},
    }
