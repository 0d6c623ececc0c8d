"""What each format prints for the toy root, byte by byte."""

import csv
import io
import json
from typing import get_args

import pytest
import yaml
from bibtexparser.entrypoint import parse_string

from unisurvey.cli.options import CountFormat, Format
from unisurvey.schema.jsonschema import SCHEMAS
from unisurvey.views.flat import flat_keys

KINDS = ("models", "papers", "datasets", "benchmarks")


@pytest.mark.parametrize("form", get_args(Format))
def test_list_in_each_format(form, toy, run, golden):
    result = run("list", "models", "--format", form, root=toy)

    golden(f"list/models.{form}.txt", result.stdout)
    assert result.stderr == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["table", "md", "plain"])
def test_list_of_each_kind(kind, form, toy, run, golden):
    chosen = () if form == "plain" else ("--format", form)

    result = run("list", kind, *chosen, root=toy)

    golden(f"list/{kind}.{form}.txt", result.stdout)


@pytest.mark.parametrize("form", get_args(Format))
def test_show_in_each_format(form, toy, run, golden):
    result = run("show", "toy-show", "toy-any", "-f", form, root=toy)

    golden(f"show/models.{form}.txt", result.stdout)
    assert result.stderr == ""


@pytest.mark.parametrize(
    "wanted", ["toy-show", "specials", "toy-sets", "datasets/toy-sets", "toy-bench"]
)
def test_show_in_a_pipe(wanted, toy, run, golden):
    result = run("show", wanted, root=toy)

    golden(f"show/{wanted.replace('/', '-')}.plain.txt", result.stdout)


@pytest.mark.parametrize("form", get_args(CountFormat))
def test_stats_in_each_format(form, toy, run, golden):
    overview = run("stats", "--format", form, root=toy)
    grouped = run("stats", "--by", "backbone", "-f", form, root=toy)

    golden(f"stats/overview.{form}.txt", overview.stdout)
    golden(f"stats/backbone.{form}.txt", grouped.stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_gaps_of_each_kind(kind, toy, run, golden):
    result = run("stats", kind, "--gaps", root=toy)

    golden(f"stats/{kind}.gaps.txt", result.stdout)


def test_bib_of_everything(toy, run, golden):
    golden("all.bib", run("bib", root=toy).stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_machine_formats_agree_with_each_other(kind, toy, run):
    def text(form):
        return run("list", kind, "-f", form, root=toy).stdout

    rows = json.loads(text("json"))
    assert [json.loads(line) for line in text("jsonl").splitlines()] == rows
    assert text("ids").split() == [row["id"] for row in rows]
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(text(form)), delimiter=delimiter))
        assert [row["id"] for row in read] == [row["id"] for row in rows]
        assert tuple(read[0]) == flat_keys(kind)


def test_yaml_is_read_back_as_documents(toy, run):
    result = run("list", "papers", "-f", "yaml", root=toy)

    documents = list(yaml.safe_load_all(result.stdout))
    assert [document["key"] for document in documents] == [
        "lab2025specials",
        "lovelace2024toyany",
        "anon2025bare",
        "zola2024toy",
        "nguyen2025toyshow",
        "zhao2025unified",
    ]


def test_one_record_shown_as_json_is_an_object_and_several_are_an_array(toy, run):
    one = json.loads(run("show", "toy-show", "-f", "json", root=toy).stdout)
    two = json.loads(run("show", "toy-show", "tb", "-f", "json", root=toy).stdout)

    assert one == two[0]
    assert (one["kind"], two[1]["kind"]) == ("model", "benchmark")


def test_a_record_shown_as_yaml_is_its_file(toy, run):
    result = run("show", "toy-show", "-f", "yaml", root=toy)

    assert result.stdout == (toy / "data/papers/toy-show.yaml").read_text()


def test_each_paper_behind_records_is_in_bibtex_once(toy, run):
    result = run("show", "tb", "datasets/toy-sets", "-f", "bibtex", root=toy)

    library = parse_string(result.stdout)
    assert [entry.key for entry in library.entries] == ["zola2024toy"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_prints_json(name, toy, run):
    result = run("schema", name, root=toy)

    schema = json.loads(result.stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert result.stderr == ""


def test_schema_is_that_of_papers_unless_named(toy, run):
    assert run("schema", root=toy).stdout == run("schema", "paper", root=toy).stdout


def test_a_title_with_markup_is_shown_as_it_is(toy, run):
    title = "A|B <i> $x_1$ & [c] *d* `e` 50% # ~ \\ {f}"

    for form in ("table", "json", "tsv", "csv", "plain"):
        chosen = () if form == "plain" else ("-f", form)
        shown = run("list", "papers", "--columns", "title", *chosen, root=toy).stdout
        wanted = title.replace("\\", "\\\\") if form == "json" else title
        assert wanted in shown, form


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_no_line_of_a_table_is_wider_than_asked(width, toy, run, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))

    for kind in KINDS:
        lines = run("list", kind, "-f", "table", root=toy).stdout.splitlines()
        assert max(map(len, lines)) <= width


def test_a_wide_terminal_gets_more_columns(toy, run, monkeypatch):
    def header(width):
        monkeypatch.setenv("COLUMNS", str(width))
        return run("list", "-f", "table", root=toy).stdout.splitlines()[0].split()

    assert header(80) == ["Name", "Section", "Date", "Backbone"]
    assert header(180) == [
        *("Name", "Section", "Date", "Venue", "Backbone", "Parameters"),
        *("Understanding", "Generation", "Decoder", "Mask"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "datasets", "--columns", "id,samples"),
        ("list", "--group-by", "mask"),
        ("search", "toy"),
        ("related", "toy-show"),
        ("news", "--since", "2020"),
        ("stats",),
        ("stats", "--by", "mask"),
        ("stats", "--by", "mask,year"),
        ("stats", "--lineage"),
        ("sql", "SELECT id, name FROM models"),
        ("checks",),
    ],
)
def test_a_header_names_the_columns_of_rows_in_a_pipe(run, toy, words):
    plain = run(*words, root=toy).stdout
    header, _, rows = run(*words, "--header", root=toy).stdout.partition("\n")

    assert rows == plain
    names = header.split("\t")
    assert {line.count("\t") for line in plain.splitlines()} == {len(names) - 1}
    assert len({*names}) == len(names)
    if words[0] != "list" or "--columns" in words:
        return
    assert {*names} <= json.loads(run("list", "-f", "json", root=toy).stdout)[0].keys()


@pytest.mark.parametrize("words", [("list",), ("stats", "--by", "mask"), ("checks",)])
def test_tsv_has_one_header_whether_it_is_asked_for_or_not(run, toy, words):
    text = run(*words, "-f", "tsv", root=toy).stdout

    assert run(*words, "-f", "tsv", "--header", root=toy).stdout == text
    assert text.splitlines()[0].isascii()
