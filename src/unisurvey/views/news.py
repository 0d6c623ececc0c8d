"""What entered the catalogue, newest first.

The newest addition decides what is recent, never the clock: the same records give the
same news on any day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.fields import Column
from unisurvey.fields.attributes import section_of
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Paper
from unisurvey.schema.dates import date_span
from unisurvey.views.flat import LazyFlat, brief, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Dataset, Record
    from unisurvey.views.flat import Flat

RECENT = timedelta(days=30)
"""How long before the newest addition news begin when nobody says otherwise."""

KINDS = ("models", "datasets", "benchmarks", "papers")
"""The order within a day."""

NEWS_KEYS = (
    *("added", "kind", "id", "name", "title", "section", "date", "venue", "url"),
    "record",
)
"""Keys of the flat object of an addition, in order."""

NEWS_COLUMNS = (
    Column("added", "Added"),
    Column("kind", "Kind"),
    Column("name", "Name", wraps=True),
    Column("section", "Section", rank=2),
    Column("date", "Date", rank=1),
    Column("venue", "Venue", rank=3, narrow=20),
    Column("title", "Title", wraps=True, rank=4, narrow=30),
)
"""Columns for people."""


def added_on(record: Record) -> date:
    """Return the first day on which the record can have entered the catalogue."""
    return date_span(record.added)[0]


def additions(
    catalog: Catalog, kind: str | None = None, since: str | None = None
) -> tuple[Record, ...]:
    """Return the records that entered the catalogue since a day, newest first.

    Within a day models come before datasets, benchmarks and other papers, and newer
    works before older ones. A paper that entered on the same day as a dataset or
    benchmark of its own is left out unless papers are asked for: it is told of there.

    Args:
        catalog: Where to look.
        kind: `models`, `papers`, `datasets` or `benchmarks`; `None` means all. Models
            are papers too.
        since: Partial date; `None` means from the beginning.

    Raises:
        UsageError: `since` is no date.
    """
    records = catalog.records(kind) if kind else tuple(_announced(catalog))
    if since is not None:
        try:
            first, _ = date_span(since)
        except ValueError as error:
            raise UsageError(str(error)) from None
        records = tuple(r for r in records if date_span(r.added)[1] >= first)
    return newest_first(records)


def newest_first(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records in the order of news."""
    found = sorted(records, key=lambda r: (name_of(r).casefold(), r.id))
    found.sort(key=lambda r: getattr(r, "date", None) or "", reverse=True)
    found.sort(key=lambda r: KINDS.index(kind_of(r)))
    found.sort(key=added_on, reverse=True)
    return tuple(found)


def recent(records: Sequence[Record]) -> str | None:
    """Return the day from which the newest 30 days of additions count.

    `None` when there are no records.
    """
    if not records:
        return None
    return (max(map(added_on, records)) - RECENT).isoformat()


def _announced(catalog: Catalog) -> Iterable[Record]:
    introduced: tuple[Dataset | Benchmark, ...] = (
        *catalog.datasets,
        *catalog.benchmarks,
    )
    told = {(record.paper, added_on(record)) for record in introduced}
    for record in catalog:
        alone = isinstance(record, Paper) and not record.model
        if not (alone and (record.id, added_on(record)) in told):
            yield record


def flat_addition(record: Record, catalog: Catalog) -> Flat:
    """Return the flat object of an addition."""
    found = {
        **brief(record, catalog),
        "added": record.added,
        "section": section_of(record),
        "venue": LazyFlat(kind_of(record), record, catalog)["venue"],
        "record": record_path(record),
    }
    return {name: found[name] for name in NEWS_KEYS}


def record_path(record: Record) -> str:
    """Return where the record stands, below the root."""
    return f"data/{folder_of(record)}/{record.id}.yaml"
