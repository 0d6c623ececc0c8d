"""Where sources differ: computed whenever somebody asks, and never stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unisurvey.scores.asking import fits
from unisurvey.scores.errata import Errata
from unisurvey.scores.placing import by_subject, contradict, placed
from unisurvey.scores.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabulary
    from unisurvey.schema.entries import ConditionKey
    from unisurvey.schema.scores import CopyingError
    from unisurvey.scores.asking import ScoreQuestion
    from unisurvey.scores.placing import Placed
    from unisurvey.scores.score import Score

    Rows = Mapping[object, Mapping[object, Score]]
    """Row of a table → what its scores are of → score."""

Kind = Literal[
    "copying error", "setting lost", "other variant", "other row", "quotation differs",
    "authors differ", "run differs", "quotations differ", "setting added",
    "unseen variant",
]  # fmt: skip


@dataclass(frozen=True)
class Contradiction:
    """A score that another one contradicts."""

    kind: Kind
    score: Score
    against: Score | None
    """The one that is rather right; `None` where only a known error says so."""

    lost: tuple[str, ...] = ()
    """Settings that the quotation leaves out, or adds."""

    known: CopyingError | None = None
    """What is known of it."""


def conflicts_asked(asked: ScoreQuestion, catalog: Catalog) -> list[Contradiction]:
    """Return the contradictions of the scores that are asked for."""
    every = contradictions(tuple(scores_of(catalog)), catalog)
    return [each for each in every if fits(asked, each.score)]


def contradictions(
    scores: Sequence[Score], catalog: Catalog
) -> Iterator[Contradiction]:
    """Yield what is contradicted, subject by subject; each score once at most."""
    errata = Errata(catalog)
    strange = _other_rows(scores)
    rows = _rows(scores)
    conditions = catalog.vocabularies.conditions
    for group in by_subject(scores).values():
        sound: list[Score] = []
        for score in group:
            known = errata.of(score)
            if known:
                yield Contradiction("copying error", score, None, known=known)
            elif score in strange:
                yield Contradiction("other row", score, strange[score])
            else:
                sound.append(score)
        if len(sound) > 1:
            yield from _within(sound, rows, conditions)


def _within(
    scores: Sequence[Score], rows: Rows, conditions: Vocabulary[ConditionKey]
) -> Iterator[Contradiction]:
    own = [score for score in scores if score.is_own]
    here = placed(scores)
    for each in here:
        score = each.score
        twin = _twin(score, scores, rows)
        if twin:
            yield Contradiction("unseen variant", score, twin)
        elif score.is_quoted and own:
            yield from _of_quotation(each, own, conditions)
        elif not (score.is_own or score.is_quoted):
            right = _nearest(score, own)
            if right:
                yield Contradiction("run differs", score, right)
    yield from _among("authors differ", [e for e in here if e.score.is_own])
    if not own:
        yield from _among("quotations differ", [e for e in here if e.score.is_quoted])


def _of_quotation(
    each: Placed, own: Sequence[Score], conditions: Vocabulary[ConditionKey]
) -> Iterator[Contradiction]:
    score = each.score
    if each.inherited:
        lost = _lost(score, each.inherited, conditions)
        if lost:
            yield Contradiction("setting lost", score, each.inherited, lost)
        return
    right = _nearest(score, own)
    if right is None:
        yield from _added(score, own, conditions)
        return
    others = [
        other
        for other in own
        if other.agrees(score)
        and not contradict(score, other)
        and score.variant
        and other.variant != score.variant
    ]
    kind: Kind = "other variant" if others else "quotation differs"
    yield Contradiction(kind, score, others[0] if others else right)


def _lost(
    score: Score, source: Score, conditions: Vocabulary[ConditionKey]
) -> tuple[str, ...]:
    """Return the settings that make a score higher and that its quotation omits."""
    return tuple(
        key
        for key, value in source.conditions.items()
        if key not in score.conditions
        and any(word.id == value and word.mark for word in conditions[key].words or ())
    )


def _added(
    score: Score, own: Iterable[Score], conditions: Vocabulary[ConditionKey]
) -> Iterator[Contradiction]:
    """Yield a quotation with such a setting of which the authors say nothing."""
    equal = [
        other
        for other in own
        if score.variant in {None, other.variant}
        and score.agrees(other)
        and not contradict(score, other)
    ]
    added = [_lost(other, score, conditions) for other in equal]
    if added and all(added):
        yield Contradiction("setting added", score, equal[0], added[0])


def _twin(score: Score, scores: Iterable[Score], rows: Rows) -> Score | None:
    """Return the same value of another variant, where no other source has one of this.

    What else the two rows have in common must be the same too.
    """
    others = [
        other
        for other in scores
        if other.source is not score.source and not contradict(score, other)
    ]
    known = any(other.variant in {None, score.variant} for other in others)
    if known or not (score.is_quoted and score.variant):
        return None
    row = rows[_row(score)]
    equal = [
        other
        for other in others
        if all(
            one.agrees(row[what])
            for what, one in rows[_row(other)].items()
            if what in row
        )
    ]
    return max(equal, key=lambda other: other.is_own, default=None)


def _nearest(score: Score, own: Iterable[Score]) -> Score | None:
    """Return the authors' nearest score of the same place; `None` where one agrees."""
    rivals = [
        other
        for other in own
        if (score.variant is None or other.variant in {None, score.variant})
        and not contradict(score, other)
    ]
    if not rivals or any(score.agrees(other) for other in rivals):
        return None
    return min(rivals, key=lambda other: abs(other.value - score.value))


