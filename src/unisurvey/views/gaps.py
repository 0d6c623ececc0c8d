"""Which fields are not known yet, and the overview of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.fields import FIELDS
from unisurvey.views.columns import flatten
from unisurvey.views.dimensions import GROUPINGS, KINDS
from unisurvey.views.statistics import count_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def gaps(
    records: Sequence[Record], kind: str, catalog: Catalog
) -> list[tuple[str, int]]:
    """Return each field that records should have with how many lack it, most first."""
    flats = [flat for _, flat in flatten(records, kind, catalog)]
    names = [field.name for field in FIELDS[kind] if kind in field.gap]
    counts = {
        name: sum(
            flat[name] in (None, [])
            or (name == "authors" and not flat["authors_complete"])
            for flat in flats
        )
        for name in names
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
    by = next(iter(GROUPINGS[kind]))
    every = {name: catalog.records(name) for name in KINDS}
    return {
        "records": [(name, len(found)) for name, found in every.items()],
        f"{kind} by {by}": count_by(records, kind, by, catalog),
        **{f"{name} without": gaps(every[name], name, catalog) for name in KINDS},
    }
