"""Which columns a listing shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.views.flat import FLAT_KEYS, FLATTEN
from unisurvey.views.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


@dataclass(frozen=True)
class Column:
    """One column of a listing for people."""

    name: str
    """Key of the flat object."""

    header: str
    from_width: int = 0
    """Narrowest terminal that has room for it, in cells."""

    wraps: bool = False
    """May break over several lines."""


COLUMNS: dict[str, tuple[Column, ...]] = {
    "models": (
        Column("name", "Name"),
        Column("section", "Section"),
        Column("date", "Date"),
        Column("venue", "Venue"),
        Column("backbone", "Backbone", wraps=True),
        Column("parameters_b", "Parameters", from_width=160, wraps=True),
        Column("understanding_encoder", "Understanding", 100, wraps=True),
        Column("generation_encoder", "Generation", 100, wraps=True),
        Column("decoder", "Decoder", 120, wraps=True),
        Column("mask", "Mask", from_width=150),
    ),
    "papers": (
        Column("id", "Id"),
        Column("title", "Title", wraps=True),
        Column("venue", "Venue"),
        Column("date", "Date", from_width=100),
    ),
    "datasets": (
        Column("name", "Name"),
        Column("section", "Section"),
        Column("samples", "Samples"),
        Column("unit", "Unit", from_width=100),
        Column("date", "Date"),
        Column("license", "License", from_width=120, wraps=True),
        Column("venue", "Venue", from_width=100),
        Column("paper", "Paper", from_width=140),
    ),
    "benchmarks": (
        Column("name", "Name"),
        Column("section", "Section"),
        Column("size", "Size"),
        Column("unit", "Unit"),
        Column("evaluates", "Evaluates", from_width=100, wraps=True),
        Column("date", "Date", from_width=100),
        Column("venue", "Venue", from_width=120),
    ),
}
"""Columns for people, in order; machine formats have every key of the flat object."""

UNVERIFIED = "(unverified)"
"""Follows the first cell of a record that nobody has confirmed."""

PLAIN: dict[str, tuple[str, ...]] = {
    "models": ("id", "name", "section", "date", "venue", "title"),
    "papers": ("id", "title", "date", "venue"),
    "datasets": ("id", "name", "section", "samples", "date", "home"),
    "benchmarks": ("id", "name", "section", "size", "unit", "date", "home"),
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
