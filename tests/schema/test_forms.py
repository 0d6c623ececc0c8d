"""Identifiers in text."""

import pytest

from unisurvey.schema.forms import arxiv_of_doi, find_doi, find_published_doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1109/ABC.2024.1, EDN: CHWIKZ", "10.1109/ABC.2024.1"),
        ("https://doi.org/10.1000/a.b;", "10.1000/a.b"),
        ("(see 10.1000/a(b)c).", "10.1000/a(b)c"),
        ("doi:10.1000/x'.", "10.1000/x"),
        ("<10.1000/(SICI)10(19)17:15<1::AID-S>3.0.CO;2-1>", None),
        ("(10.1000/a(b)1(2))", "10.1000/a(b)1(2)"),
        ("[10.1000/a[b]c]", "10.1000/a[b]c"),
        ("10.1000/a)b(c", "10.1000/a)b(c"),
        ("10.1000/a).", "10.1000/a"),
        ('10.1000/a"b', "10.1000/a"),
        ("{10.1000/a}", "10.1000/a"),
        ("10.1000/", None),
        ("10.1000/.", None),
        ("110.1000/a", None),
        ("nothing", None),
    ],
)
def test_a_doi_is_found_without_what_is_around_it(text, doi):
    if text.startswith("<"):
        doi = text[1:-1]
    assert find_doi(text) == doi


@pytest.mark.parametrize(
    "text",
    [
        "10.48550/arXiv.2408.12528",
        "10.48550/ARXIV.2408.12528v7",
        "doi:10.48550/arxiv.2408.12528.",
        "https://doi.org/10.48550/arXiv.2408.12528",
        "https://dx.doi.org/10.48550%2FarXiv.2408.12528",
    ],
)
def test_a_doi_of_arxiv_is_an_arxiv_id(text):
    assert arxiv_of_doi(text) == "2408.12528"
    assert find_published_doi(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.48550/arXiv.cs/0101003", "cs/0101003"),
        ("10.48550/arXiv.math.GT/0309136", "math.GT/0309136"),
        ("10.48550/arXiv.2413.12528", None),
        ("10.48550/arXiv.2408.125281", None),
        ("110.48550/arXiv.2408.12528", None),
        ("10.1234/arXiv.2408.12528", None),
    ],
)
def test_only_its_form_makes_it_one(text, found):
    assert arxiv_of_doi(text) == found
