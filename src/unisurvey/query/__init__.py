"""Selection: filters and sorting as pure functions over records.

Within one option a comma means *or*; different options mean *and*. An option given
twice means *or* where a record has one value (paradigm, encoding, section, mask,
venue, survey table) and *and* where it can have several (has, modality, author, components …).
"""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.fields import FIELDS, by_name, flat_fields
from unisurvey.fields.attributes import survey_place, survey_tables
from unisurvey.fields.facets import COMPARING, RENAMED, facets, renamed
from unisurvey.fields.words import read_section
from unisurvey.query.conditions import Bound, Query, conditions
from unisurvey.schema.dates import typed_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.fields.attributes import Library
    from unisurvey.schema import Record

__all__ = ["Query", "kinds_for", "make_query", "select"]

R = TypeVar("R", bound="Record")


def make_query(
    library: Library,
    since: object = None,
    until: object = None,
    stated: str | Iterable[str] = (),
    unstated: str | Iterable[str] = (),
    without: Mapping[str, Any] | None = None,
    **filters: Any,
) -> Query:
    """Build a query from keyword arguments; a value is a word or a sequence of words.

    An amount, as of `max_samples` or `max_parameters` (in billions), is given as a number
    or as a text such as `1.5M`, an added field
    of numbers also as a number, one of yes and no also as a truth value, a date as a
    text or a `datetime.date`. `without` has filters of which none may fit:
    `without={"mask": "causal", "has": ("code", "demo")}`; one mapping, since `not` is a
    word of Python and a prefix would double every name.

    Raises:
        UsageError: there is no such filter, or a date or number is malformed.
    """
    wanted: dict[str, tuple[str, ...]] = {}
    known = facets(library)
    bounds: list[Bound] = []
    for name, given in filters.items():
        if name in COMPARING:
            bounds += _bound(name, given)
            continue
        if name in RENAMED:
            raise UsageError(renamed(name, given))
        if name not in known:
            raise UnknownValueError("filter", name, (*known, *COMPARING))
        if values := _typed(given):
            wanted[name] = values
    return Query(
        wanted,
        _date(since),
        _date(until),
        tuple(bounds),
        _keys(stated, library),
        _keys(unstated, library),
        tuple(_without(without or {}, library)),
    )


def _bound(name: str, given: Any) -> Iterator[Bound]:
    if given is None:
        return
    bound = Bound(name, given)
    if isinstance(given, str):
        number = bound.amount.read(given)
        if number is None:
            raise UsageError(
                f"{given!r} is no number, expected one such as {bound.amount.expected}"
            )
        bound = Bound(name, number)
    yield bound


def _without(given: Mapping[str, Any], library: Library) -> Iterator[tuple[str, Query]]:
    for name, values in given.items():
        for value in _typed(values):
            asked: dict[str, Any] = {name: value}
            yield f"--not {name}={shlex.quote(value)}", make_query(library, **asked)


def _typed(given: Any) -> tuple[str, ...]:
    """Return values as they are typed; none means nothing is asked."""
    if isinstance(given, bool):
        given = "yes" if given else "no"
    single = isinstance(given, (str, int, float, date))
    return (str(given),) if single else tuple(given or ())


def _date(given: object) -> str | None:
    if given is None:
        return None
    try:
        return typed_date(str(given))
    except ValueError as error:
        raise UsageError(str(error)) from None


def _keys(given: str | Iterable[str], library: Library) -> tuple[str, ...]:
    known = by_name(library)
    found = tuple(text.replace("-", "_") for text in _typed(given))
    for text in found:
        for word in text.split(","):
            if word.strip() not in known:
                raise UnknownValueError("field", word.strip(), known)
    return found


def kinds_for(query: Query, library: Library) -> frozenset[str]:
    """Return the kinds of record to which every filter of a query applies.

    A section holds records of its own kind only, and so does a table of the survey.
    """
    kinds = frozenset(FIELDS)
    known, tables = facets(library), survey_tables(library.vocabularies)
    for name, given in query.wanted.items():
        kinds &= known[name].kinds
        words = {word.strip() for text in given for word in text.split(",")}
        if name == "survey_table":
            kinds &= {tables[word] for word in words & tables.keys()}
        elif name == "section":
            kinds &= _kinds_of_sections(words, library)
    for bound in query.bounds:
        kinds &= {bound.amount.kind}
    for text in (*query.stated, *query.unstated):
        for word in text.split(","):
            kinds &= {of for of in FIELDS if word.strip() in flat_fields(of, library)}
    for _, other in query.without:
        kinds &= kinds_for(other, library)
    return kinds


def _kinds_of_sections(words: Iterable[str], library: Library) -> set[str]:
    """Return the kinds that some of the sections can hold; a model is a paper too."""
    sections = library.vocabularies.sections
    held = {
        f"{sections[id_].kind}s"
        for word in words
        if word
        for id_ in read_section(word, library)
    }
    return held | ({"papers"} if "models" in held else set())


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
    tests = [condition.fits for condition in conditions(kind, query, library)]
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
