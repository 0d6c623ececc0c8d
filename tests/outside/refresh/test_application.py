"""What is certain gets into the records, whole and with its source."""

from typing import Any

import pytest
from tests.outside.refresh.conftest import OWL, starred

from unisurvey.checks import run_checks
from unisurvey.errors import SurveyError
from unisurvey.outside.refresh import Change, Edit, write
from unisurvey.outside.refresh.changes import witness
from unisurvey.records import load
from unisurvey.records.canonical import canonical

TITLE = "Owl: A Bird That Reads, Writes and Draws"


@pytest.fixture
def published(world, owl):
    """A world in which the owl was published under another title, and is starred."""
    owl("links:\n  code: https://github.com/quill/owl\n", "links")
    world.repositories["quill/owl"] = starred()
    for service, venue in (("dblp", "ICLR"), ("openreview", "ICLR 2025 Poster")):
        world.publish(service, venue, 2025, title=TITLE, pages="3-9")
    return world


def text_of(root):
    return (root / "data" / "papers" / "owl.yaml").read_text()


@pytest.mark.usefixtures("published")
def test_certain_changes_are_written_with_provenance(ask, root):
    asked = ask("venues", "stars")
    written = write(asked.changes, asked.catalog)

    loaded = load(root)
    paper: Any = loaded.catalog["owl"]
    assert [path.name for path in written.paths] == ["owl.yaml"]
    assert (paper.key, paper.venue, paper.title) == ("quill2025owl", "iclr-2025", TITLE)
    assert paper.other_titles == (OWL["title"],)
    assert (paper.license, paper.repository.stars) == ("MIT", 12)
    assert text_of(root) == canonical(paper)
    assert loaded.problems == run_checks(loaded.catalog, strict=True) == ()
    vouching = {p: s.url for s in paper.sources for p in s.vouches}
    assert vouching["venue"] == "https://openreview.net/forum?id=owl1"
    assert vouching["other_titles"] == "https://arxiv.org/abs/2501.10001"
    assert vouching["repository"] == "https://github.com/quill/owl"


@pytest.mark.usefixtures("published")
def test_a_second_run_proposes_nothing(ask, root):
    asked = ask("venues", "versions", "stars")
    write(asked.changes, asked.catalog)
    text = text_of(root)

    again = ask("venues", "versions", "stars")

    assert again.changes == ()
    assert write(again.changes, again.catalog).paths == ()
    assert text_of(root) == text


def test_what_is_not_certain_stays_for_a_person(world, ask, root):
    world.publish("dblp", "ICLR", 2025)
    asked = ask("venues")
    before = text_of(root)

    written = write(asked.changes, asked.catalog)

    assert (written.paths, written.done, written.left) == ((), (), asked.changes)
    assert text_of(root) == before


def test_a_change_that_makes_the_record_invalid_is_not_written(ask, root):
    asked = ask("venues")
    (paper,) = asked.catalog
    source = witness("https://dblp.org/rec/conf/x/Quill25", ("pages",))
    bad, good = (
        Change(paper, "published", "x", (Edit(("pages",), None, pages, source),))
        for pages in ("about nine", "9–12")
    )

    written = write([bad, good], asked.catalog)

    assert written.done == (good,)
    assert written.left[0].note.startswith("x; not written: ")
    assert "pages: 9–12" in text_of(root).replace('"', "")


def test_a_change_that_a_check_forbids_is_not_written(published, ask, root):
    for work in (*published.hits["dblp"], *published.hits["openreview"]):
        work |= {"year": 2024, "venue": "ICLR 2024"}
    asked = ask("venues", "stars")

    written = write(asked.changes, asked.catalog)

    (left,) = written.left
    assert left.note.endswith(
        "not written: C222 published in 2024 but first public in 2025-01-20"
    )
    assert [change.kind for change in written.done] == ["license", "repository"]
    assert "venue" not in text_of(root)


@pytest.mark.usefixtures("published")
def test_a_record_that_changed_meanwhile_is_not_overwritten(ask, root, owl):
    asked = ask("venues")
    owl("notes: [Edited by hand.]\n")
    before = text_of(root)

    with pytest.raises(SurveyError, match="was changed meanwhile"):
        write(asked.changes, asked.catalog)

    assert text_of(root) == before


def test_a_moved_repository_is_written_once(world, ask, owl, root):
    owl("links:\n  code: https://github.com/quill/owl\n", "links")
    moved = starred(nameWithOwner="lantern/owl")
    world.repositories = {"quill/owl": moved, "lantern/owl": moved}
    asked = ask("stars")

    write(asked.changes, asked.catalog)

    assert "code: https://github.com/lantern/owl\n" in text_of(root)
    assert run_checks(load(root).catalog, strict=True) == ()
    assert ask("stars").changes == ()
