"""`scores audit`: somebody's own table against the catalogue."""

import json

import pytest

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
