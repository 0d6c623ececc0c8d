"""`scores audit`: somebody's own table against the catalogue."""

import json

import pytest
import yaml

TABLE = """
| Model | Toy-Bench 1 overall |
|---|---|
| Toy-Show (1.5B) | {} |
| Somebody's | 3.0 |
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="mine.md"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return write


def test_a_table_that_is_right(written, toy, run):
    result = run("scores", "audit", written(TABLE.format("6.0")), root=toy)

    assert 'Q202 row "Somebody\'s": no model is called so' in result.stdout
    assert result.stderr == (
        "1 quoted number: 1 as in a source, 0 wrong, 0 doubtful; "
        "1 columns, rows or cells not understood\n"
    )


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_a_table_that_is_wrong(form, written, toy, run):
    words = ("scores", "audit", written(TABLE.format("55")))

    text = run(*words, root=toy, code=1).stdout
    found = run(*words, "--format", form, root=toy, code=1).stdout

    assert "Q108 toy-show 1.5b, toy-bench/overall old: 55 is no overall" in text
    assert "Q108" in found
    if form == "json":
        (wrong,) = [each for each in json.loads(found) if each["code"] == "Q108"]
        assert wrong["line"] == 4
        assert wrong["score"]["model"] == "toy-show"


def test_words_of_a_command_stand_together(run, toy):
    message = run("scores", "--limit", "1", "audit", root=toy, code=2).stderr

    assert "audit" in message


def test_a_file_that_is_no_table(written, toy, run):
    result = run("scores", "audit", written("text"), root=toy, code=2)

    assert "holds no table, expected tabular of LaTeX" in result.stderr


PASTED = """
| Model | Toy-Bench 1 overall | Speed |
|---|---|---|
| Toy-Show (1.5B) | 6.0 | 3 |
| Toy-Show Large w/ rewriter | 88 % | 3 |
| Toy-Any | - | 4 |
| Somebody's | 3.0 | 3 |
"""
ADD = ("scores", "add")
SHOW = ("--source", "https://arxiv.org/pdf/2503.10001v2.pdf", "--at", "Table 7")


@pytest.fixture
def held(toy_copy):
    """Return what a file of scores holds."""
    folder = toy_copy / "data" / "scores"
    return lambda name: yaml.safe_load((folder / name).read_text())


def test_a_pasted_table_becomes_a_file(written, toy_copy, run, held):
    text = PASTED.replace("88 %", "8.8")
    words = (*ADD, written(text), *SHOW, "--id", "toy-show-v2", "--under", "steps=50")

    shown = run(*words, "--dry-run", root=toy_copy)
    assert not (toy_copy / "data/scores/toy-show-v2.yaml").exists()
    result = run(*words, root=toy_copy)

    assert "+      - model: toy-show\n" in shown.stdout
    for told in ("column 'Speed' is no metric", 'row "Somebody\'s": no model'):
        assert told in result.stderr
    assert "2 numbers in 2 rows" in result.stderr
    made = held("toy-show-v2.yaml")
    assert made["source"] == {"url": SHOW[1], "paper": "toy-show"}
    assert made["read_from"] == "pdf"
    (table,) = made["tables"]
    assert table["conditions"] == {"steps": 50}
    assert table["rows"] == [
        {
            "model": "toy-show",
            "name": "Toy-Show (1.5B)",
            "variant": "1.5b",
            "basis": "own-run",
            "values": ["6.0"],
        },
        {
            "model": "toy-show",
            "name": "Toy-Show Large w/ rewriter",
            "variant": "32b",
            "basis": "own-run",
            "conditions": {"prompts": "rewritten"},
            "values": ["8.8"],
        },
    ]
    run("validate", "--strict", root=toy_copy)


def test_the_name_of_a_pasted_row_has_its_size(written, toy_copy, run, held):
    rows = "Toy-Show,1.5B,6.0\nToy-Any,-,8.0\nToy-Show-32B,32B,7.0\n"
    file = written(f"Model,# Params,Toy-Bench 1 overall\n{rows}", "a.csv")

    run(*ADD, file, *SHOW, "--id", "toy-show-v2", root=toy_copy)

    (table,) = held("toy-show-v2.yaml")["tables"]
    assert [row["name"] for row in table["rows"]] == [
        *("Toy-Show 1.5B", "Toy-Any", "Toy-Show-32B")
    ]


def test_a_source_that_has_a_file_gets_a_table_more(written, toy_copy, run, held):
    url = "https://github.com/toy/any/blob/0123456/README.md"
    table = written("Model,Toy-Bench 1 overall\nToy-Any,8.2\nToy-Show,8\n", "a.csv")
    before = held("toy-any-readme.yaml")

    run(*ADD, table, "--source", url, "--at", "More", root=toy_copy)
    again = run(*ADD, table, "--source", url, "--at", "More", root=toy_copy, code=2)

    after = held("toy-any-readme.yaml")
    assert after["tables"][:-1] == before["tables"]
    assert [row["basis"] for row in after["tables"][-1]["rows"]] == [
        *("own-run", "unknown")
    ]
    assert "checked" not in after  # nobody said so of the new numbers
    assert "toy-any-readme.yaml has 'More' already" in again.stderr


def test_what_a_check_refuses_is_not_written(written, toy_copy, run):
    table = written(PASTED.replace("88 %", "800"))

    result = run(*ADD, table, *SHOW, "--id", "wrong", root=toy_copy, code=1)

    assert "C301 800 is no overall" in result.stderr + result.stdout
    assert not (toy_copy / "data/scores/wrong.yaml").exists()


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        (
            "|M|Speed|\n|---|---|\n|Toy-Any|1|\n", SHOW,
            "nothing of the table is understood: line 1: column 'Speed'",
        ),
        (PASTED + "\ntext\n" + PASTED, SHOW, "holds 2 tables, in lines 2, 11; expected"),
        (PASTED, (*SHOW, "--under", "steps=few"), "'steps=few' is no number"),
        (PASTED, (*SHOW, "--under", "prompts=original,rewritten"), "several values"),
        (
            PASTED,
            ("--source", "https://example.org/page", "--at", "1"),
            "https://example.org/page is of no paper here, expected --paper ID or",
        ),
        (
            PASTED,
            ("--source", "https://example.org/page", "--at", "1", "--reporter", "Me"),
            "the address does not tell what was opened",
        ),
        (
            PASTED,
            (
                *("--source", "no url", "--at", "1", "--paper", "toy-any"),
                *("--read-from", "pdf"),
            ),
            "source.url: ",
        ),
        (PASTED, (*SHOW, "--id", "somebody-else"), "is of another address"),
    ],
)  # fmt: skip
def test_what_cannot_be_added(text, words, message, written, toy, run):
    result = run(*ADD, written(text), *words, "--dry-run", root=toy, code=2)

    assert message in result.stderr
