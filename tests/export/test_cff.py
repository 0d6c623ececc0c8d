import json
from importlib.resources import files

import jsonschema
import pytest
import yaml
from tests.sampling import some_of

from unisurvey.export.cff import to_cff


@pytest.fixture(scope="session")
def validator():
    """The format's official schema 1.2.0, as check-jsonschema carries it."""
    path = (
        files("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json"
    )
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def test_real_papers_are_valid(real, validator):
    papers = some_of(real.papers)
    text = to_cff(papers, real.vocabularies)
    document = yaml.load(text, yaml.CSafeLoader)

    references = document["references"]
    assert [one["title"] for one in references] == [p.title for p in papers]
    kinds = {(one["type"], *one): one for one in references}  # the schema is slow
    few = {**document, "references": list(kinds.values())}
    assert len(few["references"]) > 10
    assert list(validator.iter_errors(few)) == []


def test_a_file_without_references_is_valid(real, validator):
    assert validator.is_valid(yaml.safe_load(to_cff([], real.vocabularies)))


def reference(paper, catalog):
    return yaml.safe_load(to_cff([paper], catalog.vocabularies))["references"][0]


def test_a_published_work_has_every_field(toy_catalog):
    assert reference(toy_catalog["toy-show"], toy_catalog) == {
        "type": "conference-paper",
        "title": "Toy-Show: One Model to Draw and Read",
        "authors": [
            {"family-names": "Nguyễn", "given-names": "Văn"},
            {
                "family-names": "Maaten",
                "given-names": "Ada",
                "name-particle": "van der",
                "name-suffix": "Jr.",
            },
            {"name": "Toy Team"},
        ],
        "year": 2026,
        "collection-title": "International Conference on Learning Representations",
        "start": "100",
        "end": "112",
        "notes": "Superseded, see https://github.com/toy/show",
        "doi": "10.1234/toy.2025_1",
        "url": "https://doi.org/10.1234/toy.2025_1",
        "identifiers": [{"type": "other", "value": "arXiv:2503.10001"}],
    }


def test_a_preprint_says_so(real):
    found = reference(real["chameleon"], real)

    assert found["type"] == "article"
    assert found["status"] == "preprint"
    assert found["publisher"] == {"name": "arXiv"}
    assert found["date-published"] == "2024-05-16"


def test_no_known_author_is_anonymous_as_the_guide_says(toy_catalog):
    assert reference(toy_catalog["toy-bare"], toy_catalog) == {
        "type": "generic",
        "title": "Bare",
        "authors": [{"name": "anonymous"}],
    }


def test_authors_of_one_name_are_told_apart(toy_catalog, validator):
    names = ("Kun Xu", "Li Wei", "Kun Xu", "Kun Xu")
    paper = toy_catalog["toy-bare"].model_copy(update={"authors": names})

    text = to_cff([paper], toy_catalog.vocabularies)

    assert validator.is_valid(yaml.safe_load(text))
    assert yaml.safe_load(text)["references"][0]["authors"] == [
        {"family-names": "Xu", "given-names": "Kun"},
        {"family-names": "Wei", "given-names": "Li"},
        {"family-names": "Xu", "given-names": "Kun", "alias": "2"},
        {"family-names": "Xu", "given-names": "Kun", "alias": "3"},
    ]


def test_a_doi_that_the_format_refuses_is_an_address(toy_catalog):
    doi = "10.1002/(sici)1<1::aid-x>3.0.co;2"
    paper = toy_catalog["toy-show"].model_copy(update={"doi": doi})

    found = reference(paper, toy_catalog)

    assert "doi" not in found
    assert found["url"] == "https://doi.org/10.1002/(sici)1%3C1::aid-x%3E3.0.co;2"
