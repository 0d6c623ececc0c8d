"""What a query asks of a record, one condition for each thing that was typed."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS, flat_fields
from unisurvey.fields.attributes import variants_of
from unisurvey.fields.facets import facets
from unisurvey.fields.field import is_known
from unisurvey.fields.words import Between
from unisurvey.schema.amounts import parse_count, read_billions
from unisurvey.schema.dates import date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from unisurvey.fields.attributes import Library, Sized
    from unisurvey.fields.facets import Facet
    from unisurvey.fields.words import Meant
    from unisurvey.schema import Record


class Bound(NamedTuple):
    """The least or the most of an amount."""

    name: str
    """Of the filter: `min_samples`."""

    number: float

    @property
    def amount(self) -> Amount:
        """What is bounded."""
        return AMOUNTS[self.name.partition("_")[2]]

    @property
    def said(self) -> str:
        """As on the command line."""
        return f"--{self.name.replace('_', '-')} {self.number:.15g}"

    def holds(self, number: float | None) -> bool:
        """Return whether a number is within; one that is not known is not."""
        if number is None:
            return False
        least = self.name.startswith("min_")
        return number >= self.number if least else number <= self.number


@dataclass(frozen=True)
class Query:
    """What to select; empty selects everything."""

    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Filter name → the values given for it, one per time the option was given."""

    since: str | None = None
    """Partial date; a record is kept when its first version can be on or after it."""

    until: str | None = None
    """Likewise, on or before; `2024` includes all of 2024."""

    bounds: tuple[Bound, ...] = ()
    """Of how much there is: what has less or more, or does not say, is left out."""

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
        *_of_bounds(kind, query),
        *_of_variants(kind, query, library),
        *_of_statements(kind, query, library),
        *_of_others(kind, query, library),
    )


def in_words(kind: str, query: Query, library: Library) -> str:
    """Return what a query asks of each record, for a title: `paradigm hybrid, since 2025`."""
    options = (
        condition.said.removeprefix("--").partition(" ")
        for condition in conditions(kind, query, library)
        if condition.said.startswith("--")
    )
    return ", ".join(
        f"{option.replace('-', ' ')}{blank}{value}" for option, blank, value in options
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
            yield Condition(
                f"{option} {shlex.quote(text)}" if facet.metavar else option,
                _test(facet.of, _read(facet, text, library), library),
                tuple(k for k in facet.keys_for(text) if k in own),
                text,
            )


def _read(facet: Facet, text: str, library: Library) -> list[Meant]:
    return [facet.read(w.strip(), library) for w in text.split(",") if w.strip()]


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


def _of_bounds(kind: str, query: Query) -> Iterator[Condition]:
    for bound in query.bounds:
        of, key = bound.amount.of, bound.amount.key
        if kind != bound.amount.kind:
            raise UsageError(
                f"{bound.said.partition(' ')[0]} does not apply to {kind}, "
                f"only to {bound.amount.kind}"
            )
        yield Condition(bound.said, _within([bound], of), (key,))


def _within(
    bounds: Sequence[Bound], of: Callable[[Any], Iterable[float | None]]
) -> Callable[[Record], bool]:
    """Return whether one of a record's numbers is within all bounds."""
    return lambda record: any(
        all(bound.holds(number) for bound in bounds) for number in of(record)
    )


def _of_variants(kind: str, query: Query, library: Library) -> Iterator[Condition]:
    """Yield that one variant has all that is asked of any, where that is several things."""
    said = [bound.said for bound in _sizes(query)]
    said += [
        f"--weights-license {shlex.quote(text)}"
        for text in query.wanted.get("weights_license", ())
    ]
    if kind == "models" and len(said) > 1:
        fitting = fitting_variants(query, library)
        yield Condition(
            f"one variant with {' '.join(said)}", lambda record: bool(fitting(record))
        )


def _sizes(query: Query) -> list[Bound]:
    return [bound for bound in query.bounds if bound.amount.of_variants]


def fitting_variants(
    query: Query, library: Library
) -> Callable[[Record], tuple[Sized, ...]]:
    """Return which variants of a model have all that a query asks of any."""
    bounds = _sizes(query)
    facet = facets(library)["weights_license"]
    wanted = [
        {
            one
            for some in _read(facet, text, library)
            if isinstance(some, frozenset)
            for one in some
        }
        for text in query.wanted.get("weights_license", ())
    ]

    def fits(each: Sized) -> bool:
        return all(bound.holds(each.parameters) for bound in bounds) and all(
            each.license in some for some in wanted
        )

    return lambda record: tuple(filter(fits, variants_of(record)))


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


class Amount(NamedTuple):
    """A number of which there is more or less."""

    kind: str
    """Which records have it."""

    key: str
    """Of the flat object."""

    of: Callable[[Any], Iterable[float | None]]
    read: Callable[[str], float | None]
    """Of a text; `None` where it is none."""

    expected: str
    """What a person should type."""

    unit: int = 1
    """What a number without a unit is of."""

    of_variants: bool = False
    """Whether the numbers of a record are those of its variants, in their order."""


AMOUNTS: dict[str, Amount] = {
    "samples": Amount(
        "datasets", "samples", lambda record: [record.samples], parse_count, "500K"
    ),
    "parameters": Amount(
        *("models", "parameters_b"),
        lambda record: [each.parameters for each in variants_of(record)],
        *(read_billions, "7 or 500M"),
        unit=10**9,
        of_variants=True,
    ),
}
"""Second word of a filter that bounds something → what it bounds."""

OF_VARIANTS = frozenset(
    {
        "weights_license",
        *(
            f"{end}_{name}"
            for name, amount in AMOUNTS.items()
            for end in ("min", "max")
            if amount.of_variants
        ),
    }
)
"""Filters that look at variants one by one."""
