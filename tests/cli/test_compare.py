import json
import re

import pytest


def test_two_models_side_by_side(run, toy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    text = run("compare", "toy-show", "toy-any", root=toy).stdout

    lines = [line.rstrip() for line in text.splitlines()]
    assert lines[0].split() == ["Toy-Show", "(superseded)", "Toy-Any"]
    assert any(
        re.fullmatch("≠ +paradigm +hybrid +autoregressive", line) for line in lines
    )
    assert any(line.startswith("~   input modalities") for line in lines)
    assert any(line.startswith("?   encoding") for line in lines)
    assert "Shared components: VAE (decoder and generation encoder)" in lines
    assert "\x1b" not in text


def test_a_narrow_terminal_gets_records_one_below_the_other(run, toy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")

    lines = run("compare", "toy-show", "toy-any", root=toy).stdout.splitlines()

    at = next(n for n, line in enumerate(lines) if line.startswith("≠  paradigm"))
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["Toy-Show", "(superseded)", "hybrid"],
        ["Toy-Any", "autoregressive"],
    ]
    assert max(map(len, lines)) <= 50


def test_only_the_differences(run, toy):
    every = run("compare", "toy-show", "toy-any", root=toy).stdout
    some = run("compare", "toy-show", "toy-any", "--differences", root=toy).stdout

    same = [line for line in every.splitlines() if line.startswith("= ")]
    assert all(line not in some for line in same)
    assert len(some.splitlines()) == len(every.splitlines()) - len(same)


def test_markdown_escapes_and_links(run, toy):
    text = run("compare", "tb", "plain-bench", "-f", "md", root=toy).stdout

    assert text.startswith(
        "|  |  | Toy\\|Bench (superseded) | Plain |\n| --- | --- | --- | --- |\n"
    )
    assert "| ? | home | [home](https://toy.example.org/bench) | – |\n" in text
    assert "| ≠ | section | Image editing | Text-to-image generation |\n" in text


def test_json_has_values_as_list_gives_them(run, toy):
    answer = json.loads(
        run("compare", "toy-show", "toy-any", "-f", "json", root=toy).stdout
    )
    rows = json.loads(run("list", "-f", "json", root=toy).stdout)

    flats = {row["id"]: row for row in rows}
    assert answer["ids"] == ["toy-show", "toy-any"]
    for row in answer["attributes"]:
        assert row["values"] == [flats[n][row["name"]] for n in answer["ids"]]
    assert answer["shared"][0] == {
        "what": "component",
        "name": "VAE",
        "roles": ["decoder", "generation encoder"],
        "records": ["toy-show", "toy-any"],
    }


def test_scores_stand_below_in_every_format(run, toy, golden):
    for form in ("table", "md", "json"):
        text = run("compare", "toy-show", "toy-any", "-f", form, root=toy).stdout
        golden(f"scores/compare.{form}.txt", text)


def test_words_are_read_as_the_kind_they_all_have(run, repository):
    text = run("compare", "geneval", "dpg-bench", "-f", "json", root=repository).stdout

    assert json.loads(text)["kind"] == "benchmark"


def test_a_model_and_a_paper_are_compared_as_papers(run, toy):
    text = run("compare", "toy-show", "specials", "-f", "json", root=toy).stdout

    assert json.loads(text)["kind"] == "paper"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("toy-show",), "expected 2 to 6 records, not 1"),
        (
            ("toy-show", "Toy-Show"),
            "'toy-show' is given twice, expected different records",
        ),
        (
            ("toy-show", "tb"),
            "only records of one kind can be compared, these are benchmarks and models",
        ),
        (
            (
                *("toy-show", "toy-any", "toy-bare", "specials"),
                *("toy-sets", "unified-multimodal-survey", "tb"),
            ),
            "expected 2 to 6 records, not 7",
        ),
        (("toy-show", "nothing"), "no record with id 'nothing'"),
    ],
)
def test_what_cannot_be_compared_is_refused(run, toy, words, message):
    result = run("compare", *words, root=toy, code=2)

    assert result.stderr == f"error: {message}\n"
