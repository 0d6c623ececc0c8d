"""What a record says, also through its section and its paper; filters look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from unisurvey.text.addresses import arxiv_address, doi_address
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import BaseModel

    from unisurvey.schema import Dataset, Model, Paper, Record, Section, Vocabularies

LINKED = ("code", "demo", "weights", "project", "home")
HAS = (*LINKED, "arxiv", "doi", "venue", "authors", "license", "corrections")


PARTS = ("backbone", "understanding_encoder", "generation_encoder", "decoder")
"""Places of a model that components fill."""


class Library(Protocol):
    """What the look at a record may ask the catalogue, which stands above it."""

    @property
    def vocabularies(self) -> Vocabularies:
        """The closed vocabularies."""
        ...

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """What models are trained on."""
        ...

    def plain_scores(self, benchmark: str) -> Mapping[str, Sequence[float]]:
        """Return, by id of the model, what authors say of its variants, the best first.

        Args:
            benchmark: Id or name, or one of its metrics: `geneval/counting`.
        """
        ...

    def paper_of(self, record: Record) -> Paper | None:
        """Return the paper behind a record."""
        ...


def held(holder: BaseModel | None, name: str) -> Any:
    """Return what stands in a field; `None` where its kind has no such field."""
    return vars(holder).get(name) if holder else None  # getattr takes ten times as long


def model_of(record: Record) -> Model | None:
    """Return the model that a record introduces, if it does."""
    model: Model | None = held(record, "model")
    return model


def section_of(record: Record) -> str | None:
    """Return the id of the leaf section that holds the record, if one does."""
    return next(iter(sections_of(record)), None)


def sections_of(record: Record) -> tuple[str, ...]:
    """Return the ids of all leaf sections that hold the record, its model's first."""
    own = held(model_of(record) or record, "section")
    more = held(record, "sections") or ()
    return tuple(dict.fromkeys((own, *more) if own else more))


def paradigm_of(record: Record, library: Library) -> str | None:
    """Return the paradigm: that of the section, else the one the model states."""
    section = _section(record, library)
    model = model_of(record)
    return (section.paradigm if section else None) or (
        model.paradigm if model else None
    )


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
    model = model_of(record)
    if model is None or model.encoders is None:
        return ()
    return model.encoders.shared or getattr(model.encoders, side) or ()


class Sized(NamedTuple):
    """What is compared of one variant of a model."""

    id: str | None
    """`None` where the model lists none."""

    parameters: float | None
    license: str | None


def variants_of(record: Record) -> tuple[Sized, ...]:
    """Return the variants of a model; one of which nothing is known where none is listed."""
    model = model_of(record)
    if model is None:
        return ()
    if not model.variants:
        return (Sized(None, None, model.weights_license),)
    return tuple(
        Sized(
            each.id,
            each.parameters.figure if each.parameters else None,
            model.license_of(each),
        )
        for each in model.variants
    )


def sizes_of(record: Record, _library: Library) -> list[float]:
    """Return the parameters of the variants in billions, ascending, each once."""
    return sorted({each.parameters for each in variants_of(record) if each.parameters})


def weights_licenses_of(record: Record, _library: Library) -> list[str]:
    """Return the licences of the weights, each once."""
    found = (each.license for each in variants_of(record))
    return list(dict.fromkeys(name for name in found if name))


def survey_row_of(record: Record) -> int | None:
    """Return the row of a record in the survey's table of its section, if it has one."""
    row: int | None = held(model_of(record) or record, "survey_row")
    return row


def in_survey(record: Record, _library: Library | None = None) -> bool:
    """Return whether a table of the survey has the record, or its references the paper."""
    return bool(survey_row_of(record) or held(record, "survey"))


BEYOND = "°"
"""Follows the name of a record that the survey does not have."""


def is_beyond(record: Record, known: Vocabularies) -> bool:
    """Return whether a catalogue that accompanies a survey holds more than that has.

    The survey itself is no such work.
    """
    about = known.about
    return (
        about.survey is not None and not in_survey(record) and record.id != about.work
    )


def venue_name(edition: str, library: Library) -> str:
    """Return `ICLR 2025` for `iclr-2025`."""
    from unisurvey.schema.vocabulary import split_edition

    venue, year = split_edition(edition)
    return f"{library.vocabularies.venues[venue].name} {year}"


def paper_url(paper: Paper) -> str | None:
    """Return where the paper is read: arXiv, else its own page, else its DOI."""
    if paper.arxiv:
        return arxiv_address(paper.arxiv)
    return paper.url or (doi_address(paper.doi) if paper.doi else None)


def publication_year(paper: Paper) -> int | None:
    """Return the year of publication, else of the first version."""
    known = paper.venue or paper.date
    return int(known[-4:] if paper.venue else known[:4]) if known else None


