"""Every filter by name: those of fields, and those that look at several at once.

A filter has a name (the command-line option and keyword argument), the kinds of record
it applies to, the facets of a record, and a reading of the typed word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS, by_name, fields_of
from unisurvey.fields.attributes import (
    HAS,
    authors,
    cited,
    components_of,
    current,
    has,
    haystack,
    modalities,
    survey_table,
    survey_tables,
    task,
    things,
)
from unisurvey.fields.words import (
    read_cited,
    read_component,
    read_date_range,
    read_modality,
    read_number,
    read_number_range,
    read_phrase,
    read_score,
    read_section,
    read_task,
    read_thing,
    read_venue,
    read_words,
    words_of,
)
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from unisurvey.fields import Library, RecordField
    from unisurvey.fields.words import Meant
    from unisurvey.schema import Record

YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Facet:
    """One filter."""

    name: str
    kinds: frozenset[str]
    """Of `models`, `papers`, `datasets`, `benchmarks`."""

    help: str
    metavar: str
    place: int
    """Where it stands in the list of all."""

    of: Callable[[Record, Library], Iterable[str]]
    read: Callable[[str, Library], Meant]
    """A set: facets that fit. A tuple: a facet fits that contains each of its texts."""

    instead: str = ""
    """What to use for the kinds it does not apply to, as the end of a sentence."""

    field: RecordField | None = None
    """The one it is of; `None` where it looks at several."""

    keys: tuple[str, ...] = ()
    """Keys of flat objects that it looks at, where it is of fields."""

    elsewhere: Facet | None = None
    """The filter of the other kinds, where these are asked for the same in other words."""

    once: bool = False
    """Whether a record has at most one, where it looks at several."""

    words: tuple[str, ...] = ()
    """What it takes, where that is a closed list of the program's."""

    shown_by: tuple[str, ...] = ()
    """Keys that show what it looks at, where these are not `keys`."""

    @property
    def single(self) -> bool:
        """A record has at most one; repeating the option then means *or*, else *and*."""
        return not self.field.many if self.field else self.once

    def keys_for(self, text: str) -> tuple[str, ...]:
        """Return the keys it looks at: of `input:image` only those of that side."""
        side = text.partition(":")[0]
        return tuple(k for k in self.keys if k.partition("_")[0] == side) or self.keys

    def at(self, kind: str) -> Facet:
        """Return the filter as it is of a kind."""
        other = self.elsewhere
        return other if other and kind in other.kinds else self

    @property
    def completed_by(self) -> str:
        """The vocabulary whose ids complete it, if there is one."""
        if self.field is None:
            return ""
        form = self.field.value_form
        return (
            form if form in {"component", "section", "venue"} else self.field.listed_in
        )


def _of_field(name: str, having: dict[str, RecordField]) -> Facet:
    """Return the filter of a field.

    Args:
        name: Of the field.
        having: Kind → its field of that name; they are all of the same form.
    """
    field = next(iter(having.values()))
    own = field.filter
    assert own
    by_folder = {"papers" if k == "models" else k: f for k, f in having.items()}

    def of(record: Record, library: Library) -> list[str]:
        stated = by_folder.get(f"{type(record).__name__.lower()}s", field)
        value = stated.value(record, library)
        known = value if stated.many else [value]
        return [_text(one, stated) for one in known if one is not None]

    def read(word: str, library: Library) -> Meant:
        match field.value_form:
            case "component":
                return read_component(word, library)
            case "section":
                return read_section(word, library)
            case "venue":
                return read_venue(word, library)
            case "word" | "license" | "organization" if words := field.vocabulary(
                library.vocabularies
            ):
                return frozenset(words.find(word))
            case "boolean":
                return words_of(name, YES_NO)(word, library)
            case "amount" | "integer":
                return read_number(word, library)
            case "number":
                return read_number_range(word, library)
            case "date":
                return read_date_range(word, library)
            case _:
                return read_phrase(word, library)

    return Facet(
        name=own.name or name,
        kinds=frozenset(own.kinds or having),
        help=own.help or field.brief,
        metavar=own.metavar,
        place=own.place,
        of=own.of or of,
        read=own.read or read,
        instead=own.instead,
        field=field,
        keys=(name,),
    )


def _text(value: object, field: RecordField) -> str:
    match field.value_form:
        case "boolean":
            return YES_NO[not value]
        case "text":
            return fold(str(value))
        case _:
            return str(value)


def _read_table(word: str, library: Library) -> Meant:
    return words_of("table", survey_tables(library.vocabularies))(word, library)


_NAMED = by_name()
_MODELS = frozenset({"models"})
_ALL = frozenset(FIELDS)
_DATA = frozenset({"datasets", "benchmarks"})

