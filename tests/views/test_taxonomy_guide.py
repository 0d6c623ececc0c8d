import re

import pytest

from unisurvey.fields.attributes import sections_of
from unisurvey.records import name_of
from unisurvey.views.taxonomy import taxonomy_guide


@pytest.fixture(scope="module")
def guide(toy_catalog):
    return taxonomy_guide(toy_catalog)


@pytest.fixture(scope="session")
def template(repository):
    return (repository / "templates" / "taxonomy.md.j2").read_text()


@pytest.fixture(scope="session")
def page(repository):
    return (repository / "docs" / "taxonomy.md").read_text()


def test_every_section_with_records_is_in_its_kinds_table(guide):
    assert {
        kind: [row["id"] for row in rows] for kind, rows in guide["tables"].items()
    } == {
        "model": ["b-1", "b-4", "c-1", "any-to-any"],
        "paper": ["applications"],
        "benchmark": ["benchmarks-text-to-image", "benchmarks-editing"],
        "dataset": ["datasets-text-to-image", "datasets-editing"],
        "background": ["linear", "noise", "groups"],
    }


def test_a_section_has_its_definition_count_and_examples(guide):
    row = guide["tables"]["model"][0]

    assert row == {
        "id": "b-1",
        "name": "Pixel encoding",
        "definition": "Tokens of a VQGAN | or VAE.",
        "count": 1,
        "examples": [("Bare", None)],
    }


def test_counts_of_models_add_up(real):
    tables = taxonomy_guide(real)["tables"]

    assert sum(row["count"] for row in tables["model"]) == len(real.models)
    assert sum(row["count"] for row in tables["dataset"]) == len(real.datasets)
    assert sum(row["count"] for row in tables["benchmark"]) == len(real.benchmarks)


def test_a_count_is_that_of_the_records_that_name_the_section(real):
    for row in taxonomy_guide(real)["tables"]["background"]:
        named = [paper for paper in real.papers if row["id"] in sections_of(paper)]
        assert row["count"] == len(named)
        assert {name for name, _ in row["examples"]} <= set(map(name_of, named))


def test_the_close_cases_are_records_of_one_section_each(template, real):
    cases = [
        re.findall(r'"([^"]+)"', ids)
        for ids in re.findall(r"call case\((.*?)\)", template)
    ]

    assert len(cases) >= 10
    for ids in cases:
        assert len({real[one].model.section for one in ids}) == 1, ids


def test_the_works_that_are_no_unified_models_are_none(template, real):
    start = template.index("These are not unified models")
    end = template.index("An encoder, tokenizer or decoder by itself")
    named = re.findall(r'work\("([^"]+)"', template[start:end])

    assert len(named) >= 4
    assert [name for name in named if real[name].model] == []


def test_the_questions_lead_to_every_section_of_models(page, real):
    start, end = page.index("## Which section of models?"), page.index("| Section |")
    answers = set(re.findall(r"`([a-z0-9-]+)`", page[start:end]))

    assert answers == {
        leaf.id
        for top in real.vocabularies.taxonomy
        if top.kind == "model"
        for leaf in top.leaves
    }


def test_a_case_shows_its_section(page, real):
    section = real["show-o2"].model.section

    assert f"- **[Show-o2](https://arxiv.org/abs/2506.15564): `{section}`.**\n" in page
