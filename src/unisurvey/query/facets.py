"""What each filter looks at in a record, and how a word typed for it is understood.

Every filter has a name (the command-line option and keyword argument), the kinds of
record it applies to, the facets of a record, and a reading of the typed word that
refuses what is in no vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, get_args

from unisurvey.errors import UnknownValueError
from unisurvey.query.folding import fold
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.entries import Encoding, MaskName, Modality, Paradigm
from unisurvey.schema.vocabulary import split_edition

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


def _venues(record: Record, library: Library) -> Iterator[str]:
    paper = library.paper_of(record)
    if paper is None or paper.venue is None:
        yield "arxiv" if paper and paper.arxiv else ""
        return
    venue, year = split_edition(paper.venue)
    while venue:
        yield venue
        yield f"{venue}-{year}"
        venue = library.vocabularies.venues[venue].part_of or ""


def _has(record: Record, library: Library) -> Iterator[str]:
    paper = library.paper_of(record)
    for holder in (record, paper):
        for name in HAS:
            if getattr(holder, name, None) or getattr(
                getattr(holder, "links", None), name, None
            ):
                yield name


def _authors(record: Record, library: Library) -> Iterator[str]:
    paper = library.paper_of(record)
    yield from (fold(str(author)) for author in (paper and paper.authors) or ())


def _haystack(record: Record, library: Library) -> Iterator[str]:
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


def _cited(record: Record, library: Library) -> Iterator[str]:
    paper = library.paper_of(record)
    if not (paper and paper.survey):
        return
    yield from (str(number) for number in paper.survey.references or ())
    for place in paper.survey.cited_in or ():
        parts = place.split(".")
        yield from ("§" + ".".join(parts[: n + 1]) for n in range(len(parts)))


def _read_cited(word: str, _library: Library) -> frozenset[str]:
    word = word.strip("[]")
    return frozenset({word, f"§{word.lower().replace('table ', 'table-')}"})


def _words(
    what: str, known: tuple[str, ...], aliases: dict[str, str] | None = None
) -> Callable[[str, Library], frozenset[str]]:
    def read(word: str, _library: Library) -> frozenset[str]:
        folded = (aliases or {}).get(word.casefold(), word.casefold())
        if what == "encoding" and folded == "hybrid":
            return frozenset({"pseudo-hybrid", "joint-hybrid"})
        if folded not in known:
            raise UnknownValueError(what, word, known)
        return frozenset({folded})

    return read


def _read_section(word: str, library: Library) -> frozenset[str]:
    sections = library.vocabularies.sections
    section = sections[sections.resolve(word)]
    return frozenset(below.id for below in section.walk())


def _read_component(word: str, library: Library) -> frozenset[str]:
    components = library.vocabularies.components
    if word.startswith("="):
        return frozenset({components.resolve(word[1:])})
    wanted = {components.resolve(word)}
    while grown := {c.id for c in components if c.family in wanted} - wanted:
        wanted |= grown
    return frozenset(wanted)


def _read_venue(word: str, library: Library) -> frozenset[str]:
    if word.casefold() == "arxiv":
        return frozenset({"arxiv"})
    venues = library.vocabularies.venues
    name, _, year = word.replace(" ", "-").rpartition("-")
    if name and year.isdecimal():
        return frozenset({f"{venues.resolve(name)}-{year}"})
    return frozenset({venues.resolve(word)})


def _read_phrase(word: str, _library: Library) -> tuple[str, ...]:
    return (fold(word),)


def _read_words(word: str, _library: Library) -> tuple[str, ...]:
    return tuple(fold(word).split())


_MODELS = frozenset({"models"})
_ALL = frozenset({"models", "papers", "datasets", "benchmarks"})
_SIDED = tuple(f"{side}:{name}" for side in ("input", "output") for name in MODALITIES)

FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("paradigm", _MODELS | {"papers"}, "diffusion, autoregressive or hybrid",
              lambda r, lib: _one(paradigm_of(r, lib)),
              _words("paradigm", PARADIGMS, _PARADIGM_ALIASES), single=True),
        Facet("encoding", _MODELS | {"papers"}, "how images are encoded; hybrid means both",
              lambda r, lib: _one(encoding_of(r, lib)),
              _words("encoding", ENCODINGS), single=True),
        Facet("section", _ALL, "taxonomy code such as b-3; b means all below it",
              _in_sections, _read_section, single=True),
        Facet("modality", _MODELS, "audio, or input:audio, or output:audio",
              _modalities, _words("modality", MODALITIES + _SIDED)),
        Facet("mask", _MODELS, "attention mask used in image generation",
              lambda r, _lib: _one(r.model.mask if isinstance(r, Paper) and r.model else None),
              _words("mask", MASKS), single=True),
        Facet("backbone", _MODELS, "component or its family; =qwen2.5 for that one only",
              _components("backbone"), _read_component),
        Facet("encoder", _MODELS, "likewise, on either side",
              _components("encoder"), _read_component),
        Facet("decoder", _MODELS, "likewise", _components("decoder"), _read_component),
        Facet("venue", _ALL, "iclr, iclr-2025, or arxiv for preprints",
              _venues, _read_venue, single=True),
        Facet("has", _ALL, "what the record holds: " + ", ".join(HAS),
              _has, _words("field", HAS)),
        Facet("author", _ALL, "part of an author's name", _authors, _read_phrase),
        Facet("search", _ALL, "part of a name, title, author, id or key",
              _haystack, _read_words),
        Facet("cited", _ALL, "survey section (3.2), table (table-1) or reference number",
              _cited, _read_cited),
    )
}  # fmt: skip
