"""Which scores are of the same thing: a quotation takes from the authors what it omits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.schema.conditions import Setting
    from unisurvey.scores.score import Score

    Comparable = tuple[Setting | None, ...]
    """Values of the settings that a benchmark's scores are compared on; `None` where one
    is not stated."""

    Subject = tuple[str, str, str | None, str]
    """Benchmark, metric, edition and model."""


@dataclass(frozen=True)
class Placed:
    """A score with the variant and settings that it must be of."""

    score: Score
    variant: str | None
    comparable: Comparable
    inherited: Score | None = None
    """Score of the authors whose variant or settings it left out."""

    @property
    def place(self) -> tuple[str | None, Comparable]:
        """What scores have in common that can be compared."""
        return (self.variant, self.comparable)


def by_subject(scores: Iterable[Score]) -> Mapping[Subject, list[Score]]:
    """Return the scores of the same model, benchmark, metric and edition together."""
    found: defaultdict[Subject, list[Score]] = defaultdict(list)
    for score in scores:
        found[score.subject].append(score)
    return found


def placed(scores: Iterable[Score]) -> list[Placed]:
    """Return the scores of one subject, each where it belongs.

    A quotation that names no variant, or not all settings, takes what it leaves out from
    the authors' own score of the same value, if that leads to one place only.
    """
    scores = list(scores)
    own = [score for score in scores if score.is_own]
    return [_placed(score, own) for score in scores]


def _placed(score: Score, own: Iterable[Score]) -> Placed:
    stated = comparable(score)
    here = Placed(score, score.variant, stated)
    if not score.is_quoted or (score.variant and None not in stated):
        return here
    found: dict[tuple[str | None, Comparable], Score] = {}
    for each in own:
        fits = score.variant in {None, each.variant}
        if fits and score.agrees(each) and not contradict(score, each):
            merged = tuple(
                a if a is not None else b
                for a, b in zip(stated, comparable(each), strict=True)
            )
            found.setdefault((each.variant, merged), each)
    if len(found) != 1:
        return here
    [((variant, merged), source)] = found.items()
    if (variant, merged) == here.place:
        return here
    return Placed(score, variant, merged, source)


def comparable(score: Score) -> Comparable:
    """Return what a score says of the settings that its benchmark is compared on."""
    keys = score.benchmark.comparable_on or ()
    return tuple(score.conditions.get(key) for key in keys)


def contradict(one: Score, other: Score) -> bool:
    """Return whether both state a setting differently."""
    shared = one.conditions.keys() & other.conditions.keys()
    return any(one.conditions[key] != other.conditions[key] for key in shared)
