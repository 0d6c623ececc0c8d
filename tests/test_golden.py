import os
import subprocess
import sys
from pathlib import Path

ONE_TEST = "tests/cli/test_formats.py::test_bib_of_everything"
REPOSITORY = Path(__file__).parents[1]
GOLDEN = REPOSITORY / "tests" / "golden" / "all.bib"


def pytest_on(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        cwd=REPOSITORY,
        env={**os.environ, "CI": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_golden_files_are_not_updated_in_ci():
    before = GOLDEN.stat().st_mtime_ns

    result = pytest_on("--update-golden", ONE_TEST, CI="true")

    assert result.returncode == 4
    assert "--update-golden is for people, not for CI" in result.stderr
    assert GOLDEN.stat().st_mtime_ns == before
