"""One fact of a record, mended with its source and, where it must be, its correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields import fields_of
from unisurvey.outside.add.details import read_value
from unisurvey.records.editing import edited
from unisurvey.records.explain import first_of
from unisurvey.records.source_classes import same_place
from unisurvey.records.yamltext import parse
from unisurvey.schema.provenance import Correction, Source, covers
from unisurvey.views.flat import kind_of
from unisurvey.views.survey import value_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


@dataclass(frozen=True)
class Amendment:
    """What a person says of one field."""

    field: str
    """Key of the flat object, or dotted path."""

    texts: Sequence[str]
    """As typed; none removes the value."""

    source: str
    """Address of the page that says so."""

    at: str | None = None
    """Place inside it."""

    note: str | None = None
    """What it says where that is not obvious."""

    because: str | None = None
    """Why the survey is not followed; one clause."""

    was: str | None = None
    """What the survey says, as printed; `None` is the former value in words."""


def amended(record: Record, said: Amendment, catalog: Catalog) -> Record:
    """Return the record with the field as the person says it is.

    Raises:
        UsageError: there is no such field, its value is none, or the survey says the
            former one and nobody says why it is not followed.
    """
    field = _field(said.field, record, catalog)
    path = field.place if field else said.field
    if not said.texts:
        value = None
    elif field:
        value = read_value(said.field, field, said.texts, catalog.vocabularies)
    else:
        value = _as_yaml(said)
    source = Source(url=said.source, at=said.at, note=said.note, vouches=(path,))
    place = tuple(path.split("."))
    try:
        made = edited(record, {place: value}, catalog.vocabularies, source)
    except ValidationError as error:
        where, wrong = first_of(error, type(record))
        raise UsageError(f"{where}: {wrong}") from None
    correction = _correction(record, path, said, catalog)
    if correction is None or made == record:
        return made
    held = [c.model_dump(mode="json") for c in made.corrections or ()]
    return edited(made, {("corrections",): [*held, correction]}, catalog.vocabularies)


def _field(name: str, record: Record, catalog: Catalog) -> RecordField | None:
    """Return the field of a key or path; `None` where only the schema knows it."""
    fields = fields_of(kind_of(record), catalog)
    asked = name.replace("-", "_")
    found = next((f for f in fields if asked in (f.name, f.place)), None)
    if found is None:
        if "." in name or name in type(record).model_fields:
            return None
        raise UnknownValueError("field", name, [field.name for field in fields])
    own = {type(record).__name__, "Record", "Model"}
    if found.of not in own:
        paper = catalog.paper_of(record)
        whose = f"papers/{paper.id}" if paper else "its paper"
        raise UsageError(f"{name} is a field of {whose}, expected one of the record")
    if found.schema is None and not found.added:
        raise UsageError(f"{name} follows from other fields and is not stated")
    return found


def _as_yaml(said: Amendment) -> Any:
    parsed = parse(f"value: {' '.join(said.texts)}\n".encode(), said.field)
    if not isinstance(parsed.value, dict):
        raise UsageError(f"{said.field}: {parsed.problems[0].message}")
    return parsed.value["value"]


def _correction(
    record: Record, path: str, said: Amendment, catalog: Catalog
) -> dict[str, Any] | None:
    """Return the difference from a publication that vouched for the former value."""
    was = said.was or value_in_words(record, path, catalog)
    if was is None:
        return None
    for source in record.sources:
        vouches = any(covers(vouched, path) for vouched in source.vouches)
        place = _place_of(source, catalog) if vouches else None
        if place is None or same_place(source.url or "", said.source):
            continue
        if any(c.in_ == place and c.field == path for c in record.corrections or ()):
            return None
        if said.because is None:
            raise UsageError(
                f"{place} says {was!r}; say why it is not followed with --because "
                "'one clause'"
            )
        found = Correction.model_validate(
            {
                "in": place,
                "field": path,
                "was": was,
                "reason": said.because,
                "source": said.source,
            },
            context=catalog.vocabularies,
        )
        return found.model_dump(mode="json")
    return None


def _place_of(source: Source, catalog: Catalog) -> str | None:
    """Return the publication that a source is, with the table where it names one."""
    for publication in catalog.vocabularies.about.publications or ():
        if same_place(source.url or "", publication.url):
            for table in publication.tables or ():
                if source.at and f"Table {table.number}" in source.at:
                    return f"{publication.id}-{table.id}"
            return publication.id
    return None
