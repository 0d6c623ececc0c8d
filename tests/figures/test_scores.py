"""What the figures of scores show, and that names stand where they can be read."""

from datetime import date

import pytest

from unisurvey.figures.drawing import FIGURES, WIDTH, shown
from unisurvey.figures.printed import POINTS
from unisurvey.figures.scatter import Axis, Dot, Scatter, draw_scatter, round_ticks
from unisurvey.figures.scores import balance, best_scores, scores_by_size
from unisurvey.figures.theme import LIGHT, ParadigmStyle

NAMES = ("scores", "scores-size", "scores-balance")
STYLE = ParadigmStyle("One", "blue", "square")


def test_the_best_over_time_leads(toy_catalog):
    found = best_scores(toy_catalog, toy_catalog.models)

    assert [(dot.name.rstrip("°"), dot.y, dot.leads) for dot in found.dots] == [
        ("Toy-Any", 8.15, True),
        ("Toy-Show", 8.0, False),
    ]
    assert date.fromordinal(int(found.dots[0].x)) == date(2024, 11, 1)
    assert "The best were Toy-Any" in found.alt


def test_variants_stand_at_their_size(toy_catalog):
    found = scores_by_size(toy_catalog, toy_catalog.models)

    assert [dot.words for dot in found.dots] == ["8.0 with 34.5B", "6.0 with 1.5B"]


def test_only_what_has_both_is_compared(toy_catalog):
    found = balance(toy_catalog, toy_catalog.models)

    assert {dot.words for dot in found.dots} >= {"8.15, 8.15", "8.0, 8.0"}
    assert "2 models have both" in found.alt


@pytest.mark.parametrize("name", NAMES)
def test_without_scores_there_is_nothing_to_see(name, toy_catalog):
    found = shown(name, toy_catalog, ())

    assert found.is_empty
    assert FIGURES[name].draw(found, LIGHT, WIDTH * POINTS).texts


@pytest.mark.parametrize("count", [1, 2, 15, 60])
def test_names_touch_neither_each_other_nor_the_edge(count):
    dots = tuple(
        Dot(f"A model {n}", STYLE, n * 7 % 20, n * 11 % 13, "", n % 9 == 0)
        for n in range(count)
    )
    axes = (Axis("x", round_ticks([0, 20])), Axis("y", round_ticks([0, 13])))
    canvas = draw_scatter(Scatter("T", "a", dots, axes), LIGHT, WIDTH * POINTS)

    names = [text for text in canvas.texts if text.text.startswith("A model")]
    assert names
    for n, one in enumerate(names):
        for other in names[:n]:
            assert abs(one.y - other.y) >= 7.9 or abs(one.x - other.x) >= 30


@pytest.mark.parametrize(
    "numbers", [[0.55, 0.9], [0.9], [0], [1000, 1687.0], [-3, 4], [12.5, 12.6]]
)
def test_ticks_enclose_what_is_shown(numbers):
    places = [at for at, _ in round_ticks(numbers)]

    assert 2 <= len(places) <= 8
    assert places[0] <= min(numbers) + 1e-9
    assert places[-1] >= max(numbers) - 1e-9
