import json

import pytest
import yaml


def test_csl_json_of_one_record(toy, run):
    (item,) = json.loads(run("export", "csl-json", "toy-any", root=toy).stdout)

    assert item["id"] == "lovelace2024toyany"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("toy-any", "toyshow"), ["lovelace2024toyany", "nguyen2025toyshow"]),
        (("tb", "datasets/toy-sets"), ["zola2024toy"]),
        (("--paradigm", "hybrid"), ["nguyen2025toyshow"]),
        (("--kind", "benchmarks"), ["zola2024toy"]),
        (("--section", "applications"), ["lab2025specials"]),
    ],
)
def test_bibliographies_take_ids_or_filters(words, expected, toy, run):
    items = json.loads(run("export", "csl-json", *words, root=toy).stdout)

    assert [item["id"] for item in items] == expected


@pytest.mark.parametrize("kind", ["models", "papers", "datasets", "benchmarks"])
@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_tables_are_those_of_list(kind, form, toy, run):
    exported = run("export", form, "--kind", kind, root=toy).stdout

    assert exported == run("list", kind, "--format", form, root=toy).stdout


def test_a_table_of_a_model_and_a_paper_is_one_of_papers(toy, run):
    rows = json.loads(run("export", "json", "toy-any", "toy-sets", root=toy).stdout)

    assert [row["id"] for row in rows] == ["toy-any", "toy-sets"]
    assert "pages" in rows[0]


def test_a_table_holds_one_kind(toy, run):
    result = run("export", "csv", "toy-any", "datasets/toy-sets", root=toy, code=2)

    assert result.stdout == ""
    assert result.stderr == (
        "error: csv holds records of one kind, these are datasets and models\n"
    )


def test_ids_and_filters_do_not_mix(toy, run):
    result = run("export", "ris", "toy-any", "--since", "2025", root=toy, code=2)

    assert result.stderr == "error: give either ids or filters, not both\n"


def test_ris_in_a_file_keeps_its_line_ends(toy, run, tmp_path):
    path = tmp_path / "out.ris"

    result = run("export", "ris", "toy-any", "-o", path, root=toy)

    assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")
    assert path.read_bytes().startswith(b"TY  - CONF\r\nID  - lovelace2024toyany\r\n")


def test_standard_output_gets_what_a_file_gets(toy, run, tmp_path):
    for form in (
        "bibtex",
        "cff",
        "csl-json",
        "csv",
        "hayagriva",
        "json",
        "jsonl",
        "ris",
    ):
        path = tmp_path / "out"

        printed = run("export", form, "toy-show", root=toy).stdout_bytes
        run("export", form, "toy-show", "-o", path, root=toy)

        assert printed == path.read_bytes(), form


def test_what_nobody_confirmed_is_told_before_it_is_cited(toy_copy, run):
    path = toy_copy / "data" / "papers" / "toy-any.yaml"
    path.write_text(f"{path.read_text()}unverified: [title]\n")

    for words in (("bib",), ("cite", "toy-any"), ("export", "ris"), ("bib", "toy-any")):
        told = run(*words, root=toy_copy).stderr
        assert "warning: unverified: toy-any" in told, words
    assert run("bib", "toy-show", root=toy_copy).stderr == ""


def test_no_name_is_no_directory(toy, run):
    result = run("export", "parquet", "-o", "", root=toy, code=2)

    assert result.stderr == "error: the name of the output is empty\n"


@pytest.mark.parametrize("form", ["cff", "hayagriva"])
def test_yaml_formats_are_yaml(form, toy, run):
    assert yaml.safe_load(run("export", form, "toy-any", root=toy).stdout)


def test_bibtex_is_that_of_bib(toy, run):
    exported = run("export", "bibtex", "toy-any", root=toy).stdout

    assert exported == run("bib", "toy-any", root=toy).stdout


def test_nothing_that_fits_is_said(toy, run):
    result = run("export", "csl-json", "--since", "2090", root=toy)

    assert (result.stdout, result.stderr) == (
        "[]\n",
        (
            "no papers match; 6 would without --since 2090 "
            "(date: 2024-01-31 to 2025-12-31)\n"
        ),
    )


def test_a_record_with_problems_is_left_out_and_told(toy_copy, run):
    (toy_copy / "data/papers/toy-any.yaml").write_text("title: [\n")

    result = run("export", "csl-json", "--quiet", root=toy_copy, code=1)

    assert len(json.loads(result.stdout)) == 5


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("export", "csv", "models"), "export csv --kind models"),
        (("export", "parquet", "model", "-o", "x"), "export parquet --kind models"),
        (("bib", "Datasets"), "bib --kind datasets"),
        (("cite", "toy-any", "papers"), "cite --kind papers"),
        (("show", "models"), "list models"),
        (("related", "benchmark"), "list benchmarks"),
    ],
)
def test_a_kind_in_place_of_an_id_is_told_where_it_belongs(words, line, toy, run):
    told = run(*words, root=toy, code=2).stderr

    assert f" is a kind of records, expected 'unisurvey {line}'\n" in told
