import hashlib
import json
import os

import pytest
from tests.sampling import some_of

from unisurvey.kept import folder
from unisurvey.kept.folder import kept_file
from unisurvey.records import cache as records_cache
from unisurvey.records import load, yamltext


@pytest.fixture
def cache(root):
    return kept_file(root, ".records")


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def sealed(lines):
    """Return a file of the cache that is whole, whoever wrote it."""
    digest = hashlib.blake2b(lines, digest_size=16).hexdigest()
    return digest.encode() + b"\n" + lines


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


def test_a_second_load_gives_the_same_without_parsing(root, parsed):
    first = load(root, cached=True)
    assert len(parsed) == 11
    parsed.clear()

    second = load(root, cached=True)

    assert parsed == []
    assert list(second.catalog) == list(first.catalog) == list(load(root).catalog)
    assert list(second.catalog.vocabularies.sections) == list(
        first.catalog.vocabularies.sections
    )
    assert second.problems == first.problems == ()
    assert second.files == first.files == 11


def test_only_a_changed_file_is_read_again(root, parsed, edit):
    load(root, cached=True)
    parsed.clear()
    edit("papers/beta.yaml", "title: Beta", "title: Better")

    catalog = load(root, cached=True).catalog

    assert parsed == ["papers/beta.yaml"]
    assert catalog.papers[1].title == "Better"


def test_a_file_is_known_by_its_content_not_its_times(root, edit):
    load(root, cached=True)
    path = root / "data/papers/beta.yaml"
    times = path.stat()
    edit("papers/beta.yaml", "title: Beta", "title: Bets")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert load(root, cached=True).catalog.papers[1].title == "Bets"


def test_a_new_or_removed_file_is_noticed(root):
    load(root, cached=True)
    path = root / "data/papers/beta.yaml"
    path.rename(path.with_name("better.yaml"))

    ids = [paper.id for paper in load(root, cached=True).catalog.papers]

    assert ids == ["alpha", "better", "gamma"]


def test_files_with_one_content_are_two_records(root):
    text = (root / "data/papers/beta.yaml").read_text("utf-8")
    (root / "data/papers/copy.yaml").write_text(text, "utf-8")

    for _ in range(2):
        ids = [paper.id for paper in load(root, cached=True).catalog.papers]
        assert ids == ["alpha", "beta", "copy", "gamma"]


def test_a_changed_vocabulary_makes_every_record_read_again(root, parsed, edit):
    load(root, cached=True)
    parsed.clear()
    edit("components.yaml", "- id: llama-2\n", "- id: llama-two\n")

    problems = load(root, cached=True).problems

    assert {"components.yaml", "papers/alpha.yaml", "papers/beta.yaml"} <= set(parsed)
    assert [(p.path, p.code) for p in problems] == [("data/papers/alpha.yaml", "S105")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a cache",
        b"\x80\x05\x95\xff",
        sealed(b""),
        sealed(b"text"),
        sealed(b"\n\n \n"),
    ],
    ids=["empty", "text", "bytes", "no lines", "no key", "no value"],
)
def test_a_damaged_or_foreign_cache_is_ignored_and_replaced(
    content, root, cache, parsed
):
    cache.parent.mkdir(parents=True)
    cache.write_bytes(content)

    assert list(load(root, cached=True).catalog) == list(load(root).catalog)
    parsed.clear()
    assert load(root, cached=True).problems == ()
    assert parsed == []


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"5",
        b"{}",
        b"[[]]",
        b'{"=":"Popen","args":"ls"}',
        b'{"=":["Paper"]}',
        b"\xff",
        b"[" * 100_000,
    ],
    ids=[
        *("empty", "number", "plain", "list", "class", "list as class", "bytes"),
        "deep",
    ],
)
def test_what_is_no_record_is_read_anew_whoever_wrote_it(value, root, cache, parsed):
    load(root, cached=True)
    lines = cache.read_bytes().partition(b"\n")[2].splitlines()
    forged = [line.partition(b" ")[0] + b" " + value for line in lines]
    cache.write_bytes(sealed(b"\n".join(forged)))
    parsed.clear()

    assert list(load(root, cached=True).catalog) == list(load(root).catalog)
    assert len(parsed) == 22


