"""Tables with one row a record: papers, models, datasets and benchmarks.

Their columns are those of the table of fields, and a list that has no table of its own
in `parts.py` gets one here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields import fields_of
from unisurvey.records import name_of
from unisurvey.schema import Record
from unisurvey.schema.dates import date_span
from unisurvey.schema.jsonschema import field_docs
from unisurvey.schema.vocabulary import split_edition
from unisurvey.sql.sqlite import Table, TableColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog


def field(
    schema: type[BaseModel],
    name: str,
    *,
    column: str | None = None,
    refers: str | None = None,
) -> TableColumn:
    """Return the column of a field; it is never NULL when the field is required.

    Args:
        schema: Kind of record or entry, or a block of one.
        name: Of the field.
        column: Name of the column, where it is not the field's.
        refers: Table and column that hold its values.
    """
    about = field_docs(schema)[name].replace("`None`", "NULL")
    required = schema.model_fields[name].is_required()
    return TableColumn(column or name, about, "TEXT", required, refers)


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


_ABOUT = {
    "papers": "Bibliographic works, each once.",
    "models": "Papers that introduce a model.",
    "datasets": "Corpora that models are trained on.",
    "benchmarks": "What models are evaluated on.",
}
_PLACE = position(
    "Place in the taxonomy's order of sections, newest first within one, from 1."
)
_REFERS = {
    "section": "sections(id)",
    "license": "licenses(id)",
    "organization": "organizations(id)",
}
_TYPES: dict[str, Any] = {
    "integer": "INTEGER", "boolean": "INTEGER", "number": "NUMERIC",
    "list of integers": "INTEGER", "list of numbers": "REAL",
}  # fmt: skip


class _Held(NamedTuple):
    """A column with how a record fills it."""

    column: TableColumn
    value: Callable[[Any], Any]


def record_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `records`, `papers`, `models`, `datasets`, `benchmarks`, and their lists."""
    return (
        Table(
            "records",
            "Every record: one paper, dataset or benchmark. A model is a paper.",
            (
                TableColumn(
                    "kind", "`paper`, `dataset` or `benchmark`.", required=True
                ),
                field(Record, "id"),
                TableColumn(
                    "name", "What people call it: name, else title.", required=True
                ),
                field(Record, "added"),
                TableColumn(
                    "status",
                    "withdrawn, retracted or superseded; NULL means nothing is known "
                    "to have changed since publication.",
                ),
                TableColumn(
                    "status_by", "Record that takes its place; NULL if none does."
                ),
                TableColumn("status_source", "Where the status is stated."),
            ),
            ("kind", "id"),
            (_record_row(record) for record in catalog),
        ),
        *(_table(kind, catalog) for kind in _ABOUT),
        *(
            _list_table(kind, found, catalog)
            for kind in _ABOUT
            for found in _own(kind, catalog)
            if found.many and not found.stored.table
        ),
    )


def _record_row(record: Record) -> tuple[Any, ...]:
    status = record.status
    what = (status.kind, status.by, status.source) if status else (None, None, None)
    return (record_kind(record), record.id, name_of(record), record.added, *what)


def _own(kind: str, catalog: Catalog) -> list[RecordField]:
    """Return the fields that the table of a kind holds, or tables of their own."""
    schema = kind.removesuffix("s").capitalize()
    own = (
        each
        for each in fields_of(kind, catalog)
        if each.added or (each.of == schema and not each.path.startswith("links."))
    )
    return sorted(own, key=lambda found: found.stored.place)


def _table(kind: str, catalog: Catalog) -> Table:
    held = [
        one
        for found in _own(kind, catalog)
        if not found.many and not found.stored.table
        for one in _held(found, catalog)
    ]
    own_id = field(Record, "id")
    if kind == "models":
        own_id = own_id._replace(refers="papers(id)")
    arranged = kind != "papers"  # those have no order but that of their ids
    return Table(
        kind,
        _ABOUT[kind],
        (own_id, *[_PLACE][: int(arranged)], *(column for column, _ in held)),
        ("id",),
        (
            (record.id, *[n][: int(arranged)], *(value(record) for _, value in held))
            for n, record in enumerate(catalog.records(kind), 1)
        ),
    )


def _held(found: RecordField, catalog: Catalog) -> Iterator[_Held]:
    """Yield the column of a field, and one more for a date or a venue."""
    column = described(found)
    if found.value_form == "venue":
        yield _Held(
            column._replace(refers="venues(id)"), lambda r: _edition(found.raw(r))[0]
        )
        year = TableColumn(
            f"{column.name}_year", "Year of the venue, part of its edition.", "INTEGER"
        )
        yield _Held(year, lambda r: _edition(found.raw(r))[1])
        return
    yield _Held(column, lambda record: _stored(found, record, catalog))
    if found.name == "date":
        yield _Held(DATE_START, lambda record: first_day(found.raw(record)))


def described(found: RecordField) -> TableColumn:
    """Return the column of a field, with the schema's sentence where it has one."""
    about = found.stored.about or found.docstring.replace("`None`", "NULL")
    to_paper = found.stored.column == "paper_id"
    return TableColumn(
        found.stored.column or found.name,
        about or found.meaning,
        _TYPES.get(found.flat_type, "TEXT"),
        found.required and not found.stored.about,
        "papers(id)" if to_paper else _REFERS.get(found.value_form),
    )


def _edition(edition: str | None) -> tuple[str | None, int | None]:
    return split_edition(edition) if edition else (None, None)


def _stored(found: RecordField, record: Any, catalog: Catalog) -> Any:
    if found.stored.of:
        value = found.stored.of(record, catalog)
    elif found.stored.column:
        value = found.raw(record)
    else:
        value = found.value(record, catalog)
    return int(value) if isinstance(value, bool) else value


def _list_table(kind: str, found: RecordField, catalog: Catalog) -> Table:
    one = kind.removesuffix("s")
    owner = TableColumn(f"{one}_id", f"The {one}.", "TEXT", True, f"{kind}(id)")
    return Table(
        f"{one}_{found.name}",
        described(found).about,
        (owner, position(), described(found)._replace(required=True)),
        (f"{one}_id", "position"),
        (
            (record.id, n, value)
            for record in catalog.records(kind)
            for n, value in enumerate(found.value(record, catalog), 1)
        ),
    )
