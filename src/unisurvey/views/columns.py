"""Which columns a listing shows, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields import FIELDS, Column, placed
from unisurvey.views.flat import FLAT_KEYS, FLATTEN
from unisurvey.views.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


COLUMNS: dict[str, tuple[Column, ...]] = {
    kind: tuple(
        field.column._replace(name=field.name, header=field.header)
        for field in placed(kind, lambda field: field.column and field.column.place)
        if field.column
    )
    for kind in FIELDS
}
"""Columns for people, in order; machine formats have every key of the flat object."""

UNVERIFIED = "(unverified)"
"""Follows the first cell of a record that nobody has confirmed."""

PLAIN: dict[str, tuple[str, ...]] = {
    kind: tuple(field.name for field in placed(kind, lambda field: field.plain))
    for kind in FIELDS
}
"""Columns of the plain rows that a pipe gets."""


def known_columns(kind: str) -> tuple[str, ...]:
    """Return every key of the kind's flat object, in order."""
    return FLAT_KEYS[kind]


def choose(kind: str, wanted: str | None) -> tuple[Column, ...] | None:
    """Return the columns named in `a,b,c`; `None` when nothing was asked for.

    Raises:
        UnknownValueError: there is no such column.
    """
    if wanted is None:
        return None
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    known = known_columns(kind)
    for name in names:
        if name not in known:
            raise UnknownValueError("column", name, known)
    if not names:
        raise UsageError("no column is named")
    usual = {column.name: column for column in COLUMNS[kind]}
    return tuple(
        usual.get(name) or Column(name, name.replace("_", " ").capitalize(), wraps=True)
        for name in names
    )


def texts(flat: Flat, columns: Sequence[Column], catalog: Catalog) -> list[str]:
    """Return the cells of one row as people read them; `""` for what is not known.

    The first says of which records something is not confirmed.
    """
    cells = [plain(column.name, flat[column.name], catalog) for column in columns]
    if flat.get("unverified") and cells:
        cells[0] = f"{cells[0]} {UNVERIFIED}"
    return cells


def flatten(
    records: Sequence[Record], kind: str, catalog: Catalog
) -> list[tuple[Record, Flat]]:
    """Return each record with its flat object."""
    return [(record, FLATTEN[kind](record, catalog)) for record in records]
