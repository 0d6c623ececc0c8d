"""Which records a record names: those it is built of, that replace it, and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields.attributes import PARTS, components_of, model_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.schema import Record, Vocabularies

REPLACED = "status.by"
"""Tie of a record to the one that takes its place."""


class Use(NamedTuple):
    """A record that names another."""

    record: Record
    tie: str
    """Of `PARTS`: a component that the other introduced fills that part; `REPLACED`: the
    other takes its place; `training_data`; else the field of the catalogue's own that names the other."""


def ties(record: Record, folder: str, known: Vocabularies) -> Iterator[tuple[str, str]]:
    """Yield what a record names, as a word of the catalogue's index, and the tie.

    Args:
        record: Whose ties they are.
        folder: Of its kind.
        known: Say who introduced a component, and which fields hold records.
    """
    for part in PARTS:
        for component_id in components_of(record, part):
            if paper := known.components[component_id].paper:
                yield f"papers/{paper}", part
    model = model_of(record)
    for dataset in (model and model.training_data) or ():
        yield f"datasets/{dataset}", "training_data"
    if record.status and record.status.by:
        yield f"{folder}/{record.status.by}", REPLACED
    for name, value in (record.more or {}).items():
        field = known.extra[name]
        if field.type == "record":
            yield from ((word, name) for word in (value if field.several else (value,)))
