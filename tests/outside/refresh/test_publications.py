"""A preprint is published when two services say so of this very work."""

import pytest
from tests.outside.refresh.conftest import OWL


def only(changes):
    (change,) = changes
    return change


def test_two_services_that_agree_are_certain(world, ask):
    world.publish("dblp", "ICLR", 2025, pages="1-12", doi="10.1000/owl")
    world.publish("openreview", "ICLR 2025 Poster", 2025)

    asked = ask("venues")

    change = only(asked.changes)
    assert (change.kind, change.decided) == ("published", True)
    assert change.note == "OpenReview and DBLP say iclr-2025"
    assert asked.edits == {
        "venue": "iclr-2025",
        "doi": "10.1000/owl",
        "pages": "1–12",
    }
    assert change.edits[0].source.url == "https://openreview.net/forum?id=owl1"
    assert change.edits[0].source.note == (
        "Agrees with https://dblp.org/rec/conf/x/Quill25."
    )


def test_one_service_alone_is_left_to_a_person(world, ask):
    world.publish("dblp", "ICLR", 2025)

    change = only(ask("venues").changes)

    assert (change.decided, change.note) == (False, "only DBLP says iclr-2025")


@pytest.mark.parametrize(("venue", "year"), [("CVPR", 2025), ("ICLR", 2026)])
def test_services_that_disagree_are_left_to_a_person(venue, year, world, ask):
    world.publish("dblp", "ICLR", 2025)
    world.publish("openreview", "ICLR 2025 oral", 2025)
    world.publish("crossref", venue, year)

    changes = ask("venues").changes

    assert [change.decided for change in changes] == [False, False]
    assert {change.note for change in changes} == {
        "OpenReview and DBLP say iclr-2025, but not all agree",
        f"only Crossref says {venue.lower()}-{year}",
    }


def test_semantic_scholars_year_of_the_preprint_contradicts_nobody(world, ask):
    world.publish("dblp", "ICLR", 2026)
    world.publish("openreview", "ICLR 2026 Poster", 2026)
    world.publish(
        "semanticscholar", "International Conference on Learning Representations", 2025
    )

    change = only(ask("venues").changes)

    assert change.decided
    assert change.note == "OpenReview and DBLP say iclr-2026"


@pytest.mark.parametrize(
    "authors",
    [
        ["Zed Other", "Yan Else", "Xi Third"],
        ["Ada Quill", "Yan Else", "Xi Third", "Wu Fourth"],
        ["Zed Other", "Bo Lantern", "Cy Marrow"],
        [],
    ],
)
def test_the_same_title_by_others_is_another_work(authors, world, ask):
    for service, venue in (("dblp", "ICLR"), ("openreview", "ICLR 2025 Poster")):
        world.publish(service, venue, 2025, authors=authors)

    assert ask("venues").changes == ()


@pytest.mark.parametrize(
    "venue",
    [
        "CoRR",
        "arXiv.org",
        "Submitted to ICLR 2025",
        "ICLR 2025 Conference Withdrawn Submission",
        "Under review as a conference paper at ICLR 2025",
        "CoRR abs/2501.10001",
    ],
)
def test_preprints_and_submissions_are_no_publications(venue, world, ask):
    for service in ("dblp", "openreview", "crossref", "semanticscholar"):
        world.publish(service, venue, 2025)

    assert ask("venues").changes == ()


def test_an_unknown_venue_needs_an_entry_first(world, ask):
    world.publish("dblp", "Journal of Owls", 2025)
    world.publish("crossref", "Journal of Owls", 2025)

    change = only(ask("venues").changes)

    assert not change.decided
    assert change.note == (
        "DBLP and Crossref say Journal of Owls 2025, which needs an entry in venues.yaml"
    )


def test_a_published_title_replaces_the_preprints_which_is_kept(world, ask):
    title = "Owl: A Bird That Reads, Writes and Draws"
    for service, venue in (("dblp", "ICLR"), ("openreview", "ICLR 2025 Poster")):
        world.publish(
            service, venue, 2025, title=title, authors=[*OWL["authors"], "Di Fourth"]
        )

    asked = ask("venues")

    assert only(asked.changes).decided
    assert asked.edits == {
        "venue": "iclr-2025",
        "title": title,
        "other_titles": [OWL["title"]],
        "authors": [*OWL["authors"], "Di Fourth"],
    }


def test_a_work_under_quite_another_title_is_known_by_its_arxiv_id(world, ask):
    title = "A Night Bird for Reading and Drawing"
    world.publish(
        "semanticscholar",
        "International Conference on Learning Representations",
        2025,
        title=title,
    )

    asked = ask("venues")

    assert only(asked.changes).note == "only Semantic Scholar says iclr-2025"


def test_what_they_do_not_agree_on_is_left_as_it_is(world, ask):
    world.publish("dblp", "ICLR", 2025, authors=[*OWL["authors"], "Di Fourth"])
    world.publish("openreview", "ICLR 2025 Poster", 2025)

    asked = ask("venues")

    assert asked.edits == {"venue": "iclr-2025"}
    assert only(asked.changes).note == (
        "OpenReview and DBLP say iclr-2025; they disagree on authors"
    )


def test_a_track_is_told_by_who_names_tracks(world, ask):
    world.publish("dblp", "NeurIPS", 2025)
    world.publish(
        "openreview", "NeurIPS 2025 Datasets and Benchmarks Track Poster", 2025
    )

    change = only(ask("venues").changes)

    assert change.decided
    assert change.edits[0].new == "neurips-datasets-and-benchmarks-2025"


def test_nobody_who_names_tracks_leaves_the_venue_open(world, ask):
    world.publish("dblp", "NeurIPS", 2025)
    world.publish(
        "crossref", "Advances in Neural Information Processing Systems 38", 2025
    )

    change = only(ask("venues").changes)

    assert not change.decided
    assert change.note == "DBLP and Crossref say neurips-2025, or one of its tracks"


def test_a_published_paper_is_not_asked_about(world, ask, owl):
    owl("venue: iclr-2025\n", "venue")

    assert ask("venues").changes == ()
    assert world.server.requests == []


def test_a_paper_without_known_authors_cannot_be_compared(world, ask, root):
    path = root / "data" / "papers" / "owl.yaml"
    text = path.read_text()
    path.write_text(
        re_sub_authors(text).replace("vouches: [title, authors,", "vouches: [title,")
    )
    world.publish("dblp", "ICLR", 2025)
    world.publish("openreview", "ICLR 2025 Poster", 2025)

    assert ask("venues").changes == ()


def re_sub_authors(text):
    return "".join(
        line for line in text.splitlines(True) if not line.startswith("authors:")
    )
