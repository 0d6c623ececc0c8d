"""A page for each benchmark that has scores, and the list of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from unisurvey.fields import Column
from unisurvey.fields.attributes import paper_url
from unisurvey.records import folder_of, name_of
from unisurvey.scores.asking import ScoreQuestion, board_asked
from unisurvey.scores.contradictions import conflicts_asked
from unisurvey.scores.counting import score_counts
from unisurvey.scores.plain import plain_board
from unisurvey.views.scores import (
    BOARD_COLUMNS,
    CONFLICT_COLUMNS,
    ScoreWords,
    edition_name,
    groups,
    metric_name,
    subject_text,
)
from unisurvey.views.wording import benchmark_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Metric
    from unisurvey.schema.metrics import Aggregate
    from unisurvey.scores.board import Standing
    from unisurvey.scores.contradictions import Contradiction

_COLUMNS = tuple(column for column in BOARD_COLUMNS if column.name != "rank")
"""A number in front would change in every row below a new one."""

_CONFLICTS = tuple(
    Column("benchmark", "Metric") if column.name == "benchmark" else column
    for column in CONFLICT_COLUMNS
)


def score_pages(catalog: Catalog) -> Iterator[tuple[Benchmark, dict[str, Any]]]:
    """Yield each benchmark of which there are scores, with the values of its page."""
    boards: defaultdict[str, list[Standing]] = defaultdict(list)
    for each in board_asked(ScoreQuestion(), catalog):
        boards[each.score.benchmark.id].append(each)
    wrong: defaultdict[str, list[Contradiction]] = defaultdict(list)
    for found in conflicts_asked(ScoreQuestion(), catalog):
        wrong[found.score.benchmark.id].append(found)
    for counted in score_counts(catalog):
        benchmark = counted.benchmark
        found_here, wrong_here = boards[benchmark.id], wrong[benchmark.id]
        yield benchmark, _page(benchmark, found_here, wrong_here, catalog)


Cell = tuple[str | None, str | None]
"""Text and link."""


def score_index(catalog: Catalog) -> dict[str, list[Cell]]:
    """Return name, subject, and numbers of models, values and sources of each board.

    By the id of the benchmark, in the order of names.
    """
    return {
        found.benchmark.id: [
            (found.benchmark.name, f"{found.benchmark.id}.md"),
            (found.benchmark.evaluates, None),
            *(
                (str(number), None)
                for number in map(len, (found.models, found.scores, found.sources))
            ),
        ]
        for found in score_counts(catalog)
    }


_README_COLUMNS = tuple(
    column
    for column in BOARD_COLUMNS
    if column.name in {"model", "variant", "value", "others"}
)
_BEST = 10
"""Rows of a board in the README."""


def best_of(catalog: Catalog) -> dict[str, Any]:
    """Return the beginning of the boards that the catalogue chose for its README."""
    words = ScoreWords(catalog)
    named = catalog.vocabularies.about.boards or ()
    benchmarks = {each.id: each for each in catalog.benchmarks}
    boards = [
        {
            "name": benchmark.name,
            "page": f"docs/scores/{benchmark.id}.md",
            "columns": _README_COLUMNS,
            "lines": [
                line._replace(links={**line.links, "value": line.links["where"]})
                for line in words.board_lines(found)[:_BEST]
            ],
        }
        for benchmark in (benchmarks[name] for name in named if name in benchmarks)
        if (found := plain_board(benchmark, None, catalog))
    ]
    return {"boards": boards, "aids": words.aids, "board_legend": words.legend}


def _page(
    benchmark: Benchmark,
    found: Sequence[Standing],
    wrong: Sequence[Contradiction],
    catalog: Catalog,
) -> dict[str, Any]:
    words = ScoreWords(catalog)
    paper = catalog.paper_of(benchmark)
    parts = _parts(benchmark)
    sections: dict[str, list[dict[str, Any]]] = {}
    for group in sorted(groups(found), key=_place):
        first = group[0]
        if first.score.metric.id not in parts:
            board = {
                "heading": words.group_settings(first),
                "lines": words.board_lines(group),
            }
            sections.setdefault(subject_text(first.score), []).append(board)
    keys = catalog.vocabularies.conditions
    return {
        "benchmark": benchmark,
        "paper": paper and {"title": name_of(paper), "url": paper_url(paper)},
        "size": benchmark_size(benchmark),
        "record": f"../../data/{folder_of(benchmark)}/{benchmark.id}.yaml",
        "metrics": list(_metrics(benchmark)),
        "editions": [
            [
                (edition_name(each), None),
                (each.date, None),
                (_formula(each.aggregate, benchmark), None),
            ]
            for each in benchmark.editions or ()
        ],
        "compared": [keys[key].name.lower() for key in benchmark.comparable_on or ()],
        "parts": [m.id for m in benchmark.metrics or () if m.id in parts],
        "columns": _COLUMNS,
        "standings": found,
        "boards": sections,
        "conflict_columns": _CONFLICTS,
        "conflicts": [words.conflict_line(each) for each in wrong],
        "legend": words.legend,
    }


def _place(group: Sequence[Standing]) -> tuple[object, ...]:
    """Return what orders boards, whichever is the longest: it moves none below another."""
    score = group[0].score
    metrics = [metric.id for metric in score.benchmark.metrics or ()]
    editions = [edition.id for edition in score.benchmark.editions or ()]
    return (
        metrics.index(score.metric.id),
        editions.index(score.edition) if score.edition else -1,
        [(value is not None, str(value)) for value in group[0].comparable],
    )


def _parts(benchmark: Benchmark) -> set[str]:
    """Return the metrics from which another follows; a page would be long with them."""
    primary = benchmark.primary
    formulas = (
        *(metric.aggregate for metric in benchmark.metrics or ()),
        *(edition.aggregate for edition in benchmark.editions or ()),
    )
    return {
        part
        for formula in formulas
        for part in (formula.mean if formula else ())
        if primary is None or part != primary.id
    }


def _metrics(benchmark: Benchmark) -> Iterator[list[Cell]]:
    """Yield name, range, which is better, and what it follows from."""
    for metric in benchmark.metrics or ():
        yield [
            (metric_name(metric), None),
            (_range(metric), None),
            (metric.better, None),
            (_formula(metric.aggregate, benchmark), None),
        ]


def _range(metric: Metric) -> str:
    lowest, highest = metric.range[0], metric.highest
    text = f"{lowest:g} or more" if highest is None else f"{lowest:g} to {highest:g}"
    return f"{text} {metric.unit}" if metric.unit else text


def _formula(aggregate: Aggregate | None, benchmark: Benchmark) -> str:
    """Return how a number follows from others: `mean of counting, colors`."""
    if aggregate is None:
        return ""
    names: Mapping[str, str] = {
        metric.id: metric_name(metric).lower() for metric in benchmark.metrics or ()
    }
    if not aggregate.weights:
        return f"mean of {', '.join(names[part] for part in aggregate.mean)}"
    terms = zip(aggregate.weights, aggregate.mean, strict=True)
    return " + ".join(f"{weight:g} {names[part]}" for weight, part in terms)
