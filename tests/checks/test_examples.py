"""What the documentation shows is what the checks find."""

import pytest

from unisurvey.checks import CHECKS


@pytest.mark.parametrize(
    "code", [code for code, rule in CHECKS.items() if not rule.needs_metadata]
)
def test_the_example_of_a_check_has_its_fault(code, found_in):
    assert code in {found for found, _ in found_in(CHECKS[code].example)}


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_explains_itself(code):
    rule = CHECKS[code]

    assert rule.title
    assert rule.title[0].isupper()
    assert len(rule.explanation) > 30
    assert rule.explanation.endswith(".")


def test_codes_are_c_and_a_number_of_three_digits():
    assert all(code[0] == "C" and code[1:].isdecimal() for code in CHECKS)
    assert all(len(code) == 4 for code in CHECKS)
    assert all(check.code == code for code, check in CHECKS.items())
