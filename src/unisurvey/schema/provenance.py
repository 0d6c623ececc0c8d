"""Where a value comes from, and where the survey or its list says something else."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import (
    BaseModel,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from unisurvey.schema.base import (
    CheckCode,
    Filed,
    Frozen,
    Many,
    PartialDate,
    Slug,
    Text,
    Url,
)
from unisurvey.schema.extra import More
from unisurvey.schema.model import Variant
from unisurvey.schema.vocabulary import Claims, PublicationPlace


class Source(Frozen):
    """A place that vouches for some of a record's fields: a public one, or a file."""

    url: Url | None = None
    """Where anybody can look it up; a file of a repository at a commit."""

    file: Text | None = None
    """Name of a file that nobody else can look up, such as `refs.bib`, instead of an
    address. What it alone vouches for is `unverified`."""

    at: Text | None = None
    """Place inside the source, such as `Table 1`."""

    vouches: Many[Text]
    """Fields as dotted paths; a path covers all below it, so `model` covers the block."""

    note: Text | None = None
    """What the source says where that is not obvious."""

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.url is None) == (self.file is None):
            raise PydanticCustomError(
                "source_place",
                "a source with neither or both of url and file, expected one of them",
            )
        return self

    @property
    def place(self) -> str:
        """Address, or name of the file."""
        return self.url or f"file {self.file}"


class Correction(Frozen):
    """A value of the survey or its list from which the record differs on purpose."""

    in_: PublicationPlace = Field(alias="in")
    """Which publication."""

    field: Text
    """Field of the record, as a dotted path."""

    was: Text
    """What the publication says, as printed."""

    reason: Text
    """Why the record says something else; one clause."""

    source: Url
    """Where that can be checked."""


class CheckException(Frozen):
    """A finding of a check that is right as it is."""

    check: CheckCode
    """Code of the check, as `unisurvey checks` lists it."""

    field: Text | None = None
    """Field it is about, as a dotted path; `None` means the whole record."""

    reason: Text
    """Why it is right; one clause, for readers."""


class Status(Frozen):
    """What became of a work after its publication."""

    kind: Literal["withdrawn", "retracted", "superseded"]
    """What happened."""

    by: Slug | None = None
    """Record that takes its place; `None` when nothing does."""

    source: Url
    """Where that is stated."""

    @property
    def note(self) -> str:
        """Sentence for whoever cites the work."""
        return f"{self.kind.capitalize()}, see {self.source}"


class Record(Filed):
    """Fields that records of every kind have."""

    aliases: Many[Slug] | None = None
    """Former ids and short names under which the record is found too."""

    addresses: Claims | None = None
    """Challenges that it says it addresses, each with what it claims in a clause; `None`
    means that no source was found to say so."""

    more: More | None = None
    """Values of the fields that `data/catalogue.yaml` adds, by their ids."""

    absent: Many[Text] | None = None
    """Fields, as dotted paths, of which a source says that there is nothing to state,
    such as `links.weights` of a model whose weights are kept."""

    gaps: Many[Text] | None = None
    """Fields, as dotted paths, for which somebody looked and found no source."""

    status: Status | None = None
    """`None` means nothing is known to have changed since publication."""

    corrections: Many[Correction] | None = None
    """Differences from the survey and its list, each with a source."""

    exceptions: Many[CheckException] | None = None
    """Findings of checks that are right as they are; each must still be found."""

    unverified: Many[Text] | None = None
    """Fields, as dotted paths, that no service and no opened page has confirmed."""

    notes: Many[Text] | None = None
    """Remarks for readers; also the place for what would be a comment."""

    sources: Many[Source]
    """Who vouches for which field."""

    added: PartialDate
    """Day the record entered the catalogue."""

    @model_validator(mode="after")
    def _more_is_of_its_kind(self, info: ValidationInfo) -> Self:
        if self.more and (known := info.context):
            kinds = kinds_of(self)
            wrong = [
                InitErrorDetails(
                    type=PydanticCustomError(
                        "extra_field",
                        "field {name} is one of {kinds}",
                        {"name": repr(name), "kinds": ", ".join(of)},
                    ),
                    loc=("more", name),
                    input=value,
                )
                for name, value in self.more.items()
                if not kinds & set(of := known.extra[name].of)
            ]
            if wrong:
                raise ValidationError.from_exception_data("more", wrong)
        return self

    def __hash__(self) -> int:
        """Return a number that equal records share; `more` has none of its own."""
        return hash((type(self), self.id))

    def __str__(self) -> str:
        """Return a line for people: kind, id, and what the work is called."""
        model = getattr(self, "model", None)
        name = getattr(model or self, "name", None) or getattr(self, "title", "")
        kind = "model" if model else type(self).__name__.lower()
        return f"{kind} {self.id}: {name}"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from unisurvey.schema.notebook import record_html

        return record_html(self)


_BOOKS = (
    *(
        "absent",
        "gaps",
        "status",
        "corrections",
        "exceptions",
        "unverified",
        "notes",
        "sources",
        "added",
    ),
)
TRAILING = ("addresses", "more", *_BOOKS)
"""Fields of every record that its canonical text holds last, in this order."""

BOOKKEEPING = frozenset({"id", "key", "aliases", "authors_complete", *_BOOKS})
"""Top-level fields that state no fact of the outside world and need no source."""

DECIDED = frozenset(
    {"section", "sections", "comparable_on"}
    | {f"model.section{part}" for part in ("", "_by", "_reason", "_alternatives")}
)
"""Fields that the catalogue's maintainers decide; a source may vouch, but need not."""


def stated_fields(record: Record) -> tuple[str, ...]:
    """Return the dotted paths of the facts that a record states, lists as one fact.

    That there is nothing to state is one too. A field of variants is one for all of them.
    """
    stated = (
        path for path in _leaves(record) if path.partition(".")[0] not in BOOKKEEPING
    )
    return (*stated, *(record.absent or ()))


def _leaves(model: BaseModel, above: str = "") -> Iterator[str]:
    for name, value in vars(model).items():
        if isinstance(value, BaseModel):
            yield from _leaves(value, f"{above}{name}.")
        elif isinstance(value, dict):
            yield from (f"{above}{name}.{key}" for key in value)
        elif value and isinstance(value, tuple) and isinstance(value[0], Variant):
            stated = {field for each in value for field, held in each if held}
            fields = (f for f in Variant.model_fields if f in stated and f != "id")
            yield from (f"{above}{name}.{field}" for field in fields)
        elif value is not None:
            yield f"{above}{name}"


def kinds_of(record: Record) -> set[str]:
    """Return the kinds that a record is of; a model's paper is a paper too."""
    model = getattr(record, "model", None)
    return {f"{type(record).__name__.lower()}s", *(("models",) if model else ())}


def is_unverified(record: Record, field: str) -> bool:
    """Return whether a field of a record is one that nobody confirmed."""
    return any(covers(path, field) for path in record.unverified or ())


def covers(vouched: str, field: str) -> bool:
    """Return whether vouching for `vouched` vouches for `field`."""
    return field == vouched or field.startswith(f"{vouched}.")
