"""The cells of all tables as scores, each with what its table, column and row say of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from unisurvey.fields.attributes import model_of
from unisurvey.schema.scores import NOT_PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Metric, Model, Paper, ScoreSource
    from unisurvey.schema.conditions import Setting
    from unisurvey.schema.scores import Basis, ScoreColumn, ScoreRow, ScoreTable

Relation = Literal["authors", "benchmark", "others"]
"""Who reports a score: those who made the model, those who made the benchmark."""

Cell = tuple[str | int, ...]
"""Where a value stands in its file."""


@dataclass(frozen=True, eq=False)
class Score:
    """One number of one model."""

    source: ScoreSource
    cell: Cell
    at: str
    """Place in the source."""

    paper: Paper
    """Record of the model."""

    variant: str | None
    """`None` where it is not stated and there are several, or none is known."""

    benchmark: Benchmark
    metric: Metric
    edition: str | None
    basis: Basis
    relation: Relation
    conditions: Mapping[str, Setting]
    """Those that are stated, in the order of `data/conditions.yaml`."""

    printed: str
    value: Decimal
    """In the unit of the metric."""

    @property
    def is_own(self) -> bool:
        """Whether those who made the model ran it."""
        return self.relation == "authors" and self.basis == "own-run"

    @property
    def is_quoted(self) -> bool:
        """Whether it may be copied from somebody."""
        return not (self.basis == "own-run" or self.relation == "benchmark")

    @property
    def is_transcribed(self) -> bool:
        """Whether nobody looked it up in the source itself."""
        return self.source.read_from == "transcription"

    @property
    def reporter(self) -> str:
        """Id of the work whose authors report it, else their name."""
        origin = self.source.source
        return origin.paper or origin.reporter or ""

    @property
    def shown(self) -> str:
        """As it is printed, where that is in the unit of the metric."""
        printed = Decimal(self.printed) == self.value
        return self.printed if printed else f"{self.value:f}"

    @property
    def step(self) -> Decimal:
        """What its last printed digit counts.

        Of a whole number it is no more than a hundredth of what is possible: a bare 1 of
        shares stands for 1.00.
        """
        exponent = int(self.value.as_tuple().exponent)
        step, highest = Decimal(1).scaleb(exponent), self.metric.highest
        if exponent < 0 or highest is None:
            return step
        return min(step, Decimal(str(highest)) / 100)

    def agrees(self, other: Score) -> bool:
        """Return whether both say the same, as far as both are printed."""
        return abs(self.value - other.value) <= max(self.step, other.step) / 2

    @property
    def subject(self) -> tuple[str, str, str | None, str]:
        """What it is a score of, without variant and settings."""
        return (self.benchmark.id, self.metric.id, self.edition, self.paper.id)


def scores_of(catalog: Catalog, benchmark: Benchmark | None = None) -> Iterator[Score]:
    """Yield every score whose model, benchmark and metric are known, table by table.

    Args:
        catalog: Whose scores.
        benchmark: The only one they are of; `None` means all.
    """
    readers = _Readers(catalog, benchmark)
    for source in catalog.scored.sources:
        for t, table in enumerate(source.tables):
            columns = [
                (c, column)
                for c, column in enumerate(table.columns)
                if column.benchmark in readers.benchmarks
            ]
            for r, row in enumerate(table.rows if columns else ()):
                for c, column in columns:
                    cell = ("tables", t, "rows", r, "values", c)
                    found = readers.score(source, table, column, row, cell)
                    if found:
                        yield found


def metric_of(benchmark: Benchmark, wanted: str | None) -> Metric | None:
    """Return the metric of a column; where none is named, the only one there is."""
    metrics = benchmark.metrics or ()
    if wanted is None:
        return metrics[0] if len(metrics) == 1 else None
    return next((metric for metric in metrics if metric.id == wanted), None)


def variant_of(model: Model, stated: str | None) -> str | None:
    """Return the variant of a row; where none is stated, the only one there is."""
    variants = model.variants or ()
    return variants[0].id if stated is None and len(variants) == 1 else stated


def amount(printed: str, metric: Metric, out_of: float | None) -> Decimal:
    """Return a printed number in the unit of the metric."""
    value = Decimal(printed)
    if not (out_of and metric.highest):
        return value
    factor = (Decimal(str(metric.highest)) / Decimal(str(out_of))).normalize()
    digits, places = factor.as_tuple().digits, factor.as_tuple().exponent
    if digits == (1,):  # 60 of 100 is 0.60, not 0.6
        return value.scaleb(int(places))
    return value * factor


def limits_of(score: Score) -> str:
    """Return why a score is none of its metric; empty where it can be one."""
    lowest, highest = score.metric.range[0], score.metric.highest
    if score.value >= lowest and (highest is None or score.value <= highest):
        return ""
    limits = f"from {lowest:g} to {highest:g}" if highest else f"≥ {lowest:g}"
    name = f"{score.metric.id} of {score.benchmark.name}"
    return f"{score.printed} is no {name}, expected {limits}"


def relation_of(source: ScoreSource, paper: Paper, benchmark: Benchmark) -> Relation:
    """Return who reports a score of a model on a benchmark."""
    reporting = source.source.paper
    if reporting == paper.id:
        return "authors"
    return "benchmark" if reporting and reporting == benchmark.paper else "others"


class _Readers:
    """Reads cells of one catalogue."""

    def __init__(self, catalog: Catalog, benchmark: Benchmark | None) -> None:
        self.conditions = [key.id for key in catalog.vocabularies.conditions]
        self.papers = {paper.id: paper for paper in catalog.models}
        wanted = (benchmark,) if benchmark else catalog.benchmarks
        self.benchmarks = {each.id: each for each in wanted}

    def score(
        self,
        source: ScoreSource,
        table: ScoreTable,
        column: ScoreColumn,
        row: ScoreRow,
        cell: Cell,
    ) -> Score | None:
        """Return the score of a cell; `None` where it is empty, or of nothing known."""
        printed = row.values[int(cell[-1])]
        paper = self.papers.get(row.model)
        benchmark = self.benchmarks[column.benchmark]
        model = paper and model_of(paper)
        metric = metric_of(benchmark, column.metric)
        if printed == NOT_PRINTED or not (paper and model and metric):
            return None
        stated = (table.conditions, column.conditions, row.conditions)
        return Score(
            source,
            cell,
            table.at,
            paper,
            variant_of(model, row.variant),
            benchmark,
            metric,
            column.edition,
            row.basis,
            relation_of(source, paper, benchmark),
            self._merged(stated),
            printed,
            amount(printed, metric, column.out_of),
        )

    def _merged(
        self, stated: Iterable[Mapping[str, Setting] | None]
    ) -> Mapping[str, Setting]:
        found: dict[str, Setting] = {}
        for each in stated:
            found |= each or {}
        return {key: found[key] for key in self.conditions if key in found}
