import re

import pytest

from unisurvey.records import load

FOLDERS = {"model": "papers", "paper": "papers"}


@pytest.mark.parametrize("kind", ["model", "paper", "dataset", "benchmark"])
def test_validate_points_at_every_place_to_fill(run, toy_copy, kind):
    run("new", kind, "Zorblax-7", root=toy_copy)

    folder = FOLDERS.get(kind, f"{kind}s")
    path = toy_copy / "data" / folder / "zorblax-7.yaml"
    open_places = re.findall(r"<[^<>]+>", path.read_text())
    result = run("validate", path, root=toy_copy, code=1)
    told = re.findall(
        r" S106 ['\"](<[^<>]+>)['\"] is still to be filled in", result.stderr
    )
    assert told == open_places
    assert len(told) >= 9
    assert f"{len(told)} problems in 1 file" in result.stderr


def test_a_template_goes_to_stdout_without_a_name(run, toy_copy):
    before = {*toy_copy.rglob("*")}

    result = run("new", "dataset", root=toy_copy)

    assert result.stdout.startswith('name: "<as its authors spell it>"\n')
    assert {*toy_copy.rglob("*")} == before


def test_the_example_of_a_section_is_one_of_the_catalogue(run, toy_copy):
    catalog = load(toy_copy).catalog

    for kind in ("model", "dataset", "benchmark"):
        text = run("new", kind, root=toy_copy).stdout
        (example,) = re.findall(r"leaf of data/taxonomy.yaml: ([\w-]+)>", text)
        section = catalog.vocabularies.sections[example]
        assert (section.kind, section.children) == (kind, None)


def test_a_template_goes_to_a_file(run, toy_copy, tmp_path):
    printed = run("new", "benchmark", "Toy", "-o", "-", root=toy_copy).stdout

    run("new", "benchmark", "Toy", "-o", tmp_path / "mine.txt", root=toy_copy)

    assert (tmp_path / "mine.txt").read_text() == printed
    assert printed.startswith("name: Toy\n")


def test_a_record_is_never_overwritten(run, toy_copy):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    before = path.read_bytes()

    result = run("new", "model", "Toy Show", root=toy_copy, code=2)

    assert "exists already" in result.stderr
    assert path.read_bytes() == before


def test_a_name_must_give_a_file_name(run, toy_copy):
    result = run("new", "model", "统一", root=toy_copy, code=2)

    assert "no Latin letter or digit" in result.stderr
