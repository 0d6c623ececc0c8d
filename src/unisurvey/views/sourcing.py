"""How near the sources are to what records say: best class by field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from unisurvey.records.source_classes import CLASSES, best_class
from unisurvey.schema.provenance import stated_fields
from unisurvey.views.statistics import CrossTable
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

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
    pairs = Counter(
        (field, best_class(record, field, catalog) or ABSENT)
        for record in records
        for field in stated_fields(record)
    )
    totals: Counter[str] = Counter()
    for (field, _), count in pairs.items():
        totals[field] += count
    used = {found for _, found in pairs}
    columns = [name for name in (*CLASSES, ABSENT) if name in used]
    fields = sorted(totals, key=lambda field: (-totals[field], field))
    return CrossTable(
        kind=kind,
        by=("field", "source"),
        cells={
            field: {column: pairs[field, column] for column in columns}
            for field in fields
        },
        row_records={field: totals[field] for field in fields},
        column_records={
            column: sum(pairs[field, column] for field in fields) for column in columns
        },
        records=len(records),
        several=(),
    )


def first_hand(table: CrossTable) -> str:
    """Return what share of the values somebody says who should know."""
    near = sum(table.column_totals.get(name, 0) for name in FIRST_HAND)
    share = f"{near / table.total:.0%}" if table.total else ABSENT
    return f"first hand (paper, own pages, publisher, survey): {share} of {table.total} values"
