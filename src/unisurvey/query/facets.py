"""What each filter looks at in a record.

Every filter has a name (the command-line option and keyword argument), the kinds of
record it applies to, the facets of a record, and a reading of the typed word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, get_args

from unisurvey.query.folding import fold
from unisurvey.query.looking import authors, cited, haystack, things, venues
from unisurvey.query.reading import (
    read_beginning,
    read_cited,
    read_component,
    read_phrase,
    read_section,
    read_venue,
    read_words,
    words_of,
)
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.entries import Encoding, MaskName, Modality, Paradigm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.schema import Record, Section, Vocabularies

PARADIGMS: tuple[str, ...] = get_args(Paradigm)
ENCODINGS: tuple[str, ...] = get_args(Encoding)
MODALITIES: tuple[str, ...] = get_args(Modality)
MASKS: tuple[str, ...] = get_args(MaskName)

_PARADIGM_ALIASES = {"ar": "autoregressive", "auto-regressive": "autoregressive"}
LINKED = ("code", "demo", "weights", "project", "home")
HAS = (*LINKED, "arxiv", "doi", "venue", "authors", "license", "corrections")


class Library(Protocol):
    """What a filter may ask the catalogue."""

    @property
    def vocabularies(self) -> Vocabularies:
        """The closed vocabularies."""
        ...

    def paper_of(self, record: Record) -> Paper | None:
        """Return the paper behind a record."""
        ...


@dataclass(frozen=True)
class Facet:
    """One filter."""

    name: str
    kinds: frozenset[str]
    """Of `models`, `papers`, `datasets`, `benchmarks`."""

    help: str
    of: Callable[[Record, Library], Iterable[str]]
    read: Callable[[str, Library], frozenset[str] | tuple[str, ...]]
    """A set: facets that fit. A tuple: a facet fits that contains each of its texts."""

    single: bool = False
    """A record has at most one; repeating the option then means *or*, else *and*."""

    instead: str = ""
    """What to use for the kinds it does not apply to, as the end of a sentence."""


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


def _in_sections(record: Record, library: Library) -> Iterator[str]:
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


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _components(part: str) -> Callable[[Record, Library], Iterable[str]]:
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


def _modalities(record: Record, _library: Library) -> Iterator[str]:
    found = (
        record.model.modalities if isinstance(record, Paper) and record.model else None
    )
    for side in ("input", "output"):
        for modality in getattr(found, side, None) or ():
            yield modality
            yield f"{side}:{modality}"


def _has(record: Record, library: Library) -> Iterator[str]:
    paper = library.paper_of(record)
    for holder in (record, paper):
        for name in HAS:
            if getattr(holder, name, None) or getattr(
                getattr(holder, "links", None), name, None
            ):
                yield name


def _task(record: Record, library: Library) -> Iterator[str]:
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


def _survey_table(record: Record, library: Library) -> Iterator[str]:
    if place := survey_place(record, library):
        yield place[0]


_MODELS = frozenset({"models"})
_ALL = frozenset({"models", "papers", "datasets", "benchmarks"})
_BENCHMARKS = frozenset({"benchmarks"})
_DATA = _BENCHMARKS | {"datasets"}
_SIDED = tuple(f"{side}:{name}" for side in ("input", "output") for name in MODALITIES)

FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("paradigm", _MODELS | {"papers"}, "diffusion, autoregressive or hybrid",
              lambda r, lib: _one(paradigm_of(r, lib)),
              words_of("paradigm", PARADIGMS, _PARADIGM_ALIASES), single=True),
        Facet("encoding", _MODELS | {"papers"}, "how images are encoded; hybrid means both",
              lambda r, lib: _one(encoding_of(r, lib)),
              words_of("encoding", ENCODINGS), single=True),
        Facet("section", _ALL, "taxonomy code such as b-3; b means all below it",
              _in_sections, read_section, single=True),
        Facet("modality", _MODELS, "audio, or input:audio, or output:audio",
              _modalities, words_of("modality", MODALITIES + _SIDED)),
        Facet("mask", _MODELS, "attention mask used in image generation",
              lambda r, _lib: _one(r.model.mask if isinstance(r, Paper) and r.model else None),
              words_of("mask", MASKS), single=True),
        Facet("backbone", _MODELS, "component or its family; =qwen2.5 for that one only",
              _components("backbone"), read_component),
        Facet("encoder", _MODELS, "likewise, on either side",
              _components("encoder"), read_component),
        Facet("understanding_encoder", _MODELS, "likewise, for understanding",
              _components("understanding_encoder"), read_component),
        Facet("generation_encoder", _MODELS, "likewise, for generation",
              _components("generation_encoder"), read_component),
        Facet("decoder", _MODELS, "likewise", _components("decoder"), read_component),
        Facet("task", _DATA, "what it is for: words of the section or of what it measures",
              _task, read_beginning, instead="--section or --search"),
        Facet("input", _BENCHMARKS, "what a model is given",
              things("input"), read_beginning, instead="--modality input:image"),
        Facet("output", _BENCHMARKS, "what a model must answer with",
              things("output"), read_beginning, instead="--modality output:image"),
        Facet("venue", _ALL, "iclr, iclr-2025, or arxiv for preprints",
              venues, read_venue, single=True),
        Facet("has", _ALL, "what the record holds: " + ", ".join(HAS),
              _has, words_of("field", HAS)),
        Facet("author", _ALL, "part of an author's name", authors, read_phrase),
        Facet("search", _ALL, "part of a name, title, author, id or key",
              haystack, read_words),
        Facet("cited", _ALL, "survey section (3.2), table (table-1) or reference number",
              cited, read_cited),
        Facet("survey_table", _MODELS | _DATA, "table 1 to 4 of the survey, in its order",
              _survey_table, words_of("table", tuple(SURVEY_TABLES)), single=True,
              instead="--cited table-1"),
    )
}  # fmt: skip
