"""Selection: filters and sorting as pure functions over records.

Within one option a comma means *or*; different options mean *and*. An option given
twice means *or* where a record has one value (paradigm, encoding, section, mask,
venue) and *and* where it can have several (has, modality, author, components …).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.query.facets import FACETS
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from unisurvey.query.facets import Library
    from unisurvey.schema import Record

R = TypeVar("R", bound="Record")


@dataclass(frozen=True)
class Query:
    """What to select; empty selects everything."""

    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Filter name → the values given for it, one per time the option was given."""

    since: str | None = None
    """Partial date; a record is kept when its first version can be on or after it."""

    until: str | None = None
    """Likewise, on or before; `2024` includes all of 2024."""


def make_query(
    since: str | None = None, until: str | None = None, **filters: Any
) -> Query:
    """Build a query from keyword arguments; a value is a word or a sequence of words.

    Raises:
        UsageError: there is no such filter, or a date is malformed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for name, given in filters.items():
        if name not in FACETS:
            raise UnknownValueError("filter", name, (*FACETS, "since", "until"))
        values = (given,) if isinstance(given, str) else tuple(given or ())
        if values:
            wanted[name] = values
    for text in (since, until):
        if text is not None:
            try:
                date_span(text)
            except ValueError as error:
                raise UsageError(str(error)) from None
    return Query(wanted, since, until)


def select(
    records: Sequence[R], kind: str, query: Query, library: Library
) -> tuple[R, ...]:
    """Return the records that fit, in the order they came in.

    Args:
        records: All of one kind.
        kind: `models`, `papers`, `datasets` or `benchmarks`.
        query: What to select.
        library: Vocabularies and papers that the filters ask.

    Raises:
        UsageError: a filter does not apply to this kind, or a value is unknown.
    """
    tests = [*_filter_tests(kind, query, library), *_date_tests(query)]
    return tuple(r for r in records if all(test(r) for test in tests))


def _filter_tests(
    kind: str, query: Query, library: Library
) -> Iterable[Callable[[Record], bool]]:
    for name, given in query.wanted.items():
        facet = FACETS[name]
        if kind not in facet.kinds:
            raise UsageError(
                f"--{name} does not apply to {kind}, only to {', '.join(sorted(facet.kinds))}"
            )
        for text in given:
            if not text.strip(" ,"):
                raise UsageError(f"--{name} is given nothing to look for")
        occurrences = [
            [
                facet.read(word.strip(), library)
                for word in text.split(",")
                if word.strip()
            ]
            for text in given
        ]
        if facet.single:
            occurrences = [[word for words in occurrences for word in words]]
        for words in occurrences:
            yield _test(facet.of, words, library)


def _test(
    of: Callable[[Record, Library], Iterable[str]],
    words: list[frozenset[str] | tuple[str, ...]],
    library: Library,
) -> Callable[[Record], bool]:
    exact = frozenset().union(*(word for word in words if isinstance(word, frozenset)))
    parts = [word for word in words if isinstance(word, tuple)]

    def test(record: Record) -> bool:
        facets = list(of(record, library))
        return any(facet in exact for facet in facets) or any(
            all(word in facet for word in part) for part in parts for facet in facets
        )

    return test


def _date_tests(query: Query) -> Iterable[Callable[[Record], bool]]:
    def span(record: Record) -> tuple[date, date] | None:
        text: str | None = getattr(record, "date", None)
        return date_span(text) if text else None

    if query.since:
        first, _ = date_span(query.since)
        yield lambda r: bool((found := span(r)) and found[1] >= first)
    if query.until:
        _, last = date_span(query.until)
        yield lambda r: bool((found := span(r)) and found[0] <= last)
