"""Putting certain changes into the records, one whole file at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from unisurvey.atomic import write_if_changed
from unisurvey.errors import SurveyError
from unisurvey.records import folder_of
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import edited
from unisurvey.records.root import tree_of
from unisurvey.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from unisurvey.outside.refresh.changes import Change
    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Vocabularies


_Fault = tuple[str, str, str]
"""Code, id of the record, message."""


@dataclass(frozen=True)
class Written:
    """What came of writing."""

    paths: tuple[Path, ...]
    """Files that changed."""

    done: tuple[Change, ...]
    changes: tuple[Change, ...]
    """All, in their order; of those that would make a record invalid it is said why."""

    @property
    def left(self) -> tuple[Change, ...]:
        """Those for a person: not certain, or not valid."""
        return tuple(c for c in self.changes if not any(c is one for one in self.done))


def write(changes: Sequence[Change], catalog: Catalog) -> Written:
    """Write the changes that are certain; a record that would not be valid stays.

    Raises:
        SurveyError: a file changed since it was read; nothing later is written.
        OSError: a file cannot be written.
    """
    by_record: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        if change.decided and change.edits:
            by_record[_name(change.record)].append(change)
    outcomes = _outcomes(by_record, catalog) if by_record else []
    olds = [some[0].record for some in by_record.values()]
    paths = [
        catalog.path(outcome.record)
        for old, outcome in zip(olds, outcomes, strict=True)
        if outcome.applied and _put(old, outcome.record, catalog)
    ]
    refused = {id(c): new for outcome in outcomes for c, new in outcome.refused}
    done = [change for outcome in outcomes for change in outcome.applied]
    told = tuple(refused.get(id(change), change) for change in changes)
    return Written(tuple(paths), tuple(done), told)


def _outcomes(
    by_record: Mapping[tuple[str, str], Sequence[Change]], catalog: Catalog
) -> list[_Outcome]:
    """Make every record's changes, leaving out those that a check of the whole forbids.

    The checks take their time, so changes are looked at one by one only in records that
    a check blames, and in all of them only when that does not help.
    """
    known = _faults(catalog)
    made = {name: _apply(some, catalog) for name, some in by_record.items()}
    for everywhere in (False, True):
        whole = _with(catalog, *(outcome.record for outcome in made.values()))
        new = _faults(whole) - known
        if not new:
            break
        blamed = {record for _, record, _ in new}
        suspects = [name for name in made if everywhere or name[1] in blamed]
        sound = [made[name].record for name in made if name not in suspects]
        whole = _with(catalog, *sound)
        for name in suspects:
            made[name] = _apply(by_record[name], whole, known)
            whole = _with(whole, made[name].record)
    return list(made.values())


class _Outcome(NamedTuple):
    """A record after its changes."""

    record: Record
    applied: list[Change]
    refused: list[tuple[Change, Change]]
    """Each as it was, and as it is told to a person."""


def _apply(
    changes: Iterable[Change],
    catalog: Catalog,
    known: set[_Fault] | None = None,
) -> _Outcome:
    """Make those changes that keep a record valid.

    Args:
        changes: Of one record.
        catalog: Where it stands.
        known: Faults that the catalogue has anyway; `None` looks for no new ones.
    """
    first, *_ = changes = list(changes)
    outcome = _Outcome(first.record, [], [])
    for change in changes:
        try:
            after = _changed(outcome.record, change, catalog.vocabularies)
        except ValidationError as error:
            reason = str(error.errors()[0]["msg"])
            outcome.refused.append((change, _refused(change, reason)))
            continue
        new = set() if known is None else _faults(_with(catalog, after)) - known
        if new:
            code, _, message = min(new)
            outcome.refused.append((change, _refused(change, f"{code} {message}")))
        else:
            outcome.applied.append(change)
            outcome = outcome._replace(record=after)
    return outcome


def _refused(change: Change, reason: str) -> Change:
    return replace(change, decided=False, note=f"{change.note}; not written: {reason}")


def _changed(record: Record, change: Change, vocabularies: Vocabularies) -> Record:
    for edit in change.edits:
        record = edited(record, {edit.place: edit.new}, vocabularies, edit.source)
    return record


def _put(old: Record, new: Record, catalog: Catalog) -> bool:
    """Write a record, unless its file says something else than what was read."""
    from unisurvey.records.yamltext import parse

    path = catalog.path(new)
    raw = tree_of(catalog.root).read(path)
    data = parse(raw, str(path)).value
    try:
        now = type(old).model_validate(
            {**(data if isinstance(data, dict) else {}), "id": old.id},
            context=catalog.vocabularies,
        )
    except ValidationError:
        now = None
    if now != old:
        raise SurveyError(f"{path} was changed meanwhile; run the same command again")
    return write_if_changed(path, canonical(new))


def _with(catalog: Catalog, *records: Record) -> Catalog:
    """Return the catalogue with other contents of some of its records."""
    new = {_name(record): record for record in records}
    held: dict[str, Any] = {
        folder: tuple(new.get((folder, r.id), r) for r in catalog.records(folder))
        for folder in KINDS
    }
    return replace(catalog, **held)


def _faults(catalog: Catalog) -> set[_Fault]:
    """Return what the whole-catalogue checks find, comparable between catalogues."""
    from unisurvey.checks.running import Choice, findings

    return {
        (rule.code, str(getattr(finding.record, "id", finding.record)), finding.message)
        for rule, finding in findings(catalog, Choice(strict=True))
    }


def _name(record: Record) -> tuple[str, str]:
    return (folder_of(record), record.id)
