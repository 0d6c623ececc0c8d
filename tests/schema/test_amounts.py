from typing import Any

import pytest

from unisurvey.errors import UsageError
from unisurvey.outside.add.details import make_details
from unisurvey.schema.amounts import counts_in, parse_count

WRITTEN = {
    "500,000": 500_000,
    "500_000": 500_000,
    "500000": 500_000,
    "1.2M": 1_200_000,
    "1.2 million": 1_200_000,
    "5.9B": 5_900_000_000,
    "2T": 2 * 10**12,
    "40k": 40_000,
    "3 thousand": 3_000,
    "0.5 billion": 500_000_000,
    "2 Trillion": 2 * 10**12,
    "7m": 7_000_000,
    "7b": 7_000_000_000,
    "1,234,567": 1_234_567,
    "1_5": 15,
}
VOUCHED: dict[str, Any] = {"vouched_by": "https://example.org/sketch"}


def test_a_count_is_read_alike_wherever_it_is_typed(real):
    def added(text):
        given = {"samples": [text]}
        made = make_details(
            given, real.vocabularies, section="datasets-editing", **VOUCHED
        )
        return made.values["samples"]

    assert {text: parse_count(text) for text in WRITTEN} == WRITTEN
    assert {text: added(text) for text in WRITTEN} == WRITTEN


def test_a_count_is_found_in_running_text():
    text = "Sketches-40K has 1.5 million pairs of 2T words, B4 or 500,000K and v2.5Mix"

    assert [(said, int(number)) for said, number in counts_in(text)] == [
        ("40K", 40_000),
        ("1.5 million", 1_500_000),
        ("2T", 2 * 10**12),
        ("500,000K", 500_000_000),
    ]


@pytest.mark.parametrize("text", ["", "many", "1.5", "2,5M", "1,00", "K", "-1"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(UsageError):
        parse_count(text)


def test_a_number_of_billions_may_have_another_unit(real):
    given = {"parameters": ["7,1.5B,500M"]}

    values = make_details(given, real.vocabularies, section="b-2", **VOUCHED).values

    assert [v["parameters"]["stated"] for v in values["model.variants"]] == [
        0.5,
        1.5,
        7.0,
    ]
