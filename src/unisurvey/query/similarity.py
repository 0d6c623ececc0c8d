"""How near two records are: by the parts, places and people they have in common.

A record is a vector with one number per feature. A feature is an aspect and a value,
such as (`backbone`, `qwen2.5`); its number is

    sqrt(weight of the aspect / features of the record in that aspect)
    x log(records / records with the feature) x share of the feature

so that what few records have counts more, and a long author list no more than a short
one. A component stands for its families too, each step up with half the share. The
similarity is the cosine of both vectors: 0 for nothing in common, 1 for the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields.attributes import (
    PARTS,
    components_of,
    lineage_of,
    paradigm_of,
    sections_of,
)
from unisurvey.schema import Benchmark, Dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.fields.attributes import Library
    from unisurvey.schema import Record

WEIGHTS: Mapping[str, float] = {
    "backbone": 3,
    "understanding encoder": 2,
    "generation encoder": 2,
    "decoder": 2,
    "component": 1,
    "section": 2,
    "paradigm": 1,
    "author": 4,
    "paper": 3,
    "input": 0.5,
    "output": 0.5,
}
"""Aspect → weight. `component` is any part, whatever it serves as."""

FAMILY_SHARE = 0.5

Feature = tuple[str, str]
"""Aspect and value: the id of a component, section or paper, else a name."""


class Reason(NamedTuple):
    """One feature that two records have in common."""

    aspect: str
    value: str
    share: float
    """Its part of the similarity; all reasons together are 1."""


class Neighbour(NamedTuple):
    """A record near another one."""

    record: Record
    similarity: float
    reasons: tuple[Reason, ...]
    """The one that counts most is first."""


def features_of(record: Record, library: Library) -> dict[Feature, float]:
    """Return the features of a record with their shares, 1 but for families."""
    found: dict[Feature, float] = {}
    for aspect, value, share in _features(record, library):
        found[aspect, value] = max(share, found.get((aspect, value), 0))
    return found


def _features(record: Record, library: Library) -> Iterator[tuple[str, str, float]]:
    for section in sections_of(record):
        yield "section", section, 1
    if paradigm := paradigm_of(record, library):
        yield "paradigm", paradigm, 1
    paper = library.paper_of(record)
    for author in (paper and paper.authors) or ():
        yield "author", str(author), 1
    if isinstance(record, Dataset | Benchmark) and paper:
        yield "paper", paper.id, 1
    for side in ("input", "output"):
        for thing in getattr(record, side, None) or ():
            yield side, thing, 1
    for part in PARTS:
        for component in components_of(record, part):
            for step, above in enumerate(lineage_of(component, library)):
                share = FAMILY_SHARE**step
                yield part.replace("_", " "), above, share
                yield "component", above, share


@dataclass(frozen=True)
class Neighbourhood:
    """Records among which neighbours are looked for."""

    records: Sequence[Record]
    catalog: Library

    @cached_property
    def _known(self) -> list[dict[Feature, float]]:
        return [features_of(record, self.catalog) for record in self.records]

    @cached_property
    def _holders(self) -> Counter[Feature]:
        return Counter(feature for features in self._known for feature in features)

    def vector(self, features: Mapping[Feature, float]) -> dict[Feature, float]:
        """Return the numbers of features, scaled to length 1."""
        in_aspect: Counter[str] = Counter(aspect for aspect, _ in features)
        numbers = {
            (aspect, value): share
            * sqrt(WEIGHTS[aspect] / in_aspect[aspect])
            * log((len(self.records) + 1) / max(1, self._holders[aspect, value]))
            for (aspect, value), share in features.items()
        }
        length = sqrt(sum(number * number for number in numbers.values()))
        return {feature: n / length for feature, n in numbers.items()} if length else {}

    @cached_property
    def _vectors(self) -> list[dict[Feature, float]]:
        return [self.vector(features) for features in self._known]

    @cached_property
    def _holding(self) -> Mapping[Feature, list[tuple[int, float]]]:
        """Which records have a feature, by their places, and its number in each."""
        found: defaultdict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for place, numbers in enumerate(self._vectors):
            for feature, number in numbers.items():
                found[feature].append((place, number))
        return found

    def of(self, record: Record, most: int | None = None) -> list[Neighbour]:
        """Return the other records that have anything in common, the nearest first.

        Args:
            record: Whose neighbours.
            most: Only so many.
        """
        own = self.vector(features_of(record, self.catalog))
        similarities: defaultdict[int, float] = defaultdict(float)
        for feature, number in own.items():
            for place, theirs in self._holding.get(feature, ()):
                similarities[place] += number * theirs
        near = nsmallest(
            len(self.records) if most is None else most,
            (
                (-similarity, self.records[place].id, place)
                for place, similarity in similarities.items()
                if self.records[place] is not record
            ),
        )
        return [
            Neighbour(
                self.records[place],
                min(-similarity, 1.0),
                _reasons(own, self._vectors[place], -similarity),
            )
            for similarity, _, place in near
        ]


def _reasons(
    own: Mapping[Feature, float], theirs: Mapping[Feature, float], whole: float
) -> tuple[Reason, ...]:
    reasons = sorted(
        Reason(*feature, number * theirs[feature] / whole)
        for feature, number in own.items()
        if feature in theirs
    )
    return tuple(sorted(reasons, key=lambda reason: -reason.share))


def grouped(reasons: Sequence[Reason]) -> dict[str, list[Reason]]:
    """Return reasons by aspect, the aspect that counts most first."""
    found: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        found[reason.aspect].append(reason)
    order = sorted(found, key=lambda a: -sum(reason.share for reason in found[a]))
    return {aspect: found[aspect] for aspect in order}
