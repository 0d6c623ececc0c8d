"""What figures say of models: names, kinds, and the periods in which they appeared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import paradigm_of
from unisurvey.figures.theme import PARADIGM_NAMES
from unisurvey.records import name_of
from unisurvey.schema.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper


@dataclass(frozen=True)
class ModelMark:
    """One model in a figure."""

    name: str
    paradigm: str | None
    any_to_any: bool
    """Whether its section is the one that holds every paradigm."""

    date: str | None
    """Partial ISO date."""

    @property
    def rank(self) -> tuple[int, bool, str, str]:
        """Order within a period: by paradigm, then text and image first, then date."""
        paradigm = list(PARADIGM_NAMES).index(self.paradigm)
        return paradigm, self.any_to_any, self.date or "", self.name.casefold()


def marks(records: Iterable[Paper], catalog: Catalog) -> tuple[ModelMark, ...]:
    """Return the models among the records, in the order they came."""
    sections = catalog.vocabularies.sections
    return tuple(
        ModelMark(
            name_of(record),
            paradigm_of(record, catalog),
            sections[record.model.section].paradigm is None,
            record.date,
        )
        for record in records
        if record.model
    )


def paradigm_counts(models: Iterable[ModelMark]) -> dict[str | None, int]:
    """Return how many models are of each paradigm, without those of which none is."""
    counts = Counter(mark.paradigm for mark in models)
    return {name: counts[name] for name in PARADIGM_NAMES if counts[name]}


def counted(counts: Mapping[str | None, int]) -> str:
    """Return the counts in words: `71 autoregressive, 8 diffusion`."""
    return ", ".join(
        f"{count} {PARADIGM_NAMES[name].lower()}" for name, count in counts.items()
    )


PER_YEAR = {"quarter": 4, "month": 12}


@dataclass(frozen=True, order=True)
class Period:
    """A quarter or a month, or the part of a year of which no more is known."""

    year: int
    number: int
    """From 1; one more than the year has when only the year is known."""

    per_year: int

    @property
    def label(self) -> str:
        """Short name within the year: `Q2`, `May`; `?` where the month is not known."""
        if self.number > self.per_year:
            return "?"
        return MONTHS[self.number - 1][:3] if self.per_year == 12 else f"Q{self.number}"

    @property
    def name(self) -> str:
        """Name with the year: `2025 Q2`, `May 2025`."""
        if self.number > self.per_year:
            return f"{self.year}, month not known"
        if self.per_year == 12:
            return f"{self.label} {self.year}"
        return f"{self.year} {self.label}"


def period_of(date: str, by: str) -> Period:
    """Return the `quarter` or `month` of a partial ISO date."""
    per_year = PER_YEAR[by]
    if len(date) < len("2025-05"):
        return Period(int(date[:4]), per_year + 1, per_year)
    month = int(date[5:7])
    return Period(int(date[:4]), (month - 1) * per_year // 12 + 1, per_year)


def without_gaps(found: Iterable[Period]) -> list[Period]:
    """Return periods in order from the first to the last, those between them too.

    The part of a year of which no more is known is there only when it was found.
    """
    known = sorted(set(found))
    if not known:
        return []
    first, last, n = known[0], known[-1], known[0].per_year
    every = {
        Period(year, number, n)
        for year in range(first.year, last.year + 1)
        for number in range(1, n + 1)
    }
    return sorted({p for p in every if first <= p <= last} | set(known))
