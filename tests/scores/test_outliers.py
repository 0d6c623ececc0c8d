"""A score far from all others is told, unless its row or another source explains it."""

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.scores.outliers import outliers
from unisurvey.scores.score import scores_of

OTHERS = ("beta:1b", "gamma:1b", "delta", "epsilon", "zeta", "eta")


def told(catalog):
    return [(s.source.id, s.printed) for s, _ in outliers(scores_of(catalog))]


def spread(*columns, around=60.0, models=OTHERS):
    """Return a source with scores of other models that are within ten percent."""
    rows = [
        row(name, *[f"{around * (1 + (n - 2) / 30):.2f}" for _ in columns])
        for n, name in enumerate(models)
    ]
    return source("others", table(columns, *rows))


@pytest.mark.parametrize("column", ["quiz", "distance"])
@pytest.mark.parametrize("value", ["0.61", "6.10", "12.10"])
def test_a_number_far_from_all_others_is_told(column, value, scored):
    one = source("x", table([column], row("alpha:7b", value)))

    assert told(scored(spread(column), one)) == [("x", value)]


@pytest.mark.parametrize("value", ["50.10", "57.00", "70.10"])
def test_a_new_record_is_not(value, scored):
    one = source("x", table(["quiz"], row("alpha:7b", value)))

    assert told(scored(spread("quiz"), one)) == []


def test_what_another_source_prints_too_is_not(scored):
    two = [source(id_, table(["quiz"], row("alpha:7b", "6.10"))) for id_ in "xy"]

    assert told(scored(spread("quiz"), *two)) == []


def test_what_the_same_source_prints_again_is(scored):
    twice = table(["quiz"], row("alpha:7b", "6.10"))
    found = told(scored(spread("quiz"), source("x", twice, twice)))

    assert found == [("x", "6.10"), ("x", "6.10")]


def test_few_models_show_no_spread(scored):
    one = source("x", table(["quiz"], row("alpha:7b", "6.10")))

    assert told(scored(spread("quiz", models=OTHERS[:4]), one)) == []
    assert told(scored(spread("quiz", models=OTHERS[:5]), one)) == [("x", "6.10")]


def test_a_model_that_is_bad_at_everything_is_left_alone(scored):
    columns = ["quiz", "bench/lines", "bench/colours"]
    others = [
        spread("quiz"),
        {**spread(*columns[1:], around=0.8), "id": "more"},
    ]
    bad = source("x", table(columns, row("alpha:7b", "6.10", "0.08", "0.08")))
    odd = source("x", table(columns, row("alpha:7b", "6.10", "0.80", "0.79")))

    assert told(scored(*others, bad)) == []
    assert told(scored(*others, odd)) == [("x", "6.10")]


def test_nothing_where_others_have_something_is_told(scored):
    one = source("x", table(["quiz"], row("alpha:7b", "0.00")))

    assert told(scored(spread("quiz"), one)) == [("x", "0.00")]
