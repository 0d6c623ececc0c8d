"""Which models appeared when.

Time runs downwards and names fill lines like words, so that any number of models
stays readable and no two names can overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import BEYOND
from unisurvey.figures.canvas import (
    MARGIN,
    NORMAL,
    Canvas,
    any_words,
    fitting,
    heading,
    legend,
    outlined,
    text_width,
)
from unisurvey.figures.models import (
    ModelMark,
    Period,
    counted,
    marks,
    paradigm_counts,
    period_of,
    suiting,
    undecided_counts,
    without_gaps,
)
from unisurvey.figures.picture import Selected
from unisurvey.figures.shapes import Box
from unisurvey.text.heads import as_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

EMPTY = 0.5
"""Share of the quarters that may be without models; else years are counted."""

Row = tuple["Period", "tuple[ModelMark, ...]"]

GUTTER = 84.0
"""Width of the column of years, periods and counts, in points."""

CHIP, GAP, LEAD, AIR = 14.0, 4.0, 13.0, 5.0
"""Height of a name's box, space between two, from its left edge to its name, and
behind the name."""


@dataclass(frozen=True)
class Timeline(Selected):
    """The models of every period, in order."""

    rows: tuple[Row, ...]
    undated: int
    """How many models are left out, because no date of theirs is known."""

    by: str
    subject: str
    """What one of the models is called."""

    @property
    def title(self) -> str:
        """Short name."""
        return f"{as_head(self.subject)}s over time"

    @property
    def models(self) -> list[ModelMark]:
        """All models shown."""
        return [mark for _, row in self.rows for mark in row]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.rows

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        if not self.rows:
            return "Timeline without models."
        most, row = max(self.rows, key=lambda pair: len(pair[1]))
        outside = undecided_counts(self.models).items()
        more = "".join(f"; {one.name.lower()}: {count}" for one, count in outside)
        return (
            f"Timeline of {any_words(len(self.models), self.subject)} by "
            f"{self.by}, from {self.rows[0][0].name} to {self.rows[-1][0].name}: "
            f"{counted(paradigm_counts(self.models))}{more}. "
            f"Most appeared in {most.name}: {len(row)}."
        )

    @property
    def details(self) -> str:
        """The models of every period."""
        return "\n".join(
            f"{period.name}: {', '.join(mark.name for mark in row)}."
            for period, row in self.rows
            if row
        )


def timeline(
    catalog: Catalog, models: Iterable[Paper], by: str | None = None
) -> Timeline:
    """Return the models by the time of their first public version.

    Args:
        catalog: Where the models are from.
        models: Which to show.
        by: `year`, `quarter` or `month`; `None` is quarters, or years where they are
            many or most of them would be empty.
    """
    found: dict[Period, list[ModelMark]] = {}
    undated = 0
    every = marks(models, catalog)
    by = by or suiting(every, "quarter", EMPTY)
    for mark in every:
        if mark.date is None:
            undated += 1
        else:
            found.setdefault(period_of(mark.date, by), []).append(mark)
    rows = (
        (period, tuple(sorted(found.get(period, ()), key=lambda mark: mark.rank)))
        for period in without_gaps(found)
    )
    subject = catalog.vocabularies.about.model
    return Timeline(tuple(rows), undated, by, subject)


def draw_timeline(shown: Timeline, theme: Theme, width: float) -> Canvas:
    """Draw a timeline `width` points wide."""
    canvas = Canvas(width, theme)
    every = shown.models
    remarks = (
        [f"{any_words(shown.undated, 'model')} without a date left out"]
        if shown.undated
        else []
    )
    y = heading(
        canvas,
        shown,
        f"{any_words(len(every), 'model')} by {shown.by} of the first public version; "
        f"within a {shown.by} by paradigm, then by date",
    )
    if any(mark.name.endswith(BEYOND) for mark in every):
        remarks.append(f"{BEYOND} not in the survey")
    y = legend(canvas, y, paradigm_counts(every), undecided_counts(every), remarks)
    for _, lines in groupby(_lines(shown.rows), lambda rows: rows[0][0].year):
        with canvas.group(0, y):
            for n, rows in enumerate(lines):
                with canvas.group(0, y):
                    y = _row(canvas, rows, y, first=n == 0)
    canvas.line([(MARGIN, y), (width - MARGIN, y)], colour=theme.muted)
    canvas.finish(y + MARGIN)
    return canvas


def _lines(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield what shares a line: a period with models, or all of a gap in a year.

    A gap between years is one line, too, where years are counted.
    """

    def line(row: Row) -> tuple[Period | None, int | None]:
        period, models = row
        return (
            period if models else None,
            None if period.per_year == 1 else period.year,
        )

    for _, group in groupby(rows, line):
        yield list(group)


def _row(canvas: Canvas, rows: list[Row], y: float, *, first: bool) -> float:
    """Draw one line, the `first` of a year or not; return where the next begins."""
    theme = canvas.theme
    middle = y + 5 + CHIP / 2
    (start, row), (end, _) = rows[0], rows[-1]
    gap = len(rows) > 1
    canvas.line(
        [(MARGIN if first else MARGIN + 40, y), (canvas.width - MARGIN, y)],
        colour=theme.muted if first else theme.line,
        width=0.8 if first else 0.5,
    )
    if start.year != end.year:
        years = f"{start.year}–{end.year}"
        canvas.text(MARGIN, middle, years, size=NORMAL, colour=theme.muted)
    else:
        if first:
            canvas.text(MARGIN, y + 12, str(start.year), size=11, weight="bold")
        label = f"{start.label}–{end.label}" if gap else start.label
        canvas.text(MARGIN + 42, middle, label, size=NORMAL)
    if not gap:
        count = str(len(row)) if row else "–"
        edge = MARGIN + GUTTER - 9
        canvas.text(edge, middle, count, size=NORMAL, colour=theme.muted, align="right")
    left, right = MARGIN + GUTTER, canvas.width - MARGIN
    x, top = left, y + 5
    for mark in row:
        name = fitting(mark.name, NORMAL, right - left - LEAD - AIR)
        wide = LEAD + text_width(name, NORMAL) + AIR
        if x > left and x + wide > right:
            x, top = left, top + CHIP + GAP
        with canvas.group(x, top):
            _chip(canvas, mark, name, Box(x, top, wide, CHIP))
        x += wide + GAP
    return top + CHIP + 5


def _chip(canvas: Canvas, mark: ModelMark, name: str, box: Box) -> None:
    theme = canvas.theme
    style = mark.paradigm
    colour = theme.colours[style.colour]
    _, middle = box.middle
    fill = theme.tinted(colour)
    if mark.undecided:
        outlined(canvas, box, mark.undecided.outline, colour, fill)
    else:
        canvas.rectangle(box, fill=fill, radius=2.5)
    canvas.marker(box.x + 7, middle, style.shape, colour, size=5)
    canvas.text(box.x + LEAD, middle, name, size=NORMAL, inside=box)
