"""Closed vocabularies, all of which are data: taxonomy, venues, components and words.

A value is accepted by id, by name or by alias, whatever its case, and is always
kept as the id. Validation finds the vocabularies in pydantic's context, so the
schema itself reads no file; without a context every well-formed id is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from unisurvey.errors import UnknownValueError, close_matches
from unisurvey.schema.base import Text
from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR


class _Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str | None: ...


E = TypeVar("E", bound=_Entry)


class Vocabulary(Generic[E]):
    """An ordered closed list whose entries answer to id, name and aliases."""

    def __init__(self, what: str, entries: Iterable[E]) -> None:
        self.what = what
        self.entries = tuple(entries)
        self.by_id: dict[str, E] = {}
        for entry in self.entries:
            self.by_id.setdefault(entry.id, entry)

    def __iter__(self) -> Iterator[E]:
        return iter(self.entries)

    def __getitem__(self, entry_id: str) -> E:
        return self.by_id[entry_id]

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.by_id

    @cached_property
    def meanings(self) -> dict[str, tuple[str, ...]]:
        """Every name, alias and survey number, folded, with the ids it stands for."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.entries:
            words = (
                entry.name,
                *(getattr(entry, "aliases", None) or ()),
                *_places(entry),
                getattr(entry, "short", None),
            )
            for word in {word.casefold() for word in words if word}:
                found[word] = (*found.get(word, ()), entry.id)
        return found

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every accepted spelling, folded, with the one id it stands for."""
        found = {word: ids[0] for word, ids in self.meanings.items() if len(ids) == 1}
        found.update({entry_id.casefold(): entry_id for entry_id in self.by_id})
        return found

    def resolve(self, value: str) -> str:
        """Return the id that `value` stands for.

        Raises:
            UnknownValueError: nothing in the vocabulary is spelled so.
        """
        if value in self.by_id:
            return value
        try:
            return self.spellings[value.casefold()]
        except KeyError:
            raise self._unknown(value) from None

    def find(self, value: str) -> tuple[str, ...]:
        """Return the ids that `value` stands for; several where they share an alias.

        Raises:
            UnknownValueError: nothing in the vocabulary is spelled so.
        """
        found = self.spellings.get(value.casefold())
        ids = (found,) if found else self.meanings.get(value.casefold(), ())
        if not ids:
            raise self._unknown(value)
        return ids

    def _unknown(self, value: str) -> UnknownValueError:
        folded = value.casefold()
        meant = self.meanings.get(folded)  # several, or it would not be unknown
        near = meant or close_matches(value, self.by_id)
        known = near or (*self.spellings, *self.meanings)
        named = (ids for text, ids in self.meanings.items() if folded in text)
        within = dict.fromkeys(chain.from_iterable(named)) if len(folded) > 2 else None
        return UnknownValueError(self.what, value, known, meant or within or self.by_id)


def _places(entry: object) -> tuple[str, ...]:
    """Return where the survey defines an entry."""
    found = getattr(entry, "survey", None) or ()
    return (found,) if isinstance(found, str) else tuple(found)


def resolve_word(
    vocabulary: Vocabulary[Any], value: str, what: str | None = None
) -> str:
    """Return the id that a value stands for.

    Args:
        vocabulary: Of the value.
        value: As it is written.
        what: What the words of the file are called that has it, where that is another.

    Raises:
        PydanticCustomError: nothing in the vocabulary is spelled so.
    """
    try:
        return vocabulary.resolve(value)
    except UnknownValueError as error:
        raise PydanticCustomError(
            "vocabulary",
            "{message}",
            {"what": what or vocabulary.what, "message": str(error)},
        ) from None


VOCABULARY_OF = {
    "challenge": "challenges",
    "component": "components",
    "component kind": "component_kinds",
    "condition": "conditions",
    "encoding": "encodings",
    "license": "licenses",
    "mask": "masks",
    "modality": "modalities",
    "organization": "organizations",
    "paradigm": "paradigms",
    "publication": "publications",
    "task": "tasks",
}
"""`x-vocabulary` of a field → the attribute of `Vocabularies` that has its words."""


def _word_of(name: str) -> tuple[AfterValidator, Any]:
    """Return what makes a text a word of the vocabulary of a name."""
    attribute = VOCABULARY_OF[name]

    def resolve(value: str, info: ValidationInfo) -> str:
        known: Any = info.context
        return resolve_word(getattr(known, attribute), value) if known else value

    return AfterValidator(resolve), Field(json_schema_extra={"x-vocabulary": name})


def _resolve_reference(value: int, info: ValidationInfo) -> int:
    known: Any = info.context
    survey = known.about.survey if known else None
    if survey and survey.references and value > survey.references:
        raise PydanticCustomError(
            "reference",
            "{value} is beyond the last reference, expected at most {last}",
            {"value": value, "last": survey.references},
        )
    return value


def _resolve_section(value: str, info: ValidationInfo) -> str:
    known: Any = info.context
    if not known:
        return value
    section_id = resolve_word(known.sections, value)
    if known.sections[section_id].children:
        leaves = ", ".join(leaf.id for leaf in known.sections[section_id].leaves)
        raise PydanticCustomError(
            "vocabulary",
            "section {value} has subsections, expected one of {leaves}",
            {"value": repr(value), "leaves": leaves},
        )
    return section_id


def split_edition(edition: str) -> tuple[str, int]:
    """Split `iclr-2025` into the venue's id and the year."""
    venue, _, year = edition.rpartition("-")
    return venue, int(year)


