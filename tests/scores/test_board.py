"""Who stands where, and what is said of it."""

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.errors import UnknownRecordError, UnknownValueError, UsageError
from unisurvey.scores.asking import (
    ScoreQuestion,
    benchmark_named,
    board_asked,
    read_size,
    read_under,
    scores_asked,
)
from unisurvey.scores.score import scores_of

REWRITTEN = {"conditions": {"prompts": "rewritten"}}


def board(catalog, wanted="bench", **asked):
    """Return a line for each row: rank, model, value, and the quotations."""
    benchmark, metric = benchmark_named(wanted, catalog)
    metric = metric or benchmark.primary
    found = board_asked(
        ScoreQuestion(benchmark=benchmark, metric=metric, **asked), catalog
    )
    return [
        f"{each.rank or '–'} {each.score.paper.id}:{each.lead.variant or '?'} "
        f"{each.score.shown} ={len(each.agree)} ≠{len(each.differ)}"
        for each in found
    ]


def own(model, *values, columns=("bench/overall",), **more):
    name = model.partition(":")[0]
    where = {k: more.pop(k) for k in ("read_from",) if k in more}
    made = row(model, *values, basis="own-run", **more)
    return source(
        f"{model.replace(':', '-')}-paper", table(columns, made), paper=name, **where
    )


def quoted(id_, *rows, columns=("bench/overall",), **more):
    return source(id_, table(columns, *rows), **more)


def test_the_authors_value_stands_before_quotations(scored):
    catalog = scored(
        own("alpha:7b", "0.80"),
        quoted("x", row("alpha:7b", "0.80"), row("beta:7b", "0.70")),
        quoted("y", row("alpha:7b", "0.81"), row("beta:7b", "0.72")),
        quoted("z", row("beta:7b", "0.72")),
    )

    assert board(catalog) == ["1 alpha:7b 0.80 =1 ≠1", "2 beta:7b 0.72 =1 ≠1"]


def test_what_others_ran_stands_beside_what_the_authors_are_quoted_with(scored):
    catalog = scored(
        quoted("x", row("alpha:7b", "0.80")),
        quoted("y", row("alpha:7b", "0.60", basis="own-run")),
    )
    [each] = board_asked(ScoreQuestion(), catalog)

    assert each.score.shown == "0.80"
    assert [run.shown for run in each.runs] == ["0.60"]
    assert each.differ == ()


def test_equal_values_share_a_rank(scored):
    catalog = scored(
        own("alpha:7b", "0.80"), own("beta:7b", "0.8"), own("gamma:7b", "0.70")
    )

    assert [line[0] for line in board(catalog)] == ["1", "1", "3"]


def test_lower_is_better_where_the_benchmark_says_so(scored):
    columns = ("distance",)
    catalog = scored(
        own("alpha:7b", "9.5", columns=columns), own("beta:7b", "8", columns=columns)
    )

    assert board(catalog, "distance")[0].startswith("1 beta:7b 8")


def test_settings_that_count_split_the_board(scored):
    catalog = scored(
        own("alpha:7b", "0.80"),
        own("beta:7b", "0.90", **REWRITTEN),
        own("gamma:7b", "0.7"),
    )

    assert board(catalog) == [
        "1 alpha:7b 0.80 =0 ≠0",
        "2 gamma:7b 0.7 =0 ≠0",
        "1 beta:7b 0.90 =0 ≠0",
    ]


def test_settings_that_do_not_count_do_not(scored):
    steps = {"conditions": {"steps": 50}}
    catalog = scored(own("alpha:7b", "0.80", **steps), own("beta:7b", "0.90"))

    assert [line[0] for line in board(catalog)] == ["1", "2"]


def test_a_quotation_takes_its_settings_from_the_authors(scored):
    catalog = scored(
        own("alpha:7b", "0.80"),
        source(
            "alpha-later", table(["bench/overall"], row("alpha:7b", "0.88", basis="own-run", **REWRITTEN)), paper="alpha"
        ),
        quoted("x", row("alpha:7b", "0.88")),
    )  # fmt: skip

    assert board(catalog) == ["1 alpha:7b 0.80 =0 ≠0", "1 alpha:7b 0.88 =1 ≠0"]


def test_a_quotation_takes_its_variant_from_the_authors(scored):
    catalog = scored(
        own("alpha:1b", "0.73"),
        own("alpha:7b", "0.80"),
        quoted("x", row("alpha", "0.73")),
    )

    assert board(catalog) == ["1 alpha:7b 0.80 =0 ≠0", "2 alpha:1b 0.73 =1 ≠0"]


def test_no_variant_where_there_are_several_decides_no_rank(scored):
    catalog = scored(quoted("x", row("alpha", "0.9")), own("beta:7b", "0.8"))

    assert board(catalog) == ["– alpha:? 0.9 =0 ≠0", "1 beta:7b 0.8 =0 ≠0"]


def test_the_only_variant_need_not_be_named(scored):
    catalog = scored(quoted("x", row("delta", "0.9")), quoted("y", row("eta", "0.8")))

    assert board(catalog) == ["1 delta:7b 0.9 =0 ≠0", "2 eta:? 0.8 =0 ≠0"]


def test_a_transcription_decides_a_rank_only_with_a_second_source(scored):
    copied = {"read_from": "transcription"}
    catalog = scored(
        own("alpha:7b", "0.90", **copied),
        own("beta:7b", "0.80", **copied),
        quoted("x", row("beta:7b", "0.80"), **copied),
    )

    assert board(catalog) == ["– alpha:7b 0.90 =0 ≠0", "1 beta:7b 0.80 =1 ≠0"]


