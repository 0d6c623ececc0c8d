"""Closed vocabularies that are data: taxonomy, venues, components and licences.

A value is accepted by id, by name or by alias, whatever its case, and is always
kept as the id. Validation finds the vocabularies in pydantic's context, so the
schema itself reads no file; without a context every well-formed id is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Generic, Protocol, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from unisurvey.errors import UnknownValueError, did_you_mean
from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR
from unisurvey.schema.entries import (
    Component,
    KnownSource,
    License,
    MaskName,
    Section,
    Venue,
)


class _Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...] | None: ...


E = TypeVar("E", bound=_Entry)


class Vocabulary(Generic[E]):
    """An ordered closed list whose entries answer to id, name and aliases."""

    def __init__(self, what: str, entries: Iterable[E]) -> None:
        self.what = what
        self.entries = tuple(entries)
        self.by_id: dict[str, E] = {entry.id: entry for entry in reversed(self.entries)}

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
            words = (entry.name, *(entry.aliases or ()), getattr(entry, "survey", None))
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
            raise UnknownValueError(self.what, value, self.spellings) from None


@dataclass(frozen=True)
class Vocabularies:
    """The closed vocabularies a record may refer to."""

    sections: Vocabulary[Section]
    """All sections, parents before children, in the survey's order."""

    venues: Vocabulary[Venue]
    components: Vocabulary[Component]
    licenses: Vocabulary[License]
    sources: Vocabulary[KnownSource] = field(
        default_factory=lambda: Vocabulary("source", ())
    )
    """Addresses whose class is known; the first that fits counts."""

    @property
    def taxonomy(self) -> tuple[Section, ...]:
        """Top-level sections, in the survey's order."""
        below = {c.id for s in self.sections for c in s.children or ()}
        return tuple(s for s in self.sections if s.id not in below)


def _resolve(vocabulary: Vocabulary[Any], value: str) -> str:
    try:
        return vocabulary.resolve(value)
    except UnknownValueError as error:
        raise PydanticCustomError(
            "vocabulary",
            "unknown {what} {value}{suggestion}",
            {
                "what": vocabulary.what,
                "value": repr(value),
                "suggestion": did_you_mean(error.close),
            },
        ) from None


def _resolve_component(value: str, info: ValidationInfo) -> str:
    known: Vocabularies | None = info.context
    return _resolve(known.components, value) if known else value


def _resolve_license(value: str, info: ValidationInfo) -> str:
    known: Vocabularies | None = info.context
    return _resolve(known.licenses, value) if known else value


def _resolve_section(value: str, info: ValidationInfo) -> str:
    known: Vocabularies | None = info.context
    if not known:
        return value
    section_id = _resolve(known.sections, value)
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
    known: Vocabularies | None = info.context
    return f"{_resolve(known.venues, name)}-{year}" if known else value


MASKS = {"bidirect.": "bidirectional", "bidirect": "bidirectional"}
"""Other spellings of attention masks, folded."""


def canonical_mask(value: Any) -> Any:
    """Return a mask's word as records have it; anything but a text as it is."""
    return (
        MASKS.get(value.casefold(), value.casefold())
        if isinstance(value, str)
        else value
    )


ComponentId = Annotated[
    str,
    AfterValidator(_resolve_component),
    Field(json_schema_extra={"x-vocabulary": "component"}),
]
LicenseId = Annotated[
    str,
    AfterValidator(_resolve_license),
    Field(json_schema_extra={"x-vocabulary": "license"}),
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
Mask = Annotated[MaskName, BeforeValidator(canonical_mask)]
