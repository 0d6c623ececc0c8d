import pytest


@pytest.fixture(autouse=True)
def _parsed_again(parse_again):
    """What is kept is what is tested here."""
