"""Who vouches for which field of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields import fields_of
from unisurvey.records.source_classes import from_lists_alone
from unisurvey.schema.provenance import covers, is_unverified, stated_fields
from unisurvey.site.pieces import TextPiece, of_text
from unisurvey.views.flat import kind_of
from unisurvey.views.wording import ALONE, UNVERIFIED

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


class Vouched(NamedTuple):
    """A field with the numbers of its sources."""

    words: str
    remark: str
    """That a list alone says so, or nobody has confirmed it."""

    sources: list[int]


class Opened(NamedTuple):
    """A source, and what of it was read."""

    place: TextPiece
    at: str
    note: list[TextPiece]


class Proof(NamedTuple):
    """Fields and sources of a record."""

    fields: list[Vouched]
    sources: list[Opened]
    """The first is number 1."""


def proof_of(record: Record, catalog: Catalog) -> Proof:
    """Return every fact that a record states with its sources."""
    words = {field.place: field.words for field in fields_of(kind_of(record), catalog)}
    alone = from_lists_alone(record, catalog)
    fields = []
    for path in stated_fields(record):
        remarks = (
            ALONE if path in alone else "",
            UNVERIFIED.strip("()") if is_unverified(record, path) else "",
        )
        numbers = [
            n
            for n, source in enumerate(record.sources, 1)
            if any(covers(vouched, path) for vouched in source.vouches)
        ]
        fields.append(
            Vouched(_words(path, words), ", ".join(filter(None, remarks)), numbers)
        )
    sources = [
        Opened(
            TextPiece(source.place, url=source.url),
            source.at or "",
            of_text(source.note or ""),
        )
        for source in record.sources
    ]
    return Proof(fields, sources)


def _words(path: str, known: dict[str, str]) -> str:
    """Return what a field is called; of a variant, what a place is."""
    if path in known:
        return known[path]
    last = path.split(".")[-2:] if "variants" in path else path.split(".")[-1:]
    return " ".join(last).replace("_", " ")
