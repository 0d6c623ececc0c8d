"""A bibliographic work, with a model block when it introduces a model."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AliasChoices,
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
from unisurvey.schema.model import Model
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import (
    LicenseId,
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


def _vouches_for_license(source: Any) -> bool:
    vouches = source.get("vouches") if isinstance(source, dict) else None
    return isinstance(vouches, list) and "license" in vouches


def _renamed(source: Any) -> Any:
    if not _vouches_for_license(source):
        return source
    paths = ["code_license" if p == "license" else p for p in source["vouches"]]
    return {**source, "vouches": paths}


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

    code_license: Annotated[
        LicenseId | None,
        Field(validation_alias=AliasChoices("code_license", "license")),
    ] = None
    """Licence of the official code; `None` means that none was found stated. It may be
    written `license`, as it was called."""

    repository: Repository | None = None
    """Of `links.code`; `None` means that its host was not asked yet."""

    survey: Citation | None = None
    """`None` means that the survey does not cite it."""

    model: Model | None = None
    """Only for a paper that introduces a model that the catalogue is about."""

    @model_validator(mode="before")
    @classmethod
    def _vouched_for_as_it_was_called(cls, data: Any) -> Any:
        """Let what vouches for, or corrects, the licence as it was called go on."""
        sources = data.get("sources") if isinstance(data, dict) else None
        if isinstance(sources, list) and any(map(_vouches_for_license, sources)):
            data = {**data, "sources": [_renamed(source) for source in sources]}
        return data

    @property
    def license(self) -> str | None:
        """Licence of the official code, as it was called."""
        return self.code_license

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
