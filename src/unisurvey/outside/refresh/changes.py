"""What the outside world says that a record does not, as data, and putting it into the record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import ValidationError

from unisurvey.atomic import write_if_changed
from unisurvey.errors import SurveyError
from unisurvey.matching import squeeze
from unisurvey.outside.add.proof import extended
from unisurvey.records import folder_of
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import edited
from unisurvey.records.explain import first_of
from unisurvey.root import tree_of
from unisurvey.schema.provenance import Source, covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Vocabularies

Place = tuple[str, ...]
ChangeKind = Literal[
    "published",
    "revised",
    "withdrawn",
    "retracted",
    "repository",
    "license",
    "moved",
    "identifier",
]
_Fault = tuple[str, str, str]
"""Code, id of the record, message."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that would be replaced."""

    place: Place
    """Field, from the top of the record."""

    old: Any
    """As YAML gives it; `None` where the record does not state it."""

    new: Any
    source: Source | None = None
    """Who vouches for the new value; `None` where the value names its own source."""

    @property
    def field(self) -> str:
        """Dotted path."""
        return ".".join(self.place)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed about one record; its edits belong together."""

    record: Record
    kind: ChangeKind
    note: str
    """Who says so, or what a person must decide; one clause."""

    edits: tuple[Edit, ...] = ()
    decided: bool = True
    """Whether it is certain enough to be written without a person."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that got no usable answer."""

    service: str
    reason: str
    """Why the last of them got none."""

    missed: int
    """How many."""

    asked: int
    """Of how many."""


def edit(
    record: Record, place: Place, new: Any, source: Source | None
) -> tuple[Edit, ...]:
    """Return the edit that gives a field a value; nothing when it has it already."""
    old = value_at(record, place)
    return () if old == new else (Edit(place, old, new, source),)


def value_at(record: Record, place: Place) -> Any:
    """Return a field as YAML gives it; `None` when it is not stated."""
    value: Any = record.model_dump(mode="json", exclude_none=True, include={place[0]})
    for part in place:
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value


def witness(url: str, place: Place, note: str | None = None) -> Source:
    """Return a source whose `vouches` says where it is first needed."""
    return Source(url=url, vouches=(".".join(place),), note=note)


def retitled(record: Record, title: str, source: Source) -> Iterable[Edit]:
    """Yield the edits that give a paper another title and keep the old one.

    Who vouched for the old title goes on vouching for it, as one of the other titles.
    """
    old: str = value_at(record, ("title",))
    others: list[str] = value_at(record, ("other_titles",)) or []
    yield Edit(("title",), old, title, source)
    kept = [*(other for other in others if squeeze(other) != squeeze(title)), old]
    before = next(
        (s for s in record.sources if any(covers(v, "title") for v in s.vouches)), None
    )
    source_of_old = None if others else before
    yield Edit(("other_titles",), others or None, kept, source_of_old)


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
        whole = extended(catalog, [outcome.record for outcome in made.values()])
        new = _faults(whole) - known
        if not new:
            break
        blamed = {record for _, record, _ in new}
        suspects = [name for name in made if everywhere or name[1] in blamed]
        sound = [made[name].record for name in made if name not in suspects]
        whole = extended(catalog, sound)
        for name in suspects:
            made[name] = _apply(by_record[name], whole, known)
            whole = extended(whole, [made[name].record])
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
            reason = first_of(error, type(change.record))[1]
            outcome.refused.append((change, _refused(change, reason)))
            continue
        new = set() if known is None else _faults(extended(catalog, [after])) - known
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


def _faults(catalog: Catalog) -> set[_Fault]:
    """Return what the whole-catalogue checks find, comparable between catalogues."""
    from unisurvey.checks.running import Choice, findings

    return {
        (rule.code, str(getattr(finding.record, "id", finding.record)), finding.message)
        for rule, finding in findings(catalog, Choice(strict=True))
    }


def _name(record: Record) -> tuple[str, str]:
    return (folder_of(record), record.id)
