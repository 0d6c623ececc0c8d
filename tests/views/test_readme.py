"""The rows of the README's tables."""

import pytest

from unisurvey.records import load
from unisurvey.render.environment import row_table, unbroken
from unisurvey.views.rows import newest_day, row_of


@pytest.fixture
def row(toy_copy):
    """Return the row of a record after text of its file was replaced."""

    def row(name="papers/toy-show", old="", new=""):
        path = toy_copy / "data" / f"{name}.yaml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        catalog = load(toy_copy).catalog
        return row_of(catalog[name], (), catalog, newest_day(catalog))

    return row


def shown(found, *headers):
    return row_table({"headers": headers, "rows": [found]}).splitlines()[-1]


def test_a_row_leads_to_its_record_by_its_key(row):
    assert shown(row(), "Name", "Title") == (
        '| <a id="toy-show"></a>Toy-Show (superseded) | '
        "[Toy-Show: One Model to Draw and Read](https://arxiv.org/abs/2503.10001) "
        "<sub>[nguyen2025toyshow](data/papers/toy-show.yaml)</sub> |"
    )


def test_code_has_its_stars_of_today_and_a_model_its_size(row):
    assert shown(row(), "Backbone, size", "Links") == (
        "| Qwen2.5-VL-32B<br>1.5B, 34.5B | [Code](https://github.com/toy/show)<br>![stars]"
        "(https://img.shields.io/github/stars/toy/show?style=flat&label=%E2%98%85)<br>"
        "[Demo](https://toy.example.org/demo) |"
    )


@pytest.mark.parametrize("name", ["benchmarks/toy-bench", "datasets/toy-sets"])
def test_what_has_its_home_on_github_has_stars_too(name, row):
    elsewhere = row(name)
    at_home = row(name, "home: https://", "home: https://github.com/toy/home#")

    assert elsewhere["stars"] is None
    assert shown(at_home, "Link") == (
        f"| [Link]({at_home['link']})<br>![stars]"
        "(https://img.shields.io/github/stars/toy/home?style=flat&label=%E2%98%85) |"
    )


def test_stars_are_those_of_github_alone(row):
    found = row(old="code: https://github.com/", new="code: https://gitlab.com/")

    assert found["stars"] is None
    assert "img" not in shown(found, "Links")


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("archived: false", "archived: true", "archived"),
        ('"2026-01-01"', '"2023-02-28"', "untouched since 2023-02-28"),
        ('"2026-01-01"', '"2024-01-01"', None),
    ],
)
def test_what_is_known_of_code_stands_beside_it(row, old, new, state):
    found = row(old=old, new=new)

    assert found["state"] == state
    assert (f"({state})" in shown(found, "Links")) == bool(state)


def test_what_is_new_is_counted_from_the_newest_work(row):
    there = 'date: "2025-03-14"'  # the newest is of 2025-12-31

    assert not row()["new"]
    assert not row("papers/toy-bare")["new"]  # nobody knows when it appeared
    found = row(old=there, new='date: "2025-10-01"')
    assert found["new"]
    assert "<sup>new</sup>" in shown(found, "Date")
    assert not row(old='date: "2025-10-01"', new='date: "2025-09-30"')["new"]


def test_a_data_set_has_an_anchor_of_its_own(row):
    assert row("datasets/toy-sets")["anchor"] == "datasets/toy-sets"


def test_dates_have_no_place_to_break():
    assert (
        unbroken("2025-03-14")
        == "2025\N{NON-BREAKING HYPHEN}03\N{NON-BREAKING HYPHEN}14"
    )
    assert unbroken(None) == "–"
