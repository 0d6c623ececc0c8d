"""Fields of a record that is being drafted, each with who vouches for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Doubt(NamedTuple):
    """Something that a person must decide, because no service states it for certain."""

    field: str
    """Of the record, as a dotted path."""

    why: str
    """What was found instead; one clause."""


class Held(NamedTuple):
    """A value and the addresses of the pages that state it."""

    value: Any
    urls: tuple[str, ...]


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

    def say(self, path: str, value: Any, urls: Iterable[str]) -> None:
        """Set a field, unless the value is `None` or empty."""
        if value not in (None, "", [], ()):
            self.held[path] = Held(value, tuple(dict.fromkeys(urls)))

    def value(self, path: str) -> Any:
        """Return a field's value, or `None`."""
        found = self.held.get(path)
        return found.value if found else None

    def urls(self, path: str) -> tuple[str, ...]:
        """Return who vouches for a field."""
        found = self.held.get(path)
        return found.urls if found else ()

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
            for url in held.urls:
                vouched.setdefault(url, []).append(path)
        return [{"url": url, "vouches": paths} for url, paths in vouched.items()]
