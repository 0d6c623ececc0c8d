"""What an entry of the table of fields can say; the schema says the rest.

Importing this module loads no schema, so that every `--help` can read the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields.forms import block_of, form_of, parts, vocabulary_of
from unisurvey.text.heads import as_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pydantic import BaseModel

    from unisurvey.fields.attributes import Library
    from unisurvey.fields.forms import FlatType, Form
    from unisurvey.schema import Record, Vocabularies, Vocabulary
    from unisurvey.schema.about import ExtraField

LAST = 99
"""Place of what states none: behind all that do, in the order of the table."""


class Column(NamedTuple):
    """One column of a listing for people."""

    name: str = ""
    """Key of the flat object; in the table of fields the entry gives it."""

    header: str = ""
    """Of its own where the label does not do."""

    wraps: bool = False
    """May break over several lines, between words."""

    rank: int = 0
    """Where a terminal has no room for all, the highest goes first; 0 never goes."""

    narrow: int = 0
    """Cells that do where there is little room; `0` is the longest word of what wraps, the
    longest value of what does not. Few values may be longer."""

    place: int = LAST


class Counted(NamedTuple):
    """How records are counted by a field."""

    place: int = LAST
    of: Callable[[Record, Library], Iterable[str]] | None = None
    """The values, where they are not those of the flat object."""


class Filter(NamedTuple):
    """How records are selected by a field."""

    help: str = ""
    """The only text about it; `""` is what the field is about."""

    metavar: str = "TEXT"
    place: int = LAST
    kinds: tuple[str, ...] = ()
    """Where they are not those that have the field."""

    of: Callable[[Record, Library], Iterable[str]] | None = None
    """What it looks at, where that is not the values of the flat object."""

    read: Callable[[str, Library], frozenset[str] | tuple[str, ...]] | None = None
    """How a typed word is read, where that does not follow from the form."""

    instead: str = ""
    """What to use for the kinds it does not apply to, as the end of a sentence."""

    name: str = ""
    """Where it is not the field's: `organization` of `organizations`."""


class Option(NamedTuple):
    """How a field is stated with `unisurvey add`."""

    name: str = ""
    """Where it is not the field's; `modality:input` is `--modality input:VALUE`."""

    help: str = ""
    """The only text about it; `""` is that of the filter, else what the field is about."""

    metavar: str = "TEXT"
    place: int = LAST
    asked: bool = False
    """Every record of the kind should have it in the end."""


class Stored(NamedTuple):
    """How the database holds a field."""

    about: str = ""
    """Of its own where the schema's sentence does not do."""

    column: str = ""
    """Where it is not the name of the field."""

    place: int = LAST
    of: Callable[[Record, Library], Any] | None = None
    """The value, where it is not that of the flat object."""

    table: str = ""
    """Of its own, with this name, where it is not that of the kind."""


_AS_IT_IS = Stored()


def is_known(value: object) -> bool:
    """Return whether a value of a flat object says anything."""
    return value is not None and value != []


