import os
import pickle

import pytest

from unisurvey.records import load, yamltext


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "records.pickle"


@pytest.fixture
def parsed(monkeypatch):
    """Count which files are parsed rather than taken from the cache."""
    seen = []
    real = yamltext.parse

    def parse(raw, path):
        seen.append(path.removeprefix("data/"))
        return real(raw, path)

    monkeypatch.setattr(yamltext, "parse", parse)
    return seen


def test_a_second_load_gives_the_same_without_parsing(root, cache, parsed):
    first = load(root, cache)
    assert len(parsed) == 9
    parsed.clear()

    second = load(root, cache)

    assert parsed == []
    assert list(second.catalog) == list(first.catalog) == list(load(root).catalog)
    assert list(second.catalog.vocabularies.sections) == list(
        first.catalog.vocabularies.sections
    )
    assert second.problems == first.problems == ()
    assert second.files == first.files == 9


def test_only_a_changed_file_is_read_again(root, cache, parsed, edit):
    load(root, cache)
    parsed.clear()
    edit("papers/beta.yaml", "title: Beta", "title: Better")

    catalog = load(root, cache).catalog

    assert parsed == ["papers/beta.yaml"]
    assert catalog.papers[1].title == "Better"


def test_a_file_is_known_by_its_content_not_its_times(root, cache, edit):
    load(root, cache)
    path = root / "data/papers/beta.yaml"
    times = path.stat()
    edit("papers/beta.yaml", "title: Beta", "title: Bets")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert load(root, cache).catalog.papers[1].title == "Bets"


def test_a_new_or_removed_file_is_noticed(root, cache):
    load(root, cache)
    path = root / "data/papers/beta.yaml"
    path.rename(path.with_name("better.yaml"))

    ids = [paper.id for paper in load(root, cache).catalog.papers]

    assert ids == ["alpha", "better", "gamma"]


def test_files_with_one_content_are_two_records(root, cache):
    text = (root / "data/papers/beta.yaml").read_text("utf-8")
    (root / "data/papers/copy.yaml").write_text(text, "utf-8")

    for _ in range(2):
        ids = [paper.id for paper in load(root, cache).catalog.papers]
        assert ids == ["alpha", "beta", "copy", "gamma"]


def test_a_changed_vocabulary_makes_every_record_read_again(root, cache, parsed, edit):
    load(root, cache)
    parsed.clear()
    edit("components.yaml", "- id: llama-2\n", "- id: llama-two\n")

    problems = load(root, cache).problems

    assert {"components.yaml", "papers/alpha.yaml", "papers/beta.yaml"} <= set(parsed)
    assert [(p.path, p.code) for p in problems] == [("data/papers/alpha.yaml", "S105")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a pickle",
        b"\x80\x05",
        pickle.dumps([1, 2]),
        pickle.dumps("text"),
        pickle.dumps({"key": "value"}),
        pickle.dumps(None),
    ],
    ids=["empty", "text", "cut", "list", "str", "foreign dict", "none"],
)
def test_a_damaged_or_foreign_cache_is_ignored_and_replaced(
    content, root, cache, parsed
):
    cache.parent.mkdir()
    cache.write_bytes(content)

    assert list(load(root, cache).catalog) == list(load(root).catalog)
    parsed.clear()
    assert load(root, cache).problems == ()
    assert parsed == []


def test_a_cut_cache_is_ignored(root, cache):
    load(root, cache)
    cache.write_bytes(cache.read_bytes()[:-20])

    assert list(load(root, cache).catalog) == list(load(root).catalog)


def test_a_directory_that_cannot_be_written_is_no_error(root, tmp_path):
    (tmp_path / "file").write_text("in the way")

    loaded = load(root, tmp_path / "file" / "records.pickle")

    assert loaded.problems == ()
    assert len(loaded.catalog) == 5


def test_a_cache_that_is_a_directory_is_no_error(root, tmp_path):
    (tmp_path / "records.pickle").mkdir()

    assert len(load(root, tmp_path / "records.pickle").catalog) == 5


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('date: "2024-09-01"', "date: 2024-09-01", "Y012"),
        ("title: Beta", "titel: Beta", "S102"),
        ("key: two", "id: beta\nkey: two", "S101"),
        ("title: Beta\n", "title: Beta  # note\n", "Y018"),
    ],
)
def test_a_file_with_problems_is_reported_every_time(
    old, new, code, root, cache, parsed, edit
):
    edit("papers/beta.yaml", old, new)
    first = load(root, cache)
    parsed.clear()

    second = load(root, cache)

    assert code in [problem.code for problem in second.problems]
    assert second.problems == first.problems
    assert parsed == ["papers/beta.yaml"]


def test_a_vocabulary_with_problems_is_reported_every_time(root, cache, edit):
    edit("venues.yaml", "kind: conference", "kind: party")

    first = load(root, cache)

    assert load(root, cache).problems == first.problems
    assert "data/venues.yaml" in {problem.path for problem in first.problems}


def test_the_cache_forgets_what_is_no_longer_there(root, cache, edit):
    load(root, cache)
    size = len(pickle.loads(cache.read_bytes()))
    edit("papers/beta.yaml", "title: Beta", "title: Better")

    load(root, cache)

    assert len(pickle.loads(cache.read_bytes())) == size == 9


def test_nothing_changed_writes_nothing(root, cache):
    load(root, cache)
    before = cache.stat().st_mtime_ns
    os.utime(cache, ns=(1, 1))

    load(root, cache)

    assert cache.stat().st_mtime_ns == 1 != before


def test_without_a_cache_nothing_is_written(root, tmp_path):
    before = sorted(tmp_path.rglob("*"))

    load(root)

    assert sorted(tmp_path.rglob("*")) == before
