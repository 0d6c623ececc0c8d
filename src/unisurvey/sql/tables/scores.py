"""Tables of scores, and of the metrics that they are scores on.

Their rows are worked out when a query reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.schema.metrics import BenchmarkEdition, Metric
from unisurvey.scores.score import scores_of
from unisurvey.sql.sqlite import Table, TableColumn
from unisurvey.sql.tables.records import field, position
from unisurvey.views.score_flats import SCORE_KEYS, score_flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.sql.sqlite import Row

_BENCHMARK = TableColumn(
    "benchmark_id", "The benchmark.", "TEXT", True, "benchmarks(id)"
)
_COLUMN = {"benchmark": "benchmark_id", "model": "model_id"}
_REFERS = {"benchmark": "benchmarks(id)", "model": "models(id)"}
_OPTIONAL = {"edition", "variant", "date"}
_NOT_HERE = {"name", "conditions"}
"""Keys of a flat object that another table has."""


def score_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `scores`, `score_conditions`, and the metrics and editions of benchmarks."""
    keys = [key for key in SCORE_KEYS if key.name not in _NOT_HERE]
    number = TableColumn(
        "id", "Number, for joins; not the same in the next file.", "INTEGER", True
    )
    return (
        Table(
            "benchmark_metrics",
            "The numbers that benchmarks give models.",
            (
                _BENCHMARK,
                position(),
                field(Metric, "id", column="metric"),
                field(Metric, "name"),
                field(Metric, "unit"),
                TableColumn("lowest", "Lowest possible value.", "REAL", True),
                TableColumn("highest", "Highest possible value, if any.", "REAL"),
                field(Metric, "better"),
                TableColumn(
                    *("is_primary", "1 for the metric that ranks models, else 0."),
                    *("INTEGER", True),
                ),
            ),
            ("benchmark_id", "position"),
            _metrics(catalog),
        ),
        Table(
            "benchmark_editions",
            "Versions of benchmarks whose scores cannot be compared.",
            (
                *(_BENCHMARK, position()),
                field(BenchmarkEdition, "id", column="edition"),
                field(BenchmarkEdition, "name"),
                field(BenchmarkEdition, "date"),
            ),
            ("benchmark_id", "position"),
            _editions(catalog),
        ),
        Table(
            "scores",
            "Scores of models as sources print them, quotations among them.",
            (
                number,
                *(
                    TableColumn(
                        _COLUMN.get(key.name, key.name),
                        key.about.replace("null", "NULL"),
                        "REAL" if key.type == "number" else "TEXT",
                        key.name not in _OPTIONAL,
                        _REFERS.get(key.name),
                    )
                    for key in keys
                ),
            ),
            ("id",),
            _scores(catalog, [key.name for key in keys]),
        ),
        Table(
            "score_conditions",
            "Settings of scores that are stated; what is not stated is not known.",
            (
                TableColumn("score_id", "The score.", "INTEGER", True, "scores(id)"),
                TableColumn(
                    "setting", "An id of `data/conditions.yaml`.", "TEXT", True
                ),
                TableColumn("value", "One of its words, or a number.", "TEXT", True),
            ),
            ("score_id", "setting"),
            _conditions(catalog),
        ),
    )


def _metrics(catalog: Catalog) -> Iterator[Row]:
    for benchmark in catalog.benchmarks:
        for n, each in enumerate(benchmark.metrics or (), 1):
            what = (each.id, each.name, each.unit, each.range[0], each.highest)
            primary = int(each is benchmark.primary)
            yield (benchmark.id, n, *what, each.better, primary)


def _editions(catalog: Catalog) -> Iterator[Row]:
    for benchmark in catalog.benchmarks:
        for n, each in enumerate(benchmark.editions or (), 1):
            yield (benchmark.id, n, each.id, each.name, each.date)


def _scores(catalog: Catalog, names: list[str]) -> Iterator[Row]:
    for n, score in enumerate(scores_of(catalog), 1):
        flat: dict[str, Any] = score_flat(score)
        yield (n, *(flat[name] for name in names))


def _conditions(catalog: Catalog) -> Iterator[Row]:
    for n, score in enumerate(scores_of(catalog), 1):
        for setting, value in score.conditions.items():
            yield n, setting, str(value)
