"""The papers behind records, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Record


def works(records: Iterable[Record], catalog: Catalog) -> tuple[Paper, ...]:
    """Return the paper of each record in order of first use; none twice."""
    found = (catalog.paper_of(record) for record in records)
    return tuple({paper.id: paper for paper in found if paper}.values())
