from types import SimpleNamespace

import pytest
from tests.conftest import pytest_configure


def test_golden_files_are_not_updated_in_ci(monkeypatch):
    config = SimpleNamespace(getoption=["--update-golden"].count)
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.UsageError, match="is for people, not for CI"):
        pytest_configure(config)