def test_shares_in_percent_are_read_as_what_they_are(scored):
    columns = [{"benchmark": "bench", "metric": "overall", "out_of": 100}]
    made = row("alpha:7b", "78.81", basis="own-run")
    percent = {"at": "T", "columns": columns, "rows": [made]}
    catalog = scored(
        source("a", percent, paper="alpha"), quoted("x", row("alpha:7b", "0.79"))
    )

    assert board(catalog) == ["1 alpha:7b 0.7881 =1 ≠0"]


def test_a_known_copying_error_stands_on_no_board(scored):
    wrong = {
        "model": "alpha", "benchmark": "bench", "printed": {"overall": "0.95"},
        "reason": "what beta has", "proof": "https://example.org",
    }  # fmt: skip
    catalog = scored(
        quoted("x", row("alpha:7b", "0.95"), corrections=[wrong]),
        quoted("y", row("alpha:7b", "0.95"), row("beta:7b", "0.95")),
    )

    assert board(catalog) == ["1 beta:7b 0.95 =0 ≠0"]


def test_nothing_is_made_of_an_empty_cell(scored):
    catalog = scored(
        own("alpha:7b", "-", "0.5", columns=("bench/overall", "bench/lines"))
    )

    assert board(catalog) == []
    assert board(catalog, "bench/lines") == ["1 alpha:7b 0.5 =0 ≠0"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"reported_by": frozenset({"authors"})}, ["alpha", "gamma"]),
        ({"reported_by": frozenset({"x"})}, ["beta"]),
        ({"reported_by": frozenset({"others"})}, ["beta"]),
        ({"reported_by": frozenset({"benchmark"})}, []),
        ({"papers": frozenset({"beta"})}, ["beta"]),
        ({"most": 2.0}, ["gamma"]),
        ({"under": {"prompts": frozenset({"rewritten"})}}, ["alpha"]),
        ({"under": {"prompts": frozenset({"?"})}}, ["beta", "gamma"]),
        ({"under": {"prompts": frozenset({"rewritten", "?"})}}, ["alpha", "beta", "gamma"]),
    ],
)  # fmt: skip
def test_what_is_asked_for(asked, found, scored):
    catalog = scored(
        own("alpha:7b", "0.8", **REWRITTEN),
        quoted("x", row("beta:7b", "0.9")),
        own("gamma:1b", "0.7"),
    )

    lines = board_asked(ScoreQuestion(**asked), catalog)
    assert sorted(each.score.paper.id for each in lines) == found
    cells = scores_asked(ScoreQuestion(**asked), catalog)
    assert sorted(score.paper.id for score in cells) == found


def test_settings_are_typed_by_any_name(unscored):
    assert read_under(["prompts=rewriter,?"], unscored) == {
        "prompts": frozenset({"rewritten", "?"})
    }
    assert read_under(["Steps=50"], unscored) == {"steps": frozenset({"50"})}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["prompts"], "'prompts' is no setting, expected one such as prompts=original"),
        (["prompt=original"], "unknown condition 'prompt'; did you mean 'prompts'?"),
        (["prompts=new"], "unknown prompts 'new'; expected one of original, rewritten"),
    ],
)
def test_what_is_no_setting_is_refused(words, message, unscored):
    with pytest.raises(UsageError) as refused:
        read_under(words, unscored)

    assert message in str(refused.value)


def test_what_is_no_size_is_refused():
    assert read_size("500M") == 0.5
    with pytest.raises(UsageError, match="'big' is no size"):
        read_size("big")


def test_a_metric_is_named_behind_its_benchmark(unscored):
    benchmark, metric = benchmark_named("Bench/Lines", unscored)
    assert (benchmark.id, metric and metric.id) == ("bench", "lines")
    with pytest.raises(UnknownValueError, match="unknown metric of Bench 'line'"):
        benchmark_named("bench/line", unscored)


def test_settings_of_table_column_and_row_hold_together(scored):
    columns = [
        {"benchmark": "bench", "metric": "overall", "conditions": {"judge": "new"}},
        {"benchmark": "quiz"},
    ]
    made = row("alpha:7b", "0.5", "50", conditions={"prompts": "rewritten"})
    whole = {
        "at": "T", "columns": columns, "rows": [made],
        "conditions": {"judge": "old", "steps": 50},
    }  # fmt: skip
    first, second = scores_of(scored(source("x", whole)))

    assert first.conditions == {"prompts": "rewritten", "judge": "new", "steps": 50}
    assert second.conditions == {"prompts": "rewritten", "judge": "old", "steps": 50}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("bench", ("bench", None)),
        ("BENCH", ("bench", None)),
        ("bench/lines", ("bench", "lines")),
        ("Bench lines", ("bench", "lines")),
        ("bench-lines", ("bench", "lines")),
        ("Quiz accuracy", ("quiz", "accuracy")),
    ],
)
def test_a_benchmark_is_named_as_heads_of_tables_are(words, meant, unscored):
    benchmark, metric = benchmark_named(words, unscored)

    assert (benchmark.id, metric and metric.id) == meant


@pytest.mark.parametrize("words", ["lines", "benc", "distance first"])
def test_what_is_no_name_of_one_benchmark_is_refused(words, unscored):
    with pytest.raises(UnknownRecordError):
        benchmark_named(words, unscored)
