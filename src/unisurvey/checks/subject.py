"""One record as its checks see it: what several of them look at is worked out once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from unisurvey.schema import Record
from unisurvey.schema.hosted import Hosted, hosted
from unisurvey.schema.provenance import stated_fields

if TYPE_CHECKING:
    from collections.abc import Collection

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place

R = TypeVar("R", bound=Record)

_SOUND = re.compile(
    r"https://(?:arxiv\.org/abs/[\d.]*\d(?:v\d+)?"
    r"|github\.com/[\w-]+/[\w.-]+/blob/[\da-f]{7,40}/(?:[\w-]+/)*[\w-]+\.[A-Za-z]+)",
    re.ASCII,
)
"""Addresses of most sources, with which nothing can be wrong; to take one apart costs
more than all else that is done with a source."""


class Link(NamedTuple):
    """An address that a record gives for itself."""

    loc: Place
    url: str


class SourceAddress(NamedTuple):
    """An address at which something is stated."""

    loc: Place
    url: str
    hosted: Hosted | None


class Subject(Generic[R]):
    """A record, and the catalogue that it stands in."""

    def __init__(self, record: R, catalog: Catalog) -> None:
        self.record = record
        self.catalog = catalog

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Dotted paths of the facts that the record states."""
        return stated_fields(self.record)

    @cached_property
    def stated(self) -> frozenset[str]:
        """Those of `paths` that hold a value."""
        absent = self.record.absent or ()
        fields = [field for field in self.fields if field not in absent]
        return frozenset(path for field in fields for path in (field, *_above(field)))

    @cached_property
    def paths(self) -> frozenset[str]:
        """Paths that cover a stated fact: its own, and those above it."""
        above = (path for field in self.fields for path in _above(field))
        return frozenset((*self.fields, *above))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The pages of the work, without those of its sources."""
        return links(self.record)

    @cached_property
    def addresses(self) -> tuple[SourceAddress, ...]:
        """Addresses of sources, corrections and status, without those surely sound."""
        record = self.record
        found: list[tuple[Place, str | None]] = [
            (("sources", n, "url"), source.url)
            for n, source in enumerate(record.sources)
        ]
        found += [
            (("corrections", n, "source"), correction.source)
            for n, correction in enumerate(record.corrections or ())
        ]
        if record.status:
            found.append((("status", "source"), record.status.source))
        return tuple(
            SourceAddress(loc, url, hosted(url))
            for loc, url in found
            if url and not _SOUND.fullmatch(url)
        )


def links(record: Record) -> tuple[Link, ...]:
    """Return the pages of a work, without those of its sources."""
    stated = getattr(record, "links", None) or ()
    found = [Link(("links", name), url) for name, url in stated if url]
    if url := getattr(record, "url", None):
        found.append(Link(("url",), url))
    return tuple(found)


def is_covered(field: str, vouched: Collection[str]) -> bool:
    """Return whether one of many paths covers a field."""
    return field in vouched or any(path in vouched for path in _above(field))


def _above(path: str) -> list[str]:
    parts = path.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]
