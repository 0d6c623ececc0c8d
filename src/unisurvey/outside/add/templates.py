"""Records to be filled in by hand: every field that a person should know of.

A value in angle brackets says what belongs there. No field takes such a value, so that
`unisurvey validate` names each that is not yet filled in; a field that no source
states is removed instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields import fields_of
from unisurvey.fields.forms import block_of
from unisurvey.outside.add.options import KINDS
from unisurvey.records.canonical import canonical_data
from unisurvey.schema import Benchmark, Dataset, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from unisurvey.fields import Library, RecordField
    from unisurvey.outside.add.options import Kind

_SOURCE = {
    "url": "<page that you opened: https://…>",
    "vouches": ["<fields that it states, such as title or name>"],
}
_SHOWN = 4
"""Words of a list that a hint names."""


def template(
    kind: Kind, today: str, name: str | None = None, library: Library | None = None
) -> str:
    """Return the canonical text of a record to be filled in.

    Args:
        kind: What is to be recorded.
        today: Day that the record enters the catalogue, ISO.
        name: What the work is called, when that is known already.
        library: Whose own fields it has too.
    """
    fields: dict[str, Any] = {}
    for field in fields_of(KINDS[kind], library):
        if field.template is not None and _can_be_said(field, library):
            *above, last = field.place.split(".")
            block = fields
            for step in above:
                block = block.setdefault(step, {})
            hint = _hint(field, kind, library) if library is not None else field.hint
            text = name if name and field.name == "name" else f"<{hint}>"
            block[last] = [text] if field.takes_many else text
            if field.value_form == "billions":
                size = {"stated": text}
                block[last] = [{"id": "<short name: 7b>", "parameters": size}]
    schemas: dict[str, type[BaseModel]] = {"dataset": Dataset, "benchmark": Benchmark}
    schema = schemas.get(kind, Paper)
    return canonical_data(
        {**_in_order(fields, schema), "sources": [_SOURCE], "added": today}
    )


def _can_be_said(field: RecordField, library: Library | None) -> bool:
    """Return whether the catalogue has a word for it, where only its words fit."""
    if library is None or field.value_form != "word":
        return True
    words = field.vocabulary(library.vocabularies)
    return words is None or bool(words.by_id)


def _hint(field: RecordField, kind: Kind, library: Library) -> str:
    """Return what belongs there, with words of the catalogue as the examples."""
    about, colon, _ = field.hint.partition(": ")
    words = field.vocabulary(library.vocabularies)
    if field.value_form == "word" and words is not None and not field.added:
        ids = list(words.by_id)
        more = " …" if len(ids) > _SHOWN else ""
        return f"{about}: {', '.join(ids[:_SHOWN])}{more}"
    if field.name == "section" and colon:
        for section in library.vocabularies.sections:
            if section.kind == kind and not section.children:
                return f"{about}: {section.id}"
    return field.hint


def _in_order(fields: Mapping[str, Any], schema: type[BaseModel]) -> dict[str, Any]:
    """Return the fields as the schema has them, those of its blocks too."""
    return {
        name: _in_order(fields[name], block_of(schema, name))
        if isinstance(fields[name], dict) and name != "more"
        else fields[name]
        for name in schema.model_fields
        if name in fields
    }
