"""Statements → a valid record, under a name that is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from unisurvey.errors import UsageError
from unisurvey.records import folder_of, names_of
from unisurvey.records.root import data_directory
from unisurvey.schema import KINDS, Record

if TYPE_CHECKING:
    from unisurvey.outside.add.statements import Doubt, Statements
    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabularies

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Draft:
    """New records of one work, valid by themselves."""

    records: tuple[Record, ...]
    """The paper first, where it is new."""

    doubts: tuple[Doubt, ...]
    """What services say that only a person can decide."""

    source: str
    """What was asked for, as the user gave it."""


def taken_names(catalog: Catalog, folder: str) -> set[str]:
    """Return what records of one folder are called, those with problems too."""
    names = {name for record in catalog.records(folder) for name in names_of(record)}
    directory = data_directory(catalog.root) / folder
    return names | {path.stem for path in directory.glob("*.yaml")}


def all_names(catalog: Catalog) -> set[str]:
    """Return every id, alias and key, none of which a new key may be."""
    return set().union(*(taken_names(catalog, folder) for folder in KINDS))


def valid_record(
    schema: type[R], facts: Statements, vocabularies: Vocabularies, **bookkeeping: str
) -> R:
    """Return the record; what its schema refuses is left to a person."""
    while True:
        data = facts.record(**bookkeeping)
        try:
            return schema.model_validate(data, context=vocabularies)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            path = next(
                (p for p in facts.held if f"{place}.".startswith(f"{p}.")), None
            )
            if path is None or path in {"title", "name", "model.name", "section"}:
                raise UsageError(f"{place}: {first['msg']}") from None
            facts.doubt(path, first["msg"])
            del facts.held[path]


def completes(old: Record, new: Record) -> bool:
    """Return whether a record says all that the old one says, and more.

    Then the old one is a draft that nobody has worked on, or whose words are all
    confirmed, and the new one may take its place.
    """
    before, after = _said(old), _said(new)
    pages = {source.url for source in old.sources if source.url}
    return (
        folder_of(old) == folder_of(new)
        and before != after
        and pages <= {source.url for source in new.sources}
        and _within(before, after)
    )


def _said(record: Record) -> dict[str, Any]:
    data = record.model_dump(
        mode="json",
        exclude_none=True,
        exclude={"sources", "added", "exceptions", "unverified"},
    )
    name = data.pop("name", None)
    if name and "model" not in data:
        data["model"] = {"name": name}
    return data


def _within(before: Any, after: Any) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return all(
            name in after and _within(value, after[name])
            for name, value in before.items()
        )
    return bool(before == after)
