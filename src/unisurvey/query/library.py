"""What selection may ask the catalogue, which stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from unisurvey.schema import Paper, Record, Vocabularies


class Library(Protocol):
    """What a filter may ask the catalogue."""

    @property
    def vocabularies(self) -> Vocabularies:
        """The closed vocabularies."""
        ...

    def paper_of(self, record: Record) -> Paper | None:
        """Return the paper behind a record."""
        ...
