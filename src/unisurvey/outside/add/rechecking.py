"""What nobody has confirmed of a record, held against what services say of its work."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownSourceError
from unisurvey.matching import address, has_title, squeeze
from unisurvey.outside.add.facts import gather
from unisurvey.outside.refresh.changes import value_at
from unisurvey.outside.services import recognise
from unisurvey.outside.services.sameness import same_beginning
from unisurvey.records.editing import edited
from unisurvey.schema.provenance import Source, is_unverified, stated_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.facts import Statements
    from unisurvey.outside.services import Reference
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Vocabularies

_OF_TITLE = frozenset({"title", "name", "model.name", "paper"})
"""Fields that hold when the title does: it names the work."""


@dataclass(frozen=True)
class ServiceAnswer:
    """What services say of one unverified field."""

    field: str
    """Dotted path."""

    held: Any
    """As YAML gives it."""

    said: Any
    """Likewise; `None` where no service states the field."""

    place: str = ""
    """Page that says so."""

    agrees: bool = False


def references_of(record: Record, catalog: Catalog) -> list[Reference]:
    """Return what services can be asked about a record's work: its own identifiers."""
    paper = catalog.paper_of(record)
    home = getattr(getattr(record, "links", None), "home", None)
    words = [paper.arxiv, paper.doi, paper.url] if paper else []
    found: dict[Reference, None] = {}
    for word in filter(None, [*words, home]):
        with suppress(UnknownSourceError):
            found[recognise(word)] = None
    return list(found)


def answers(
    record: Record, works: Sequence[Work], catalog: Catalog
) -> tuple[ServiceAnswer, ...]:
    """Return what services say of each unverified field.

    A page under another title confirms nothing: an identifier may lead to another work.
    """
    paper = catalog.paper_of(record)
    own = [
        work
        for work in works
        if work.kind != "paper" or (paper and has_title(paper, work.title or ""))
    ]
    facts = gather(own, catalog.vocabularies)

    def answer(field: str) -> ServiceAnswer:
        held = value_at(record, tuple(field.split(".")))
        if field == "authors":
            return _authors(record, held, own)
        if field in _OF_TITLE:
            return _title(field, held, own, works)
        return _value(field, held, facts)

    stated = stated_fields(record)
    return tuple(answer(field) for field in stated if is_unverified(record, field))


def confirmed(
    record: Record, found: Sequence[ServiceAnswer], vocabularies: Vocabularies
) -> Record:
    """Return the record, the pages that agree vouching for what they confirm."""
    for answer in found:
        if answer.agrees:
            place = tuple(answer.field.split("."))
            source = Source(url=answer.place, vouches=(answer.field,))
            record = edited(record, {place: answer.held}, vocabularies, source)
    return record


def _title(
    field: str, held: Any, own: Sequence[Work], works: Sequence[Work]
) -> ServiceAnswer:
    for work in own:
        if work.title and (field == "paper" or squeeze(held) in squeeze(work.title)):
            return ServiceAnswer(field, held, work.title, work.page, agrees=True)
    other = next((work for work in works if work.title), None)
    if field != "title" or other is None:
        return ServiceAnswer(field, held, None)
    return ServiceAnswer(field, held, other.title, other.page)


def _authors(record: Record, held: Any, works: Sequence[Work]) -> ServiceAnswer:
    names = getattr(record, "authors", ())
    cut = getattr(record, "authors_complete", None) is False
    stated = [work for work in works if work.kind == "paper" and work.authors]
    alike = [
        work
        for work in stated
        if (cut or len(work.authors) == len(names))
        and same_beginning(names, work.authors)
    ]
    work = next(iter([*alike, *stated]), None)
    if work is None:
        return ServiceAnswer("authors", held, None)
    said = [str(author) for author in work.authors]
    return ServiceAnswer("authors", held, said, work.page, agrees=bool(alike))


def _value(field: str, held: Any, facts: Statements) -> ServiceAnswer:
    said = facts.value(field)
    if said is None:
        return ServiceAnswer(field, held, None)
    places = [place for place in facts.places(field) if "://" in place]
    agrees = bool(places) and _same(field, held, said)
    return ServiceAnswer(field, held, said, places[0] if places else "", agrees)


def _same(field: str, held: Any, said: Any) -> bool:
    if field == "date":  # a month is confirmed by a day of it
        return str(said).startswith(str(held))
    if isinstance(held, str) and isinstance(said, str):
        links = field == "url" or field.startswith("links.")
        return (
            address(held) == address(said) if links else squeeze(held) == squeeze(said)
        )
    return bool(held == said)
