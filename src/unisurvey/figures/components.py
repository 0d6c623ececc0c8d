"""Which parts are combined: encoders with backbones, and encoders with decoders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import components_of, lineage_of
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
from unisurvey.figures.shapes import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.figures.theme import Theme
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

MOST_ROWS, MOST_COLUMNS = 16, 12
"""How many families are shown; the rarer ones are left out, and counted."""

LABEL, ROW, BETWEEN, GRID = 130.0, 17.0, 18.0, 1.5
"""Longest label, height of a row, space between the two matrices and between two cells, in
points."""


@dataclass(frozen=True)
class Matrix:
    """How many models join each row's encoder with each column's part."""

    what: str
    """Of the columns, in the plural."""

    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    """One line for each encoder."""

    left_out: int
    """Families that are too rare for a column."""


@dataclass(frozen=True)
class Components(Selected):
    """Two matrices over the same encoders."""

    encoders: tuple[tuple[str, int], ...]
    """Names, and how many models use them, most first."""

    left_out: int
    """Families of encoders that are too rare for a row."""

    matrices: tuple[Matrix, ...]
    models: int
    title = "Which components are combined"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not self.encoders

    @property
    def alt(self) -> str:
        """What the figure shows, in a sentence or two."""
        if not self.encoders:
            return "Matrix of components without models."
        return (
            f"Two matrices of {any_words(self.models, 'model')}: families of encoders "
            f"against backbones and against decoders. "
            f"Most frequent: {'; '.join(map(self._top, self.matrices))}."
        )

    def _top(self, matrix: Matrix) -> str:
        found = [
            (count, f"{encoder} with {column} in {any_words(count, 'model')}")
            for (encoder, _), line in zip(self.encoders, matrix.cells, strict=True)
            for column, count in zip(matrix.columns, line, strict=True)
            if count
        ]
        most = max(found, key=lambda pair: pair[0], default=None)
        return most[1] if most else f"no {matrix.what} are known"

    @property
    def details(self) -> str:
        """Every pair that some models share, with how many do."""
        return "\n".join(
            f"{encoder} with {matrix.what}: {', '.join(pairs)}."
            for matrix in self.matrices
            for (encoder, _), line in zip(self.encoders, matrix.cells, strict=True)
            if (
                pairs := [
                    f"{c} {n}" for c, n in zip(matrix.columns, line, strict=True) if n
                ]
            )
        )


def components(catalog: Catalog, models: Iterable[Paper]) -> Components:
    """Return which families of components the models combine.

    A model counts once for a pair, however many versions of the two it has.
    """
    found = [model for model in models if model.model]
    encoders = [_families(components_of(m, "encoder"), catalog) for m in found]
    rows, rare = _frequent(encoders, MOST_ROWS)
    matrices = []
    for what, part in (("backbones", "backbone"), ("decoders", "decoder")):
        others = [_families(components_of(m, part), catalog) for m in found]
        columns, left_out = _frequent(others, MOST_COLUMNS)
        pairs = Counter(
            (encoder, other)
            for own, theirs in zip(encoders, others, strict=True)
            for encoder in own
            for other in theirs
        )
        cells = tuple(tuple(pairs[row, column] for column in columns) for row in rows)
        names = tuple(_name(column, catalog) for column in columns)
        matrices.append(Matrix(what, names, cells, left_out))
    return Components(
        tuple((_name(row, catalog), count) for row, count in rows.items()),
        rare,
        tuple(matrices),
        len(found),
    )


def _families(parts: Iterable[str], catalog: Catalog) -> list[str]:
    return list(dict.fromkeys(lineage_of(part, catalog)[-1] for part in parts))


def _name(component: str, catalog: Catalog) -> str:
    return catalog.vocabularies.components[component].name


def _frequent(groups: Sequence[list[str]], most: int) -> tuple[dict[str, int], int]:
    """Return families with their counts, most first, and how many are left out."""
    counts = Counter(part for group in groups for part in group)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    several = [pair for pair in ranked if pair[1] > 1] or ranked
    return dict(several[:most]), len(ranked) - len(several[:most])


def draw_components(shown: Components, theme: Theme, width: float) -> Canvas:
    """Draw both matrices side by side, `width` points wide."""
    canvas = Canvas(width, theme)
    y = heading(canvas, shown, _subtitle(shown))
    names = [(fitting(name, NORMAL, LABEL), n) for name, n in shown.encoders]
    label = max((text_width(name, NORMAL) for name, _ in names), default=0) + 24
    number = sum(len(matrix.columns) for matrix in shown.matrices)
    cell = (width - 2 * MARGIN - label - BETWEEN) / max(number, 1)
    tall = max(
        (text_width(c, NORMAL) for m in shown.matrices for c in m.columns), default=0
    )
    top = y + 16 + min(tall, LABEL) + 6
    places, x = [], MARGIN + label
    for matrix in shown.matrices:
        places.append((matrix, x))
        _frame(canvas, matrix, x, y, top, cell)
        x += cell * len(matrix.columns) + BETWEEN
    for n, (name, count) in enumerate(names):
        above = top + ROW * n
        with canvas.group(0, above):
            middle = above + ROW / 2
            canvas.text(MARGIN + label - 24, middle, name, size=NORMAL, align="right")
            canvas.note(MARGIN + label - 6, middle, str(count), "right")
            for matrix, x in places:
                _cells(canvas, matrix, n, Box(x, above, cell, ROW))
    canvas.finish(top + ROW * len(names) + MARGIN)
    return canvas


def _subtitle(shown: Components) -> str:
    words = "Cells count models that have both; versions count with their family"
    rare = [f"{shown.left_out} encoders"] if shown.left_out else []
    rare += [f"{m.left_out} {m.what}" for m in shown.matrices if m.left_out]
    return f"{words}. Rarer families left out: {', '.join(rare)}" if rare else words


def _frame(
    canvas: Canvas, matrix: Matrix, x: float, y: float, top: float, cell: float
) -> None:
    """Draw a matrix without its numbers."""
    theme = canvas.theme
    if matrix.columns:
        title = matrix.what.capitalize()
        canvas.text(x, y + 5, title, size=NORMAL, weight="bold")
    for n, name in enumerate(matrix.columns):
        words = fitting(name, NORMAL, LABEL)
        canvas.text(x + cell * (n + 0.5), top - 5, words, size=NORMAL, upright=True)
    wide, high = cell * len(matrix.columns), ROW * len(matrix.cells)
    canvas.rectangle(Box(x, top, wide, high), fill=theme.panel)
    for n in range(1, len(matrix.columns)):
        at = x + cell * n
        canvas.line([(at, top), (at, top + high)], colour=theme.page, width=GRID)
    for n in range(1, len(matrix.cells)):
        at = top + ROW * n
        canvas.line([(x, at), (x + wide, at)], colour=theme.page, width=GRID)


def _cells(canvas: Canvas, matrix: Matrix, row: int, first: Box) -> None:
    """Draw the numbers of a row, whose first cell is given.

    The strongest colour stands for a power of two, so that not every shade changes with
    the largest number.
    """
    theme = canvas.theme
    shade = theme.colours["blue" if matrix.what == "backbones" else "green"]
    most = max((count for line in matrix.cells for count in line), default=0)
    scale = 1 << max(most - 1, 0).bit_length()
    wide, high = first.width - GRID, first.height - GRID
    for column, count in enumerate(matrix.cells[row]):
        if count:
            x = first.x + first.width * column + GRID / 2
            box = Box(x, first.y + GRID / 2, wide, high)
            fill = theme.thinned(shade, 0.15 + 0.85 * count / scale)
            canvas.rectangle(box, fill=fill, radius=GRID)
            canvas.label(box, str(count), size=SMALL, colour=theme.on(fill))
