import json

import pytest
from lxml import etree

from unisurvey.views.news import NEWS_KEYS


def test_a_pipe_gets_a_row_per_addition(toy, run):
    result = run("news", "--kind", "models", "--limit", 2, root=toy)

    assert result.stdout == (
        "2026-01-02\tmodel\ttoy-show\tToy-Show\tToy-Show: One Model to Draw and Read\t"
        "c-1\t2025-03-14\tICLR 2026\thttps://arxiv.org/abs/2503.10001\t"
        "data/papers/toy-show.yaml\n"
        "2026-01-02\tmodel\ttoy-any\tToy-Any\tToy-Any\tany-to-any\t2024-11\t"
        "ICLR Workshop 2025\thttps://arxiv.org/abs/2411.00002\t"
        "data/papers/toy-any.yaml\n"
    )
    assert result.stderr == ""


def test_json_has_stable_keys(toy, run):
    rows = json.loads(run("news", "-f", "json", root=toy).stdout)

    assert {tuple(row) for row in rows} == {NEWS_KEYS}
    assert len(rows) == 9


@pytest.mark.parametrize("form", ["table", "md", "tsv"])
def test_a_limit_keeps_the_newest(form, toy, run):
    out = run("news", "--limit", "1", "-f", form, root=toy).stdout

    assert "Toy-Show" in out
    assert "Toy-Any" not in out


def test_nothing_new_is_no_error(toy, run):
    result = run("news", "--since", "2027", root=toy)

    assert (result.stdout, result.stderr) == (
        "",
        "nothing entered the catalogue since 2027\n",
    )
    table = run("news", "--since", "2027", "-f", "table", root=toy)
    assert table.stdout == ""


def test_atom_links_records_only_where_they_are_published(toy, run, tmp_path):
    path = tmp_path / "news.xml"
    words = ("news", "--format", "atom", "--kind", "datasets")

    bare = run(*words, root=toy).stdout
    run(*words, "--base", "https://toy.example.org/main", "-o", path, root=toy)

    assert "data/datasets" not in bare
    links = etree.parse(path).xpath("//*[@rel='via']/@href")
    assert links == [
        "https://toy.example.org/main/data/datasets/toy-sets.yaml",
        "https://toy.example.org/main/data/datasets/plain-set.yaml",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--since", "soon"),
            "'soon' is not a date, expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (("--base", "https://a.example"), "--base is for --format atom"),
        (
            ("-f", "table", "-o", "news.txt"),
            "a table is for terminals; give --format md, tsv or json",
        ),
    ],
)
def test_wrong_usage_says_what_is_expected(words, message, toy, run):
    result = run("news", *words, root=toy, code=2)

    assert result.stderr == f"error: {message}\n"
