"""What `unisurvey stats` prints."""

import csv
import io
import json
import re
from typing import get_args

import pytest
from rich.cells import cell_len

from unisurvey.cli.options import CountFormat
from unisurvey.fields import FIELDS
from unisurvey.views.dimensions import groupings

NOTE = (
    "a model with several values of {} counts once for each: {} in all, of 3 models\n"
)
NOBODY = "no models match; 3 would without --author nobody\n"
CROSS = ("--by", "paradigm", "--by", "encoder")


@pytest.mark.parametrize("form", get_args(CountFormat))
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cross", ("--by", "paradigm", "--by", "year")),
        ("several", ("--by", "input_modalities", "--by", "backbone", "--families")),
        ("lineage", ("--lineage",)),
        ("top", ("--by", "modality", "--top", "2")),
        ("scores", ("--scores",)),
    ],
)
def test_each_format(name, words, form, toy, run, golden):
    result = run("stats", *words, "-f", form, root=toy)

    golden(f"stats/{name}.{form}.txt", result.stdout)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (("--by", "paradigm"), ""),
        (("--by", "paradigm", "--by", "year"), ""),
        (CROSS, NOTE.format("encoder", 4)),
        (("--by", "modality,encoder"), NOTE.format("modality or encoder", 9)),
        (("--by", "year", "--author", "nobody"), NOBODY),
        (("--lineage", "--author", "nobody"), NOBODY),
        (("--by", "year,mask", "--author", "nobody"), NOBODY),
    ],
)
def test_a_note_says_why_counts_add_up_to_more(words, note, toy, run):
    assert run("stats", *words, root=toy).stderr == note


def test_help_names_every_field(run):
    fields = re.search(r"Fields:(.*?)\.\s", run("stats", "--help").stdout, re.DOTALL)

    assert fields
    assert set(re.findall(r"[a-z_]+", fields[1])) >= set().union(
        *map(groupings, FIELDS)
    )


@pytest.mark.parametrize("words", [("--by", "year,mask"), ("--lineage",)])
def test_nothing_found_is_an_empty_table(words, toy, run):
    result = run("stats", *words, "--author", "nobody", "-f", "table", root=toy)

    assert result.stdout == ""


def test_formats_of_a_cross_table_agree(run, repository):
    def text(form):
        return run("stats", *CROSS, "-f", form, root=repository).stdout

    table = json.loads(text("json"))
    head, *body = csv.reader(io.StringIO(text("csv")))
    rows = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body}
    heads, *lines = [line.split("\t") for line in text("tsv").splitlines()]

    assert head[-2:] == ["total", "models"]
    assert heads[-1] == "count"
    for row, cells in table["counts"].items():
        assert {name: int(rows[row][name]) for name in cells} == cells
        assert (
            int(rows[row]["total"]) == table["row_totals"][row] == sum(cells.values())
        )
        assert int(rows[row]["models"]) == table["row_records"][row]
    assert rows["total"]["total"] == str(table["total"])
    assert rows["total"]["models"] == str(table["records"])
    assert lines == [
        [row, column, str(count)]
        for row, cells in table["counts"].items()
        for column, count in cells.items()
        if count
    ]


@pytest.mark.slow
@pytest.mark.parametrize("columns", [40, 80, 140])
@pytest.mark.parametrize(
    "words",
    [
        ("--by", "encoding,quarter"),
        ("--by", "decoder,backbone", "--top", "12"),
        ("--by", "organization,license"),
        ("--lineage", "--by", "component"),
        ("--by", "generation_encoder"),
        ("benchmarks", "--by", "unit,input"),
    ],
)
def test_tables_fit_and_lose_nothing(words, columns, run, repository, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))

    text = run("stats", *words, "-f", "table", root=repository).stdout

    assert max(map(cell_len, text.splitlines())) <= columns
    assert "…" not in text


def test_a_wide_cross_table_continues_in_blocks(run, repository, monkeypatch):
    def numbers(columns):
        monkeypatch.setenv("COLUMNS", str(columns))
        result = run("stats", "--by", "paradigm,month", "-f", "table", root=repository)
        blocks = result.stdout.split("\n", 1)[1].split("\n\n")
        parts = [
            line.removeprefix("hybrid").split()
            for block in blocks
            for line in block.splitlines()
            if line.startswith("hybrid")
        ]
        return len(blocks), [number for part in parts for number in part]

    (one, whole), (several, pieces) = numbers(900), numbers(70)

    assert one == 1
    assert several > 1
    assert pieces == whole


def test_colour_adds_nothing_but_colour(run, repository):
    words = ("stats", *CROSS, "-f", "table")

    plain = run(*words, root=repository).stdout
    coloured = run("--color", "always", *words, root=repository).stdout

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_sources_are_counted_by_field_and_class(run, toy):
    result = run("stats", "papers", "--sources", "--format", "json", root=toy)

    found = json.loads(result.stdout)
    assert found["by"] == ["field", "source"]
    assert found["counts"]["arxiv"]["own paper"] >= 1
    assert found["row_totals"]["title"] == found["records"]
    assert sum(found["column_totals"].values()) == found["total"]
    assert "first hand (paper, own pages, publisher, survey): " in result.stderr


def test_sources_are_not_counted_beside_other_things(run, toy):
    told = run("stats", "--sources", "--gaps", root=toy, code=2).stderr

    assert "give either --gaps or --sources, not both" in told


def test_models_without_a_score_are_counted_and_named(run, toy):
    result = run("stats", "--scores", root=toy)
    whole = json.loads(run("stats", "--scores", "-f", "json", root=toy).stdout)
    one = run(
        "stats", "--scores", "--paradigm", "hybrid", "-f", "json", root=toy
    ).stdout

    assert result.stdout == "toy-bench\t2\t13\t3\n"
    assert result.stderr == "1 of 3 models have no score; -f json names them\n"
    assert whole["without"] == ["toy-bare"]
    assert json.loads(one)["without"] == []


def test_scores_are_of_models(run, toy):
    told = run("stats", "datasets", "--scores", root=toy, code=2).stderr

    assert told == "error: --scores counts scores of models, not of datasets\n"


@pytest.mark.parametrize(
    "words", [("--by", "author"), ("--gaps",), ("datasets", "--by", "section")]
)
def test_a_limit_leaves_the_rest_out(run, toy, words):
    whole = run("stats", *words, root=toy).stdout.splitlines()

    assert len(whole) > 1
    for count in (1, len(whole), 99):
        cut = run("stats", *words, "--limit", count, root=toy).stdout.splitlines()
        assert cut == whole[:count]


@pytest.mark.parametrize(
    "words", [("--by", "mask,year"), ("--lineage",), ("--sources",)]
)
def test_totals_are_not_cut(run, toy, words):
    result = run("stats", *words, "--limit", "1", root=toy, code=2)

    assert result.stderr == (
        "error: --limit would cut totals; use --top, which adds up the rest\n"
    )