def _join_edition(value: Any) -> Any:
    """Accept `{venue: iclr, year: 2025}` and `ICLR 2025` for `iclr-2025`."""
    if isinstance(value, dict) and value.keys() == {"venue", "year"}:
        return f"{value['venue']}-{value['year']}"
    return value


def _resolve_edition(value: str, info: ValidationInfo) -> str:
    name, year = value[:-5], value[-4:]
    if not (name and value[-5] in "- " and year.isascii() and year.isdecimal()):
        raise PydanticCustomError(
            "venue_edition",
            "{value} is not a venue with a year, expected one such as 'iclr-2025'",
            {"value": repr(value)},
        )
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise PydanticCustomError(
            "venue_edition", "{value} has an impossible year", {"value": repr(value)}
        )
    known: Any = info.context
    return f"{resolve_word(known.venues, name)}-{year}" if known else value


def _in_order(
    stated: dict[str, str],
    valid: ValidatorFunctionWrapHandler,
    info: ValidationInfo,
) -> dict[str, str]:
    """Return the claims in the order of the vocabulary."""
    found: dict[str, str] = valid(stated)
    if len(found) < len(stated):
        raise PydanticCustomError(
            "repeated_challenge",
            "two of {keys} stand for the same challenge",
            {"keys": ", ".join(map(repr, stated))},
        )
    known: Any = info.context
    return (
        {c.id: found[c.id] for c in known.challenges if c.id in found}
        if known
        else found
    )


def _check_clause(value: str) -> str:
    if value.endswith("."):
        raise PydanticCustomError(
            "clause",
            "{value} ends with a full stop, expected one clause without one",
            {"value": repr(value)},
        )
    return value


ChallengeId = Annotated[str, *_word_of("challenge")]
Claims = Annotated[
    dict[ChallengeId, Annotated[Text, AfterValidator(_check_clause)]],
    Field(min_length=1),
    WrapValidator(_in_order),
]
"""Challenge → what a work says that it does about it."""

ComponentId = Annotated[str, *_word_of("component")]
LicenseId = Annotated[str, *_word_of("license")]
OrganizationId = Annotated[str, *_word_of("organization")]
Paradigm = Annotated[str, *_word_of("paradigm")]
Encoding = Annotated[str, *_word_of("encoding")]
Modality = Annotated[str, *_word_of("modality")]
Mask = Annotated[str, *_word_of("mask")]
ComponentKind = Annotated[str, *_word_of("component kind")]
Task = Annotated[str, *_word_of("task")]
ConditionId = Annotated[str, *_word_of("condition")]
PublicationPlace = Annotated[str, *_word_of("publication")]
Reference = Annotated[
    int,
    Field(ge=1, json_schema_extra={"x-vocabulary": "reference"}),
    AfterValidator(_resolve_reference),
]
SectionId = Annotated[
    str,
    AfterValidator(_resolve_section),
    Field(json_schema_extra={"x-vocabulary": "section"}),
]
VenueEdition = Annotated[
    str,
    BeforeValidator(_join_edition),
    AfterValidator(_resolve_edition),
    Field(json_schema_extra={"x-vocabulary": "venue"}),
]
