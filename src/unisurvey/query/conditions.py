"""What a query asks of a record, one condition for each thing that was typed."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS, flat_fields
from unisurvey.fields.facets import facets
from unisurvey.fields.field import is_known
from unisurvey.fields.words import Between
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from unisurvey.fields.attributes import Library
    from unisurvey.fields.words import Meant
    from unisurvey.schema import Record


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

    max_samples: int | None = None
    """Likewise with more."""

    stated: tuple[str, ...] = ()
    """Keys of flat objects, commas for *or*; a record is kept that states them."""

    unstated: tuple[str, ...] = ()
    """Likewise, that does not."""

    without: tuple[tuple[str, Query], ...] = ()
    """A record is left out that one of them selects; each with what was typed."""


@dataclass(frozen=True)
class Condition:
    """One thing that a query asks of a record."""

    said: str
    """As on the command line: `--mask causal`."""

    fits: Callable[[Record], bool]
    keys: tuple[str, ...] = ()
    """Keys of the flat objects that it looks at, where it is about a field."""

    typed: str = ""
    """The value of the option."""

    negated: bool = False
    """Whether it leaves out what it names."""


def conditions(kind: str, query: Query, library: Library) -> tuple[Condition, ...]:
    """Return what a query asks of each record, in the order of the options.

    Raises:
        UsageError: a filter does not apply to this kind, or a value is unknown.
    """
    return (
        *_of_filters(kind, query, library),
        *_of_dates(query),
        *_of_samples(kind, query),
        *_of_statements(kind, query, library),
        *_of_others(kind, query, library),
    )


def _of_filters(kind: str, query: Query, library: Library) -> Iterator[Condition]:
    known, own = facets(library), flat_fields(kind, library)
    for name, given in query.wanted.items():
        facet = known[name].at(kind)
        option = f"--{name.replace('_', '-')}"
        if kind not in known[name].kinds:
            instead = f"; use {facet.instead}" if facet.instead else ""
            raise UsageError(
                f"{option} does not apply to {kind}, "
                f"only to {', '.join(sorted(known[name].kinds))}{instead}"
            )
        for text in given:
            if not text.strip(" ,"):
                raise UsageError(f"{option} is given nothing to look for")
        for text in (",".join(given),) if facet.single else given:
            words = [
                facet.read(w.strip(), library) for w in text.split(",") if w.strip()
            ]
            yield Condition(
                f"{option} {shlex.quote(text)}",
                _test(facet.of, words, library),
                tuple(k for k in facet.keys_for(text) if k in own),
                text,
            )


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


def _of_dates(query: Query) -> Iterator[Condition]:
    def dated(record: Record) -> tuple[str, ...]:
        text: str | None = getattr(record, "date", None)
        return (text,) if text else ()

    if query.since:
        since, _ = date_span(query.since)
        yield Condition(
            f"--since {query.since}",
            lambda r: any(date_span(text)[1] >= since for text in dated(r)),
            ("date",),
        )
    if query.until:
        _, until = date_span(query.until)
        yield Condition(
            f"--until {query.until}",
            lambda r: any(date_span(text)[0] <= until for text in dated(r)),
            ("date",),
        )


def _of_samples(kind: str, query: Query) -> Iterator[Condition]:
    def samples(record: Record) -> int:
        return getattr(record, "samples", None) or 0

    fewest, most = query.min_samples, query.max_samples
    for option, number in (("--min-samples", fewest), ("--max-samples", most)):
        if number is not None and kind != "datasets":
            raise UsageError(f"{option} does not apply to {kind}, only to datasets")
    if fewest is not None:
        yield Condition(
            f"--min-samples {fewest}", lambda r: samples(r) >= fewest, ("samples",)
        )
    if most is not None:
        yield Condition(
            f"--max-samples {most}", lambda r: 0 < samples(r) <= most, ("samples",)
        )


def _of_statements(kind: str, query: Query, library: Library) -> Iterator[Condition]:
    for option, given in (("--stated", query.stated), ("--unstated", query.unstated)):
        for text in given:
            names = [word.strip() for word in text.split(",")]
            for name in names:
                if name not in flat_fields(kind, library):
                    having = [of for of in FIELDS if name in flat_fields(of, library)]
                    raise UsageError(
                        f"{option} {name} does not apply to {kind}, "
                        f"only to {', '.join(having)}"
                    )
            yield Condition(
                f"{option} {text}",
                stating(names, kind, library, stated=option == "--stated"),
            )


def stating(
    names: Sequence[str], kind: str, library: Library, *, stated: bool = True
) -> Callable[[Record], bool]:
    """Return whether a record states one of some keys, or leaves one of them open."""
    fields = [flat_fields(kind, library)[name] for name in names]
    return lambda r: any(is_known(f.value(r, library)) is stated for f in fields)


def _of_others(kind: str, query: Query, library: Library) -> Iterator[Condition]:
    for said, other in query.without:
        inner = conditions(kind, other, library)
        yield Condition(
            said,
            _outside(inner),
            tuple(key for each in inner for key in each.keys),
            negated=True,
        )


def _outside(inner: Sequence[Condition]) -> Callable[[Record], bool]:
    return lambda record: not all(each.fits(record) for each in inner)
