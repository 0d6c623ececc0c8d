"""Which scores of several models stand side by side."""

from tests.scores.conftest import row, source, table

from unisurvey.scores.beside import scores_beside
from unisurvey.views.comparison import compare

REWRITTEN = {"prompts": "rewritten"}


def beside(scored, *rows, ids=("alpha", "delta"), columns=("bench/overall",)):
    catalog = scored(source("others", table(columns, *rows)))
    return [
        tuple(
            [(each.lead.variant, each.score.printed) for each in some]
            for some in row.found
        )
        for row in scores_beside(ids, catalog)
    ]


def test_what_one_model_alone_has_is_left_out(scored):
    assert beside(scored, row("alpha:7b", "0.5")) == []


def test_settings_that_are_the_same_come_before_what_compares_with_nothing(scored):
    found = beside(
        scored,
        row("alpha:7b", "0.5", "-"),
        row("alpha:1b", "0.4", "-", conditions=REWRITTEN),
        row("delta", "0.9", "-", conditions=REWRITTEN),
        row("alpha:7b", "-", "60.0"),
        row("delta", "-", "61.0"),
        row("epsilon", "0.7", "-"),
        columns=("bench/overall", "quiz"),
        ids=("alpha", "delta", "epsilon"),
    )

    assert found == [
        ([("7b", "0.5")], [], [("7b", "0.7")]),
        ([("1b", "0.4")], [("7b", "0.9")], []),
        ([("7b", "60.0")], [("7b", "61.0")], []),
    ]


def test_a_model_that_shares_no_setting_stands_alone_and_last(scored):
    found = beside(
        scored,
        row("alpha:7b", "0.5", "60.0"),
        row("delta", "0.9", "61.0", conditions=REWRITTEN),
        columns=("bench/overall", "quiz"),
    )

    assert found == [
        ([("7b", "60.0")], [("7b", "61.0")]),
        ([("7b", "0.5")], []),
        ([], [("7b", "0.9")]),
    ]


def test_equal_scores_are_the_same_and_marks_are_told(scored):
    catalog = scored(
        source(
            "others",
            table(
                ("bench/overall",),
                row("alpha:7b", "0.5", conditions=REWRITTEN),
                row("delta", "0.50", conditions=REWRITTEN),
            ),
        )
    )

    found = compare([catalog["alpha"], catalog["delta"]], "models", catalog)

    assert [(each.label, each.likeness, each.cells) for each in found.scores] == [
        (
            "Bench; prompts=rewritten",
            "same",
            ("0.5† (7b; by others)", "0.50† (7b; by others)"),
        )
    ]
    assert found.legend == "† prompts rewritten"
