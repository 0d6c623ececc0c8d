"""What figures say of models: names, kinds, and the periods in which they appeared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import paradigm_of
from unisurvey.figures.theme import OUTLINES, Undecided, paradigm_styles
from unisurvey.schema.dates import MONTHS
from unisurvey.views.wording import marked_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.figures.theme import ParadigmStyle
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Vocabularies


@dataclass(frozen=True)
class ModelMark:
    """One model in a figure."""

    name: str
    paradigm: ParadigmStyle
    place: int
    """Of the paradigm among all."""

    undecided: Undecided | None
    """Its section, where that is one that does not decide the paradigm but others do."""

    date: str | None
    """Partial ISO date."""

    paper: str
    """Id of its record."""

    @property
    def rank(self) -> tuple[int, bool, str, str]:
        """Order within a period: by paradigm, those of their sections first, by date."""
        name = self.name.casefold()
        return self.place, self.undecided is not None, self.date or "", name


def marks(records: Iterable[Paper], catalog: Catalog) -> tuple[ModelMark, ...]:
    """Return the models among the records, in the order they came."""
    known = catalog.vocabularies
    styles = paradigm_styles(known)
    places = {paradigm: n for n, paradigm in enumerate(styles)}
    undecided = _undecided(known)
    found = []
    for record in records:
        if record.model:
            paradigm = paradigm_of(record, catalog)
            found.append(
                ModelMark(
                    marked_name(record, catalog),
                    styles[paradigm],
                    places[paradigm],
                    undecided.get(record.model.section),
                    record.date,
                    record.id,
                )
            )
    return tuple(found)


def paradigm_counts(models: Iterable[ModelMark]) -> dict[ParadigmStyle, int]:
    """Return how many models are of each paradigm, without those of which none is."""
    ordered = sorted(models, key=lambda mark: mark.place)
    return dict(Counter(mark.paradigm for mark in ordered))


def _undecided(known: Vocabularies) -> dict[str, Undecided]:
    """Return the sections of models that decide no paradigm, where any decides one."""
    leaves = [s for s in known.sections if s.kind == "model" and not s.children]
    if not any(section.paradigm for section in leaves):
        return {}
    open_ = (section for section in leaves if section.paradigm is None)
    return {
        section.id: Undecided(section.label or section.name, outline)
        for section, outline in zip(open_, cycle(OUTLINES), strict=False)
    }


def undecided_counts(models: Iterable[ModelMark]) -> dict[Undecided, int]:
    """Return how many models are in each section that does not decide the paradigm."""
    return dict(Counter(mark.undecided for mark in models if mark.undecided))


def counted(counts: Mapping[ParadigmStyle, int]) -> str:
    """Return the counts in words: `71 autoregressive, 8 diffusion`."""
    return ", ".join(f"{count} {style.name.lower()}" for style, count in counts.items())


PER_YEAR = {"year": 1, "quarter": 4, "month": 12}

LONG = 10
"""Years that are counted in parts; of more, a year is part enough."""


@dataclass(frozen=True, order=True)
class Period:
    """A year, a quarter, a month, or the part of a year of which no more is known."""

    year: int
    number: int
    """From 1; one more than the year has when only the year is known."""

    per_year: int

    @property
    def label(self) -> str:
        """Short name within the year: `Q2`, `May`; `?` where the month is not known."""
        if self.per_year == 1:
            return ""
        if self.number > self.per_year:
            return "?"
        return MONTHS[self.number - 1][:3] if self.per_year == 12 else f"Q{self.number}"

    @property
    def name(self) -> str:
        """Name with the year: `2025`, `2025 Q2`, `May 2025`."""
        if self.number > self.per_year:
            return f"{self.year}, month not known"
        if self.per_year == 12:
            return f"{self.label} {self.year}"
        return f"{self.year} {self.label}".rstrip()


def period_of(date: str, by: str) -> Period:
    """Return the `year`, `quarter` or `month` of a partial ISO date."""
    per_year = PER_YEAR[by]
    if per_year == 1:
        return Period(int(date[:4]), 1, 1)
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


def suiting(models: Iterable[ModelMark], usual: str, empty: float = 1) -> str:
    """Return the `usual` part of a year to count by, or `year`.

    Args:
        models: What is counted.
        usual: `quarter` or `month`.
        empty: Which share of all parts may be without models.
    """
    found = {period_of(mark.date, usual) for mark in models if mark.date}
    every = without_gaps(found)
    many = len(every) > LONG * PER_YEAR[usual]
    sparse = len(every) - len(found) > empty * len(every)
    return "year" if many or sparse else usual
