"""All closed vocabularies of a catalogue together, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from unisurvey.schema.about import About, ExtraField
from unisurvey.schema.entries import (
    Challenge,
    Component,
    ConditionKey,
    Excluded,
    KnownSource,
    License,
    Maker,
    OtherList,
    Section,
    Venue,
)
from unisurvey.schema.vocabulary import Vocabulary
from unisurvey.schema.words import (
    ComponentKindWord,
    EncodingWord,
    ParadigmWord,
    Word,
    Words,
)


@dataclass(frozen=True, eq=False)
class Vocabularies:
    """The closed vocabularies a record may refer to, and what the catalogue is."""

    sections: Vocabulary[Section] = field(
        default_factory=lambda: Vocabulary("section", ())
    )
    """All sections, parents before children, in the survey's order."""

    venues: Vocabulary[Venue] = field(default_factory=lambda: Vocabulary("venue", ()))
    components: Vocabulary[Component] = field(
        default_factory=lambda: Vocabulary("component", ())
    )
    licenses: Vocabulary[License] = field(
        default_factory=lambda: Vocabulary("license", ())
    )
    organizations: Vocabulary[Maker] = field(
        default_factory=lambda: Vocabulary("organization", ())
    )
    challenges: Vocabulary[Challenge] = field(
        default_factory=lambda: Vocabulary("challenge", ())
    )
    """Problems that works address, in the order of their page."""

    excluded: Vocabulary[Excluded] = field(
        default_factory=lambda: Vocabulary("excluded work", ())
    )
    """Works that were looked at and left out."""

    lists: Vocabulary[OtherList] = field(default_factory=lambda: Vocabulary("list", ()))
    """Other lists, against which this catalogue is measured."""

    sources: Vocabulary[KnownSource] = field(
        default_factory=lambda: Vocabulary("source", ())
    )
    """Addresses whose class is known; the first that fits counts."""

    conditions: Vocabulary[ConditionKey] = field(
        default_factory=lambda: Vocabulary("condition", ())
    )
    """Settings of scores."""

    words: Words = field(default_factory=Words)
    about: About = field(default_factory=About)

    @cached_property
    def paradigms(self) -> Vocabulary[ParadigmWord]:
        """How models work, in the order of legends."""
        return Vocabulary("paradigm", self.words.paradigms or ())

    @cached_property
    def encodings(self) -> Vocabulary[EncodingWord]:
        """How what is not text is encoded."""
        return Vocabulary("encoding", self.words.encodings or ())

    @cached_property
    def modalities(self) -> Vocabulary[Word]:
        """What goes in and comes out."""
        return Vocabulary("modality", self.words.modalities or ())

    @cached_property
    def masks(self) -> Vocabulary[Word]:
        """Attention masks."""
        return Vocabulary("mask", self.words.masks or ())

    @cached_property
    def component_kinds(self) -> Vocabulary[ComponentKindWord]:
        """What a component can be."""
        return Vocabulary("kind of component", self.words.component_kinds or ())

    @cached_property
    def tasks(self) -> Vocabulary[Word]:
        """What models, datasets and benchmarks are for."""
        return Vocabulary("task", self.words.tasks or ())

    @cached_property
    def extra(self) -> Vocabulary[ExtraField]:
        """Fields that only this catalogue has."""
        return Vocabulary("field", self.about.fields or ())

    @cached_property
    def publications(self) -> Vocabulary[Word]:
        """Words of corrections, with what they stand for."""
        places = (p.places for p in self.about.publications or ())
        return Vocabulary(
            "publication",
            (
                Word(id=id_, name=name)
                for place in places
                for id_, name in place.items()
            ),
        )

    @property
    def unasked(self) -> frozenset[str]:
        """Fields that say nothing in this catalogue."""
        of_challenges = () if self.challenges.entries else ("challenges",)
        return self.about.unasked.union(of_challenges)

    @property
    def taxonomy(self) -> tuple[Section, ...]:
        """Top-level sections, in the survey's order."""
        below = {c.id for s in self.sections for c in s.children or ()}
        return tuple(s for s in self.sections if s.id not in below)
