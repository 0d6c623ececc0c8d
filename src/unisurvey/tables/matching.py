"""What the columns and rows of a table are, and what of it nobody can tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from unisurvey.matching import squeeze
from unisurvey.schema.scores import NOT_PRINTED
from unisurvey.tables.names import MARKS, marks_in, without_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.schema import Metric
    from unisurvey.schema.conditions import Setting
    from unisurvey.scores.heads import Head
    from unisurvey.tables.grid import Grid, TableCell
    from unisurvey.tables.names import Called, Names

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?<=\d)")
_SPREAD = re.compile(r"\s*±.*")
_SIGNS = re.compile(rf"[{MARKS}\s%~↑↓⇑⇓]+")
_NOTHING = frozenset(
    {"", "-", "–", "—", "−", "/", "×", "✗", "n/a", "na", "n.a.", "tbd"}
)
_SIZES = frozenset({
    "params", "param", "parameters", "size", "modelsize", "llmsize", "baseparams",
    "activatedparams", "activeparams", "llmparams", "totalparams", "paramsb",
})  # fmt: skip
"""Heads of columns that say how large a model is."""

_PERCENT = 100


@dataclass(frozen=True)
class HeadedColumn:
    """A column of which it is known what its numbers are."""

    place: int
    head: Head
    metric: Metric
    conditions: Mapping[str, Setting]
    out_of: int | None
    """What the highest possible value would be printed as, if that is another."""


@dataclass(frozen=True)
class NamedRow:
    """A row of which it is known whose numbers it has."""

    cell: TableCell
    called: Called
    values: tuple[tuple[str, Mapping[str, Setting], TableCell], ...]
    """Of each column what is printed, the settings that its marks say, and where."""

    size: str = ""
    """What a column of sizes says."""

    @property
    def name(self) -> str:
        """What it is called, with its size."""
        name, size = without_marks(self.cell.text), without_marks(self.size)
        said = name.casefold().endswith(size.casefold()) or size in _NOTHING
        return name if said else f"{name} {size}"


@dataclass(frozen=True)
class Left:
    """Something that was not understood."""

    code: str
    cell: TableCell
    message: str


@dataclass
class Matched:
    """A table with what was understood of it."""

    grid: Grid
    columns: tuple[HeadedColumn, ...] = ()
    rows: list[NamedRow] = field(default_factory=list)
    own: list[NamedRow] = field(default_factory=list)
    """Rows that say they are the author's own, of no model that is known."""

    left: list[Left] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How many numbers were understood."""
        return sum(
            text != NOT_PRINTED for row in self.rows for text, _, _ in row.values
        )


def matched(grid: Grid, names: Names) -> Matched:
    """Return what the columns and rows of a table are, whichever way it is turned."""
    straight = _matched(grid, names)
    turned = _matched(grid.turned, names)
    return turned if turned.weight > straight.weight else straight


def number_in(text: str) -> str | None:
    """Return the number of a cell; `-` where it is empty, `None` where it is none."""
    bare = _SIGNS.sub("", _SPREAD.sub("", text))
    if bare.casefold() in _NOTHING:
        return NOT_PRINTED
    if not _NUMBER.fullmatch(bare):
        return None
    bare = bare.replace(",", "")
    whole, dot, rest = bare.partition(".")
    return f"{whole or '0'}{dot}{rest}" if whole not in {"+", "-"} else None


def _matched(grid: Grid, names: Names) -> Matched:
    found = Matched(grid)
    start = next((n for n, row in enumerate(grid.rows) if n and _has_numbers(row)), 0)
    if not start:
        return found
    heads = [row for row in grid.rows[:start] if not _is_heading(row)]
    body = grid.rows[start:]
    if not heads:
        return found
    naming = _naming(body, names)
    sizing = next(
        (n for n, cell in enumerate(heads[0]) if squeeze(cell.text) in _SIZES), None
    )
    columns = []
    for place in range(len(heads[0])):
        if place not in {naming, sizing}:
            column = _column(place, heads, body, found, names)
            columns += [column] if column else []
    found.columns = tuple(columns)
    legend = names.legend(grid.about)
    for row in body:
        if found.columns and _has_numbers(row) and row[naming].text:
            _add(row, naming, sizing, legend, found, names)
    _tell_marks(found, legend)
    return found


def _is_heading(row: Sequence[TableCell]) -> bool:
    """Return whether a row only says what the rows below it have in common."""
    return len(row) > 1 and len({cell.text for cell in row if cell.text}) == 1


def _has_numbers(row: Sequence[TableCell]) -> bool:
    return any(number_in(cell.text) not in {None, NOT_PRINTED} for cell in row[1:])


def _naming(body: Sequence[Sequence[TableCell]], names: Names) -> int:
    """Return the column that names models."""
    counts = Counter(
        place
        for row in body
        for place, cell in enumerate(row)
        if number_in(cell.text) is None and names.called(cell.text).paper
    )
    return min(counts, key=lambda place: (-counts[place], place), default=0)


def _column(
    place: int,
    heads: Sequence[Sequence[TableCell]],
    body: Sequence[Sequence[TableCell]],
    found: Matched,
    names: Names,
) -> HeadedColumn | None:
    numbers = [n for row in body if _is_number(n := number_in(row[place].text))]
    cells = [row[place] for row in heads]
    # a head that spans rows stands in each of them
    texts = list(dict.fromkeys(cell.text for cell in cells if cell.text))
    if not numbers or not texts:
        return None
    shown = " / ".join(map(without_marks, texts))
    can_be, settings = names.headed(texts, found.grid.about)
    if len(can_be) != 1:
        several = " or ".join(sorted(map(_shown, can_be)))
        why = f"can be {several}" if several else "is no metric of a benchmark here"
        found.left.append(Left("Q201", cells[-1], f"column {shown!r} {why}"))
        return None
    (head,) = can_be
    benchmark = names.benchmarks[head.benchmark]
    metric = names.metric_of(head)
    if metric is None:
        ids = ", ".join(each.id for each in benchmark.metrics or ())
        why = f"does not say which metric of {benchmark.name}, expected one of {ids}"
    elif len(benchmark.editions or ()) > 1 and not head.edition:
        # one alone has a name of its own, and the plain name is what was before it
        ids = ", ".join(each.id for each in benchmark.editions or ())
        why = f"does not say which edition of {benchmark.name}, expected one of {ids}"
    else:
        out_of = _out_of(numbers, metric)
        if not head.metric and len(benchmark.metrics or ()) > 1:
            message = f"column {shown!r} names no metric, read as {metric.id}"
            found.left.append(Left("Q205", cells[-1], message))
        if out_of:
            message = f"column {shown!r} read as shares out of {out_of}"
            found.left.append(Left("Q205", cells[-1], message))
        return HeadedColumn(place, head, metric, settings, out_of)
    found.left.append(Left("Q201", cells[-1], f"column {shown!r} {why}"))
    return None


def _is_number(text: str | None) -> bool:
    return text not in {None, NOT_PRINTED}


def _shown(head: Head) -> str:
    return "/".join(filter(None, (head.benchmark, head.edition, head.metric)))


def _out_of(numbers: Sequence[str | None], metric: Metric) -> int | None:
    """Return 100 or 1 where all of a column can only be shares out of that."""
    values = [abs(Decimal(number)) for number in numbers if number]
    match metric.highest:
        case 1 if all(1 < value <= _PERCENT for value in values):
            return _PERCENT
        case 1000 if all(value <= _PERCENT for value in values):
            return _PERCENT
        case 100 if all(value <= 1 for value in values):
            return 1
    return None


def _add(
    row: Sequence[TableCell],
    naming: int,
    sizing: int | None,
    legend: Mapping[str, Mapping[str, Setting]],
    found: Matched,
    names: Names,
) -> None:
    cell = row[naming]
    size = row[sizing].text if sizing is not None else ""
    called = names.called(cell.text, size)
    values = []
    for column in found.columns:
        holding = row[column.place]
        text = number_in(holding.text)
        if text is None:
            message = f"{holding.text!r} is no number"
            found.left.append(Left("Q203", holding, message))
        said: dict[str, Setting] = {}
        for mark in (*called.marks, *marks_in(holding.text)):
            said |= legend.get(mark, {})
        values.append((text or NOT_PRINTED, said, holding))
    made = NamedRow(cell, called, tuple(values), size)
    if called.paper:
        found.rows.append(made)
    elif called.is_own:
        found.own.append(made)
    else:
        shown = without_marks(cell.text)
        found.left.append(Left("Q202", cell, f"row {shown!r}: {called.why}"))


def _tell_marks(found: Matched, legend: Mapping[str, object]) -> None:
    """Tell of the marks that the text around the table does not explain, each once."""
    told: dict[str, TableCell] = {}
    for row in found.rows:
        for mark in row.called.marks:
            told.setdefault(mark, row.cell)
        for _, _, cell in row.values:
            for mark in marks_in(cell.text):
                told.setdefault(mark, cell)
    for mark, cell in told.items():
        if mark not in legend:
            message = f"nothing around the table says what {mark} means"
            found.left.append(Left("Q204", cell, message))


def table_of(found: Matched, at: str, own: str | None = None) -> tuple[Any, list[Any]]:
    """Return a table as `data/scores` has it, and the cells that its values stand in.

    Values of a row under other settings become rows of their own.

    Args:
        found: What was understood.
        at: Place in the source.
        own: Id of the model that the source introduces.
    """
    columns = [
        {
            "benchmark": column.head.benchmark,
            "metric": column.metric.id,
            **_given("edition", column.head.edition),
            **_given("conditions", dict(column.conditions)),
            **_given("out_of", column.out_of),
        }
        for column in found.columns
    ]
    rows: list[dict[str, Any]] = []
    cells: list[list[TableCell]] = []
    for row in found.rows:
        assert row.called.paper is not None  # else it is none of these
        is_own = row.called.is_own or row.called.paper.id == own
        apart: defaultdict[tuple[tuple[str, Setting], ...], list[str]]
        apart = defaultdict(lambda: [NOT_PRINTED] * len(columns))
        for place, (text, said, _) in enumerate(row.values):
            if text != NOT_PRINTED:
                stated = {**dict(row.called.conditions), **said}
                apart[tuple(sorted(stated.items()))][place] = text
        for stated_pairs, values in apart.items():
            rows.append(
                {
                    "model": row.called.paper.id,
                    "name": row.name,
                    **_given("variant", row.called.variant),
                    "basis": "own-run" if is_own else "unknown",
                    **_given("conditions", dict(stated_pairs)),
                    "values": values,
                }
            )
            cells.append([cell for _, _, cell in row.values])
    return {"at": at, "columns": columns, "rows": rows}, cells


def _given(name: str, value: object) -> dict[str, Any]:
    return {name: value} if value else {}
