import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unisurvey.text.tabular import TABULAR, cell, to_csv, to_json, to_jsonl, to_tsv

COLUMNS = ("id", "title", "tags")
ROWS: list[dict[str, Any]] = [
    {"id": "a", "title": 'Say "x", y', "tags": ["b", "c"], "more": 1},
    {"id": "é", "title": None, "tags": [], "more": 2},
]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ([], ""),
        (["a", "b"], "a; b"),
        ([1.5, 7.0], "1.5; 7"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (2500000, "2500000"),
        (7.0, "7"),
        ("a|b", "a|b"),
        (-1.5, "-1.5"),
        ("-1e3", "-1e3"),
        ("=1+1", "'=1+1"),
        ("+A", "'+A"),
        ("-A", "'-A"),
        ("@A", "'@A"),
        (" =1", "' =1"),
        ("\t1", "'\t1"),
        ("＝1", "'＝1"),
        (["=1", "=2"], "'=1; =2"),
        ("'=1", "''=1"),
        ("'A", "'A"),
        ("a=1", "a=1"),
    ],
)
def test_a_cell_holds_one_value(value, text):
    assert cell(value) == text


def test_csv_quotes_what_must_be_quoted():
    assert to_csv(ROWS, COLUMNS) == 'id,title,tags\na,"Say ""x"", y",b; c\né,,\n'


def test_tsv_has_a_header_and_one_line_per_row():
    assert to_tsv(ROWS, COLUMNS) == 'id\ttitle\ttags\na\tSay "x", y\tb; c\né\t\t\n'


def test_json_is_an_array_of_objects_with_the_chosen_keys():
    assert to_json(ROWS, ("tags", "id")) == (
        '[\n  {\n    "tags": [\n      "b",\n      "c"\n    ],\n    "id": "a"\n  },\n'
        '  {\n    "tags": [],\n    "id": "é"\n  }\n]\n'
    )


def test_jsonl_is_one_object_a_line():
    assert to_jsonl(ROWS, ("id", "title")) == (
        '{"id": "a", "title": "Say \\"x\\", y"}\n{"id": "é", "title": null}\n'
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("csv", "id\n"), ("tsv", "id\n"), ("json", "[]\n"), ("jsonl", "")],
)
def test_no_rows_are_still_well_formed(name, text):
    assert TABULAR[name]([], ("id",)) == text


letters = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
texts = st.text(st.one_of(st.sampled_from("'=+-@ \t1"), letters))
tables = st.lists(st.fixed_dictionaries({"a": texts, "b": texts}))


@given(tables)
@example([{"a": 'x"\n,', "b": "\x85"}])
def test_csv_is_read_back(rows):
    text = to_csv(rows, ("a", "b"))

    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [
        {name: unmarked(cell) for name, cell in row.items()} for row in read
    ] == rows


MARKED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def unmarked(text):
    """The rule of the guide for programs."""
    return text[1:] if MARKED.match(text) else text


@given(tables)
@example([{"a": "=1+1", "b": "\t=1"}, {"a": " =1", "b": "@SUM(A1)"}])
def test_no_spreadsheet_computes_a_text(rows):
    found = [*csv.reader(io.StringIO(to_csv(rows, ("a", "b")), newline=""))]
    found += [line.split("\t") for line in to_tsv(rows, ("a", "b")).split("\n")]
    number = re.compile(r"[+-]?(\d+(\.\d+)?(e[+-]?\d+)?|inf|nan)", re.ASCII)
    cells = [cell for row in found for cell in row if not number.fullmatch(cell)]

    assert [
        cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    ] == []


@given(tables)
def test_json_is_read_back(rows):
    assert json.loads(to_json(rows, ("a", "b"))) == rows
    lines = to_jsonl(rows, ("a", "b")).split("\n")
    assert [json.loads(line) for line in lines[:-1]] == rows


@given(tables)
@example([{"a": "x\ty\nz", "b": " "}])
def test_a_tsv_line_has_one_tab_between_columns(rows):
    lines = to_tsv(rows, ("a", "b")).split("\n")

    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])