@dataclass(frozen=True)
class RecordField:
    """One key of the flat objects of a kind, and everything that follows from it."""

    of: str
    """Class of the schema that has it: `Paper`, `Model`, `Dataset` …; a field of a paper
    is that of the paper behind a dataset or benchmark."""

    name: str
    """Stable key."""

    path: str = ""
    """Dotted path below the class; `""` is the name. There need not be such a field where
    `get` gives the value."""

    about: str = ""
    """What the values mean; `""` is what the docstring below the schema's field says."""

    get: Callable[[Any, Library], Any] | None = None
    """Returns the value of a record (of a paper, for its fields) that needs working out."""

    flat_as: FlatType | None = None
    """Of the flat value, where the schema does not tell."""

    form: Form | None = None
    """Likewise."""

    closed: str = ""
    """Closed list of `Vocabularies` that has the values, where the schema does not
    tell."""

    added: ExtraField | None = None
    """What the catalogue says of it, where it is the catalogue that adds it."""

    label: str = ""
    """How people call it; `""` is the name with spaces."""

    flat: bool = True
    """`False` for what only templates and the database have."""

    column: Column | None = None
    plain: int | None = None
    """Place in the plain rows that a pipe gets."""

    compared: int | None = None
    """Place in comparisons."""

    gap: tuple[str, ...] = ()
    """Kinds of which every record should have it in the end; others may rightly be
    without: not every work is published, has a demo or is in the survey."""

    on_page: bool = True
    quiet: bool = False
    """Not on a page where a record does not state it."""

    counted: Counted | None = None
    filter: Filter | None = None
    option: Option | None = None
    template: str | None = None
    """What `unisurvey new` writes into the brackets; `""` is what `add` says of it."""

    stored: Stored = _AS_IT_IS

    @property
    def words(self) -> str:
        """The name as people read it."""
        return self.label or self.name.replace("_", " ")

    @property
    def header(self) -> str:
        """Head of its column."""
        own = self.column and self.column.header
        return own or as_head(self.words)

    @property
    def place(self) -> str:
        """Dotted path in the record that states it."""
        below = self.path or self.name
        return f"model.{below}" if self.of == "Model" else below

    @cached_property
    def schema(self) -> tuple[type[BaseModel], str] | None:
        """The class and the name of the field that states it; `None` if none does."""
        if self.added:
            return None
        from unisurvey import schema

        holder: type[BaseModel] = getattr(schema, self.of)
        *above, name = (self.path or self.name).split(".")
        for step in above:
            holder = block_of(holder, step)
        return (holder, name) if name in holder.model_fields else None

    @cached_property
    def _of_paper(self) -> bool:
        return self.of in {"Paper", "Model"}

    @property
    def required(self) -> bool:
        """Whether every record states it."""
        return bool(
            self.schema and self.schema[0].model_fields[self.schema[1]].is_required()
        )

    @cached_property
    def meaning(self) -> str:
        """What the values mean, in a sentence."""
        return self.about or self.docstring.replace("`None`", "null")

    @property
    def docstring(self) -> str:
        """What stands below the schema's field; empty where there is none."""
        from unisurvey.schema.jsonschema import field_docs

        return field_docs(self.schema[0])[self.schema[1]] if self.schema else ""

    @cached_property
    def _stated(self) -> tuple[Form, bool, str]:
        """What the schema says: form of a value, whether there are several, its words.

        The words are named as `Vocabularies` has them; `""` where the list is open.
        """
        if self.closed:
            return "word", False, self.closed
        if self.schema is None:
            return "text", bool(self.added and self.added.several), ""
        from unisurvey.schema.vocabulary import VOCABULARY_OF

        holder, name = self.schema
        info = holder.model_fields[name]
        base, rules, many = parts(info.annotation)
        rules = [info, *info.metadata, *rules]
        vocabulary = vocabulary_of(rules)
        return form_of(base, rules), many, VOCABULARY_OF.get(vocabulary, "")

    @cached_property
    def many(self) -> bool:
        """Whether the value is a list."""
        return self.flat_type.startswith("list")

    @property
    def listed_in(self) -> str:
        """Closed list of `Vocabularies` that has the values; `""` where none has."""
        return self._stated[2]

    def vocabulary(self, known: Vocabularies) -> Vocabulary[Any] | None:
        """Return the closed list of the values; `None` where it is open."""
        if self.added:
            from unisurvey.schema.extra import words_of

            return words_of(self.added, known)
        return getattr(known, self.listed_in) if self.listed_in else None

    @property
    def holds_components(self) -> bool:
        """Whether the record has components there, whatever the flat value is."""
        return self._stated[0] == "component"

    @property
    def taken_form(self) -> Form:
        """How one value is typed, where the flat value is worked out from it."""
        return "component" if self.holds_components else self.value_form

    @property
    def takes_many(self) -> bool:
        """Whether the record has a list there."""
        return self._stated[1]

    @property
    def value_form(self) -> Form:
        """How one value is written."""
        return self.form or self._stated[0]

    @cached_property
    def flat_type(self) -> FlatType:
        """Type of the flat value."""
        if self.flat_as:
            return self.flat_as
        form, many, _ = self._stated
        one = {"amount": "integer", "integer": "integer", "number": "number"}.get(form)
        if form == "boolean":
            return "boolean"
        found: Any = f"list of {one or 'text'}{'s' if one else ''}" if many else one
        return found or "text"

    @property
    def hint(self) -> str:
        """What a template says in place of a value, without the brackets."""
        text = self.template or self.told.rstrip(".")
        if not self.template:
            text = text[0].lower() + text[1:]
        more = {"component": "id or name in data/components.yaml", "url": "https://…"}
        return f"{text}: {more[form]}" if (form := self.value_form) in more else text

    @property
    def brief(self) -> str:
        """What the values mean, without what it means that there is none."""
        return f"{self.meaning.partition(';')[0].rstrip('.')}."

    @property
    def told(self) -> str:
        """What `unisurvey add` says of it."""
        own = (self.option and self.option.help) or (self.filter and self.filter.help)
        return own or self.brief

    def raw(self, record: Any) -> Any:
        """Return what the record that states it holds there; `None` if nothing."""
        for step in self._steps:
            if isinstance(record, dict):
                record = record.get(step)
            else:
                record = getattr(record, step, None)
        return record

    @cached_property
    def _steps(self) -> tuple[str, ...]:
        return tuple(self.place.split("."))

    def value(self, record: Record, library: Library) -> Any:
        """Return the flat value: `None` or an empty list where it is not known."""
        holder = library.paper_of(record) if self._of_paper else record
        if holder is None:
            found = None
        else:
            found = self.get(holder, library) if self.get else self.raw(holder)
        return list(found or ()) if self.many else found
