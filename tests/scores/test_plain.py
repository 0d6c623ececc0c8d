"""Which score stands for a model where one number is wanted."""

from dataclasses import replace

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.scores.asking import benchmark_named
from unisurvey.scores.plain import plain_board
from unisurvey.views.boards import best_of

REWRITTEN = {"conditions": {"prompts": "rewritten"}}
ORIGINAL = {"conditions": {"prompts": "original"}}


def own(model, value, column="bench/overall", *, read_from="repository", **more):
    made = row(model, value, basis="own-run", **more)
    paper = model.partition(":")[0]
    name = f"{paper}-{value.replace('.', '-')}"
    return source(name, table([column], made), paper=paper, read_from=read_from)


def plain(catalog, wanted="bench"):
    found = plain_board(*benchmark_named(wanted, catalog), catalog)
    return [f"{each.rank} {each.score.paper.id} {each.score.shown}" for each in found]


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        (own("alpha:7b", "0.9"), True),
        (own("alpha:7b", "0.9", **ORIGINAL), True),
        (own("alpha:7b", "0.9", **REWRITTEN), False),
        (own("alpha", "0.9"), False),  # of which variant?
        (own("alpha:7b", "0.9", read_from="transcription"), False),
        (source("x", table(["bench/overall"], row("alpha:7b", "0.9"))), False),
    ],
)
def test_which_value_counts(other, counts, scored):
    lines = ["1 alpha 0.9", "2 delta 0.8"] if counts else ["1 delta 0.8"]

    assert plain(scored(own("delta", "0.8"), other)) == lines


def test_a_copy_counts_where_somebody_else_says_the_same(scored):
    quoted = source("x", table(["bench/overall"], row("alpha:7b", "0.9")))
    copied = own("alpha:7b", "0.9", read_from="transcription")

    assert plain(scored(copied, quoted)) == ["1 alpha 0.9"]


def test_editions_are_not_mixed(scored):
    def of(edition, model, value):
        made = own(model, value, "distance")
        made["tables"][0]["columns"][0]["edition"] = edition
        return made

    sources = (
        of("first", "delta", "9"),
        of("first", "zeta", "8"),
        of("second", "eta", "1"),
    )

    assert plain(scored(*sources), "distance") == ["1 zeta 8", "2 delta 9"]


def test_a_readme_shows_the_boards_that_the_catalogue_chose(scored):
    catalog = scored(own("delta", "0.8"), own("eta", "5", "quiz"))

    def shown(*boards):
        known = catalog.vocabularies
        about = known.about.model_copy(update={"boards": boards or None})
        chosen = replace(catalog, vocabularies=replace(known, about=about))
        return [board["name"] for board in best_of(chosen)["boards"]]

    assert shown() == []
    assert shown("quiz", "distance", "bench") == ["Quiz", "Bench"]