def test_a_cut_cache_is_ignored(root, cache):
    load(root, cached=True)
    cache.write_bytes(cache.read_bytes()[:-20])

    assert list(load(root, cached=True).catalog) == list(load(root).catalog)


def test_every_real_record_comes_back_as_it_was(repository, real):
    load(repository, cached=True)

    again = load(repository, cached=True).catalog

    assert [each.id for each in again] == [each.id for each in real]
    some = {*map(id, some_of([*again]))}
    for record, before in zip(again, real, strict=True):
        if id(record) not in some:
            continue
        assert record == before
        assert repr(record) == repr(before)  # tuples are no lists
        assert hash(record) == hash(before)
        stated = [each.model_dump(exclude_unset=True) for each in (record, before)]
        assert stated[0] == stated[1]
    for vocabulary in ("sections", "venues", "components", "licenses", "sources"):
        assert list(getattr(again.vocabularies, vocabulary)) == list(
            getattr(real.vocabularies, vocabulary)
        )


def test_what_is_kept_is_json(root, cache):
    load(root, cached=True)

    _, *lines = cache.read_bytes().splitlines()

    values = [json.loads(line.partition(b" ")[2]) for line in lines]
    assert "Alpha" in [
        value.get("title") for value in values if isinstance(value, dict)
    ]


def test_a_folder_that_cannot_be_written_is_no_error(root, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    loaded = load(root, cached=True)

    assert loaded.problems == ()
    assert len(loaded.catalog) == 5


def test_a_cache_that_is_a_directory_is_no_error(root, cache):
    cache.mkdir(parents=True)

    assert len(load(root, cached=True).catalog) == 5


def test_two_programs_keep_theirs_side_by_side(root, cache, parsed, monkeypatch):
    load(root, cached=True)
    for module in (folder, records_cache):
        monkeypatch.setattr(module, "program", lambda: "another")
    load(root, cached=True)
    parsed.clear()

    load(root, cached=True)
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parents[1]))
    load(root, cached=True)

    assert len([*cache.parent.iterdir()]) == 2
    assert parsed == []


def test_what_nobody_uses_any_more_is_removed(root, cache):
    folder_of_all = cache.parent
    folder_of_all.mkdir(parents=True)
    (folder_of_all / "old.pickle").write_bytes(b"of a former version")
    (folder_of_all / "web.sqlite").write_bytes(b"of something else")
    for n in range(40):
        path = folder_of_all / f"{n:02}.{'sound' if n == 39 else 'records'}"
        path.write_bytes(b"of another root")
        os.utime(path, (n, n))

    load(root, cached=True)

    names = sorted(path.name for path in folder_of_all.iterdir())
    assert names == sorted(
        [*(f"{n}.records" for n in range(17, 39)), "39.sound", "web.sqlite", cache.name]
    )


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
    old, new, code, root, parsed, edit
):
    edit("papers/beta.yaml", old, new)
    first = load(root, cached=True)
    parsed.clear()

    second = load(root, cached=True)

    assert code in [problem.code for problem in second.problems]
    assert second.problems == first.problems
    assert parsed == ["papers/beta.yaml"]


def test_a_vocabulary_with_problems_is_reported_every_time(root, edit):
    edit("venues.yaml", "kind: conference", "kind: party")

    first = load(root, cached=True)

    assert load(root, cached=True).problems == first.problems
    assert "data/venues.yaml" in {problem.path for problem in first.problems}


def test_the_cache_forgets_what_is_no_longer_there(root, cache, edit):
    load(root, cached=True)
    size = len(cache.read_bytes().splitlines())
    edit("papers/beta.yaml", "title: Beta", "title: Better")

    load(root, cached=True)

    assert len(cache.read_bytes().splitlines()) == size == 12


def test_nothing_changed_writes_nothing(root, cache):
    load(root, cached=True)
    number = cache.stat().st_ino

    load(root, cached=True)

    assert cache.stat().st_ino == number


def test_what_is_used_is_young(root, cache):
    load(root, cached=True)
    os.utime(cache, (1, 1))

    load(root, cached=True)

    assert cache.stat().st_mtime > 1


def test_without_a_cache_nothing_is_written(root, tmp_path):
    before = sorted(tmp_path.rglob("*"))

    load(root)

    assert sorted(tmp_path.rglob("*")) == before
