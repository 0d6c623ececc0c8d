import csv
import io
import json

import pytest

KEYS = {"kind", "id", "name", "title", "date", "url", "score", "found", "also"}


@pytest.fixture(scope="session")
def ids(run, toy):
    def found(*words):
        return run("search", *words, "--format", "ids", root=toy).stdout.split()

    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("toy-show",), ["toy-show"]),
        (("TOYSHOW",), ["toy-show"]),
        (("van", "nguyen"), ["toy-show"]),
        (("nguyễn",), ["toy-show"]),
        (("nguyne",), ["toy-show"]),
        (("siglip",), ["toy-any", "toy-show"]),
        (("siglip", "--paradigm", "hybrid"), ["toy-show"]),
        (("2411.00002",), ["toy-any"]),
        (("toy sets", "--kind", "datasets"), ["datasets/toy-sets"]),
        (("released",), ["datasets/toy-sets"]),
        (("small edits",), ["toy-bench"]),
        (("which", "models", "do", "use", "a", "siglip"), ["toy-any", "toy-show"]),
        (("and",), ["toy-sets", "toy-show"]),
        (("toy", "--min-samples", "1M"), ["datasets/toy-sets"]),
        (("toy", "--kind", "models", "--limit", "1"), ["toy-any"]),
    ],
)
def test_words_find_records_of_all_kinds(ids, words, expected):
    assert ids(*words) == expected


def test_every_id_that_is_printed_stands_for_the_record(run, real, repository):
    text = run("search", "edit", "--limit", "500", "-f", "ids", root=repository).stdout
    rows = json.loads(
        run("search", "edit", "--limit", "500", "-f", "json", root=repository).stdout
    )

    assert [real[word].id for word in text.split()] == [row["id"] for row in rows]
    assert any("/" in word for word in text.split())


def test_machine_formats_have_the_same_rows(run, toy):
    def text(form):
        return run("search", "toy", "--format", form, root=toy).stdout

    rows = json.loads(text("json"))
    assert all(row.keys() == KEYS for row in rows)
    assert [json.loads(line) for line in text("jsonl").splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(text("csv"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert text("tsv").count("\n") == len(rows) + 1
    assert text("md").count("\n") == len(rows) + 2
    assert text("bibtex").count("@") == 4
    assert text("yaml").count("---\n") == len(rows) - 1


def test_a_pipe_gets_plain_rows_without_marks(run, toy):
    assert run("search", "draw", "nguyen", root=toy).stdout == (
        "toy-show\tmodel\tToy-Show\tToy-Show: One Model to Draw and Read\t"
        "title; author: Văn Nguyễn\n"
    )


def test_a_work_is_one_row_that_says_what_else_it_is(run, toy):
    one = run("search", "toy sets", root=toy).stdout
    row = json.loads(run("search", "toy sets", "-f", "json", root=toy).stdout)[0]
    each = run("search", "toy sets", "--kind", "datasets", root=toy).stdout

    assert one == (
        "datasets/toy-sets\tdataset\tToy_Sets\tToy Sets: Data {and} Tests\t"
        "name; also toy-sets, toy-bench\n"
    )
    assert row["also"] == ["toy-sets", "toy-bench"]
    assert each == one.replace("; also toy-sets, toy-bench", "")


def test_a_terminal_gets_the_words_marked_and_the_place_named(run, toy, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    words = ("search", "lovelace", "toy", "--format", "table")

    plain = run(*words, root=toy).stdout
    marked = run(*words, "--color", "always", root=toy).stdout

    assert "author: Ada Lovelace" in plain
    assert "\x1b" not in plain
    assert "\x1b[1;4mLovelace\x1b[0m" in marked
    assert "\x1b[1;4mToy\x1b[0m" in marked


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("qwertz",), "nothing matches 'qwertz': 'qwertz' is nowhere\n"),
        (
            ("on", "toyshowcase"),
            (
                "nothing matches 'on toyshowcase': 'toyshowcase' is nowhere\n"
                "closest names: Toy-Show (toy-show)\n"
            ),
        ),
        (
            ("lovelace", "nguyen"),
            "nothing matches 'lovelace nguyen': no record has all these words\n",
        ),
        (
            ("toy-show", "--kind", "datasets"),
            "nothing matches 'toy-show' here; 1 would without --kind and filters\n",
        ),
    ],
)
def test_where_nothing_is_found_what_is_near_is_suggested(run, toy, words, message):
    result = run("search", *words, root=toy)

    assert (result.stdout, result.stderr) == ("", message)


def test_no_hits_are_an_empty_list_for_machines(run, toy):
    assert run("search", "qwertz", "-f", "json", root=toy).stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("?!",), "'?!' has no word to look for"),
        (
            ("toy", "--mask", "causal", "--max-samples", "1"),
            "--mask does not apply to papers, only to models",
        ),
        (
            ("toy", "--paradigm", "x"),
            "unknown paradigm 'x'; expected one of diffusion, autoregressive, hybrid",
        ),
    ],
)
def test_wrong_usage_is_one_line(run, toy, words, message):
    result = run("search", *words, root=toy, code=2)

    assert result.stderr == f"error: {message}\n"
