"""Changing a record's values together with the word of who vouches for them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.schema.provenance import covers, stated_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unisurvey.schema import Record, Vocabularies
    from unisurvey.schema.provenance import Source

R = TypeVar("R", bound="Record")
Place = tuple[str | int, ...]


def edited(
    record: R,
    changes: Mapping[Place, Any],
    vocabularies: Vocabularies,
    source: Source | None = None,
) -> R:
    """Return a copy of the record with some values replaced.

    Args:
        record: Stays as it is.
        changes: Place → new value as YAML would give it; `None` removes the field. A
            block that becomes empty is removed too.
        vocabularies: To validate with.
        source: Vouches for the changed fields from now on, instead of the sources that
            did; its own `vouches` is ignored. One with an address confirms them.
            `None` leaves the sources as they are, except that none vouches for a field
            that this change removed.

    Raises:
        pydantic.ValidationError: a new value is not valid.
    """
    data = record.model_dump(mode="json", exclude_none=True)
    for place, value in changes.items():
        _put(data, place, value)
    if source:
        fields = [".".join(map(str, place)) for place in changes]
        data["sources"] = _revouched(data["sources"], fields, source)
        if source.url:
            _drop(data, "unverified", fields)
    made = type(record).model_validate(data, context=vocabularies)
    gone = set(stated_fields(record)) - set(stated_fields(made))
    if gone:
        data["sources"] = _without(data["sources"], gone, stated_fields(made))
        _drop(data, "unverified", gone)
        made = type(record).model_validate(data, context=vocabularies)
    return made


def _put(data: dict[str, Any], place: Place, value: Any) -> None:
    holders: list[Any] = [data]
    for part, following in pairwise(place):
        holder = holders[-1]
        if isinstance(holder, dict) and part not in holder:
            holder[part] = [] if isinstance(following, int) else {}
        holders.append(holder[part])
    if value is not None:
        holders[-1][place[-1]] = value
        return
    for holder, part in zip(holders[::-1], place[::-1], strict=True):
        holder.pop(part, *(() if isinstance(holder, list) else (None,)))
        if holder:
            return


def _drop(data: dict[str, Any], name: str, paths: Iterable[str]) -> None:
    """Take paths out of a list of paths, and the list away when it is empty."""
    left = [path for path in data.pop(name, ()) if path not in paths]
    if left:
        data[name] = left


def _revouched(
    sources: Sequence[dict[str, Any]], fields: list[str], source: Source
) -> list[dict[str, Any]]:
    """Return the sources with `source` alone vouching for the fields."""
    moved = [
        held | {"vouches": [path for path in held["vouches"] if path not in fields]}
        for held in sources
    ]
    kept = [held for held in moved if held["vouches"]]
    new = source.model_dump(mode="json", exclude_none=True) | {"vouches": fields}
    for held in kept:
        if held | {"vouches": fields} == new:
            held["vouches"] += fields
            return kept
    return [*kept, new]


def _without(
    sources: Sequence[dict[str, Any]], gone: Iterable[str], stated: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the sources without the paths, and sources, that stood for what is gone."""
    dropped = {
        path
        for source in sources
        for path in source["vouches"]
        if any(covers(path, field) for field in gone)
        and not any(covers(path, field) for field in stated)
    }
    kept = [
        source
        | {"vouches": [path for path in source["vouches"] if path not in dropped]}
        for source in sources
    ]
    return [source for source in kept if source["vouches"]]
