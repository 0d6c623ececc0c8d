"""How much is known of each benchmark: values, models and sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.scores.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark
    from unisurvey.scores.score import Score


@dataclass(frozen=True)
class ScoreCount:
    """The scores of one benchmark."""

    benchmark: Benchmark
    scores: tuple[Score, ...]

    @property
    def models(self) -> frozenset[str]:
        """Ids of those that have one."""
        return frozenset(score.paper.id for score in self.scores)

    @property
    def sources(self) -> frozenset[str]:
        """Ids of those that print one."""
        return frozenset(score.source.id for score in self.scores)


def score_counts(
    catalog: Catalog, models: Collection[str] | None = None
) -> list[ScoreCount]:
    """Return the benchmarks that have scores, by name.

    Args:
        catalog: Where they are.
        models: Ids of those that count; `None` is all.
    """
    held: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores_of(catalog):
        if models is None or score.paper.id in models:
            held[score.benchmark.id].append(score)
    by_name = sorted(
        catalog.benchmarks, key=lambda each: (each.name.casefold(), each.id)
    )
    return [ScoreCount(b, tuple(held[b.id])) for b in by_name if b.id in held]
