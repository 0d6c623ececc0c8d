"""What `data/words.yaml` holds: the words of a field of research.

Paradigms, encodings, modalities and the like are those of the survey that a catalogue
accompanies, so that another survey has others.
"""

from typing import Literal

from unisurvey.schema.base import Frozen, Many, Slug, Text

Colour = Literal[
    "orange", "blue", "green", "purple", "sky", "yellow", "red", "grey"
]  # fmt: skip
Mark = Literal[
    "circle", "square", "triangle", "diamond", "down", "pentagon", "star", "plus",
    "cross", "left", "right", "hexagon", "octagon",
]  # fmt: skip


class Word(Frozen):
    """A word of a closed list."""

    id: Slug
    """Used in records."""

    name: Text
    """As people read it."""

    survey: Text | None = None
    """Number of the survey's section that is about it; accepted as an alias."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input; one that several words have finds them all."""


class ParadigmWord(Word):
    """How models of a section work in principle."""

    short: Text | None = None
    """In legends, and accepted on input; `None` is the name."""

    colour: Colour | None = None
    """In figures, of a palette that every eye tells apart; `None` is the next one."""

    mark: Mark | None = None
    """Likewise the shape, so that nothing rests on colour alone."""

    block: Text | None = None
    """What the middle of its block diagram is called; `None` draws no diagram."""


class Diagram(Frozen):
    """How the encoders of a block diagram are drawn."""

    encoders: Many[Text]
    """What they are called: the first reads; a second is for generation."""

    queries: Text | None = None
    """What stands beside the encoders for generation and reads nothing."""

    joined: Literal["alone", "either", "both"]
    """Whether two encoders take turns or both feed the middle."""


class EncoderRule(Frozen):
    """What contradicts an encoding; without a condition, that there is any."""

    of: Literal["understanding", "generation", "shared", "any", "all"]
    """Which encoders; `all` are looked at only where both sides are known."""

    none: Many[Slug] | None = None
    """Kinds of components, or groups of kinds, of which none may be there."""

    some: Many[Slug] | None = None
    """Likewise, of which one must be there."""

    beyond: Many[Slug] | None = None
    """Likewise, beside which there must be another."""

    says: Text
    """The contradiction: `no queries for generation`."""


class EncodingWord(Word):
    """How what is not text is encoded."""

    diagram: Diagram | None = None
    """`None` is one encoder."""

    contradicted_by: Many[EncoderRule] | None = None
    """Rules of check C272; the first that is broken is told."""


class ComponentKindWord(Word):
    """What a component is."""

    group: Slug | None = None
    """Several kinds under one name, for rules and diagrams."""

    ignored_in: Many[Literal["diagrams", "rules"]] | None = None
    """Where it says nothing: what is trained for each model anew has no name to show,
    and a plain layer makes no encoder."""


class Words(Frozen):
    """The closed lists; one that is left out is empty."""

    paradigms: Many[ParadigmWord] | None = None
    """In the order of legends."""

    encodings: Many[EncodingWord] | None = None
    """In the order of the survey."""

    modalities: Many[Word] | None = None
    """In the order in which records name them."""

    masks: Many[Word] | None = None
    """Attention masks."""

    component_kinds: Many[ComponentKindWord] | None = None
    """What a component of `data/components.yaml` can be."""

    tasks: Many[Word] | None = None
    """What models, datasets and benchmarks are for."""

    encoder: Text | None = None
    """What an encoder is called in diagrams; `None` is just that."""

    decoder: Text | None = None
    """Likewise a decoder."""
