"""What a record says, also through its section and its paper; filters look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.query.library import Library
    from unisurvey.schema import Record, Section

LINKED = ("code", "demo", "weights", "project", "home")
HAS = (*LINKED, "arxiv", "doi", "venue", "authors", "license", "corrections")


def section_of(record: Record) -> str | None:
    """Return the id of the leaf section that holds the record, if one does."""
    match record:
        case Paper(model=model) if model:
            return model.section
        case Paper():
            return record.sections[0] if record.sections else None
        case Dataset() | Benchmark():
            return record.section
        case _:
            return None


def sections_of(record: Record) -> tuple[str, ...]:
    """Return the ids of all leaf sections that hold the record, its model's first."""
    first = section_of(record)
    more = (record.sections or ()) if isinstance(record, Paper) else ()
    return tuple(dict.fromkeys((*((first,) if first else ()), *more)))


def paradigm_of(record: Record, library: Library) -> str | None:
    """Return the paradigm: that of the section, else the one the model states."""
    section = _section(record, library)
    own = record.model.paradigm if isinstance(record, Paper) and record.model else None
    return (section.paradigm if section else None) or own


def encoding_of(record: Record, library: Library) -> str | None:
    """Return how images are encoded, as the section says; `None` where it does not."""
    section = _section(record, library)
    return section.encoding if section else None


def _section(record: Record, library: Library) -> Section | None:
    section_id = section_of(record)
    return library.vocabularies.sections[section_id] if section_id else None


def encoders_of(record: Record, side: str) -> tuple[str, ...]:
    """Return the encoders of one side, `understanding` or `generation`.

    A shared encoder is on both sides.
    """
    if not (isinstance(record, Paper) and record.model and record.model.encoders):
        return ()
    encoders = record.model.encoders
    return encoders.shared or getattr(encoders, side) or ()


def in_sections(record: Record, library: Library) -> Iterator[str]:
    """Yield the sections that hold a record, and those of papers that cite it."""
    yield from sections_of(record)
    places = (
        (record.survey and record.survey.cited_in) or ()
        if isinstance(record, Paper)
        else ()
    )
    for section in library.vocabularies.sections:
        if section.kind == "paper" and section.survey in places:
            yield section.id


def components(part: str) -> Callable[[Record, Library], Iterable[str]]:
    """Return a look at the components of one part; `encoder` is both sides."""

    def of(record: Record, _library: Library) -> Iterable[str]:
        if part == "encoder":
            return (
                *encoders_of(record, "understanding"),
                *encoders_of(record, "generation"),
            )
        if part.endswith("_encoder"):
            return encoders_of(record, part.removesuffix("_encoder"))
        model = record.model if isinstance(record, Paper) else None
        return getattr(model, part, None) or ()

    return of


def modalities(record: Record, _library: Library) -> Iterator[str]:
    """Yield what a model takes and gives: `audio`, `input:audio`."""
    found = (
        record.model.modalities if isinstance(record, Paper) and record.model else None
    )
    for side in ("input", "output"):
        for modality in getattr(found, side, None) or ():
            yield modality
            yield f"{side}:{modality}"


def has(record: Record, library: Library) -> Iterator[str]:
    """Yield the fields of `HAS` that the record or its paper states."""
    paper = library.paper_of(record)
    for holder in (record, paper):
        for name in HAS:
            if getattr(holder, name, None) or getattr(
                getattr(holder, "links", None), name, None
            ):
                yield name


def task(record: Record, library: Library) -> Iterator[str]:
    """Yield one text: what the section is called, and what a benchmark measures."""
    section = _section(record, library)
    names = (section.id, section.name, section.label or "") if section else ()
    evaluates = getattr(record, "evaluates", None) or ""
    yield f" {fold(' '.join((*names, evaluates)))}"


SURVEY_TABLES = {
    "1": ("models", "unified"),
    "2": ("models", "any-to-any"),
    "3": ("datasets", "datasets"),
    "4": ("benchmarks", "benchmarks"),
}
"""Table of the survey → the kind it holds and the top of the taxonomy it covers."""


def survey_place(record: Record, library: Library) -> tuple[str, int] | None:
    """Return the table of the survey and the row in it; `None` when it has none."""
    holder = record.model if isinstance(record, Paper) else record
    row: int | None = getattr(holder, "survey_row", None)
    leaf = section_of(record)
    for number, (_, top) in SURVEY_TABLES.items():
        sections = library.vocabularies.sections
        below = sections[top].walk() if top in sections else ()
        if row is not None and any(section.id == leaf for section in below):
            return number, row
    return None


def survey_table(record: Record, library: Library) -> Iterator[str]:
    """Yield the number of the survey's table that has the record."""
    if place := survey_place(record, library):
        yield place[0]


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
