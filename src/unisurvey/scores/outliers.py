"""Scores far from those of all other models: a digit, a unit or a row went wrong."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median
from typing import TYPE_CHECKING

from unisurvey.scores.placing import by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from unisurvey.scores.placing import Subject
    from unisurvey.scores.score import Score

_FEWEST = 5
"""Other models that show how a metric spreads."""

_FAR = 6
"""Standard deviations that no right score is away, as those in the catalogue show."""

_PEERS = 2
"""Other scores of a row that show how good its model is."""


@dataclass(frozen=True)
class Spread:
    """How the scores of other models spread, which is by factors rather than by sums."""

    values: Sequence[Decimal]
    """In ascending order."""

    @property
    def lowest(self) -> Decimal:
        """The least of them."""
        return self.values[0]

    @property
    def highest(self) -> Decimal:
        """The greatest of them."""
        return self.values[-1]

    def holds(self, value: Decimal) -> bool:
        """Return whether a value is between them."""
        return self.lowest <= value <= self.highest

    def deviations(self, value: Decimal) -> float:
        """Return how many standard deviations a value is above the mean of them."""
        mean, deviation = self._moments
        return (self._place(value) - mean) / (deviation or math.inf)

    @cached_property
    def _moments(self) -> tuple[float, float]:
        places = [self._place(value) for value in self.values]
        mean = fmean(places)
        return mean, math.sqrt(fmean((place - mean) ** 2 for place in places))

    def _place(self, value: Decimal) -> float:
        if self.lowest <= 0:
            return float(value)
        return math.log(value) if value > 0 else -math.inf


def outliers(scores: Iterable[Score]) -> Iterator[tuple[Score, Spread]]:
    """Yield scores that are far from those of all other models, and how these spread.

    They are far as well from what the rest of their row lets expect, and nobody else
    prints them.
    """
    scores = list(scores)
    spreads = _spreads(scores)
    subjects = by_subject(scores)
    rows: defaultdict[object, list[tuple[Score, Spread, float]]] = defaultdict(list)
    for score in scores:
        spread = spreads.get((score.subject[:3], score.paper.id))
        if spread:
            better = 1 if score.metric.better == "higher" else -1
            goodness = better * spread.deviations(score.value)
            row = (score.source.id, score.cell[:4])
            rows[row].append((score, spread, goodness))
    for each in rows.values():
        for score, spread, goodness in each:
            if spread.holds(score.value) or abs(goodness) <= _FAR:
                continue
            rest = [other for one, _, other in each if one is not score]
            usual = median(rest) if len(rest) >= _PEERS else 0
            if abs(goodness - usual) > _FAR and not _is_printed(score, subjects):
                yield score, spread


def _spreads(scores: Iterable[Score]) -> Mapping[object, Spread]:
    """Return the spread of each metric without one of its models, where it has enough."""
    metrics: defaultdict[object, set[tuple[str, Decimal]]] = defaultdict(set)
    for score in scores:
        metrics[score.subject[:3]].add((score.paper.id, score.value))
    found: dict[object, Spread] = {}
    for metric, group in metrics.items():
        models = {model for model, _ in group}
        for model in models if len(models) > _FEWEST else ():
            values = [value for other, value in group if other != model]
            found[metric, model] = Spread(sorted(values))
    return found


def _is_printed(score: Score, subjects: Mapping[Subject, Sequence[Score]]) -> bool:
    """Return whether another source prints a score too, of whichever variant."""
    return any(
        other.source is not score.source and other.agrees(score)
        for other in subjects[score.subject]
    )
