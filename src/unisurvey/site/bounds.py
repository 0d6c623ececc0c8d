"""What pages offer to bound: amounts of which there is more or less, by their filters.

Numbers of models are those of variants. What a filter asks of a variant too has to be true
of the same one, as on the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields import flat_fields
from unisurvey.fields.attributes import variants_of
from unisurvey.fields.facets import COMPARING, facets
from unisurvey.query.conditions import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.offers import Offer

_OF_VARIANTS = "weights-license"
"""The filter that looks at variants one by one, as does the amount of parameters."""


class OfferedAmount(NamedTuple):
    """An amount with what is bounded."""

    name: str
    """Behind `min-` and `max-` in the options."""

    label: str
    help: list[str]
    """Of the two options."""

    expected: str
    """What a person should type."""

    unit: int
    """What a number without a unit is of."""

    of_variants: bool
    """Whether numbers are those of variants."""

    rows: list[int]
    """Which record each number is of, by its place; several can be of one."""

    numbers: list[float | None]
    words: dict[str, list[int]]
    """Word of the filter that looks at variants → which numbers are of such."""


def amounts(
    kind: str, records: Sequence[Record], offered: Sequence[Offer], catalog: Catalog
) -> Iterator[OfferedAmount]:
    """Yield the amounts of a kind that some of its records state.

    Args:
        kind: That of the records.
        records: In the order of their places.
        offered: What else can be filtered by.
        catalog: What they are part of.
    """
    for name, amount in AMOUNTS.items():
        if amount.kind != kind:
            continue
        found = [
            (row, number)
            for row, record in enumerate(records)
            for number in amount.of(record)
        ]
        if any(number is not None for _, number in found):
            field = flat_fields(kind, catalog)[amount.key]
            yield OfferedAmount(
                name,
                field.header,
                [COMPARING[f"{end}_{name}"][1] for end in ("min", "max")],
                amount.expected,
                amount.unit,
                amount.of_variants,
                [row for row, _ in found],
                [number for _, number in found],
                dict(_licensed(records, offered, catalog))
                if amount.of_variants
                else {},
            )


def _licensed(
    records: Sequence[Record], offered: Sequence[Offer], catalog: Catalog
) -> Iterator[tuple[str, list[int]]]:
    """Yield each licence that is offered, and the variants that are under it."""
    licenses = [each.license for record in records for each in variants_of(record)]
    facet = facets(catalog)["weights_license"]
    for offer in offered:
        if offer.name == _OF_VARIANTS:
            for choice in offer.choices:
                meant = facet.read(choice.word, catalog)
                yield (
                    choice.word,
                    [n for n, one in enumerate(licenses) if one and one in meant],
                )
