"""What a record may say of challenges."""

import pytest
from pydantic import TypeAdapter, ValidationError

from unisurvey.schema import Challenge, Vocabularies, Vocabulary
from unisurvey.schema.vocabulary import Claims

KNOWN = Vocabularies(
    challenges=Vocabulary(
        "challenge",
        [
            Challenge(id="attention", name="Attention", definition="It costs much."),
            Challenge(id="data", name="Pairs", definition="Noise.", survey=("6",)),
        ],
    )
)
CLAIMS = TypeAdapter(Claims)


def test_claims_come_in_the_order_of_the_vocabulary_by_id():
    found = CLAIMS.validate_python({"PAIRS": "a", "attention": "b"}, context=KNOWN)

    assert list(found.items()) == [("attention", "b"), ("data", "a")]


@pytest.mark.parametrize(
    ("claims", "place", "message"),
    [
        ({"date": "x"}, ("date", "[key]"), "unknown challenge 'date'; did you mean 'data'?"),
        ({"data": "It is clean."}, ("data",), "ends with a full stop"),
        ({"data": "a", "Pairs": "b"}, (), "stand for the same challenge"),
        ({}, (), "at least 1 item"),
        (["data"], (), "valid dictionary"),
    ],
)  # fmt: skip
def test_what_is_no_claim_is_refused_at_its_place(claims, place, message):
    with pytest.raises(ValidationError) as refused:
        CLAIMS.validate_python(claims, context=KNOWN)

    [error] = refused.value.errors()
    assert error["loc"] == place
    assert message in error["msg"]


def test_the_number_of_a_section_finds_its_challenges():
    assert KNOWN.challenges.find("6") == ("data",)
