"""Models by their scores, in listings, on pages and in Python."""

import pytest

from unisurvey import load_catalog
from unisurvey.errors import UnknownValueError

SCORED = "toy-bench>=8"


@pytest.mark.parametrize(
    ("words", "models"),
    [
        (("--score", "toy-bench"), {"toy-any", "toy-show"}),
        (("--score", "toy-bench>=8"), {"toy-any", "toy-show"}),
        (("--score", "toy-bench>8"), {"toy-any"}),
        (("--score", "toy-bench<=6"), {"toy-show"}),  # one variant is enough
        (("--score", "toy-bench=8.15"), {"toy-any"}),
        (("--score", "toy-bench>8,toy-bench<=6"), {"toy-any", "toy-show"}),
        (("--score", "toy-bench>8", "--score", "toy-bench<=6"), set()),
        (("--score", "toy-bench/lines>7"), {"toy-show"}),
        (("--score", "toy-bench>=8.5"), set()),  # reached with rewritten prompts alone
        (("--not", "score=toy-bench>8"), {"toy-show", "toy-bare"}),
    ],
)
def test_a_score_selects(words, models, toy, run):
    listed = run("list", "models", *words, "--columns", "id", root=toy).stdout.split()

    assert set(listed) == models


@pytest.mark.parametrize(
    ("sort", "first"), [("-toy-bench", "toy-any"), ("toy-bench", "toy-show")]
)
def test_scores_sort_and_are_a_column(sort, first, toy, run):
    words = ("--sort", sort, "--columns", "id,toy-bench", "-f", "csv")
    lines = run("list", "models", *words, root=toy).stdout.splitlines()

    assert lines[0] == "id,toy-bench"
    assert lines[1].startswith(f"{first},8")


def test_a_table_shows_the_score_that_was_asked_for(toy, run):
    told = run("list", "--score", SCORED, "-f", "table", root=toy).stdout

    assert "toy-bench" in told.splitlines()[0]
    assert "8.15" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--score", "toy-bnch>=8"), "no record with id 'toy-bnch'"),
        (("--score", "toy-bench>=much"), "'>=much' is no number"),
        (("--sort", "-toy-bnch"), "unknown column 'toy-bnch'"),
        (("datasets", "--score", "toy-bench"), "--score does not apply to datasets"),
        (("benchmarks", "--sort", "toy-bench"), "unknown column 'toy-bench'"),
    ],
)
def test_what_is_no_score_is_refused(words, said, toy, run):
    assert said in run("list", *words, root=toy, code=2).stderr


def test_python_selects_alike(toy):
    catalog = load_catalog(toy)

    assert [each.id for each in catalog.select(score="toy-bench>8")] == ["toy-any"]
    with pytest.raises(UnknownValueError):
        catalog.select(score="toy-bench/no>8")


def test_a_page_shows_scores_when_asked(toy, run):
    assert "Scores" not in run("show", "toy-show", root=toy).stdout

    told = run("show", "toy-show", "--scores", root=toy).stdout
    assert "Scores\n" in told
    assert "8.8†  32b, prompts=rewritten" in told
    told = run("show", "benchmarks/toy-bench", "--scores", root=toy).stdout
    assert "1 Toy-Any" in told
