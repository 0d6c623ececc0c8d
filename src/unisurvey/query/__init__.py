"""Selection: filters and sorting as pure functions over records.

Within one option a comma means *or*; different options mean *and*. An option given
twice means *or* where a record has one value (paradigm, encoding, section, mask,
venue, survey table) and *and* where it can have several (has, modality, author, components …).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields.attributes import survey_place, survey_tables
from unisurvey.fields.facets import COMPARING, facets
from unisurvey.fields.words import Between
from unisurvey.schema.amounts import parse_count
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from unisurvey.fields.attributes import Library
    from unisurvey.fields.words import Meant
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


def make_query(
    library: Library,
    since: str | None = None,
    until: str | None = None,
    min_samples: int | str | None = None,
    **filters: Any,
) -> Query:
    """Build a query from keyword arguments; a value is a word or a sequence of words.

    A number of samples is given as a number or as a text such as `1.5M`, an added field
    of numbers also as a number, one of yes and no also as a truth value.

    Raises:
        UsageError: there is no such filter, or a date or number is malformed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    known = facets(library)
    for name, given in filters.items():
        if name not in known:
            raise UnknownValueError("filter", name, (*known, *COMPARING))
        if isinstance(given, bool):
            given = "yes" if given else "no"  # noqa: PLW2901 - as it is typed
        single = isinstance(given, (str, int, float))
        values = (str(given),) if single else tuple(given or ())
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


def kinds_for(query: Query, library: Library) -> frozenset[str]:
    """Return the kinds of record to which every filter of a query applies."""
    kinds = frozenset({"models", "papers", "datasets", "benchmarks"})
    known, tables = facets(library), survey_tables(library.vocabularies)
    for name, given in query.wanted.items():
        kinds &= known[name].kinds
        if name == "survey_table":
            words = {word.strip() for text in given for word in text.split(",")}
            kinds &= {tables[word] for word in words & tables.keys()}
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
        _check_tables(kind, query.wanted["survey_table"], library)
        return tuple(sorted(found, key=lambda r: survey_place(r, library) or ("", 0)))
    return found


def _check_tables(kind: str, given: tuple[str, ...], library: Library) -> None:
    tables = survey_tables(library.vocabularies)
    for number in (word.strip() for text in given for word in text.split(",")):
        held = tables[number] if number else kind
        if held != kind:
            raise UsageError(f"table {number} of the survey holds {held}, not {kind}")


def _samples_test(kind: str, fewest: int) -> Callable[[Record], bool]:
    if kind != "datasets":
        raise UsageError(f"--min-samples does not apply to {kind}, only to datasets")
    return lambda record: (getattr(record, "samples", None) or 0) >= fewest


def _filter_tests(
    kind: str, query: Query, library: Library
) -> Iterable[Callable[[Record], bool]]:
    known = facets(library)
    for name, given in query.wanted.items():
        facet = known[name]
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
    words: list[Meant],
    library: Library,
) -> Callable[[Record], bool]:
    exact = frozenset().union(*(word for word in words if isinstance(word, frozenset)))
    parts = [word for word in words if isinstance(word, tuple)]
    ranges = [word for word in words if isinstance(word, Between)]

    def test(record: Record) -> bool:
        found = list(of(record, library))
        return (
            any(facet in exact for facet in found)
            or any(all(word in facet for word in p) for p in parts for facet in found)
            or any(facet in between for between in ranges for facet in found)
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
