"""How many samples datasets have, by section, on a logarithmic scale."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.figures.canvas import (
    MARGIN,
    NORMAL,
    SMALL,
    Canvas,
    any_words,
    fitting,
    heading,
    text_width,
)
from unisurvey.figures.picture import Selected
from unisurvey.views.wording import short_count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Dataset

LABEL, ROW, HEAD, BETWEEN = 120.0, 12.0, 20.0, 20.0
"""Longest name, height of a row and of a section's heading, and space between the two
columns, in points."""


class DatasetSize(NamedTuple):
    """A dataset of which the size is stated."""

    name: str
    size: int
    dataset: str
    """Id of its record."""


@dataclass(frozen=True)
class SectionSizes:
    """The datasets of one section, largest first."""

    name: str
    sizes: tuple[DatasetSize, ...]

    @property
    def height(self) -> float:
        """How much room it takes, in points."""
        return HEAD + ROW * len(self.sizes) + 6


@dataclass(frozen=True)
class DatasetSizes(Selected):
    """The datasets of every section that has some."""

    groups: tuple[SectionSizes, ...]
    unknown: int
    """How many datasets are left out, because their size is not stated."""

    title = "Sizes of datasets"

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """All sizes with the names, smallest first."""
        return sorted((each.size, each.name) for g in self.groups for each in g.sizes)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.groups

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        if not self.groups:
            return "Chart of dataset sizes without datasets."
        every = self.sizes
        (small, least), (large, most) = every[0], every[-1]
        if len(every) == 1:
            return f"Size of 1 dataset: {least}, {short_count(small)} samples."
        sections = ", ".join(f"{g.name.lower()} {len(g.sizes)}" for g in self.groups)
        return (
            f"Sizes of {any_words(len(every), 'dataset')} on a logarithmic scale, from "
            f"{least} ({short_count(small)} samples) to {most} ({short_count(large)}); "
            f"by section: {sections}."
        )

    @property
    def details(self) -> str:
        """Every dataset with its size."""
        return "\n".join(
            f"{group.name}: "
            + ", ".join(f"{each.name} {short_count(each.size)}" for each in group.sizes)
            + "."
            for group in self.groups
        )


def dataset_sizes(catalog: Catalog, datasets: Iterable[Dataset]) -> DatasetSizes:
    """Return the sizes that are stated, by section in the order of the taxonomy."""
    found = list(datasets)
    groups = []
    for section in catalog.vocabularies.sections:
        own = [d for d in found if d.section == section.id]
        sizes = [DatasetSize(d.name, d.samples, d.id) for d in own if d.samples]
        if sizes:
            ranked = sorted(sizes, key=lambda each: (-each.size, each.name.casefold()))
            groups.append(SectionSizes(section.name, tuple(ranked)))
    return DatasetSizes(tuple(groups), sum(not d.samples for d in found))


def draw_dataset_sizes(shown: DatasetSizes, theme: Theme, width: float) -> Canvas:
    """Draw the sections in two columns of about equal height, `width` points wide."""
    canvas = Canvas(width, theme)
    note = f"; {any_words(shown.unknown, 'dataset')} of unstated size left out"
    top = heading(
        canvas,
        shown,
        f"Samples of {any_words(len(shown.sizes), 'dataset')} on a logarithmic scale, "
        f"as their authors count them{note if shown.unknown else ''}",
    )
    columns = _columns(shown.groups)
    room = (width - 2 * MARGIN - (len(columns) - 1) * BETWEEN) / max(len(columns), 1)
    ends = [top]
    for n, groups in enumerate(columns):
        x = MARGIN + n * (room + BETWEEN)
        ends.append(_column(canvas, shown, groups, x, room, top))
    canvas.finish(max(ends) + MARGIN)
    return canvas


def _columns(groups: tuple[SectionSizes, ...]) -> list[tuple[SectionSizes, ...]]:
    """Return the groups in one or two columns, split where the taller is lowest."""
    if len(groups) < 2:
        return [groups] if groups else []

    def taller(cut: int) -> float:
        return max(sum(g.height for g in part) for part in (groups[:cut], groups[cut:]))

    cut = min(range(1, len(groups)), key=taller)
    return [groups[:cut], groups[cut:]]


def _column(
    canvas: Canvas,
    shown: DatasetSizes,
    groups: tuple[SectionSizes, ...],
    x: float,
    room: float,
    top: float,
) -> float:
    """Draw some sections below each other; return where they end."""
    every = shown.sizes
    low = floor(log10(every[0][0]))
    high = max(ceil(log10(every[-1][0])), low + 1)
    label = max(text_width(name, SMALL) for _, name in every)
    left = x + min(label, LABEL) + 8
    right = x + room - 30

    def place(size: int) -> float:
        return left + (right - left) * (log10(size) - low) / (high - low)

    bottom = top + sum(group.height for group in groups)
    free, faint = 0.0, canvas.theme.thinned(canvas.theme.line, 0.5)
    for power in range(low, high + 1):
        at, words = place(10**power), short_count(10**power)
        canvas.line([(at, top + HEAD - 4), (at, bottom)], colour=faint, width=0.5)
        half = text_width(words, SMALL) / 2
        if at - half < free:
            continue
        free = at + half + 8
        canvas.note(at, bottom + 8, words)
    y = top
    for group in groups:
        with canvas.group(x, y):
            words = fitting(group.name, NORMAL, room, "bold")
            canvas.text(x, y + HEAD / 2, words, size=NORMAL, weight="bold")
            y += HEAD
            for _, rows in groupby(group.sizes, lambda each: floor(log10(each.size))):
                with canvas.group(left, y):
                    for name, size, _ in rows:
                        _bar(canvas, name, size, (left, y + ROW / 2), place(size))
                        y += ROW
        y += 6
    return bottom + 16


def _bar(
    canvas: Canvas, name: str, size: int, start: tuple[float, float], end: float
) -> None:
    accent = canvas.theme.accent
    (left, middle), words = start, fitting(name, SMALL, LABEL)
    with canvas.group(left, middle):
        canvas.text(left - 8, middle, words, size=SMALL, align="right")
        canvas.line([start, (end, middle)], colour=accent, width=1.4)
        canvas.marker(end, middle, "o", accent, size=5)
        canvas.note(end + 6, middle, short_count(size), "left")
