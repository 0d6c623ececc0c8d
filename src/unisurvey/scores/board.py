"""The board of a benchmark: what is comparable together, each model and variant once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from unisurvey.fields.attributes import model_of
from unisurvey.scores.errata import Errata
from unisurvey.scores.placing import by_subject, contradict, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from unisurvey.records import Catalog
    from unisurvey.schema import Variant
    from unisurvey.schema.conditions import Setting
    from unisurvey.scores.placing import Comparable, Placed
    from unisurvey.scores.score import Score


Honour = Literal["best", "second"]
"""Of two values, which one it is among what can be compared."""


@dataclass(frozen=True, eq=False)
class Standing:
    """What is known of a model and variant under some settings."""

    lead: Placed
    """The score that is shown: the authors' own before all others."""

    agree: tuple[Score, ...]
    """Quotations that say the same."""

    differ: tuple[Score, ...]
    """Quotations that say something else."""

    runs: tuple[Score, ...]
    """What others had when they ran it."""

    rank: int | None = None
    """Among what can be compared; `None` where it decides none."""

    @property
    def score(self) -> Score:
        """The score that is shown."""
        return self.lead.score

    @property
    def comparable(self) -> Comparable:
        """The settings that it is compared on."""
        return self.lead.comparable

    @property
    def settings(self) -> Mapping[str, Setting]:
        """The settings that are stated, here or by the authors whose score it is."""
        return {**self.score.conditions, **self.stated}

    @property
    def stated(self) -> Mapping[str, Setting]:
        """Of the settings that it is compared on, those that are stated."""
        keys = self.score.benchmark.comparable_on or ()
        pairs = zip(keys, self.comparable, strict=True)
        return {key: value for key, value in pairs if value is not None}

    @property
    def variant(self) -> Variant | None:
        """The variant; `None` where it is not stated, or there is none."""
        model = model_of(self.score.paper)
        known = (model and model.variants) or ()
        return next((each for each in known if each.id == self.lead.variant), None)

    @property
    def is_vague(self) -> bool:
        """Whether the model has several variants, and nobody says which one it is."""
        model = model_of(self.score.paper)
        return self.lead.variant is None and bool(model and model.variants)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it was read in a copy of a text, and nobody else has the same value."""
        return self.score.is_transcribed and not any(
            each.reporter != self.score.reporter for each in self.agree
        )


def standings(scores: Iterable[Score], catalog: Catalog) -> list[Standing]:
    """Return one for each model, variant, metric, edition and comparable settings.

    Known copying errors are left out.
    """
    errata = Errata(catalog)
    sound = (score for score in scores if errata.of(score) is None)
    found: list[Standing] = []
    for group in by_subject(sound).values():
        places: defaultdict[object, list[Placed]] = defaultdict(list)
        for each in placed(group):
            places[each.place].append(each)
        found += map(_standing, places.values())
    return found


def _standing(here: Sequence[Placed]) -> Standing:
    counts = Counter(each.score.value for each in here)
    lead = max(here, key=lambda each: _weight(each.score, counts))
    agree: list[Score] = []
    differ: list[Score] = []
    runs: list[Score] = []
    for each in here:
        score = each.score
        if each is lead or score.is_own:
            continue
        if not score.is_quoted:
            runs.append(score)
        elif score.agrees(lead.score):
            agree.append(score)
        elif not contradict(score, lead.score):
            differ.append(score)
    return Standing(lead, tuple(agree), tuple(differ), tuple(runs))


def _weight(score: Score, counts: Mapping[Decimal, int]) -> tuple[int, int, bool, str]:
    """Return how much a score is worth: who says it, how often, read where, how late.

    What somebody else had who ran it stands beside what the authors are quoted with.
    """
    if score.is_own:
        who = 3
    elif score.relation == "benchmark":
        who = 2
    else:
        who = 1 if score.is_quoted else 0
    often = counts[score.value] if score.is_quoted else 0
    return (who, often, not score.is_transcribed, score.source.source.date or "")


def ranked(found: Iterable[Standing]) -> list[Standing]:
    """Return them best first, with their ranks among those that can be compared.

    Equal values share a rank. What was read only in a copy of a text, and what names no
    variant where there are several, stands at its place without one.
    """
    groups: defaultdict[object, list[Standing]] = defaultdict(list)
    for each in found:
        score = each.score
        key = (score.benchmark.id, score.metric.id, score.edition, each.comparable)
        groups[key].append(each)
    bigger = sorted(groups.values(), key=len, reverse=True)
    return [each for group in bigger for each in in_order(group)]


def in_order(group: Iterable[Standing]) -> Iterator[Standing]:
    """Yield what can be compared, best first and with ranks."""

    def best_first(each: Standing) -> tuple[object, ...]:
        value = each.score.value
        signed = value if each.score.metric.better == "lower" else -value
        return (signed, each.score.paper.id, each.lead.variant or "")

    rank, before, last = 0, 0, None
    for each in sorted(group, key=best_first):
        if each.is_vague or each.is_unconfirmed:
            yield each
            continue
        before += 1
        if each.score.value != last:
            rank, last = before, each.score.value
        yield replace(each, rank=rank)


def honours(group: Iterable[Standing]) -> dict[Standing, Honour]:
    """Return the best and the second of what is ranked together.

    Equal values share a place; where only one has a rank it is compared with nothing.
    """
    ranks = {each: each.rank for each in group if each.rank}
    if len(ranks) < 2:
        return {}
    words: tuple[Honour, ...] = ("best", "second")
    told = dict(zip(sorted(set(ranks.values())), words, strict=False))
    return {each: told[rank] for each, rank in ranks.items() if rank in told}
