import os

import pytest

from unisurvey.kept.unchanged import Unchanged


@pytest.fixture(autouse=True)
def _cache_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def home(tmp_path):
    """A root with a file and a folder."""
    (tmp_path / "root" / "data").mkdir(parents=True)
    (tmp_path / "root" / "data" / "one.yaml").write_text("one")
    (tmp_path / "root" / "README.md").write_text("read me")
    return tmp_path / "root"


def asked(home, question="whole?"):
    return Unchanged(home, [home / "data", home / "README.md", home / "no"], question)


def test_an_answer_is_known_as_long_as_the_files_are_the_same(home):
    asked(home).remember("all is well")

    assert asked(home).answer() == "all is well"
    assert asked(home, "another?").answer() is None


@pytest.mark.parametrize(
    "change",
    [
        lambda home: (home / "data/one.yaml").write_text("two"),
        lambda home: (home / "data/one.yaml").rename(home / "data/two.yaml"),
        lambda home: (home / "data/one.yaml").unlink(),
        lambda home: (home / "data/empty").mkdir(),
        lambda home: (home / "README.md").unlink(),
        lambda home: (home / "no").write_text("yes"),
        lambda home: (home / "data/link").symlink_to("one.yaml"),
        lambda home: os.mkfifo(home / "data/pipe"),
    ],
    ids=["text", "name", "gone", "folder", "readme", "new", "link", "pipe"],
)
def test_any_change_makes_it_unknown(change, home):
    asked(home).remember("all is well")

    change(home)

    assert asked(home).answer() is None


def test_what_changes_meanwhile_is_not_remembered(home):
    question = asked(home)
    (home / "data/one.yaml").write_text("two")

    question.remember("all is well")

    assert asked(home).answer() is None


def test_of_a_link_nothing_is_remembered(home):
    (home / "data/link").symlink_to("one.yaml")

    asked(home).remember("all is well")

    assert asked(home).answer() is None


def test_several_questions_are_remembered(home):
    asked(home).remember("all is well")
    asked(home, "formatted?").remember("yes")

    assert asked(home).answer() == "all is well"
    assert asked(home, "formatted?").answer() == "yes"


def test_without_a_cache_nothing_is(home, monkeypatch):
    asked(home).remember("all is well")
    monkeypatch.setenv("UNISURVEY_NO_CACHE", "1")

    assert asked(home).answer() is None
    asked(home, "formatted?").remember("yes")
    monkeypatch.delenv("UNISURVEY_NO_CACHE")
    assert asked(home, "formatted?").answer() is None
