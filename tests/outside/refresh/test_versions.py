"""Newer arXiv versions, and works that are gone."""

import pytest
from tests.outside.refresh.conftest import OWL

RETRACTED = {
    "DOI": "10.1000/owl",
    "type": "journal-article",
    "title": [OWL["title"]],
    "author": [{"given": "Ada", "family": "Quill"}],
    "updated-by": [{"type": "retraction", "DOI": "10.1000/notice"}],
}


def test_the_same_title_in_another_spelling_is_no_change(world, ask):
    world.versions["2501.10001"] = {**OWL, "title": "OWL: a bird that reads and draws"}

    assert ask("versions").changes == ()


def test_a_new_title_and_author_are_taken_from_the_newest_version(world, ask):
    title = "Owl: A Bird That Reads and Paints"
    authors = ["Ada Quill", "B. Lantern", "Di Fourth", "Cy Marrow"]
    world.versions["2501.10001"] = {"title": title, "authors": authors, "version": 3}

    asked = ask("versions")

    (change,) = asked.changes
    assert (change.kind, change.decided) == ("revised", True)
    assert change.note == "version 3 on arXiv has another title and authors"
    assert asked.edits == {
        "title": title,
        "other_titles": [OWL["title"]],
        "authors": ["Ada Quill", "Bo Lantern", "Di Fourth", "Cy Marrow"],
    }
    assert change.edits[0].source.url == "https://arxiv.org/abs/2501.10001v3"


def test_a_title_that_stays_tex_is_not_written(world, ask):
    world.versions["2501.10001"] = {**OWL, "title": r"Owl: $L_\infty$ and \foo{bar}"}

    (change,) = ask("versions").changes

    assert not change.decided
    assert change.note == (
        "version 2 on arXiv has another title; '_{' is TeX, which could not be read"
    )


def test_an_id_of_another_work_changes_nothing_by_itself(world, ask):
    world.versions["2501.10001"] = {"title": "On Tides", "authors": ["Zed Other"]}

    (change,) = ask("versions").changes

    assert not change.decided
    assert change.note == (
        "arXiv 2501.10001 is another work, or was rewritten by others"
    )


def test_a_published_paper_keeps_its_title_and_authors(world, ask, owl):
    owl("venue: iclr-2025\n", "venue")
    world.versions["2501.10001"] = {**OWL, "title": "Owl, Extended"}

    assert ask("versions").changes == ()


def test_a_withdrawn_preprint_gets_its_status(world, ask):
    world.versions["2501.10001"] = {
        **OWL,
        "title": "Owl (withdrawn)",
        "comment": "This paper has been withdrawn by the authors",
    }

    asked = ask("versions")

    (change,) = asked.changes
    assert (change.kind, change.decided) == ("withdrawn", True)
    assert asked.edits["status"] == {
        "kind": "withdrawn",
        "source": "https://arxiv.org/abs/2501.10001",
    }


def test_a_preprint_withdrawn_after_publication_is_for_a_person(world, ask, owl):
    owl("venue: iclr-2025\n", "venue")
    world.versions["2501.10001"] = {**OWL, "comment": "This paper has been withdrawn"}

    (change,) = ask("versions").changes

    assert not change.decided
    assert change.note == (
        "arXiv says that it was withdrawn, although it was published (iclr-2025)"
    )


def test_a_retracted_article_gets_its_status(world, ask, owl):
    owl('doi: "10.1000/owl"\nvenue: tmlr-2025\n', "doi, venue")
    world.dois["10.1000/owl"] = RETRACTED

    asked = ask("versions")

    (change,) = asked.changes
    assert (change.kind, change.decided) == ("retracted", True)
    assert asked.edits["status"]["source"] == "https://doi.org/10.1000/owl"


@pytest.mark.parametrize(
    ("known", "count"), [("retracted", 0), ("withdrawn", 1), ("superseded", 1)]
)
def test_a_status_that_is_known_is_never_overwritten(known, count, world, ask, owl):
    status = f"status:\n  kind: {known}\n  source: https://arxiv.org/abs/2501.10001\n"
    owl(f'doi: "10.1000/owl"\n{status}', "doi")
    world.dois["10.1000/owl"] = RETRACTED

    changes = ask("versions").changes

    assert [change.decided for change in changes] == [False] * count


def test_a_paper_that_arxiv_does_not_have_is_an_answer(ask):
    asked = ask("versions")

    assert (asked.changes, asked.gaps, asked.found.told) == ((), (), 1)


def test_an_id_of_another_work_is_told_of_published_papers_too(world, ask, owl):
    owl("venue: iclr-2025\n", "venue")
    world.versions["2501.10001"] = {"title": "On Tides", "authors": ["Zed Other"]}

    (change,) = ask("versions").changes

    assert (change.kind, change.decided, change.edits) == ("identifier", False, ())
    assert change.note == "arXiv 2501.10001 is another work: 'On Tides'"
