"""What the outside world says that a record does not, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from unisurvey.matching import squeeze
from unisurvey.schema.provenance import Source, covers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Record

Place = tuple[str, ...]
ChangeKind = Literal[
    "published",
    "revised",
    "withdrawn",
    "retracted",
    "repository",
    "license",
    "moved",
    "identifier",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that would be replaced."""

    place: Place
    """Field, from the top of the record."""

    old: Any
    """As YAML gives it; `None` where the record does not state it."""

    new: Any
    source: Source | None = None
    """Who vouches for the new value; `None` where the value names its own source."""

    @property
    def field(self) -> str:
        """Dotted path."""
        return ".".join(self.place)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed about one record; its edits belong together."""

    record: Record
    kind: ChangeKind
    note: str
    """Who says so, or what a person must decide; one clause."""

    edits: tuple[Edit, ...] = ()
    decided: bool = True
    """Whether it is certain enough to be written without a person."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that got no usable answer."""

    service: str
    reason: str
    """Why the last of them got none."""

    missed: int
    """How many."""

    asked: int
    """Of how many."""


def edit(
    record: Record, place: Place, new: Any, source: Source | None
) -> tuple[Edit, ...]:
    """Return the edit that gives a field a value; nothing when it has it already."""
    old = value_at(record, place)
    return () if old == new else (Edit(place, old, new, source),)


def value_at(record: Record, place: Place) -> Any:
    """Return a field as YAML gives it; `None` when it is not stated."""
    value: Any = record.model_dump(mode="json", exclude_none=True, include={place[0]})
    for part in place:
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value


def witness(url: str, place: Place, note: str | None = None) -> Source:
    """Return a source whose `vouches` says where it is first needed."""
    return Source(url=url, vouches=(".".join(place),), note=note)


def retitled(record: Record, title: str, source: Source) -> Iterable[Edit]:
    """Yield the edits that give a paper another title and keep the old one.

    Who vouched for the old title goes on vouching for it, as one of the other titles.
    """
    old: str = value_at(record, ("title",))
    others: list[str] = value_at(record, ("other_titles",)) or []
    yield Edit(("title",), old, title, source)
    kept = [*(other for other in others if squeeze(other) != squeeze(title)), old]
    before = next(
        (s for s in record.sources if any(covers(v, "title") for v in s.vouches)), None
    )
    if not others:
        yield Edit(("other_titles",), None, kept, before)
    else:
        yield Edit(("other_titles",), others, kept, None)
