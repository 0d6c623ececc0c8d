"""What `data/catalogue.yaml` holds: what a catalogue is, and which fields it adds.

Nothing in it is needed; what is left out gives a neutral text.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import EXPECTED, Frozen, Many, Slug, SpdxId, Text, Url
from unisurvey.schema.words import Word
from unisurvey.text.heads import as_head

KindName = Literal["models", "papers", "datasets", "benchmarks"]

_NAME = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"
EXPECTED[_NAME] = "a name of lower-case letters and underscores such as 'max_tokens'"
FieldName = Annotated[str, StringConstraints(pattern=_NAME, max_length=40)]


class Person(Frozen):
    """Somebody, or a group, who keeps the catalogue."""

    name: Text
    """As it is cited."""

    url: Url | None = None
    """Page about them."""


class PrintedColumn(Frozen):
    """A column of a publication's table."""

    header: Text
    """As printed."""

    field: FieldName
    """Key of the flat object that fills it."""

    width: Annotated[float, Field(gt=0)] | None = None
    """In TeX, beside the others; `None` is 15."""


class PublicationTable(Frozen):
    """A table of a publication, which is made from the records."""

    id: Slug
    """Corrections name it after the publication: `survey-v6-table-1`."""

    number: Text
    """As the publication counts; the filter for it takes it."""

    label: Text
    """What it holds, for a list of corrections: `models`."""

    section: Slug
    """Top of the taxonomy that it covers."""

    file: Slug
    """Its page below `docs/tables/`."""

    columns: Many[PrintedColumn]
    """From left to right."""

    remarks: Many[Text] | None = None
    """Sentences above it."""


class Heading(Frozen):
    """A heading of a publication, or a run-in head that begins a paragraph."""

    number: Text
    """As printed, or counted on below the section of a run-in head: `2.2.1`."""

    name: Text
    """As printed."""


class Publication(Frozen):
    """What a record can correct: a survey, or a list."""

    id: Slug
    """Used in corrections."""

    label: Text
    """As within a sentence: `version 6 of the survey`."""

    url: Url
    """Where it is read."""

    as_of: Text | None = None
    """When it said what is corrected, where its address does not tell."""

    references: Annotated[int, Field(gt=0)] | None = None
    """Number of the last one in its list of references."""

    tables: Many[PublicationTable] | None = None
    """Those that the catalogue gives in full."""

    headings: Many[Heading] | None = None
    """All of them, in order; what of the catalogue each is about has its number."""

    @property
    def places(self) -> dict[str, str]:
        """Word of a correction → how its place is called; the whole comes last."""
        found = {
            f"{self.id}-{table.id}": f"Table {table.number} ({table.label})"
            for table in self.tables or ()
        }
        if self.references:
            found[f"{self.id}-references"] = "The reference list"
        return {**found, self.id: as_head(self.label)}


class Requirement(Frozen):
    """What the modalities of models of a section must be (check C271)."""

    section: Slug
    """A section; all below it are meant."""

    each_side: Many[Slug] | None = None
    """Modalities that such a model takes and gives."""

    beyond: Many[Slug] | None = None
    """Modalities beside which it takes or gives another."""


class Completeness(Frozen):
    """What every record of a kind should tell (check C292)."""

    of: KindName
    """The kind."""

    fields: Many[FieldName]
    """Keys of its flat objects, added fields among them."""


class Example(Frozen):
    """A command whose output the README shows."""

    question: Text
    """What it answers."""

    line: Text
    """The command line."""

    picture: Slug | None = None
    """Name of a picture of the terminal; `None` shows the output as text."""


