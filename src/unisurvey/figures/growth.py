"""How many models there were by the end of each period, stacked by paradigm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from unisurvey.figures.canvas import (
    MARGIN,
    NORMAL,
    SMALL,
    Canvas,
    any_words,
    heading,
    text_width,
)
from unisurvey.figures.models import (
    Period,
    counted,
    marks,
    paradigm_counts,
    period_of,
    suiting,
    without_gaps,
)
from unisurvey.figures.picture import Selected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.figures.theme import ParadigmStyle, Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

    Height = Callable[[int], float]

PLOT = 240.0
"""Height of the plot, in points: a whole number of hundredths for each of 1 to 5 ticks."""

AXIS, TICKS = 26.0, 5
"""Room for the numbers on the left, and about how many of them there are."""


@dataclass(frozen=True)
class Growth(Selected):
    """Cumulative counts at the end of each period."""

    periods: tuple[Period, ...]
    totals: dict[ParadigmStyle, tuple[int, ...]]
    """Paradigm → as many numbers as there are periods."""

    undated: int
    by: str
    subject: str
    """What one of the models is called."""

    @property
    def title(self) -> str:
        """Short name."""
        return f"Growth of {self.subject}s"

    @property
    def axis(self) -> tuple[Period, ...]:
        """The periods, and the rest of the last year, so that the scale lasts as long."""
        last = self.periods[-1]
        rest = range(last.number + 1, last.per_year + 1)
        return (*self.periods, *(replace(last, number=number) for number in rest))

    @property
    def counts(self) -> dict[ParadigmStyle, int]:
        """Paradigm → how many there are in the end."""
        return {name: numbers[-1] for name, numbers in self.totals.items()}

    @property
    def count(self) -> int:
        """How many models are shown."""
        return sum(self.counts.values())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.periods

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        if not self.periods:
            return "Growth chart without models."
        return (
            f"Stacked areas: {any_words(self.count, self.subject)} in "
            f"all by {self.periods[-1].name}, cumulative by {self.by} since "
            f"{self.periods[0].name}: {counted(self.counts)}. By the end of "
            f"{', '.join(f'{year}: {count}' for year, count in self.by_year.items())}."
        )

    @property
    def sums(self) -> list[tuple[Period, int]]:
        """How many there were at the end of every period."""
        columns = zip(*self.totals.values(), strict=True)
        return list(zip(self.periods, map(sum, columns), strict=True))

    @property
    def by_year(self) -> dict[int, int]:
        """How many there were at the end of every year."""
        return {period.year: count for period, count in self.sums}

    @property
    def details(self) -> str:
        """The sum at the end of every period."""
        return "\n".join(f"{period.name}: {count}." for period, count in self.sums)


def growth(catalog: Catalog, models: Iterable[Paper], by: str | None = None) -> Growth:
    """Return the number of models at the end of each period.

    Args:
        catalog: Where the models are from.
        models: Which to count.
        by: `year`, `quarter` or `month`; `None` is months, or years where they are many.
    """
    every = marks(models, catalog)
    by = by or suiting(every, "month")
    dated = [(period_of(m.date, by), m) for m in every if m.date]
    periods = without_gaps(period for period, _ in dated)
    totals: dict[ParadigmStyle, tuple[int, ...]] = {}
    for name in paradigm_counts(mark for _, mark in dated):
        new = Counter(period for period, mark in dated if mark.paradigm == name)
        totals[name] = tuple(accumulate(new[period] for period in periods))
    return Growth(
        tuple(periods),
        totals,
        len(every) - len(dated),
        by,
        catalog.vocabularies.about.model,
    )


def draw_growth(shown: Growth, theme: Theme, width: float) -> Canvas:
    """Draw the areas with their names at the right end, `width` points wide."""
    canvas = Canvas(width, theme)
    note = f"; {any_words(shown.undated, 'model')} without a date left out"
    top = heading(
        canvas,
        shown,
        f"{any_words(shown.count, 'model')} in all, by {shown.by} of the first public "
        f"version{note if shown.undated else ''}",
    )
    names = {name: f"{name.name} {count}" for name, count in shown.counts.items()}
    ends = max((text_width(text, NORMAL) for text in names.values()), default=0)
    left, right = MARGIN + AXIS, width - MARGIN - ends - 18
    bottom = top + PLOT
    ticks = _ticks(max(shown.count, 1))

    def height(number: int) -> float:
        return bottom - PLOT * number / ticks[-1]

    for tick in ticks:
        y = height(tick)
        canvas.line([(left, y), (right, y)], width=0.5)
        canvas.note(left - 6, y, str(tick), "right")
    if shown.periods:
        end = _areas(canvas, shown, left, right, height)
        _names(canvas, shown, names, (end, right), height)
        _axis(canvas, shown.axis, left, right, bottom)
    canvas.line([(left, bottom), (right, bottom)], colour=theme.muted)
    canvas.finish(bottom + 22 + MARGIN)
    return canvas


def _ticks(most: int) -> range:
    """Return round numbers from 0 up to the first that is not below `most`.

    The scale ends there, so that it does not change with every model.
    """
    step = next(
        base * 10**power
        for power in range(9)
        for base in (1, 2, 5)
        if base * 10**power * TICKS >= most
    )
    return range(0, most + step, step)


def _areas(
    canvas: Canvas, shown: Growth, left: float, right: float, height: Height
) -> float:
    """Draw the areas; return where they end."""
    step = (right - left) / len(shown.axis)
    xs = [left + step * n for n in range(len(shown.periods) + 1)]
    floor = [0] * len(shown.periods)
    for name, numbers in shown.totals.items():
        colour = canvas.theme.colours[name.colour]
        roof = [low + number for low, number in zip(floor, numbers, strict=True)]
        canvas.area(
            xs,
            [height(n) for n in (*floor[:1], *floor)],
            [height(n) for n in (*roof[:1], *roof)],
            colour=colour,
            hatch=name.hatch,
        )
        floor = roof
    return xs[-1]


def _names(
    canvas: Canvas,
    shown: Growth,
    names: dict[ParadigmStyle, str],
    ends: tuple[float, float],
    height: Height,
) -> None:
    """Write each paradigm's name beside the plot, moved where too close.

    `ends` are those of the areas and of the plot.
    """
    end, right = ends
    floor, lowest = 0, height(0) - NORMAL / 2
    for name, count in shown.counts.items():
        colour = canvas.theme.colours[name.colour]
        middle = height(floor) / 2 + height(floor + count) / 2
        y = min(middle, lowest)
        way = [(end, middle), (right, middle), (right + 6, y)]
        canvas.line(way if end < right else way[1:], colour=colour, width=1)
        canvas.marker(right + 10, y, name.shape, colour, size=6)
        canvas.text(right + 17, y, names[name], size=NORMAL)
        floor, lowest = floor + count, y - NORMAL - 4


def _axis(
    canvas: Canvas,
    periods: tuple[Period, ...],
    left: float,
    right: float,
    bottom: float,
) -> None:
    """Write as many years, and as many periods above them, as have room."""
    step = (right - left) / len(periods)
    starts = {p.year: left + step * n for n, p in reversed([*enumerate(periods)])}
    _years(canvas, starts, step * periods[0].per_year, bottom)
    widest = max(text_width(period.label, SMALL) for period in periods)
    parts = (n for n in (1, 2, 3, 6) if not periods[0].per_year % n)
    every = next((n for n in parts if n * step >= widest + 5), None)
    for n, period in enumerate(periods):
        if every and not (period.number - 1) % every and period.label != "?":
            x = left + step * n
            if step > widest:
                canvas.note(x + step / 2, bottom + 8, period.label)
            else:
                canvas.note(x + 4, bottom + 8, period.label, "left")


def _years(
    canvas: Canvas, starts: dict[int, float], room: float, bottom: float
) -> None:
    """Write years where they begin: all, or each second, fifth … where they are dense."""
    wide = text_width("2000", NORMAL, "bold") + 8
    every = next((n for n in (1, 2, 5, 10, 20, 50) if n * room >= wide), 100)
    shown = [year for year in sorted(starts) if not year % every]
    for year, after in zip(shown, [*shown[1:], None], strict=True):
        x = starts[year]
        canvas.line([(x, bottom), (x, bottom + 22)], colour=canvas.theme.muted)
        if after is None or starts[after] - x >= wide:
            canvas.text(x + 4, bottom + 18, str(year), size=NORMAL, weight="bold")
