import pytest


@pytest.fixture
def _parsed_once():
    """Parse every file in every test: what is kept is what is tested here."""
