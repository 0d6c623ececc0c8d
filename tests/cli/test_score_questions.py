"""The questions that people ask of scores, each answered by a command of the guide."""

import re

import pytest

ANSWERS = {
    "best": ("board", "toy-bench", "--under", "prompts=?"),
    "settings": ("list", "toy-bench", "--reported-by", "toy-show"),
    "basis": ("board", "toy-bench", "--edition", "old"),
    "place": ("list", "toy-show", "--reported-by", "authors", "-f", "jsonl"),
    "variant": ("show", "toy-show", "-f", "md"),
    "metric": ("board", "toy-bench/lines"),
    "reproduction": ("conflicts", "toy-bench"),
    "difference": ("conflicts", "toy-show"),
}


@pytest.mark.parametrize("question", ANSWERS)
def test_the_answer_to_a_question(question, toy, run, golden, monkeypatch):
    monkeypatch.setenv("COLUMNS", "92")
    words = ANSWERS[question]
    words += () if "-f" in words else ("-f", "table")

    golden(f"scores/question-{question}.txt", run("scores", *words, root=toy).stdout)


def test_the_guide_answers_each_with_the_same_command(repository):
    text = (repository / "docs" / "scores.md").read_text()
    asked = re.findall(
        r"^\| .+\? \| \[`scores (\w+) .+`\]\((#.+)\) \|$", text, re.MULTILINE
    )
    shown = re.findall(r"^\$ unisurvey scores (\w+)", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    anchors = {
        "#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }

    assert [verb for verb, _ in asked] == [words[0] for words in ANSWERS.values()]
    assert {place for _, place in asked} <= anchors
    assert {verb for verb, _ in asked} <= set(shown)
