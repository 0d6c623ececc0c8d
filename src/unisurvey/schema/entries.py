"""The entries of the vocabularies that are lists of their own files."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from unisurvey.schema.base import ArxivId, Doi, Frozen, Many, Slug, SpdxId, Text, Url
from unisurvey.schema.vocabulary import ComponentKind, Encoding, Paradigm, Task
from unisurvey.schema.words import Word

Drawn = Literal[
    "projection", "queries", "fusion", "pixel-noise", "latent-noise", "patch-noise",
    "pixels", "tokens", "token-groups",
]  # fmt: skip
"""What `figures/foundations.py` can draw: connectors, diffusion, sequences."""

RecordKind = Literal["model", "paper", "dataset", "benchmark"]


SourceClass = Literal[
    "own paper", "own page", "publisher", "survey", "list", "copy", "other", "file"
]
"""How near a source is to what it vouches for, the nearest first."""


class Section(Frozen):
    """A node of the taxonomy; a record's section is always a leaf."""

    id: Slug
    """Code used in records and on the command line, such as `b-3`."""

    name: Text
    """Heading."""

    label: Text | None = None
    """Short form for narrow columns; `None` means the name is short enough."""

    survey: Text | None = None
    """Number of the survey's section that defines it; accepted as an alias."""

    kind: RecordKind
    """Which records it holds."""

    paradigm: Paradigm | None = None
    """How its models work in principle; `None` where the section does not decide it."""

    encoding: Encoding | None = None
    """How what is not text is encoded; `None` where the section does not decide it."""

    tasks: Many[Task] | None = None
    """What its records are for."""

    code: Text | None = None
    """Stands before the name in headings and figures: the survey's, such as `b-3`."""

    definition: Text | None = None
    """What belongs here, in one or two sentences."""

    drawn: Drawn | None = None
    """What the diagram of its works shows, on the page about what came before."""

    page: Text | None = None
    """Generated page that lists its records; `None` means the README does."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input."""

    children: Many["Section"] | None = None
    """Subsections, in the survey's order; `None` marks a leaf."""

    def walk(self) -> Iterator["Section"]:
        """Yield this section and all below it, parents first."""
        yield self
        for child in self.children or ():
            yield from child.walk()

    @property
    def leaves(self) -> tuple["Section", ...]:
        """Sections that hold records, in order; itself when it is a leaf."""
        return tuple(section for section in self.walk() if not section.children)


class Venue(Frozen):
    """A conference, workshop, track or journal, without its year."""

    id: Slug
    """Used in records with a year: `iclr-2025`."""

    name: Text
    """Short name; the year follows it in tables."""

    full: Text
    """Name in full, as BibTeX's `booktitle` or `journal`."""

    kind: Literal["conference", "workshop", "journal"]
    """Decides the entry type: journals are articles, the others proceedings."""

    part_of: Slug | None = None
    """Venue whose track or workshop it is; selecting that one selects it too."""

    url: Url | None = None
    """Page that states the full name."""

    dois: Many[Doi] | None = None
    """How DOIs of its papers begin: `#` stands for any digits, `{year}` for the year of
    publication; `None` means that they do not tell."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input, without the year."""


class Component(Frozen):
    """A building block: language model, encoder, tokenizer or decoder."""

    id: Slug
    """Used in records."""

    name: Text
    """As its authors spell it."""

    kind: ComponentKind
    """What it is."""

    family: Slug | None = None
    """Component it is a version of; selecting the family selects it too."""

    paper: Slug | None = None
    """Record of the paper that introduced it; `None` when not in the catalogue."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input, the survey's among them."""


class License(Frozen):
    """A licence of code or data."""

    id: SpdxId
    """SPDX identifier, or `LicenseRef-…` where SPDX has none (https://spdx.org)."""

    name: Text
    """Name in full."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input."""


class Maker(Frozen):
    """An organization that makes models."""

    id: Slug
    """Used in records."""

    name: Text
    """As it calls itself."""

    url: Url | None = None
    """Its own page."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input."""


class Challenge(Frozen):
    """A problem of the field that works can say they address."""

    id: Slug
    """Used in records."""

    name: Text
    """What it is called."""

    definition: Text
    """What is hard, in a sentence or two."""

    opportunity: Text | None = None
    """What would be gained, or how it may be met."""

    survey: Many[Text] | None = None
    """Where the survey says so: sections, or `abstract`; accepted as aliases."""

    aliases: Many[Text] | None = None
    """Other spellings accepted on input."""


class Excluded(Frozen):
    """A work that was looked at and left out."""

    id: Slug
    """As its record would be called."""

    name: Text
    """Title, or what the work is called."""

    arxiv: ArxivId | None = None
    """Of its paper."""

    url: Url | None = None
    """Where it is read, when it is not on arXiv."""

    reason: Text
    """Why, as a clause: `it makes no images`."""

    aliases: Many[Text] | None = None
    """Other names that it is found under."""


class OtherList(Frozen):
    """Another public list of such models, against which this catalogue is measured."""

    id: Slug
    """Name of the entry."""

    name: Text
    """What it is called."""

    url: Url
    """The file of its repository at the commit that was read."""

    section: Text | None = None
    """Headings whose works were counted; `None` is all of it."""

    works: Many[Text]
    """arXiv ids; of a work that has none its title."""


class KnownSource(Frozen):
    """Addresses whose class no record tells."""

    id: Slug
    """Name of the entry."""

    name: Text
    """What the addresses have in common."""

    class_: Literal["publisher", "survey", "list", "copy"] = Field(alias="class")
    """`publisher` is a publisher or an index of publications, `copy` holds what such a
    one says, `survey` is what this catalogue accompanies."""

    addresses: Many[Text]
    """Host and path in lower case, without `www.`; `*` stands for anything."""

    aliases: Many[Text] | None = None
    """None are needed; every vocabulary can have them."""


class ConditionWord(Word):
    """One value that a setting can have."""

    mark: Text | None = None
    """Stands behind a score that was reached so, such as †; it makes scores higher than
    they would be without, so that whoever quotes them must say it."""


class ConditionKey(Word):
    """A setting: what may differ between two runs of the same benchmark."""

    about: Text
    """What it means, in a sentence."""

    words: Many[ConditionWord] | None = None
    """All values that it can have; `None` is any number."""
