"""Where numbers end, and rules between fields of one record."""

import pytest

from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.model import Model
from unisurvey.schema.paper import Citation, Repository
from unisurvey.schema.provenance import Source
from unisurvey.schema.vocabulary import VenueEdition, split_edition

NAMED = {
    "id": "x",
    "name": "X",
    "section": "y",
    "sources": [{"url": "https://example.org", "vouches": ["name"]}],
    "added": "2029",
}


def kinds(found):
    return [(place, kind) for place, kind, _ in found]


@pytest.mark.parametrize(("year", "fits"), [
    (1949, False), (1950, True), (1951, True), (2098, True), (2099, True), (2100, False),
])  # fmt: skip
def test_a_venue_has_a_year_of_this_time(year, fits, complaints, vocabularies):
    message = f"'iclr-{year}' has an impossible year"
    expected = [] if fits else [((), "venue_edition", message)]

    assert complaints(VenueEdition, f"iclr-{year}", vocabularies) == expected
    assert complaints(VenueEdition, f"iclr-{year}") == expected
    assert split_edition(f"iclr-{year}") == ("iclr", year)


@pytest.mark.parametrize(
    ("value", "fits"), [("i-2025", True), ("-2025", False), ("i 2025", True),
                        ("i_2025", False), ("ii2025", False)]
)  # fmt: skip
def test_a_blank_or_hyphen_stands_before_the_year(value, fits, complaints):
    assert kinds(complaints(VenueEdition, value)) == (
        [] if fits else [((), "venue_edition")]
    )


@pytest.mark.parametrize(
    ("schema", "field", "least", "most", "others"),
    [
        (
            *(Repository, "stars", 0, 100_000),
            {"last_commit": "2029", "archived": False, "seen": "2029"},
        ),
        (Citation, "references", 1, 100_000, {}),
        (Model, "survey_row", 1, 100_000, {"name": "X", "section": "a"}),
        (Dataset, "survey_row", 1, 100_000, NAMED),
        (Benchmark, "survey_row", 1, 100_000, NAMED),
    ],
)
def test_numbers_have_a_least(schema, field, least, most, others, complaints):
    def said(number):
        value = (number,) if field == "references" else number
        return [kind for _, kind, _ in complaints(schema, {**others, field: value})]

    assert said(least) == said(most) == []
    assert said(least - 1) == ["greater_than_equal"]


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("{A} b", True),
        ("a {b {c} d} {e}", True),
        ("{a", False),
        ("a}", False),
        ("}a{", False),
        ("{a}}{b", False),
        ("{{a}", False),
    ],
)
def test_braces_of_a_title_balance(title, fits, paper, complaints):
    for field, value, place in (
        ("title", title, ("title",)),
        ("other_titles", (title,), ("other_titles", 0)),
    ):
        found = complaints(Paper, paper(**{field: value}))
        assert kinds(found) == ([] if fits else [(place, "braces")]), field


@pytest.mark.parametrize(
    ("capitals", "wrong"),
    [
        ("free", None),
        (("Show-o",), None),
        (("Show",), None),
        (("o",), None),
        (("Sho",), "'Sho' does not stand in the title"),
        (("Show", "how"), "'how' does not stand in the title"),
        (("show-o",), "'show-o' does not stand in the title"),
    ],
)
def test_words_with_capitals_stand_in_the_title(capitals, wrong, paper, complaints):
    found = complaints(Paper, paper(capitals=capitals))

    assert [message for *_, message in found] == ([wrong] if wrong else [])


def test_a_cut_list_of_authors_names_some(paper, complaints):
    assert complaints(Paper, paper(authors=("A B",), authors_complete=False)) == []
    assert kinds(complaints(Paper, paper(authors_complete=False))) == [
        ((), "authors_complete")
    ]
    complete = complaints(Paper, paper(authors=("A B",), authors_complete=True))
    assert kinds(complete) == [(("authors_complete",), "literal_error")]


def test_a_source_is_an_address_or_a_file(complaints):
    url, file = {"url": "https://a.example/x"}, {"file": "refs.bib"}

    assert Source(**url, vouches=("title",)).place == "https://a.example/x"
    assert Source(**file, vouches=("title",)).place == "file refs.bib"
    for place in ({}, {**url, **file}):
        found = complaints(Source, {**place, "vouches": ["title"]})
        assert kinds(found) == [((), "source_place")]