def in_sections(record: Record, library: Library) -> Iterator[str]:
    """Yield the sections that hold a record, and those of papers that cite it."""
    yield from sections_of(record)
    survey = held(record, "survey")
    if places := survey and survey.cited_in:
        for section in library.vocabularies.sections:
            if section.kind == "paper" and section.survey in places:
                yield section.id


def components_of(record: Record, part: str) -> tuple[str, ...]:
    """Return the ids of the components that fill a part of a model, each once.

    Args:
        record: Anything; what is no model has none.
        part: Of `PARTS`; `encoder` is both sides, `component` all parts.
    """
    model = model_of(record)
    if model is None:
        return ()
    if part in {"backbone", "decoder"}:
        return getattr(model, part) or ()
    if part not in {"encoder", "component"}:
        return encoders_of(record, part.removesuffix("_encoder"))
    parts = PARTS if part == "component" else PARTS[1:3]
    return tuple(dict.fromkeys(c for one in parts for c in components_of(record, one)))


def lineage_of(component_id: str, library: Library) -> tuple[str, ...]:
    """Return the ids of the component and the families above it, the nearest first."""
    known = library.vocabularies.components
    found: tuple[str, ...] = (component_id,)
    while family := known[found[-1]].family:
        if family in found or family not in known:  # a mistake that validate reports
            break
        found = (*found, family)
    return found


def modalities(record: Record, _library: Library) -> Iterator[str]:
    """Yield what a model takes and gives: `audio`, `input:audio`."""
    model = model_of(record)
    found = model.modalities if model else None
    for side in ("input", "output"):
        for modality in held(found, side) or ():
            yield modality
            yield f"{side}:{modality}"


def has(record: Record, library: Library) -> Iterator[str]:
    """Yield the fields of `HAS` that the record or its paper states."""
    paper = library.paper_of(record)
    for holder in (record, paper):
        for name in HAS:
            if getattr(holder, name, None) or held(held(holder, "links"), name):
                yield name


def current(record: Record, _library: Library) -> Iterator[str]:
    """Yield whether no other work has taken the record's place."""
    superseded = record.status and record.status.kind == "superseded"
    yield "no" if superseded else "yes"


def task(record: Record, library: Library) -> Iterator[str]:
    """Yield one text: section and tasks with all their names, and what is measured.

    Those of a model are its own, not only what its section is for. Sections of the survey
    that are about one of its tasks follow, by number.
    """
    known = library.vocabularies
    words: list[str] = []
    for section in map(known.sections.__getitem__, sections_of(record)):
        words += (section.id, section.name, section.label or "")
        words += _names_of_tasks(section.tasks, known)
    own = held(model_of(record) or record, "tasks")
    words += _names_of_tasks(own, known)
    words.append(held(record, "evaluates") or "")
    yield f" {fold(' '.join(words))}"
    yield from (known.tasks[one].survey or "" for one in own or ())


def _names_of_tasks(tasks: Iterable[str] | None, known: Vocabularies) -> Iterator[str]:
    for each in map(known.tasks.__getitem__, tasks or ()):
        yield from (each.id, each.name, *(each.aliases or ()))


def survey_place(record: Record, library: Library) -> tuple[str, int] | None:
    """Return the table of the survey and the row in it; `None` when it has none."""
    row = survey_row_of(record)
    leaf = section_of(record)
    if row is None or leaf is None:
        return None
    known = library.vocabularies
    for table in known.about.tables:
        below = (
            known.sections[table.section].walk()
            if table.section in known.sections
            else ()
        )
        if any(section.id == leaf for section in below):
            return table.number, row
    return None


def survey_table(record: Record, library: Library) -> Iterator[str]:
    """Yield the number of the survey's table that has the record."""
    if place := survey_place(record, library):
        yield place[0]


def survey_tables(known: Vocabularies) -> dict[str, str]:
    """Return the number of each table of the survey, with the kind that it holds."""
    sections = known.sections
    return {
        table.number: f"{sections[table.section].kind}s"
        for table in known.about.tables
        if table.section in sections
    }


def venues(record: Record, library: Library) -> Iterator[str]:
    """Yield the venue with and without its year, and those it is part of."""
    from unisurvey.schema.vocabulary import split_edition

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
    """Yield the names of the authors, folded, as printed and the last word first."""
    paper = library.paper_of(record)
    for author in (paper and paper.authors) or ():
        *given, family = fold(str(author)).split() or [""]
        yield " ".join((*given, family))
        yield " ".join((family, *given))


def haystack(record: Record, library: Library) -> Iterator[str]:
    """Yield one text of everything that identifies a record."""
    paper = library.paper_of(record)
    holders = (record, paper, model_of(record))
    names = ("name", "title", "key", "arxiv", "evaluates")
    words = [
        *(record.id, *(record.aliases or ())),
        *(held(holder, name) or "" for holder in holders for name in names),
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


def things(record: Record, _library: Library) -> Iterator[str]:
    """Yield what a benchmark gives and wants: `input: source image`."""
    for side in ("input", "output"):
        for thing in held(record, side) or ():
            yield f"{side}: {fold(thing)}"
