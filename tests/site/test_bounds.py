"""Amounts that a page bounds are those that the command bounds."""

from itertools import product

import pytest
from tests.site.conftest import data_of

from unisurvey.records import SELECTABLE


@pytest.fixture(scope="module")
def offered(any_catalog, any_pages):
    """Kind → what its page's script reads."""
    return {
        kind: data_of(any_pages, kind)
        for kind in SELECTABLE
        if any_catalog.records(kind)
    }


def within(amount, least, most, numbers):
    """Return the rows of some numbers that lie within."""
    return {
        amount["rows"][n]
        for n in numbers
        if (number := amount["numbers"][n]) is not None and least <= number <= most
    }


def test_numbers_within_bounds_are_of_the_records_that_the_filters_find(
    any_catalog, offered
):
    wrong = []
    for kind, data in offered.items():
        for amount in data["amounts"]:
            known = sorted({n for n in amount["numbers"] if n is not None})
            licensed = {None: range(len(amount["numbers"])), **amount["words"]}
            for least, most, word in product(known[::5], known[1::7], licensed):
                filters = {
                    f"min_{amount['name']}": least,
                    f"max_{amount['name']}": most,
                }
                if word:
                    filters["weights_license"] = word
                found = any_catalog.select(kind, **filters)
                shown = within(amount, least, most, licensed[word])
                if {data["ids"][row] for row in shown} != {each.id for each in found}:
                    wrong.append((kind, filters))

    assert wrong == []


def test_what_some_records_state_is_offered(any_catalog, offered):
    sizes = [v for model in any_catalog.models for v in model.model.variants or ()]
    samples = [each.samples for each in any_catalog.datasets if each.samples]

    names = {amount["name"] for data in offered.values() for amount in data["amounts"]}
    assert ("parameters" in names) == any(each.parameters for each in sizes)
    assert ("samples" in names) == bool(samples)


def test_the_order_of_the_survey_is_that_of_its_tables(any_catalog, offered):
    for kind, data in offered.items():
        for offer in data["offers"]:
            if offer["name"] == "survey-table":
                for word, _label, _depth, rows in offer["choices"]:
                    shown = sorted(rows, key=data["survey"].__getitem__)
                    found = any_catalog.select(kind, survey_table=word)
                    assert [data["ids"][n] for n in shown] == [r.id for r in found]
