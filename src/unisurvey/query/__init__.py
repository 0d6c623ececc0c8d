"""Selection: filters and sorting as pure functions over records.

Within one option a comma means *or*; different options mean *and*. An option given
twice means *or* where a record has one value (paradigm, encoding, section, mask,
venue, survey table) and *and* where it can have several (has, modality, author, components …).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.query.attributes import SURVEY_TABLES, survey_place
from unisurvey.query.facets import FACETS
from unisurvey.schema.amounts import parse_count
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from unisurvey.query.library import Library
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

    min_samples: int | None = None
    """Datasets with fewer samples, or of unknown size, are left out."""


NOT_FACETS = {
    "since": ("DATE", "First public on or after this date: 2025, 2025-05."),
    "until": ("DATE", "First public on or before this date: 2025, 2025-05."),
    "min_samples": ("NUMBER", "Datasets of at least so many samples: 500K, 1M, 2.5B."),
}
"""Filters that compare instead of naming a value → metavar and help of their option."""


def make_query(
    since: str | None = None,
    until: str | None = None,
    min_samples: int | str | None = None,
    **filters: Any,
) -> Query:
    """Build a query from keyword arguments; a value is a word or a sequence of words.

    A number of samples is given as a number or as a text such as `1.5M`.

    Raises:
        UsageError: there is no such filter, or a date or number is malformed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    for name, given in filters.items():
        if name not in FACETS:
            raise UnknownValueError("filter", name, (*FACETS, *NOT_FACETS))
        values = (given,) if isinstance(given, str) else tuple(given or ())
        if values:
            wanted[name] = values
    for text in (since, until):
        if text is not None:
            try:
                date_span(text)
            except ValueError as error:
                raise UsageError(str(error)) from None
    fewest = parse_count(min_samples) if isinstance(min_samples, str) else min_samples
    return Query(wanted, since, until, fewest)


def kinds_for(query: Query) -> frozenset[str]:
    """Return the kinds of record to which every filter of a query applies."""
    kinds = frozenset({"models", "papers", "datasets", "benchmarks"})
    for name, given in query.wanted.items():
        kinds &= FACETS[name].kinds
        if name == "survey_table":
            words = {word.strip() for text in given for word in text.split(",")}
            kinds &= {SURVEY_TABLES[word][0] for word in words & SURVEY_TABLES.keys()}
    return kinds if query.min_samples is None else kinds & {"datasets"}


def select(
    records: Sequence[R], kind: str, query: Query, library: Library
) -> tuple[R, ...]:
    """Return the records that fit, in the order they came in.

    Those of a table of the survey come in the order of its rows.

    Args:
        records: All of one kind.
        kind: `models`, `papers`, `datasets` or `benchmarks`.
        query: What to select.
        library: Vocabularies and papers that the filters ask.

    Raises:
        UsageError: a filter does not apply to this kind, or a value is unknown.
    """
    tests = [*_filter_tests(kind, query, library), *_date_tests(query)]
    if query.min_samples is not None:
        tests.append(_samples_test(kind, query.min_samples))
    found = tuple(r for r in records if all(test(r) for test in tests))
    if "survey_table" in query.wanted:
        _check_tables(kind, query.wanted["survey_table"])
        return tuple(sorted(found, key=lambda r: survey_place(r, library) or ("", 0)))
    return found


def _check_tables(kind: str, given: tuple[str, ...]) -> None:
    for number in (word.strip() for text in given for word in text.split(",")):
        held = SURVEY_TABLES[number][0] if number else kind
        if held != kind:
            raise UsageError(f"table {number} of the survey holds {held}, not {kind}")


def _samples_test(kind: str, fewest: int) -> Callable[[Record], bool]:
    if kind != "datasets":
        raise UsageError(f"--min-samples does not apply to {kind}, only to datasets")
    return lambda record: (getattr(record, "samples", None) or 0) >= fewest


def _filter_tests(
    kind: str, query: Query, library: Library
) -> Iterable[Callable[[Record], bool]]:
    for name, given in query.wanted.items():
        facet = FACETS[name]
        option = f"--{name.replace('_', '-')}"
        if kind not in facet.kinds:
            instead = f"; use {facet.instead}" if facet.instead else ""
            raise UsageError(
                f"{option} does not apply to {kind}, "
                f"only to {', '.join(sorted(facet.kinds))}{instead}"
            )
        for text in given:
            if not text.strip(" ,"):
                raise UsageError(f"{option} is given nothing to look for")
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
