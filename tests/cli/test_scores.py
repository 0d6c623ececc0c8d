"""Boards and lists of scores, as people and programs get them."""

import csv
import io
import json

import pytest

from unisurvey import load_catalog
from unisurvey.errors import InvalidCatalogError

BOARD = ("scores", "board", "toy-bench")
SCREENS = {
    "board": BOARD,
    "show": ("scores", "show", "toy-show"),
    "conflicts": ("scores", "conflicts"),
    "list": ("scores", "list"),
}


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", SCREENS)
def test_what_people_see(name, width, toy, run, golden, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    result = run(*SCREENS[name], "-f", "table", root=toy)

    assert max(map(len, result.stdout.splitlines())) <= width
    golden(f"scores/{name}-{width}.txt", f"{result.stdout}{result.stderr}")


@pytest.mark.parametrize("form", ["md", "latex", "csv", "tsv", "json", "jsonl"])
def test_a_board_in_each_format(form, toy, run, golden):
    golden(f"scores/board.{form}", run(*BOARD, "-f", form, root=toy).stdout)


def test_a_pipe_gets_plain_rows(toy, run):
    lines = run(*BOARD, "--header", root=toy).stdout.splitlines()

    assert lines[0].split("\t")[:6] == [
        *("rank", "benchmark", "metric", "model", "variant", "value")
    ]
    assert lines[1].split("\t")[:6] == [
        *("1", "toy-bench", "overall", "toy-any", "", "8.15")
    ]


@pytest.mark.parametrize(
    ("words", "models"),
    [
        ((), ["toy-any", "toy-show", "toy-show", "toy-show"]),
        (("--under", "prompts=rewriter"), ["toy-show"]),
        (("--under", "prompts=?"), ["toy-any", "toy-show", "toy-show"]),
        (("--under", "steps=50"), ["toy-show"] * 3),
        (("--reported-by", "authors"), ["toy-any", "toy-show", "toy-show", "toy-show"]),
        (("--reported-by", "toy-any"), ["toy-show", "toy-any", "toy-show", "toy-show"]),
        (("--reported-by", "somebody else"), ["toy-any"]),
        (("--max-parameters", "2"), ["toy-show"]),
        (("--mask", "bidirectional"), ["toy-show"] * 3),
        (("--limit", "1"), ["toy-any"]),
        (("--limit", "4"), ["toy-any", "toy-show", "toy-show", "toy-show"]),
        (("--edition", "old"), ["toy-any", "toy-show", "toy-show", "toy-show"]),
        (("--edition", "new"), []),
    ],
)
def test_a_board_of_what_is_asked_for(words, models, toy, run):
    rows = json.loads(run(*BOARD, *words, "-f", "json", root=toy).stdout)

    assert [row["model"] for row in rows] == models


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("scores", "board"), "scores board needs a benchmark: unisurvey scores board ID"),
        (("scores", "show"), "scores show needs a model"),
        (("scores", "board", "toy-bensh"), "no record with id 'toy-bensh'; did you mean"),
        (("scores", "board", "toy-bench/line"), "unknown metric of Toy|Bench 'line'"),
        ((*BOARD, "--edition", "ald"), "unknown edition of Toy|Bench 'ald'; did you mean"),
        ((*BOARD, "--under", "prompts"), "'prompts' is no setting"),
        (("scores", "show", "toy-sets"), "'toy-sets' introduces no model"),
        (("scores", "list", "nobody"), "no record with id 'nobody'"),
        (("scores", "board", "toy-show"), "is a model: unisurvey scores show toy-show"),
        (("scores", "show", "tb/lines"), "is a benchmark: unisurvey scores board tb/lines"),
        (("scores", "toy-show"), "'toy-show' is a model: unisurvey scores show toy-show"),
        (("scores", "tb"), "'tb' is a benchmark: unisurvey scores board tb"),
        (("scores", "lst"), "unknown kind of answer 'lst'; did you mean 'list'?"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_told(words, message, toy, run):
    assert message in run(*words, root=toy, code=2).stderr


def test_nothing_found_says_what_nobody_states(toy, run):
    result = run(*BOARD, "--under", "prompts=original", root=toy)

    assert result.stdout == ""
    assert result.stderr == (
        "no scores under these settings; 8 of 9 do not state prompts\n"
    )


def test_a_list_of_a_model_or_a_benchmark(toy, run):
    every = list(
        csv.DictReader(io.StringIO(run("scores", "list", "-f", "csv", root=toy).stdout))
    )
    assert len(every) == 13
    assert {row["file"] for row in every} == {
        "somebody-else", "toy-any-readme", "toy-show-paper",
    }  # fmt: skip

    lines = run("scores", "list", "toy-bench/lines", "-f", "jsonl", root=toy).stdout
    assert [json.loads(line)["metric"] for line in lines.splitlines()] == ["lines"] * 2
    lines = run("scores", "list", "toy-any", "-f", "jsonl", root=toy).stdout
    assert {json.loads(line)["model"] for line in lines.splitlines()} == {"toy-any"}


def test_a_broken_file_is_left_out_and_told(toy_copy, run):
    path = toy_copy / "data" / "scores" / "toy-any-readme.yaml"
    path.write_text(path.read_text("utf-8").replace("basis:", "base:"), "utf-8")

    result = run(*BOARD, "-f", "json", root=toy_copy, code=1)
    assert [row["model"] for row in json.loads(result.stdout)] == [
        *("toy-any", "toy-show", "toy-show", "toy-show")
    ]
    assert "1 file of scores has problems and is left out" in result.stderr
    run("list", root=toy_copy)  # needs no scores


def test_python_has_the_same(toy, run):
    catalog = load_catalog(toy)

    def printed(*words):
        return json.loads(run("scores", *words, "-f", "json", root=toy).stdout)

    assert catalog.board("toy-bench") == printed("board", "toy-bench")
    assert catalog.board("toy-bench", under=["prompts=?"], max_parameters=2) == printed(
        "board", "toy-bench", "--under", "prompts=?", "--max-parameters", "2"
    )
    assert catalog.scores(model="toy-any") == printed("list", "toy-any")
    assert catalog.conflicts() == printed("conflicts")


def test_python_refuses_half_of_the_scores(toy_copy):
    (toy_copy / "data" / "scores" / "somebody-else.yaml").write_text("source: {}\n")

    with pytest.raises(InvalidCatalogError):
        load_catalog(toy_copy).board("toy-bench")


def test_scores_are_read_only_when_they_are_asked_for(toy, run, monkeypatch):
    def read(*_):
        raise AssertionError("scores are read")

    monkeypatch.setattr("unisurvey.records.loading._scores", read)
    for line in (("list",), ("show", "toy-show"), ("stats",), ("search", "toy")):
        run(*line, root=toy)
    run("sql", "SELECT count(*) FROM models", root=toy)


@pytest.mark.parametrize("what", ["show", "conflicts", "list"])
def test_only_boards_are_for_tex(what, toy, run):
    error = run("scores", what, "toy-show", "-f", "latex", root=toy, code=2).stderr

    assert error == f"error: --format latex is for boards, not for {what}; use md\n"


def test_a_board_for_tex_cites_models_and_reporters(toy, run):
    made = run("scores", "board", "toy-bench", "-f", "latex", root=toy).stdout

    assert r"\textbf{8.15}" in made
    assert r"8.8\textsuperscript{{\textdagger}}" in made
    assert r"{\textdagger} prompts rewritten by a language model." in made
    assert made.isascii()