def _among(kind: Kind, scores: Iterable[Placed]) -> Iterator[Contradiction]:
    """Yield those that differ from what most say, else from what the newest says."""
    places: defaultdict[object, list[Score]] = defaultdict(list)
    for each in scores:
        places[each.place].append(each.score)
    for group in places.values():
        right = _weightiest(group)
        for score in group:
            same = score.conditions == right.conditions
            if same and not score.agrees(right):
                yield Contradiction(kind, score, right)


def _weightiest(scores: Sequence[Score]) -> Score:
    counts = Counter(score.value for score in scores)
    return max(scores, key=lambda s: (counts[s.value], s.source.source.date or ""))


_ROW = 3
"""Values of a benchmark that two models have in common only by mistake."""


def _other_rows(scores: Iterable[Score]) -> Mapping[Score, Score]:
    """Return the scores that stand in a row which is another model's, with the right one.

    Those who made the other model print the same numbers, at least three, and those who
    made this one do not.
    """
    scores = list(scores)
    own = list(_rows(score for score in scores if score.is_own).values())
    places: defaultdict[object, list[int]] = defaultdict(list)
    for n, row in enumerate(own):
        for metric, score in row.items():
            places[metric, score.value].append(n)
    found: dict[Score, Score] = {}
    for row in _rows(score for score in scores if score.is_quoted).values():
        paper = next(iter(row.values())).paper.id
        equal = Counter(
            n for metric, score in row.items() for n in places[metric, score.value]
        )
        whole = [
            own[n]
            for n, count in equal.items()
            if count >= _ROW and count == len(row.keys() & own[n].keys())
        ]
        theirs = {next(iter(other.values())).paper.id: other for other in whole}
        if theirs and paper not in theirs:
            other = next(iter(theirs.values()))
            found |= {row[name]: other[name] for name in row.keys() & other.keys()}
    return found


def _rows(scores: Iterable[Score]) -> Rows:
    """Return the scores of each row of a table, by what they are scores of."""
    found: defaultdict[object, dict[object, Score]] = defaultdict(dict)
    for score in scores:
        found[_row(score)][score.subject[:3]] = score
    return found


def _row(score: Score) -> object:
    return (score.source.id, score.cell[1], score.cell[3])
