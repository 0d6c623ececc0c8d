"""What each filter looks at in a record.

Every filter has a name (the command-line option and keyword argument), the kinds of
record it applies to, the facets of a record, and a reading of the typed word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from unisurvey.query.attributes import (
    HAS,
    SURVEY_TABLES,
    authors,
    cited,
    components,
    encoding_of,
    has,
    haystack,
    in_sections,
    modalities,
    paradigm_of,
    survey_table,
    task,
    things,
    venues,
)
from unisurvey.query.words import (
    read_beginning,
    read_cited,
    read_component,
    read_phrase,
    read_section,
    read_venue,
    read_words,
    words_of,
)
from unisurvey.schema import Paper
from unisurvey.schema.entries import Encoding, MaskName, Modality, Paradigm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.query.library import Library
    from unisurvey.schema import Record

PARADIGMS: tuple[str, ...] = get_args(Paradigm)
ENCODINGS: tuple[str, ...] = get_args(Encoding)
MODALITIES: tuple[str, ...] = get_args(Modality)
MASKS: tuple[str, ...] = get_args(MaskName)

_PARADIGM_ALIASES = {"ar": "autoregressive", "auto-regressive": "autoregressive"}


@dataclass(frozen=True)
class Facet:
    """One filter."""

    name: str
    kinds: frozenset[str]
    """Of `models`, `papers`, `datasets`, `benchmarks`."""

    metavar: str
    help: str
    """For the command line."""

    of: Callable[[Record, Library], Iterable[str]]
    read: Callable[[str, Library], frozenset[str] | tuple[str, ...]]
    """A set: facets that fit. A tuple: a facet fits that contains each of its texts."""

    words: tuple[str, ...] = ()
    """What completion offers."""

    single: bool = False
    """A record has at most one; repeating the option then means *or*, else *and*."""

    instead: str = ""
    """What to use for the kinds it does not apply to, as the end of a sentence."""


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


_MODELS = frozenset({"models"})
_ALL = frozenset({"models", "papers", "datasets", "benchmarks"})
_BENCHMARKS = frozenset({"benchmarks"})
_DATA = _BENCHMARKS | {"datasets"}
_SIDED = tuple(f"{side}:{name}" for side in ("input", "output") for name in MODALITIES)

FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("paradigm", _MODELS | {"papers"}, "WORD",
              "diffusion, autoregressive or hybrid.",
              lambda r, lib: _one(paradigm_of(r, lib)),
              words_of("paradigm", PARADIGMS, _PARADIGM_ALIASES),
              PARADIGMS, single=True),
        Facet("encoding", _MODELS | {"papers"}, "WORD",
              "pixel, semantic, learnable-query, or hybrid for pseudo- and joint-hybrid.",
              lambda r, lib: _one(encoding_of(r, lib)),
              words_of("encoding", ENCODINGS), (*ENCODINGS, "hybrid"), single=True),
        Facet("section", _ALL, "CODE", "Taxonomy code or survey section: b-3, 3.2.",
              in_sections, read_section, single=True),
        Facet("modality", _MODELS, "WORD", "Goes in or comes out: audio, input:video.",
              modalities, words_of("modality", MODALITIES + _SIDED), MODALITIES),
        Facet("mask", _MODELS, "WORD", "causal or bidirectional.",
              lambda r, _lib: _one(r.model.mask if isinstance(r, Paper) and r.model else None),
              words_of("mask", MASKS), MASKS, single=True),
        Facet("backbone", _MODELS, "NAME",
              "Component and its family: qwen2.5 finds Qwen2.5-VL too; =qwen2.5 does not.",
              components("backbone"), read_component),
        Facet("encoder", _MODELS, "NAME", "Likewise, for understanding or generation.",
              components("encoder"), read_component),
        Facet("understanding_encoder", _MODELS, "NAME", "Likewise, for understanding.",
              components("understanding_encoder"), read_component),
        Facet("generation_encoder", _MODELS, "NAME",
              "Likewise, for generation: vae, or kind:autoencoder for all of a kind.",
              components("generation_encoder"), read_component),
        Facet("decoder", _MODELS, "NAME", "Likewise.",
              components("decoder"), read_component),
        Facet("task", _DATA, "TEXT",
              "What a dataset or benchmark is for: editing, reasoning.",
              task, read_beginning, instead="--section or --search"),
        Facet("input", _BENCHMARKS, "TEXT", "What a benchmark gives: image, question.",
              things("input"), read_beginning, instead="--modality input:image"),
        Facet("output", _BENCHMARKS, "TEXT",
              "What a benchmark wants for an answer: image, text.",
              things("output"), read_beginning, instead="--modality output:image"),
        Facet("venue", _ALL, "NAME", "iclr, iclr-2025, or arxiv for preprints.",
              venues, read_venue, single=True),
        Facet("has", _ALL, "FIELD", "code, demo, weights, project, home, arxiv, doi …",
              has, words_of("field", HAS), HAS),
        Facet("author", _ALL, "TEXT", "Part of an author's name.", authors, read_phrase),
        Facet("search", _ALL, "TEXT", "Part of a name, title, author, id or key.",
              haystack, read_words),
        Facet("cited", _ALL, "PLACE",
              "Where the survey cites it: 3.2, table-1, or its [39].",
              cited, read_cited),
        Facet("survey_table", _MODELS | _DATA, "1…4",
              "Table of the survey, in its order: 1, 2 models, 3 datasets, 4 benchmarks.",
              survey_table, words_of("table", tuple(SURVEY_TABLES)),
              tuple(SURVEY_TABLES), single=True, instead="--cited table-1"),
    )
}  # fmt: skip
