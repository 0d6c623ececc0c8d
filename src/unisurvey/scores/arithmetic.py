"""Numbers that cannot be: totals unlike their parts, shares among percentages."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.schema.metrics import Aggregate
    from unisurvey.scores.score import Score


def totals(scores: Iterable[Score]) -> Iterator[tuple[Score, Decimal]]:
    """Yield the totals that all parts beside them contradict, and what these give."""
    rows: dict[object, dict[str, Score]] = {}
    for score in scores:
        place = (score.source.id, score.cell[1], score.cell[3])
        key = (place, score.benchmark.id, score.edition)
        rows.setdefault(key, {})[score.metric.id] = score
    for row in rows.values():
        for score in row.values():
            aggregate = _aggregate(score)
            if aggregate and all(name in row for name in aggregate.mean):
                expected = _mean(aggregate, row)
                # printed totals are rounded too
                allowed = Decimal(str(aggregate.tolerance)) + score.step / 2
                if abs(score.value - expected) > allowed:
                    yield score, expected


_PERCENT = 100
_USUAL = 10
"""Percent that a middle score has at least, so that one below 1 is none of them."""


def slips(scores: Iterable[Score]) -> Iterator[tuple[Score, Decimal]]:
    """Yield shares below 1 of metrics in percent whose middle score is far above.

    With each goes that middle score.
    """
    metrics: dict[object, list[Score]] = {}
    for score in scores:
        if score.metric.highest == _PERCENT:
            key = (score.benchmark.id, score.metric.id)
            metrics.setdefault(key, []).append(score)
    for group in metrics.values():
        usual = median(score.value for score in group)
        if usual >= _USUAL:
            yield from ((score, usual) for score in group if 0 < score.value <= 1)


def _aggregate(score: Score) -> Aggregate | None:
    """Return how a metric follows from others, in the edition that it is of."""
    benchmark = score.benchmark
    if benchmark.primary is score.metric:
        for edition in benchmark.editions or ():
            if edition.id == score.edition and edition.aggregate:
                return edition.aggregate
    return score.metric.aggregate


def _mean(aggregate: Aggregate, row: dict[str, Score]) -> Decimal:
    weights = aggregate.weights or (1.0,) * len(aggregate.mean)
    exact = [Decimal(str(weight)) for weight in weights]
    parts = [row[name].value for name in aggregate.mean]
    pairs = zip(exact, parts, strict=True)
    return sum((w * p for w, p in pairs), Decimal()) / sum(exact)
