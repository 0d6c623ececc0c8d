"""A record more changes little, so that the history stays small."""

import runpy

import pytest

MOST = 40_000
"""Bytes of the diff of all generated files together."""


@pytest.fixture(scope="session")
def additions(repository):
    return runpy.run_path(str(repository / "benchmarks" / "additions.py"))


@pytest.mark.slow
def test_the_newest_records_changed_little(additions, real):
    records = [additions["newest"](real, kind) for kind in additions["KINDS"]]

    changed = list(additions["measured"](real, records))

    assert [
        sum(found.values()) for found in changed if sum(found.values()) > MOST
    ] == []
    for found in changed:
        assert found["README.md"] > 0
    assert {"unisurvey.bib", "docs/figures/timeline.svg"} <= set(changed[0])


def test_a_diff_is_counted_for_each_file(additions, tmp_path):
    for folder, text in (("before", "a\nb\n"), ("after", "a\nc\n")):
        for path in ("same.txt", "docs/other.txt"):
            place = tmp_path / folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("same" if path == "same.txt" else text)

    found = additions["sizes"](tmp_path / "before", tmp_path / "after")

    assert set(found) == {"docs/other.txt"}
    assert 100 < found["docs/other.txt"] < 300
