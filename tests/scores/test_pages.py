"""The page of a benchmark: what is best, what differs, and how little a new source moves."""

from difflib import ndiff

import pytest
from tests.scores.conftest import row, source, table

from unisurvey.render.targets import outputs

REWRITTEN = {"conditions": {"prompts": "rewritten"}}
ALL = ("bench/overall", "bench/lines", "bench/colours", "bench/shapes")


def _no_command(line, _look=""):
    pytest.fail(f"{line} was run")


def pages(catalog):
    return {
        path.name: text for path, text in outputs(catalog, ("scores",), _no_command)
    }


def own(model, value, **more):
    made = row(model, value, basis="own-run", **more)
    paper = model.partition(":")[0]
    return source(f"{paper}-paper", table(["bench/overall"], made), paper=paper)


def test_without_scores_there_is_no_page(unscored):
    assert pages(unscored) == {}


def test_the_best_is_bold_and_the_second_underlined(scored):
    found = pages(
        scored(
            *(own("alpha:7b", "0.9"), own("delta:7b", "0.8"), own("eta", "0.7")),
            own("epsilon", "0.95", **REWRITTEN),
        )
    )

    assert set(found) == {"README.md", "bench.md"}
    values = [
        cells[2]
        for line in found["bench.md"].splitlines()
        if len(cells := line.strip("| ").split(" | ")) == 7 and "0." in cells[2]
    ]
    assert values == ["**0.9**", "<ins>0.8</ins>", "0.7", "0.95†"]
    assert "### Prompts not stated\n" in found["bench.md"]
    assert "### Prompts rewritten\n" in found["bench.md"]
    assert "† prompts rewritten." in found["bench.md"]


def test_what_decides_no_rank_is_neither_best_nor_second(scored):
    copied = source(
        "copy",
        table(["bench/overall"], row("zeta", "0.99", basis="own-run")),
        paper="zeta",
        read_from="transcription",
    )
    found = pages(scored(copied, own("alpha:7b", "0.9"), own("delta", "0.8")))

    assert "| 0.99\\* |" in found["bench.md"]
    assert "| **0.9** |" in found["bench.md"]


def test_one_that_is_compared_with_none_is_not_the_best(scored):
    assert "**0.9**" not in pages(scored(own("alpha:7b", "0.9")))["bench.md"]


def test_parts_of_a_total_are_left_to_the_command(scored):
    made = row("delta:7b", "0.5", "0.5", "0.5", "0.5", basis="own-run")
    page = pages(scored(source("delta-paper", table(ALL, made), paper="delta")))

    assert page["bench.md"].count("\n## ") == 1
    assert "`unisurvey scores board bench/lines` shows a part" in page["bench.md"]


def test_where_sources_differ_stands_below(scored):
    quoted = source("other", table(["bench/overall"], row("delta:7b", "0.6")))
    page = pages(scored(own("delta:7b", "0.8"), quoted))["bench.md"]

    assert "| ≠1 |" in page
    assert "\n## Where sources differ\n" in page
    assert "| quotation differs | Bench | Delta | 7b | 0.6 |" in page


def test_a_new_source_changes_few_lines(scored):
    """A page is kept in git: what stood there stays as it was, but for best and second."""
    values = {
        "alpha:1b": "0.31",
        "alpha:7b": "0.5",
        "beta:7b": "0.4",
        "gamma:1b": "0.2",
    }
    before = [
        source(f"s{n}", table(["bench/overall"], row(model, value, basis="own-run")))
        for n, (model, value) in enumerate(values.items())
    ]
    more = (
        row("delta:7b", "0.9", basis="own-run"),
        row("zeta:7b", "0.8", basis="own-run", **REWRITTEN),
        row("epsilon:7b", "0.3", basis="own-run", **REWRITTEN),
        row("eta", "0.1", basis="own-run", **REWRITTEN),
        row("gamma:7b", "0.2", basis="own-run", **REWRITTEN),
        row("beta:1b", "0.15", basis="own-run", **REWRITTEN),
    )
    old = pages(scored(*before))["bench.md"].splitlines()
    new = pages(scored(*before, source("z", table(["bench/overall"], *more))))
    diff = list(ndiff(old, new["bench.md"].splitlines()))

    gone = [line for line in diff if line.startswith("- ")]
    assert len(gone) <= 3, gone


def test_the_index_counts(scored):
    index = pages(scored(own("alpha:7b", "0.9"), own("delta", "0.8")))["README.md"]

    assert "| [Bench](bench.md) | – | 2 | 2 | 2 |" in index
