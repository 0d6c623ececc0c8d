"""A bibliographic work, with a model block when it introduces a model."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import (
    ArxivClass,
    ArxivId,
    Doi,
    Frozen,
    Key,
    Many,
    Organization,
    Pages,
    PartialDate,
    PersonName,
    Text,
    Url,
)
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import (
    ComponentId,
    LicenseId,
    Mask,
    Modality,
    Paradigm,
    Reference,
    SectionId,
    VenueEdition,
)


def _author_kind(value: Any) -> str:
    # in brackets, so that no tag in an error's path can be taken for a field
    return "<person>" if isinstance(value, str) else "<organization>"


Author = Annotated[
    Annotated[PersonName, Tag("<person>")]
    | Annotated[Organization, Tag("<organization>")],
    Discriminator(_author_kind),
]


def _check_braces(title: str) -> str:
    depth = 0
    for brace in re.findall(r"[{}]", title):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth:
        raise PydanticCustomError(
            "braces",
            "the braces of {title} do not balance, expected a title in plain Unicode, "
            "not in TeX",
            {"title": repr(title)},
        )
    return title


def _capitals_kind(value: Any) -> str:
    return "<word>" if isinstance(value, str) else "<words>"


Title = Annotated[Text, AfterValidator(_check_braces)]
Capitals = Annotated[
    Annotated[Literal["free"], Tag("<word>")] | Annotated[Many[Text], Tag("<words>")],
    Discriminator(_capitals_kind),
]
Positive = Annotated[float, Field(gt=0)]


class Links(Frozen):
    """Pages of the work beside the paper itself."""

    code: Url | None = None
    """Official code; a third-party re-implementation is not one."""

    demo: Url | None = None
    """A page on which the work can be tried."""

    project: Url | None = None
    """The authors' page about the work."""

    weights: Url | None = None
    """Where the trained weights are released."""


class Repository(Frozen):
    """State of the official code's repository on the day it was last asked for."""

    stars: Annotated[int, Field(ge=0)]
    """How many people starred it."""

    last_commit: PartialDate
    """Day of the newest commit on its main branch."""

    archived: bool
    """Whether its owners closed it for changes."""

    seen: PartialDate
    """Day on which its host said so."""


class Citation(Frozen):
    """How the survey that the catalogue accompanies cites the work."""

    references: Many[Reference] | None = None
    """Numbers in its reference list, ascending; it may list a work twice."""

    cited_in: Many[Text] | None = None
    """Sections such as `3.3` and tables such as `table-1` that cite it."""


class Encoders(Frozen):
    """What encodes images or other modalities."""

    shared: Many[ComponentId] | None = None
    """Serve understanding and generation alike; excludes the other two."""

    understanding: Many[ComponentId] | None = None
    """Turn input into what the backbone reads for understanding."""

    generation: Many[ComponentId] | None = None
    """Give the representation that generation predicts or is conditioned on."""

    @model_validator(mode="after")
    def _shared_stands_alone(self) -> Self:
        if self.shared and (self.understanding or self.generation):
            raise PydanticCustomError(
                "shared_encoder",
                "shared encoders beside understanding or generation encoders, "
                "expected either the one or the other two",
            )
        return self


class Modalities(Frozen):
    """What goes in and what comes out."""

    input: Many[Modality] | None = None
    """In the order of `data/words.yaml`."""

    output: Many[Modality] | None = None
    """Likewise."""


class Model(Frozen):
    """A model that the survey classifies."""

    name: Text
    """As its authors spell it."""

    section: SectionId
    """Leaf of the taxonomy; gives the paradigm and the encoding."""

    survey_row: Annotated[int, Field(ge=1)] | None = None
    """Row of the survey's table of its section; `None` when it has none."""

    paradigm: Paradigm | None = None
    """Only where the section does not decide it."""

    backbone: Many[ComponentId] | None = None
    """What fuses the modalities, usually a language model."""

    encoders: Encoders | None = None
    """`None` means not known."""

    decoder: Many[ComponentId] | None = None
    """What turns the backbone's output into pixels (or sound)."""

    mask: Mask | None = None
    """Attention mask of the network that makes the output: of the diffusion transformer,
    where a language model only conditions one."""

    parameters_b: Many[Positive] | None = None
    """Parameters in billions, one number per released or reported size, ascending."""

    modalities: Modalities | None = None
    """`None` means not known."""


class Paper(Record):
    """One bibliographic work, stored once however many records refer to it."""

    key: Key
    """BibTeX key: family name, year and first significant title word; never changes."""

    name: Text | None = None
    """What the work is called for short; a model's name stands in `model`."""

    title: Title
    """Of the published version, else of the newest preprint; plain Unicode, not TeX."""

    capitals: Capitals | None = None
    """Words of the title whose capitals a bibliography must keep, instead of those
    that are found automatically; `free` when it may lower all of them."""

    other_titles: Many[Title] | None = None
    """Titles of other versions."""

    authors: Many[Author] | None = None
    """In order and complete; `None` means that no trustworthy list was found."""

    authors_complete: Literal[False] | None = None
    """`false` where a source cuts the list: more authors follow, who are not known."""

    date: PartialDate | None = None
    """Day of the paper's first public version, on arXiv or elsewhere; the month or year
    where no more is known."""

    arxiv: ArxivId | None = None
    """With `v1` only where two papers share an id and this is the older one."""

    arxiv_class: ArxivClass | None = None
    """Primary category on arXiv, not one that it is cross-listed in."""

    doi: Doi | None = None
    """Of the published version."""

    url: Url | None = None
    """For a work that is neither on arXiv nor has a DOI."""

    venue: VenueEdition | None = None
    """Where it was published; `None` means no publication beyond the preprint is known."""

    pages: Pages | None = None
    """Pages in the proceedings or journal, with an en dash."""

    sections: Many[SectionId] | None = None
    """Taxonomy sections for papers that are listed themselves, without a model."""

    links: Links | None = None
    """`None` means that none is known."""

    license: LicenseId | None = None
    """Licence of the official code; `None` means that none was found stated."""

    repository: Repository | None = None
    """Of `links.code`; `None` means that its host was not asked yet."""

    survey: Citation | None = None
    """`None` means that the survey does not cite it."""

    model: Model | None = None
    """Only for a paper that introduces a model that the catalogue is about."""

    @model_validator(mode="after")
    def _cut_list_has_a_beginning(self) -> Self:
        if self.authors_complete is False and not self.authors:
            raise PydanticCustomError(
                "authors_complete",
                "'authors_complete' without 'authors', expected the authors that are "
                "known beside it",
            )
        return self

    @field_validator("capitals")
    @classmethod
    def _capitals_stand_in_title(
        cls, value: Capitals | None, info: ValidationInfo
    ) -> Capitals | None:
        title = info.data.get("title")
        if value is not None and value != "free" and title is not None:
            for words in value:
                if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", title):
                    raise PydanticCustomError(
                        "capitals",
                        "{words} does not stand in the title",
                        {"words": repr(words)},
                    )
        return value
