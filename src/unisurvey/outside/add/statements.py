"""Fields of a record that is being drafted, each with who vouches for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.outside.add.pages import is_public
from unisurvey.schema.provenance import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Doubt(NamedTuple):
    """Something that a person must decide, because no service states it for certain."""

    field: str
    """Of the record, as a dotted path."""

    why: str
    """What was found instead; one clause."""


class Held(NamedTuple):
    """A value and who states it: addresses of pages, names of files."""

    value: Any
    places: tuple[str, ...]


@dataclass
class Statements:
    """What is to stand in a record; a later word on a field replaces an earlier one."""

    held: dict[str, Held] = field(default_factory=dict)
    """By dotted path."""

    notes: list[str] = field(default_factory=list)
    """Where pages disagree."""

    doubts: list[Doubt] = field(default_factory=list)
    status: dict[str, str] | None = None
    exceptions: list[dict[str, str]] = field(default_factory=list)
    """Findings of checks that are right as they are."""

    cut: bool = False
    """Whether more authors follow those that are stated."""

    def say(self, path: str, value: Any, places: Iterable[str] = ()) -> None:
        """Set a field, unless the value is `None` or empty."""
        if value not in (None, "", [], ()):
            self.held[path] = Held(value, tuple(dict.fromkeys(places)))

    def value(self, path: str) -> Any:
        """Return a field's value, or `None`."""
        found = self.held.get(path)
        return found.value if found else None

    def places(self, path: str) -> tuple[str, ...]:
        """Return who states a field."""
        found = self.held.get(path)
        return found.places if found else ()

    def doubt(self, path: str, why: str) -> None:
        """Leave a field to a person."""
        self.doubts.append(Doubt(path, why))

    def record(self, **bookkeeping: Any) -> dict[str, Any]:
        """Return the data of a record as YAML gives it, sources included."""
        data: dict[str, Any] = dict(bookkeeping)
        for path, held in self.held.items():
            *above, last = path.split(".")
            block = data
            for part in above:
                block = block.setdefault(part, {})
            block[last] = held.value
        if self.cut and "authors" in self.held:
            data["authors_complete"] = False
        if unverified := self._unverified():
            data["unverified"] = unverified
        if self.exceptions:
            data["exceptions"] = self.exceptions
        if self.notes:
            data["notes"] = self.notes
        if self.status:
            data["status"] = self.status
        return data | {"sources": self._sources()}

    def _sources(self) -> list[Mapping[str, Any]]:
        vouched: dict[str, list[str]] = {}
        for path, held in self.held.items():
            for place in held.places:
                vouched.setdefault(place, []).append(path)
        return [
            {"url" if is_public(place) else "file": place, "vouches": paths}
            for place, paths in vouched.items()
        ]

    def _unverified(self) -> list[str]:
        """Return the fields that no public page states."""
        return [
            path
            for path, held in self.held.items()
            if path not in DECIDED and not any(map(is_public, held.places))
        ]
