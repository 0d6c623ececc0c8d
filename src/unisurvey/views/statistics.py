"""Counts of records by one thing or two.

A record with several values counts once for each of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.fields import fields_of
from unisurvey.fields.field import is_known
from unisurvey.records.source_classes import CLASSES, best_class, from_lists_alone
from unisurvey.schema.provenance import stated_fields
from unisurvey.scores.counting import score_counts
from unisurvey.views.columns import flatten
from unisurvey.views.dimensions import (
    COMPONENT_DIMENSIONS,
    KINDS,
    arranged,
    dimension,
    groupings,
    values,
)
from unisurvey.views.wording import ABSENT, ALONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.dimensions import Dimension


OTHERS = "others"
"""Stands for the values that are left out when only the most frequent are wanted."""


@dataclass(frozen=True)
class CrossTable:
    """Counts by two things. Totals are sums of cells, so they always add up."""

    kind: str
    by: tuple[str, str]
    """What the rows are, and the columns."""

    cells: dict[str, dict[str, int]]
    """Row → column → count, all in order, zeros included."""

    row_records: dict[str, int]
    """Row → how many records are in it; below its total where one is in several columns."""

    column_records: dict[str, int]
    """Likewise."""

    records: int
    """How many were counted."""

    several: tuple[str, ...]
    """Those of `by` of which a record has several values."""

    @property
    def row_totals(self) -> dict[str, int]:
        """Row → sum of its cells."""
        return {row: sum(cells.values()) for row, cells in self.cells.items()}

    @property
    def column_totals(self) -> dict[str, int]:
        """Column → sum of its cells."""
        return {
            column: sum(cells[column] for cells in self.cells.values())
            for column in self.column_records
        }

    def matrix(self) -> list[list[str | int]]:
        """Return header, rows and totals as people read them.

        A last column and row say how many records each row and column holds, where
        that is less than its total.
        """
        wide, tall = self.by[1] in self.several, self.by[0] in self.several
        head = [self.by[0], *self.column_records, "total"]
        lines: list[list[str | int]] = [[*head, self.kind] if wide else [*head]]
        for row, total in self.row_totals.items():
            lines.append([row, *self.cells[row].values(), total])
            if wide:
                lines[-1].append(self.row_records[row])
        lines.append(["total", *self.column_totals.values(), self.total])
        if wide:
            lines[-1].append("" if tall else self.records)
        if tall:
            lines.append([self.kind, *self.column_records.values()])
            lines[-1] += ["", self.records] if wide else [self.records]
        return lines

    @property
    def total(self) -> int:
        """Sum of all cells."""
        return sum(self.row_totals.values())


def count_by(
    records: Sequence[Record],
    kind: str,
    by: str,
    catalog: Catalog,
    *,
    families: bool = False,
    top: int | None = None,
) -> list[tuple[str, int]]:
    """Return value and count; `–` counts what is not known and comes last.

    Words of a closed list and dates keep their own order, all else comes by count.

    Args:
        records: All of one kind.
        kind: `models`, `papers`, `datasets` or `benchmarks`.
        by: Of `groupings`.
        catalog: Holds the records.
        families: Count a component for the family at the top.
        top: Only so many values, the most frequent; `others` adds up the rest.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
        UsageError: `families` without components.
    """
    axis = dimension(by, kind, catalog)
    _check_families((axis,), families=families)
    words = [values(record, axis, catalog, families=families) for record in records]
    counts = Counter(word for found in words for word in found)
    names = _names(counts, axis, catalog, top)
    found = Counter(names[word] for each in words for word in each)
    return [(name, found[name]) for name in dict.fromkeys(names.values())]


def cross(
    records: Sequence[Record],
    kind: str,
    by: tuple[str, str],
    catalog: Catalog,
    *,
    families: bool = False,
    top: int | None = None,
) -> CrossTable:
    """Count by two things at once; takes what `count_by` takes.

    `top` leaves out rows and columns that come by count; closed words and dates only
    where there are no others.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
        UsageError: both are the same, or `families` without components.
    """
    axes = (dimension(by[0], kind, catalog), dimension(by[1], kind, catalog))
    if axes[0] == axes[1]:
        raise UsageError(f"--by {axes[0].name} is given twice, expected two fields")
    _check_families(axes, families=families)
    pairs = [
        tuple(values(record, axis, catalog, families=families) for axis in axes)
        for record in records
    ]
    open_ended = any(axis.order == "count" for axis in axes)
    names = [
        _names(
            Counter(word for pair in pairs for word in pair[n]),
            axis,
            catalog,
            None if open_ended and axis.order != "count" else top,
        )
        for n, axis in enumerate(axes)
    ]
    counts = Counter(
        (names[0][row], names[1][column])
        for rows, columns in pairs
        for row in rows
        for column in columns
    )
    rows, columns = (dict.fromkeys(found.values()) for found in names)
    return CrossTable(
        kind=kind,
        by=(axes[0].name, axes[1].name),
        cells={
            row: {column: counts[row, column] for column in columns} for row in rows
        },
        row_records=_records_of(rows, [pair[0] for pair in pairs], names[0]),
        column_records=_records_of(columns, [pair[1] for pair in pairs], names[1]),
        records=len(records),
        several=tuple(
            axis.name
            for n, axis in enumerate(axes)
            if any(len(pair[n]) > 1 for pair in pairs)
        ),
    )


def _check_families(axes: tuple[Dimension, ...], *, families: bool) -> None:
    if families and not any(axis.name in COMPONENT_DIMENSIONS for axis in axes):
        raise UsageError(
            "--families rolls up components, expected --by with one of "
            + ", ".join(COMPONENT_DIMENSIONS)
        )


def _names(
    counts: Counter[str], axis: Dimension, catalog: Catalog, top: int | None
) -> dict[str, str]:
    """Return each value in order with what it is counted as: itself or `others`."""
    order = arranged(counts, axis, catalog)
    known = [value for value in order if value != ABSENT]
    ranked = sorted(known, key=lambda value: -counts[value])
    kept = frozenset(ranked[:top])
    return {
        **{value: value for value in known if value in kept},
        **{value: OTHERS for value in known if value not in kept},
        **{value: value for value in order if value == ABSENT},
    }


def _records_of(
    labels: dict[str, None], found: list[tuple[str, ...]], names: dict[str, str]
) -> dict[str, int]:
    counts = Counter(label for words in found for label in {names[w] for w in words})
    return {label: counts[label] for label in labels}


def gaps(
    records: Sequence[Record], kind: str, catalog: Catalog
) -> list[tuple[str, int]]:
    """Return each field that records should have with how many lack it, most first.

    What only a list states of how a model is built is counted too.
    """
    flats = [flat for _, flat in flatten(records, kind, catalog)]
    names = [field.name for field in fields_of(kind, catalog) if kind in field.gap]
    counts = {
        name: sum(
            not is_known(flat[name])
            or (name == "authors" and not flat["authors_complete"])
            for flat in flats
        )
        for name in names
    }
    if kind == "models":
        alone = (from_lists_alone(record, catalog) for record in records)
        some = Counter(field for fields in alone for field in fields)
        counts |= {
            f"{field.removeprefix('model.')}: {ALONE}": some[field] for field in some
        }
    found = [(name, count) for name, count in counts.items() if count]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def overview(
    records: Sequence[Record], kind: str, catalog: Catalog
) -> dict[str, list[tuple[str, int]]]:
    """Return counts under their headings: all records, those given, and every gap.

    Args:
        records: Of one kind, counted by the first thing they can be counted by.
        kind: `models`, `papers`, `datasets` or `benchmarks`.
        catalog: Holds the records.
    """
    by = next(iter(groupings(kind)))
    every = {name: catalog.records(name) for name in KINDS}
    return {
        "records": [(name, len(found)) for name, found in every.items()],
        f"{kind} by {by}": count_by(records, kind, by, catalog),
        **{f"{name} without": gaps(every[name], name, catalog) for name in KINDS},
    }


FIRST_HAND = ("own paper", "own page", "publisher", "survey")
"""Classes of sources that say something themselves or register it."""


def sourcing(records: Sequence[Record], kind: str, catalog: Catalog) -> CrossTable:
    """Return how many values of each field rest on which class of source at best.

    Fields come by count; `–` counts values that no source vouches for.

    Args:
        records: All of one kind.
        kind: `models`, `papers`, `datasets` or `benchmarks`.
        catalog: Holds the records.
    """
    pairs = [
        (field, best_class(record, field, catalog) or ABSENT)
        for record in records
        for field in stated_fields(record)
    ]
    counts = Counter(pairs)
    totals, used = (Counter(pair[n] for pair in pairs) for n in (0, 1))
    columns = [name for name in (*CLASSES, ABSENT) if name in used]
    fields = sorted(totals, key=lambda field: (-totals[field], field))
    return CrossTable(
        kind=kind,
        by=("field", "source"),
        cells={
            field: {column: counts[field, column] for column in columns}
            for field in fields
        },
        row_records={field: totals[field] for field in fields},
        column_records={column: used[column] for column in columns},
        records=len(records),
        several=(),
    )


def first_hand(table: CrossTable) -> str:
    """Return what share of the values somebody says who should know."""
    near = sum(table.column_totals.get(name, 0) for name in FIRST_HAND)
    share = f"{near / table.total:.0%}" if table.total else ABSENT
    return f"first hand (paper, own pages, publisher, survey): {share} of {table.total} values"


SCORE_HEADS = ("benchmark", "models", "values", "sources")


def scoring(
    records: Sequence[Record], catalog: Catalog
) -> tuple[list[tuple[str, int, int, int]], list[str]]:
    """Return how much is known of each benchmark, and the models of which nothing is.

    Benchmarks of most models come first; the columns are `SCORE_HEADS`.

    Args:
        records: The models.
        catalog: Holds their scores.
    """
    ids = [record.id for record in records]
    counts = score_counts(catalog, ids)
    rows = [
        (each.benchmark.id, len(each.models), len(each.scores), len(each.sources))
        for each in counts
    ]
    scored = frozenset().union(*(each.models for each in counts))
    without = [id_ for id_ in ids if id_ not in scored]
    return sorted(rows, key=lambda row: (-row[1], row[0])), without