_OF_SEVERAL = (
    Facet(
        "modality", _MODELS | {"benchmarks"},
        "Goes in or comes out: audio, input:video; of a benchmark also what it calls "
        "that, as output:answer.", "WORD", 4,
        modalities, read_modality, field=_NAMED["input_modalities"],
        keys=("input_modalities", "output_modalities"),
        elsewhere=Facet(
            "modality", frozenset({"benchmarks"}), "", "WORD", 4, things, read_thing,
            keys=("input", "output"),
        ),
    ),
    Facet(
        "encoder", _MODELS, "Image encoder for understanding or generation.", "NAME", 7,
        lambda record, _: components_of(record, "encoder"), read_component, field=_NAMED["understanding_encoder"],
        keys=("understanding_encoder", "generation_encoder"),
    ),
    Facet(
        "task", _DATA | _MODELS, "What it is for: editing, reasoning.",
        "TEXT", 11, task, read_task, instead="--section or --search",
        shown_by=("tasks", "section"),
    ),
    Facet(
        "has", _ALL, "code, demo, weights, project, home, arxiv, doi …", "FIELD", 15,
        has, words_of("field", HAS), words=HAS,
    ),
    Facet(
        "current", _ALL, "Leave out works that a newer one replaces.", "", 15,
        current, words_of("answer", YES_NO), once=True,
    ),
    Facet(
        "author", _ALL, "Part of an author's name, in either order.", "TEXT", 16,
        authors, read_phrase, keys=("authors",),
    ),
    Facet(
        "search", _ALL, "Part of a name, title, author, id or key.", "TEXT", 17,
        haystack, read_words,
    ),
    Facet(
        "cited", _ALL, "Where the survey cites it: 3.2, table-1, or its [39].",
        "PLACE", 18, cited, read_cited, shown_by=("cited_in",),
    ),
    Facet(
        "score", _MODELS,
        "What its authors state of a variant, without what raises it: 'geneval>=0.8', "
        "or geneval alone.", "'BENCHMARK>=N'", 20,
        lambda record, _: [record.id], read_score,
    ),
    Facet(
        "survey_table", _MODELS | _DATA,
        "Table of the survey, in its order: 1.", "NUMBER", 19,
        survey_table, _read_table, once=True, instead="--cited table-1",
        shown_by=("survey_row",),
    ),
)  # fmt: skip


def _of_fields(fields: Mapping[str, Iterable[RecordField]]) -> Iterator[Facet]:
    having: dict[str, dict[str, RecordField]] = {}
    for kind, some in fields.items():
        for field in some:
            if field.filter:
                having.setdefault(field.name, {})[kind] = field
    yield from (_of_field(name, each) for name, each in having.items())


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in sorted(
        (*_of_fields(FIELDS), *_OF_SEVERAL), key=lambda facet: facet.place
    )
}
"""Name → filter of every catalogue, in the order of the help."""


def facets(library: Library) -> dict[str, Facet]:
    """Return the filters of a catalogue by name: those of its own fields come last."""
    if not library.vocabularies.extra.entries:
        return FACETS
    own = {
        kind: [field for field in fields_of(kind, library) if field.added]
        for kind in FIELDS
    }
    return {**{facet.name: facet for facet in _of_fields(own)}, **FACETS}


COMPARING: dict[str, tuple[str, str]] = {
    "since": (
        "DATE",
        "From this date on: 2025 (from its first day), 2025-05, '3 months' ago.",
    ),
    "until": (
        "DATE",
        "Up to this date: 2025 (to its last day), 2025-05.",
    ),
    "min_samples": ("NUMBER", "Datasets of at least so many samples: 500K, 1M, 2.5B."),
    "max_samples": ("NUMBER", "Datasets of at most so many samples."),
    "min_parameters": (
        "NUMBER",
        "Models with a variant of at least so many billions: 7, 500M.",
    ),
    "max_parameters": (
        "NUMBER",
        "Likewise at most: 10 finds a model of 7B and 12B, and shows which fits.",
    ),
}  # fmt: skip
"""Filters that compare instead of naming a value, with what is typed and the help."""


RENAMED = {"input": "modality input:", "output": "modality output:"}
"""Filters that were, with what says the same now, to be followed by the value."""


def renamed(name: str, given: str | Iterable[str]) -> str:
    """Return what is wrong with a filter that was."""
    value = given if isinstance(given, str) else ",".join(given)
    return f"there is no filter {name!r}, expected --{RENAMED[name]}{value}"


LEAVING: dict[str, tuple[str, str]] = {
    "not": ("FILTER=VALUE", "Leave out what a filter finds: mask=causal, venue=arxiv."),
    "not_has": ("FIELD", "Leave out what has it: code, weights."),
    "stated": ("FIELD", "Whose record states it; any key of --format json."),
    "unstated": ("FIELD", "Whose record does not: mask, samples."),
}
"""Options about what other filters find or records leave open, likewise."""


LISTING = frozenset({"sort", "columns", "select"})
"""What the address of a list's page says beside filters; no field may be called so."""


def looked_at(filters: Mapping[str, Any], library: Library) -> Iterator[str]:
    """Yield the names of the fields that filters look at, in the order they were given."""
    known = facets(library)
    for name, value in filters.items():
        facet = known.get(name)
        texts = [value] if isinstance(value, str) else value
        if name == "not":
            inner = {text.partition("=")[0].strip(): () for text in texts}
            yield from looked_at(
                {k.replace("-", "_"): v for k, v in inner.items()}, library
            )
        elif name in LEAVING or (facet and facet.words):
            yield from (word.strip() for text in texts for word in text.split(","))
        elif facet is None:  # one that compares: min_samples
            key = name.partition("_")[2]
            yield {"": "date", "parameters": "parameters_b"}.get(key, key)
        elif facet.keys or facet.shown_by:
            yield from facet.shown_by or facet.keys
        elif facet.field:
            yield facet.field.name