class ExtraField(Frozen):
    """A field that records of this catalogue have below `more`."""

    id: FieldName
    """Name in records, columns, filters and exports."""

    of: Many[KindName]
    """Kinds of record that may state it."""

    type: Literal["text", "number", "date", "yes-no", "word", "record"]
    """`word` is one of a closed list, `record` the id of a record of the catalogue."""

    about: Text
    """What it says, in a sentence."""

    name: Text | None = None
    """How people call it; `None` is the id with spaces."""

    unit: Text | None = None
    """What a number counts."""

    several: Literal[True] | None = None
    """Whether a record states a list."""

    words: Many[Word] | None = None
    """The closed list."""

    words_of: (
        Literal["paradigms", "encodings", "modalities", "masks", "tasks"] | None
    ) = None
    """Or the list of `data/words.yaml` that it is."""

    wanted: Literal[True] | None = None
    """Whether every record of the kind should state it in the end."""

    listed: Literal[True] | None = None
    """Whether listings have a column of it, and the README's tables."""

    @model_validator(mode="after")
    def _has_words_for_its_type(self) -> Self:
        lists = (self.words is not None) + (self.words_of is not None)
        if lists != (self.type == "word"):
            raise PydanticCustomError(
                "extra_words",
                "a field of type {type} with {lists}, expected words or words_of for "
                "the type word, and for no other",
                {"type": self.type, "lists": ["none", "one list", "two lists"][lists]},
            )
        return self


class About(Frozen):
    """What the catalogue says of itself."""

    title: Text | None = None
    """Heading of the README and name of exports."""

    name: Slug | None = None
    """Stem of file names: `NAME.bib`."""

    subject: Text | None = None
    """What one of its models is called, such as `language model`."""

    description: Text | None = None
    """What it holds, in a sentence or two."""

    home: Url | None = None
    """What it accompanies: the survey's page."""

    repository: Url | None = None
    """Where the catalogue itself is kept."""

    site: Url | None = None
    """Where its pages for a browser are published."""

    people: Many[Person] | None = None
    """Who keeps it."""

    license: SpdxId | None = None
    """Of the data; an id of `data/licenses.yaml`."""

    license_url: Url | None = None
    """Its text."""

    feed: Url | None = None
    """What the ids of its feed are made from; it never changes. `None` is `home`."""

    tags: Many[Slug] | None = None
    """Words under which a card of the data is found."""

    task_categories: Many[Slug] | None = None
    """Tasks under which Hugging Face lists such data, such as `text-retrieval`."""

    work: Slug | None = None
    """Record of what is to be cited for the catalogue: the survey."""

    publications: Many[Publication] | None = None
    """What corrections may speak of; `survey_row` and `survey` are of the first."""

    requires: Many[Requirement] | None = None
    """What models of a section must be."""

    complete: Many[Completeness] | None = None
    """What every record should state, or tell as a gap."""

    fields: Many[ExtraField] | None = None
    """Further fields of records."""

    without: Many[FieldName] | None = None
    """Fields of every catalogue that say nothing in this one, such as `decoder`: they are
    not shown where they are not stated, nor asked for, nor counted as gaps."""

    examples: Many[Example] | None = None
    """Of the README."""

    boards: Many[Slug] | None = None
    """Benchmarks whose best the README shows; figures show the first."""

    against: (
        Annotated[tuple[Slug, ...], Field(strict=False, min_length=2, max_length=2)]
        | None
    ) = None
    """Two benchmarks that a figure shows against each other: of understanding, and of
    generation."""

    @property
    def unasked(self) -> frozenset[str]:
        """Fields that say nothing; those of a survey where there is none."""
        of_survey = ("survey_row", "survey_references", "cited_in")
        return frozenset((*(self.without or ()), *(() if self.survey else of_survey)))

    @property
    def heading(self) -> str:
        """Title, or a neutral one."""
        return self.title or "Reference library"

    @property
    def stem(self) -> str:
        """How files are called."""
        return self.name or "catalogue"

    @property
    def model(self) -> str:
        """What one of the models is called."""
        return self.subject or "model"

    @property
    def models(self) -> str:
        """What several are called, at the beginning of a title."""
        return f"{as_head(self.model)}s"

    @property
    def survey(self) -> Publication | None:
        """The publication whose references and tables records name."""
        return self.publications[0] if self.publications else None

    @property
    def tables(self) -> tuple[PublicationTable, ...]:
        """Of that publication."""
        return (self.survey and self.survey.tables) or ()
