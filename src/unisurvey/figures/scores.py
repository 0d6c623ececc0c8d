"""Scores in pictures: over time, against size, and understanding against generation.

Only what authors state of their own models, as `scores.plain` chooses it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import paradigm_of
from unisurvey.figures.canvas import any_words
from unisurvey.figures.scatter import Axis, Dot, Scatter, round_ticks
from unisurvey.figures.theme import paradigm_styles
from unisurvey.schema.dates import date_span
from unisurvey.scores.plain import plain_board
from unisurvey.views.scores import subject_text
from unisurvey.views.wording import marked_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper
    from unisurvey.scores.board import Standing

_PLAIN = "as authors state it of their own models, without settings that raise it"


def best_scores(
    catalog: Catalog, models: Iterable[Paper], benchmark: str | None = None
) -> Scatter:
    """Return the best score of each model by its date.

    Args:
        catalog: Where the models are from.
        models: Which to show.
        benchmark: Id; `None` is the first board of the README.
    """
    board = _board(benchmark or _first(catalog), catalog, models)
    title = f"{_subject(board)} over time"
    found: list[Dot] = []
    known: set[str] = set()
    for each in board:  # the best first
        paper = each.score.paper
        if paper.date and paper.id not in known:
            known.add(paper.id)
            day = date_span(paper.date)[0]
            words = f"{each.score.shown} on {paper.date}"
            found.append(_dot(each, catalog, float(day.toordinal()), words))
    if not found:
        return Scatter(title, _PLAIN)
    lower = board[0].score.metric.better == "lower"
    leading: list[Dot] = []
    dots: list[Dot] = []
    for dot in sorted(found, key=lambda dot: (dot.x, dot.y if lower else -dot.y)):
        best = leading[-1].y if leading else None
        leads = best is None or (dot.y < best if lower else dot.y > best)
        dots.append(replace(dot, leads=leads))
        if leads:
            leading.append(dot)
    first, last = (date.fromordinal(int(dots[n].x)).year for n in (0, -1))
    years = range(first, last + 2)
    axes = (
        Axis(
            "first public version",
            tuple((float(date(y, 1, 1).toordinal()), str(y)) for y in years),
        ),
        Axis(_subject(board), round_ticks(dot.y for dot in dots)),
    )
    about = f"Best value of {any_words(len(dots), 'model')}, {_PLAIN}"
    return Scatter(title, about, tuple(dots), axes)


def scores_by_size(
    catalog: Catalog, models: Iterable[Paper], benchmark: str | None = None
) -> Scatter:
    """Return the score of each variant by its parameters; takes what `best_scores` takes."""
    board = _board(benchmark or _first(catalog), catalog, models)
    title = f"{_subject(board)} and size"
    dots = []
    for each in board:
        parameters = each.variant and each.variant.parameters
        size = parameters.figure if parameters else None
        if size:
            words = f"{each.score.shown} with {size:g}B"
            dots.append(_dot(each, catalog, log10(size), words))
    if not dots:
        return Scatter(title, _PLAIN)
    low, high = floor(min(d.x for d in dots)), ceil(max(d.x for d in dots))
    powers = range(low, max(high, low + 1) + 1)
    axes = (
        Axis(
            "parameters, in billions", tuple((float(n), f"{10.0**n:g}") for n in powers)
        ),
        Axis(_subject(board), round_ticks(dot.y for dot in dots)),
    )
    about = f"{any_words(len(dots), 'variant')} whose size is stated, {_PLAIN}"
    return Scatter(title, about, tuple(dots), axes)


def balance(catalog: Catalog, models: Iterable[Paper]) -> Scatter:
    """Return the variants that have a score on both boards that the catalogue compares."""
    models = list(models)
    named = catalog.vocabularies.about.against or (None, None)
    across, up = (_board(name, catalog, models) for name in named)
    title = f"{_subject(across)} against {_subject(up)}"
    known = {(e.score.paper.id, e.lead.variant): e for e in across}
    dots = [
        _dot(
            each,
            catalog,
            float(other.score.value),
            f"{other.score.shown}, {each.score.shown}",
        )
        for each in up
        if (other := known.get((each.score.paper.id, each.lead.variant)))
    ]
    if not dots:
        return Scatter(title, _PLAIN)
    axes = (
        Axis(_subject(across), round_ticks(dot.x for dot in dots)),
        Axis(_subject(up), round_ticks(dot.y for dot in dots)),
    )
    count = len({dot.name for dot in dots})
    both = "has" if count == 1 else "have"
    about = f"{any_words(count, 'model')} {both} both of one variant, {_PLAIN}"
    return Scatter(title, about, tuple(dots), axes)


def _board(
    name: str | None, catalog: Catalog, models: Iterable[Paper]
) -> Sequence[Standing]:
    """Return what some models score on a benchmark, the best first."""
    ids = {paper.id for paper in models}
    return [
        each
        for benchmark in catalog.benchmarks
        if benchmark.id == name
        for each in plain_board(benchmark, None, catalog)
        if each.score.paper.id in ids
    ]


def _first(catalog: Catalog) -> str | None:
    return next(iter(catalog.vocabularies.about.boards or ()), None)


def _subject(board: Sequence[Standing]) -> str:
    return subject_text(board[0].score) if board else "Scores"


def _dot(each: Standing, catalog: Catalog, x: float, words: str) -> Dot:
    paper = each.score.paper
    style = paradigm_styles(catalog.vocabularies)[paradigm_of(paper, catalog)]
    name, value = marked_name(paper, catalog), float(each.score.value)
    return Dot(name, style, x, value, words, paper=paper.id)
