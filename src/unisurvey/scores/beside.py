"""Scores of several models side by side: what can be compared, then what cannot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.scores.asking import ScoreQuestion, board_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.scores.board import Standing


@dataclass(frozen=True)
class Beside:
    """What models score on a benchmark under settings that can be compared."""

    found: tuple[tuple[Standing, ...], ...]
    """Of each model, its variants; empty where nothing is known."""

    @property
    def any(self) -> Standing:
        """One of them: benchmark, metric, edition and settings are those of all."""
        return next(each for some in self.found for each in some)

    @property
    def is_shared(self) -> bool:
        """Whether several models have one."""
        return sum(map(bool, self.found)) > 1


def scores_beside(ids: Sequence[str], catalog: Catalog) -> list[Beside]:
    """Return the scores of models on each benchmark that several have one of.

    Benchmarks come by name, first where settings are the same, then the scores of models
    that nobody else has one beside. Of a benchmark it is the metric that ranks models.

    Args:
        ids: Of the models.
        catalog: Where they are.
    """
    subjects: defaultdict[tuple[str, str], dict[object, list[Standing]]]
    subjects = defaultdict(dict)
    for each in board_asked(ScoreQuestion(papers=frozenset(ids)), catalog):
        score = each.score
        if score.metric is score.benchmark.primary:
            subject = (score.benchmark.name.casefold(), score.edition or "")
            subjects[subject].setdefault(each.comparable, []).append(each)
    rows = [
        row
        for subject in sorted(subjects)
        for row in _rows(subjects[subject].values(), ids)
    ]
    return sorted(rows, key=lambda row: not row.is_shared)


def _rows(groups: Iterable[Sequence[Standing]], ids: Sequence[str]) -> Iterator[Beside]:
    """Yield what several models share, then what is left of a model that shares nothing."""
    rows = [
        Beside(tuple(tuple(e for e in group if e.score.paper.id == id_) for id_ in ids))
        for group in groups
    ]
    held = [{n for n, some in enumerate(row.found) if some} for row in rows]
    if len(set().union(*held)) < 2:
        return
    compared = set().union(*(some for some in held if len(some) > 1))
    for row, some in zip(rows, held, strict=True):
        if row.is_shared or not some <= compared:
            yield row
