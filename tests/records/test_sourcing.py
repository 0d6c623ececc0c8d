"""How near a source is to what it vouches for."""

from dataclasses import replace

import pytest

from unisurvey.records.source_classes import best_class, source_class
from unisurvey.schema import KnownSource, Vocabulary
from unisurvey.schema.provenance import Source

KNOWN = Vocabulary(
    "source",
    [
        KnownSource.model_validate(entry)
        for entry in (
            {
                "id": "survey", "name": "Survey", "class": "survey",
                "addresses": ["arxiv.org/abs/2900.00001*"],
            },
            {
                "id": "press", "name": "Press", "class": "publisher",
                "addresses": ["press.example.org/*"],
            },
            {
                "id": "lists", "name": "Lists", "class": "list",
                "addresses": ["github.com/*/*awesome*"],
            },
            {
                "id": "copies", "name": "Copies", "class": "copy",
                "addresses": ["github.com/toy-index/*"],
            },
        )
    ],
)  # fmt: skip


@pytest.fixture(scope="session")
def catalog(toy_catalog):
    known = replace(toy_catalog.vocabularies, sources=KNOWN)
    return replace(toy_catalog, vocabularies=known)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://arxiv.org/abs/2503.10001v2", "own paper"),
        ("https://www.arxiv.org/pdf/2503.10001.pdf", "own paper"),
        ("https://arxiv.org/abs/2503.10002", "other"),
        ("https://github.com/toy/show", "own page"),
        ("https://github.com/Toy/Show/blob/0123abc/README.md", "own page"),
        ("https://hf.co/toy/show/blob/0123abc/config.json", "own page"),
        ("https://toy.example.org/about", "own page"),
        ("https://github.com/toy/show-2/blob/0123abc/README.md", "other"),
        ("https://www.press.example.org/vol/1", "publisher"),
        ("https://github.com/roe/Awesome-Toys/blob/0123abc/README.md", "list"),
        ("https://github.com/toy-index/all/blob/0123abc/a.json", "copy"),
        ("https://arxiv.org/abs/2900.00001v6", "list"),
        ("https://somewhere.example.net/", "other"),
    ],
)
def test_a_class_follows_from_address_and_record(catalog, url, wanted):
    source = Source(url=url, vouches=("title",))

    assert source_class(source, "title", catalog["toy-show"], catalog) == wanted


@pytest.mark.parametrize("field", ["survey.references", "model.section", "model.mask"])
def test_the_survey_is_first_hand_for_what_it_says_itself(catalog, field):
    source = Source(url="https://arxiv.org/abs/2900.00001", vouches=(field,))
    wanted = "list" if field == "model.mask" else "survey"

    assert source_class(source, field, catalog["toy-show"], catalog) == wanted


def test_the_nearest_source_counts(catalog, drafted):
    show = catalog["toy-show"]

    assert best_class(show, "title", catalog) == "own paper"
    assert best_class(show, "venue", catalog) == "own page"
    assert best_class(drafted["toy-draft"], "title", drafted) == "file"
    assert best_class(show, "nothing", catalog) is None
