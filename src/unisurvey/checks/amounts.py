"""Numbers that contradict the text beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.schema import Benchmark, Dataset
from unisurvey.schema.amounts import counts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_NEAR = 1.2
"""How far from a power of a thousand the two may be apart, as a ratio."""


@check("C281")
def thousandfold(catalog: Catalog) -> Iterator[Finding]:
    """A count is a thousand times what the text says, or a thousandth.

    The name, the paper's title, a note or a source states the number with K, M or B.
    One of the two has a unit or three zeros too many.

    Example:
        # data/datasets/sketches.yaml
        name: Sketches-40K
        samples: 40000000
    """
    for record in (*catalog.datasets, *catalog.benchmarks):
        count, field = _count(record)
        if not count:
            continue
        for place, text in _texts(record, catalog):
            for written, stated in counts_in(text):
                if _off_by_thousands(count, float(stated)):
                    message = f"{count:,}, but the {place} says {written}"
                    yield Finding(record, (field,), message)
                    break
            else:
                continue
            break


def _count(record: Record) -> tuple[int | None, str]:
    match record:
        case Dataset():
            return record.samples, "samples"
        case Benchmark():
            return record.size, "size"
        case _:
            return None, ""


def _texts(record: Record, catalog: Catalog) -> Iterator[tuple[str, str]]:
    yield "name", getattr(record, "name", "")
    paper = catalog.paper_of(record)
    if paper:
        yield "paper's title", paper.title
    for note in record.notes or ():
        yield "note", note
    for source in record.sources:
        if source.note:
            yield "source's note", source.note


def _off_by_thousands(count: float, stated: float) -> bool:
    if not stated:
        return False
    ratio = max(count, stated) / min(count, stated)
    return any(power / _NEAR <= ratio <= power * _NEAR for power in (10**3, 10**6))
