"""Why a query selects no more: what emptied it, what is near, what is not stated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields import flat_fields
from unisurvey.query.conditions import conditions, stating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.fields.attributes import Library
    from unisurvey.query.conditions import Condition, Query
    from unisurvey.schema import Record

NEAR = 3
"""Values that are named."""

ALIKE = 75
"""How much a text must resemble what was typed, of 100."""


class Unstated(NamedTuple):
    """What a filter looks at and some records do not state."""

    keys: tuple[str, ...]
    records: int
    kept: bool
    """Whether they are in the selection, as of a filter that leaves out."""


class Emptying(NamedTuple):
    """A condition, and how many records there would be otherwise."""

    condition: Condition
    left: int
    """Without it; where no condition alone empties the selection, with it alone."""

    near: tuple[str, ...] = ()
    """What these have where it looks and how often: of texts what is like the typed one,
    of words the most frequent; of dates and numbers the range."""


def unstated(
    records: Sequence[Record], kind: str, query: Query, library: Library
) -> Iterator[Unstated]:
    """Yield the fields that a query filters by and that some records should state.

    Counted are the records that fit otherwise. A field that may rightly be absent, such
    as the venue of a preprint, is not told of.
    """
    asked = conditions(kind, query, library)
    known = flat_fields(kind, library)
    told = set()
    for one in asked:
        due = [k for k in one.keys if kind in known[k].gap or known[k].added]
        if not due or one.keys in told:
            continue
        told.add(one.keys)
        others = [other for other in asked if other.keys != one.keys]
        states = stating(one.keys, kind, library)
        count = sum(not states(record) for record in _fitting(records, others))
        if count:
            yield Unstated(one.keys, count, one.negated)


def emptying(
    records: Sequence[Record], kind: str, query: Query, library: Library
) -> tuple[tuple[Emptying, ...], bool]:
    """Return what emptied a selection, and whether each of them did so alone."""
    asked = conditions(kind, query, library)
    without = [
        (one, _fitting(records, [other for other in asked if other is not one]))
        for one in asked
    ]
    alone = [
        Emptying(one, len(left), _near(one, left, kind, library))
        for one, left in without
        if left
    ]
    if alone:
        return tuple(alone), True
    return tuple(Emptying(one, len(_fitting(records, [one]))) for one in asked), False


def _fitting(
    records: Sequence[Record], asked: Sequence[Condition]
) -> tuple[Record, ...]:
    return tuple(r for r in records if all(one.fits(r) for one in asked))


def _near(
    condition: Condition, records: Sequence[Record], kind: str, library: Library
) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    if condition.negated or not condition.keys:
        return ()
    fields = [flat_fields(kind, library)[key] for key in condition.keys]
    found = [
        (record, f.value(record, library), f) for record in records for f in fields
    ]
    if fields[0].value_form in {"date", "amount", "integer", "number"}:
        values = sorted(value for _, value, _ in found if value is not None)
        return (f"{values[0]} to {values[-1]}",) if values else ()
    for _, value, field in found:
        counts.update(map(str, value if field.many else [value] if value else []))
    if fields[0].value_form == "text":
        from unisurvey.query.search import closest

        names = list(counts)
        best = [names[n] for n in closest(condition.typed, names, NEAR, ALIKE)]
    else:
        best = [value for value, _ in counts.most_common(NEAR)]
    return tuple(f"{value} {counts[value]}" for value in best)
