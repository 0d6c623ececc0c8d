"""What filters see in a record, beyond its place in the taxonomy and its components."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.query.folding import fold
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.query.facets import Library
    from unisurvey.schema import Record


def venues(record: Record, library: Library) -> Iterator[str]:
    """Yield the venue with and without its year, and those it is part of."""
    paper = library.paper_of(record)
    if paper is None or paper.venue is None:
        yield "arxiv" if paper and paper.arxiv else ""
        return
    venue, year = split_edition(paper.venue)
    while venue:
        yield venue
        yield f"{venue}-{year}"
        venue = library.vocabularies.venues[venue].part_of or ""


def authors(record: Record, library: Library) -> Iterator[str]:
    """Yield the names of the authors, folded."""
    paper = library.paper_of(record)
    yield from (fold(str(author)) for author in (paper and paper.authors) or ())


def haystack(record: Record, library: Library) -> Iterator[str]:
    """Yield one text of everything that identifies a record."""
    paper = library.paper_of(record)
    holders = (record, paper, getattr(record, "model", None))
    names = ("name", "title", "key", "arxiv", "evaluates")
    words = [
        *(record.id, *(record.aliases or ())),
        *(getattr(holder, name, None) or "" for holder in holders for name in names),
        *((paper and paper.other_titles) or ()),
        *(str(author) for author in (paper and paper.authors) or ()),
    ]
    yield f" {fold(' '.join(words))} "


def cited(record: Record, library: Library) -> Iterator[str]:
    """Yield reference numbers of the survey, and the places that cite the record."""
    paper = library.paper_of(record)
    if not (paper and paper.survey):
        return
    yield from (str(number) for number in paper.survey.references or ())
    for place in paper.survey.cited_in or ():
        parts = place.split(".")
        yield from ("§" + ".".join(parts[: n + 1]) for n in range(len(parts)))


def things(side: str) -> Callable[[Record, Library], Iterable[str]]:
    """Return a look at what goes into a benchmark, or comes out of it."""

    def of(record: Record, _library: Library) -> Iterator[str]:
        yield from (f" {fold(thing)}" for thing in getattr(record, side, None) or ())

    return of
