import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sampling import some_of

from unisurvey.export.csl import csl_item, to_csl_json

NAME = {
    "oneOf": [
        {
            "type": "object",
            "properties": {
                "family": {"type": "string", "minLength": 1},
                "given": {"type": "string", "minLength": 1},
                "non-dropping-particle": {"type": "string", "minLength": 1},
                "suffix": {"type": "string", "minLength": 1},
            },
            "required": ["family", "given"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"literal": {"type": "string", "minLength": 1}},
            "required": ["literal"],
            "additionalProperties": False,
        },
    ]
}
PART = {"type": "integer", "minimum": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "type": {
                "enum": ["article", "article-journal", "document", "paper-conference"]
            },
            "title": {"type": "string", "minLength": 1},
            "author": {"type": "array", "items": NAME, "minItems": 1},
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": PART,
                        },
                    }
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
            "container-title": {"type": "string", "minLength": 1},
            "page": {"type": "string", "pattern": "^[^–]+$"},
            "DOI": {"type": "string", "pattern": "^10\\."},
            "URL": {"type": "string", "pattern": "^https?://"},
            "number": {"type": "string", "pattern": "^arXiv:"},
            "publisher": {"const": "arXiv"},
            "custom": {
                "type": "object",
                "properties": {"arxiv": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "required": ["id", "type", "title"],
        "additionalProperties": False,
    },
}
"""What we write of CSL-JSON; nothing in it is outside the official schema."""


def test_every_real_paper_is_valid(real):
    papers = some_of(real.papers)
    items = json.loads(to_csl_json(papers, real.vocabularies))

    jsonschema.validate(items, SCHEMA)
    assert [item["id"] for item in items] == [paper.key for paper in papers]


def test_every_author_is_there(real):
    for paper in real.papers:
        item = csl_item(paper, real.vocabularies)

        others = paper.authors_complete is False
        assert len(item.get("author", ())) == len(paper.authors or ()) + others


def test_a_published_work_has_venue_year_pages_and_doi(toy_catalog):
    item = csl_item(toy_catalog["toy-show"], toy_catalog.vocabularies)

    assert item == {
        "id": "nguyen2025toyshow",
        "type": "paper-conference",
        "title": "Toy-Show: One Model to Draw and Read",
        "author": [
            {"family": "Nguyễn", "given": "Văn"},
            {
                "family": "Maaten",
                "given": "Ada",
                "non-dropping-particle": "van der",
                "suffix": "Jr.",
            },
            {"literal": "Toy Team"},
        ],
        "issued": {"date-parts": [[2026]]},
        "container-title": "International Conference on Learning Representations",
        "page": "100-112",
        "DOI": "10.1234/toy.2025_1",
        "note": "Superseded, see https://github.com/toy/show",
        "custom": {"arxiv": "2503.10001"},
    }


def test_a_preprint_is_an_article_of_arxiv(real):
    item = csl_item(real["chameleon"], real.vocabularies)

    assert item == {
        "id": "chameleon2024chameleon",
        "type": "article",
        "title": "Chameleon: Mixed-Modal Early-Fusion Foundation Models",
        "author": [{"literal": "Chameleon Team"}],
        "issued": {"date-parts": [[2024, 5, 16]]},
        "publisher": "arXiv",
        "number": "arXiv:2405.09818",
        "URL": "https://arxiv.org/abs/2405.09818",
        "custom": {"arxiv": "2405.09818"},
    }


def test_a_journal_article_has_its_type(toy_catalog):
    item = csl_item(toy_catalog["toy-sets"], toy_catalog.vocabularies)

    assert item["type"] == "article-journal"


def test_what_is_not_known_is_left_out(toy_catalog):
    item = csl_item(toy_catalog["toy-bare"], toy_catalog.vocabularies)

    assert item == {"id": "anon2025bare", "type": "document", "title": "Bare"}


def test_nothing_is_an_empty_array(toy_catalog):
    assert to_csl_json([], toy_catalog.vocabularies) == "[]\n"


def with_author(catalog, author):
    return catalog["toy-bare"].model_copy(update={"authors": (author,)})


@pytest.mark.parametrize("name", ["Bayan", "Linus"])
def test_a_single_name_is_not_taken_apart(name, toy_catalog):
    item = csl_item(with_author(toy_catalog, name), toy_catalog.vocabularies)

    assert item["author"] == [{"literal": name}]


@given(st.text(st.characters(categories=["L"]), min_size=1).map(str.strip))
def test_any_name_is_kept_letter_by_letter(toy_catalog, word):
    paper = with_author(toy_catalog, f"Ada {word}")

    (name,) = csl_item(paper, toy_catalog.vocabularies)["author"]

    assert [name["given"], name["family"]] == ["Ada", word]
