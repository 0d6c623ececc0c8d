"""Identifiers in text."""

import pytest

from unisurvey.schema.forms import find_doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1109/ABC.2024.1, EDN: CHWIKZ", "10.1109/ABC.2024.1"),
        ("https://doi.org/10.1000/a.b;", "10.1000/a.b"),
        ("(see 10.1000/a(b)c).", "10.1000/a(b)c"),
        ("doi:10.1000/x'.", "10.1000/x"),
        ("<10.1000/(SICI)10(19)17:15<1::AID-S>3.0.CO;2-1>", None),
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
