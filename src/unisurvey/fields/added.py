"""Fields that a catalogue adds, as the table has them: all follows from what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unisurvey.fields.field import Column, Counted, Filter, RecordField

if TYPE_CHECKING:
    from unisurvey.fields.forms import FlatType, Form
    from unisurvey.schema.about import ExtraField

_FORMS: dict[str, tuple[Form, FlatType, FlatType, str]] = {
    "text": ("text", "text", "list of text", "TEXT"),
    "number": ("number", "number", "list of numbers", "NUMBER"),
    "date": ("date", "text", "list of text", "DATE"),
    "yes-no": ("boolean", "boolean", "list of text", "yes|no"),
    "word": ("word", "text", "list of text", "WORD"),
    "record": ("text", "text", "list of text", "ID"),
}
"""Type → form of a value, flat types of one and of several, and what is typed."""

_BEHIND = 30
"""Place of groupings and filters that a catalogue adds: behind all others."""


def unasked(field: RecordField) -> RecordField:
    """Return the entry of a field that says nothing in a catalogue."""
    return replace(field, gap=(), column=None, compared=None, template=None, quiet=True)


def record_field(added: ExtraField) -> RecordField:
    """Return the entry of an added field."""
    form, one, many, metavar = _FORMS[added.type]
    unit = f" In {added.unit}." if added.unit else ""
    return RecordField(
        "Record",
        added.id,
        f"more.{added.id}",
        about=f"{added.about}{unit}",
        flat_as=many if added.several else one,
        form=form,
        added=added,
        label=added.name or "",
        column=Column(wraps=bool(added.several), rank=2, place=6)
        if added.listed
        else None,
        compared=4,
        gap=added.of if added.wanted else (),
        counted=Counted(_BEHIND),
        filter=Filter(metavar=metavar, place=_BEHIND),
        template=_hint(added),
    )


def _hint(added: ExtraField) -> str:
    """Return what a template says in place of a value."""
    about = f"{added.about[0].lower()}{added.about[1:]}".rstrip(".")
    words = ", ".join(word.id for word in added.words or ())
    forms = {
        "number": f"number of {added.unit}" if added.unit else "a number",
        "date": "2024-08-22",
        "yes-no": "true or false",
        "record": "id of a record",
    }
    form = words or forms.get(added.type)
    return f"{about}: {form}" if form else about
