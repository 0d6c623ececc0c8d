import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.sampling import some_of

from unisurvey.records.loading import load_vocabularies
from unisurvey.schema.jsonschema import (
    DIALECT,
    SCHEMAS,
    field_docs,
    schema_path,
    schema_text,
)
from unisurvey.schema.model import Encoders
from unisurvey.schema.paper import Paper

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "paper": "papers",
    "dataset": "datasets",
    "benchmark": "benchmarks",
    "scores": "scores",
}


def plain(text):
    """Read YAML as an editor would, by a C loader where there is one."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture(scope="session")
def real():
    return load_vocabularies(ROOT)


@pytest.fixture(scope="session")
def schemas(real):
    return {name: json.loads(schema_text(name, real)) for name in SCHEMAS}


@pytest.fixture
def show_o():
    return plain((ROOT / "data/papers/show-o.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_json_schema_of_the_stated_dialect(name, schemas):
    assert schemas[name]["$schema"] == DIALECT
    Draft202012Validator.check_schema(schemas[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_real_files_are_valid(name, schemas):
    validator = Draft202012Validator(schemas[name])
    files = [ROOT / f"data/{name}.yaml"]
    if name in FOLDERS:
        folder = ROOT / "data" / FOLDERS[name]
        names = sorted(path.name for path in folder.glob("*.yaml"))
        files = [folder / one for one in some_of(names, 60)]
    assert files

    wrong = [
        f"{path.name}: {error.json_path} {error.message}"
        for path in files
        for error in validator.iter_errors(plain(path.read_text("utf-8")))
    ]

    assert wrong == []


def _objects(node):
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described_and_no_other_is_allowed(name, schemas):
    objects = list(_objects(schemas[name]))
    assert objects

    for made in objects:
        assert made["additionalProperties"] is False
        for field, definition in made["properties"].items():
            assert definition.get("description"), field


@pytest.mark.parametrize("name", FOLDERS)
def test_the_id_is_no_field_of_a_record(name, schemas):
    assert "id" not in schemas[name]["properties"]
    assert "id" not in schemas[name]["required"]


def test_a_vocabulary_entry_has_its_id(schemas):
    [venue] = _objects(schemas["venues"])

    assert venue["required"] == ["id", "name", "full", "kind"]


def test_a_vocabulary_is_the_list_of_its_ids(schemas, real):
    paper = schemas["paper"]
    model = paper["$defs"]["Model"]["properties"]

    leaves = [section.id for section in real.sections if not section.children]
    assert model["section"]["enum"] == leaves
    assert model["backbone"]["items"]["enum"] == [c.id for c in real.components]
    assert paper["properties"]["code_license"]["enum"] == [x.id for x in real.licenses]
    assert model["mask"]["enum"] == [word.id for word in real.masks]
    venues = "|".join(venue.id for venue in real.venues)
    assert paper["properties"]["venue"]["pattern"] == f"^(?:{venues})-[0-9]{{4}}$"


def test_a_field_that_may_be_absent_may_not_be_null(schemas):
    assert '"null"' not in json.dumps(schemas)


def test_the_text_is_stable(real):
    for name in SCHEMAS:
        assert schema_text(name, real) == schema_text(name, real)
        assert schema_text(name, real).endswith("}\n")


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_called_by_where_the_catalogue_keeps_it(name, real):
    about = real.about.model_copy(update={"repository": "https://example.org/list/"})
    nowhere = real.about.model_copy(update={"repository": None})

    made = json.loads(schema_text(name, replace(real, about=about)))
    unknown = json.loads(schema_text(name, replace(real, about=nowhere)))

    assert made.pop("$id") == f"https://example.org/list/{schema_path(name)}"
    assert made == unknown
    assert (ROOT / schema_path(name)).is_file()


ABSENT = object()
WRONG: dict[str, tuple[list[Any], Any, str]] = {
    "an id": (["id"], "show-o", "$"),
    "an unknown field": (["titel"], "Show-o", "$"),
    "a missing field": (["title"], ABSENT, "$"),
    "a null": (["venue"], None, "$.venue"),
    "a number for text": (["title"], 2024, "$.title"),
    "an unknown venue": (["venue"], "nowhere-2025", "$.venue"),
    "a venue without year": (["venue"], "iclr", "$.venue"),
    "an arXiv id without month": (["arxiv"], "2413.12528", "$.arxiv"),
    "a number for an arXiv id": (["arxiv"], 2408.12528, "$.arxiv"),
    "an unknown licence": (["code_license"], "Apache", "$.code_license"),
    "no authors": (["authors"], [], "$.authors"),
    "an unknown author": (["authors", 0], {"name": "Jinheng Xie"}, "$.authors[0]"),
    "half an address": (["links", "code"], "github.com/x", "$.links.code"),
    "no leaf": (["model", "section"], "c", "$.model.section"),
    "an unknown part": (["model", "backbone", 0], "phi-9", "$.model.backbone[0]"),
    "a misspelt mask": (["model", "mask"], "casual", "$.model.mask"),
    "no parameters": (
        ["model", "variants", 0, "parameters", "stated"],
        0,
        "$.model.variants[0].parameters.stated",
    ),
    "no reference": (["survey", "references", 0], 404, "$.survey.references[0]"),
    "no publication": (["corrections", 0, "in"], "x", "$.corrections[0].in"),
    "an inner name": (["corrections", 0, "in_"], "awesome-list", "$.corrections[0]"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_document_is_refused_at_its_place(case, schemas, show_o):
    validator = Draft202012Validator(schemas["paper"])
    assert validator.is_valid(show_o)
    (*above, last), value, place = WRONG[case]

    holder = show_o
    for part in above:
        holder = holder[part]
    if value is ABSENT:
        del holder[last]
    else:
        holder[last] = value

    assert {error.json_path for error in validator.iter_errors(show_o)} == {place}


def test_the_docstring_below_a_field_describes_it():
    assert field_docs(Encoders) == {
        "shared": "Serve understanding and generation alike; excludes the other two.",
        "understanding": "Turn input into what the backbone reads for understanding.",
        "generation": "Give the representation that generation predicts or is "
        "conditioned on.",
    }
    assert field_docs(Paper)["added"] == "Day the record entered the catalogue."
