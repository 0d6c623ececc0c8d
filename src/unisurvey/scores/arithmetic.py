"""Numbers that cannot be: totals unlike their parts, shares among percentages."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.schema import Metric
    from unisurvey.schema.metrics import Aggregate
    from unisurvey.scores.score import Score

    Place = tuple[str | None, tuple[object, ...]]
    """Variant and settings."""

    Row = Mapping[str, Sequence[Score]]
    """What a source says of one place, by metric, in whichever of its tables."""


def totals(scores: Iterable[Score]) -> Iterator[tuple[Score, Decimal]]:
    """Yield the totals that all their parts contradict, and what these give.

    Parts stand beside their total, else in another table of the source.
    """
    for rows in _sources(scores).values():
        for row in rows.values():
            for score in [each for some in row.values() for each in some]:
                expected = _expected(score, score.metric, row)
                if expected is not None and not _fits(score, expected):
                    yield score, expected


def strays(scores: Iterable[Score]) -> Iterator[tuple[Score, Score]]:
    """Yield the totals whose parts the same source has under another variant or settings.

    With each goes one of these parts. Neither has anything else beside it that fits.
    """
    for rows in _sources(scores).values():
        lone = [
            score
            for row in rows.values()
            for some in row.values()
            for score in some
            if _aggregate(score, score.metric)
            and _expected(score, score.metric, row) is None
        ]
        for score in lone:
            for row in rows.values():
                if score.metric.id in row:
                    continue
                [part, *_], *_ = row.values()
                expected = _expected(part, score.metric, row)
                if expected is not None and _fits(score, expected):
                    yield score, part
                    break


_PERCENT = 100
_USUAL = 10
"""Percent that a middle score has at least, so that one below 1 is none of them."""


def slips(scores: Iterable[Score]) -> Iterator[tuple[Score, Decimal]]:
    """Yield shares below 1 of benchmarks in percent whose middle score is far above.

    With each goes that middle score.
    """
    benchmarks: dict[str, list[Score]] = {}
    for score in scores:
        if score.metric.highest == _PERCENT:
            benchmarks.setdefault(score.benchmark.id, []).append(score)
    for group in benchmarks.values():
        usual = median(score.value for score in group)
        if usual >= _USUAL:
            yield from ((score, usual) for score in group if 0 < score.value <= 1)


def _sources(scores: Iterable[Score]) -> Mapping[object, Mapping[Place, Row]]:
    """Return what each source says of a model on an edition of a benchmark."""
    found: defaultdict[object, defaultdict[Place, defaultdict[str, list[Score]]]]
    found = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for score in scores:
        benchmark, _, *rest = score.subject
        place = (score.variant, tuple(score.conditions.items()))
        whose = (score.source.id, benchmark, *rest)
        found[whose][place][score.metric.id].append(score)
    return found


def _expected(one: Score, metric: Metric, row: Row) -> Decimal | None:
    """Return what the parts in a row make of a metric; `None` where one is missing.

    Args:
        one: A score of the row; parts that stand beside it go before others.
        metric: What follows from the parts.
        row: Where they are.
    """
    aggregate = _aggregate(one, metric)
    if aggregate is None:
        return None
    parts: list[Score] = []
    for name in aggregate.mean:
        known = row.get(name, ())
        beside = [part for part in known if part.cell[:4] == one.cell[:4]]
        if len(beside or known) != 1:
            return None
        parts += beside or known
    weights = aggregate.weights or (1.0,) * len(parts)
    exact = [Decimal(str(weight)) for weight in weights]
    pairs = zip(exact, parts, strict=True)
    return sum((w * part.value for w, part in pairs), Decimal()) / sum(exact)


def _fits(score: Score, expected: Decimal) -> bool:
    aggregate = _aggregate(score, score.metric)
    assert aggregate is not None  # else nothing is expected
    # printed totals are rounded too
    allowed = Decimal(str(aggregate.tolerance)) + score.step / 2
    return abs(score.value - expected) <= allowed


def _aggregate(score: Score, metric: Metric) -> Aggregate | None:
    """Return how a metric follows from others, in the edition that a score is of."""
    benchmark = score.benchmark
    if benchmark.primary is metric:
        for edition in benchmark.editions or ():
            if edition.id == score.edition and edition.aggregate:
                return edition.aggregate
    return metric.aggregate
