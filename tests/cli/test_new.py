import re

import pytest
import yaml

from unisurvey.records import load

FOLDERS = {"model": "papers", "paper": "papers"}


def _unfilled(block, above=""):
    """Yield the paths of what is to be filled in, in order."""
    for name, value in block.items():
        if isinstance(value, dict):
            yield from _unfilled(value, f"{above}{name}.")
        elif "<" in str(value):
            yield f"{above}{name}"


@pytest.mark.parametrize("kind", ["model", "paper", "dataset", "benchmark"])
def test_validate_names_all_that_is_to_be_filled_in_at_once(run, toy_copy, kind):
    run("new", kind, "Zorblax-7", root=toy_copy)

    folder = FOLDERS.get(kind, f"{kind}s")
    path = toy_copy / "data" / folder / "zorblax-7.yaml"
    record = yaml.safe_load(path.read_text())
    open_fields = list(_unfilled(record))
    result = run("validate", path, root=toy_copy, code=1)
    (told,) = re.findall(
        r" S106 (\d+) fields are still to be filled in: (.*)", result.stderr
    )
    assert told[1].split(", ") == open_fields
    assert int(told[0]) == len(open_fields) >= 9
    assert "1 problem in 1 file" in result.stderr


def test_a_place_in_a_list_of_closed_words_is_one_of_them(run, toy_copy):
    path = toy_copy / "data" / "catalogue.yaml"
    words = [{"id": word, "name": word} for word in ("wood", "tin")]
    field = {
        "id": "made_of",
        "type": "word",
        "of": ["models"],
        "about": "Made of what.",
    }
    known = yaml.safe_load(path.read_text())
    known["fields"] = [field | {"several": True, "words": words, "wanted": True}]
    path.write_text(yaml.safe_dump(known, sort_keys=False))
    run("new", "model", "Zorblax-7", root=toy_copy)
    record = toy_copy / "data" / "papers" / "zorblax-7.yaml"

    told = run("validate", record, root=toy_copy, code=1).stderr

    assert "more.made_of, " in told
    assert "1 problem in 1 file" in told

    record.write_text(record.read_text().replace('"<made of what: wood, tin>"', "tinn"))
    told = run("validate", record, root=toy_copy, code=1).stderr
    assert "S105 unknown made_of 'tinn'; did you mean 'tin'?" in told


def test_one_place_to_fill_is_told_with_its_hint(run, toy_copy):
    path = toy_copy / "data" / "papers" / "toy-show.yaml"
    text = re.sub(
        r"^pages: .*$", 'pages: "<pages>"', path.read_text(), flags=re.MULTILINE
    )
    path.write_text(text)

    told = run("validate", path, root=toy_copy, code=1).stderr

    assert "S106 '<pages>' is still to be filled in" in told


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


def test_hints_name_the_words_of_the_catalogue(run, sparse_words):
    text = run("new", "model", root=sparse_words).stdout

    assert 'input: ["<what goes in: protein, sugar>"]' in text
    assert "mask" not in text  # there is no word for it


@pytest.fixture
def sparse_words(toy_copy):
    """A catalogue of two modalities, without a word for masks."""
    path = toy_copy / "data" / "words.yaml"
    known = yaml.safe_load(path.read_text())
    known["modalities"] = [{"id": word, "name": word} for word in ("protein", "sugar")]
    del known["masks"]
    path.write_text(yaml.safe_dump(known, sort_keys=False, allow_unicode=True))
    return toy_copy


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
