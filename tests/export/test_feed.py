"""The feed of additions against what RFC 4287 asks of a feed."""

import re
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from lxml import etree
from tests.sampling import some_of

from unisurvey.export.feed import ATOM, LENGTH, entry_id, feed, to_atom
from unisurvey.schema import About
from unisurvey.views.news import additions

IRI = re.compile(r"[^\s<>\"{}|\\^`\[\]]+")
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "content", "summary")


def children(element, name):
    return element.findall(f"{{{ATOM}}}{name}")


def text(element, name):
    (child,) = children(element, name)
    return child.text


def links(element, relation):
    found = children(element, "link")
    return [link.get("href") for link in found if link.get("rel") == relation]


def check(source):
    """Assert what RFC 4287, sections 3 and 4, demands; return the entries."""
    root = etree.fromstring(source.encode())
    assert root.tag == f"{{{ATOM}}}feed"
    entries = children(root, "entry")
    for element in (root, *entries):
        for name in ONCE:
            assert len(children(element, name)) == 1, name
        for name in (*AT_MOST_ONCE, "published"):
            assert len(children(element, name)) <= 1, name
        assert IRI.fullmatch(text(element, "id"))
        for name in ("updated", "published"):
            for stamp in children(element, name):
                assert datetime.fromisoformat(stamp.text).utcoffset() is not None
        for link in children(element, "link"):
            assert IRI.fullmatch(link.get("href"))
        assert len(links(element, "alternate")) <= 1
        for author in children(element, "author"):
            assert text(author, "name").strip()
        for category in children(element, "category"):
            assert category.get("term")
    assert children(root, "author")
    for entry in entries:
        assert links(entry, "alternate") or children(entry, "content")
    ids = [text(element, "id") for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    return entries


@pytest.fixture(scope="module")
def committed(pytestconfig):
    return (pytestconfig.rootpath / "docs" / "feed.xml").read_text()


def test_the_committed_feed_is_valid_and_of_a_sensible_length(committed):
    assert 0 < len(check(committed)) <= LENGTH
    assert len(committed.encode()) < 512 * 1024


def test_the_feed_of_everything_is_valid_and_has_every_record_once(real):
    some = tuple(some_of([*real]))
    entries = check(to_atom(feed(real, some, base="../")))

    records = [link for entry in entries for link in links(entry, "via")]
    assert len(set(records)) == len(records) == len(some)
    for record in records:
        assert (real.root / "docs" / record).is_file()


def test_entries_are_newest_first_and_the_feed_is_as_new_as_the_first(committed):
    root = etree.fromstring(committed.encode())

    stamps = [text(entry, "updated") for entry in children(root, "entry")]

    assert all(newer >= older for newer, older in pairwise(stamps))
    assert text(root, "updated") == stamps[0]


def test_an_entry_says_what_the_record_says(toy_catalog):
    source = to_atom(feed(toy_catalog, [toy_catalog["toy-show"]], base="../"))

    (entry,) = check(source)
    assert text(entry, "title") == "Toy-Show (model)"
    assert text(entry, "published") == text(entry, "updated") == "2026-01-02T00:00:00Z"
    assert [text(a, "name") for a in children(entry, "author")] == [
        *("Văn Nguyễn", "Ada van der Maaten Jr.", "Toy Team")
    ]
    assert links(entry, "alternate") == ["https://arxiv.org/abs/2503.10001"]
    assert links(entry, "via") == ["../data/papers/toy-show.yaml"]
    assert [c.get("term") for c in children(entry, "category")] == ["model", "c-1"]
    assert text(entry, "content").splitlines()[0] == (
        "Toy-Show: One Model to Draw and Read"
    )
    assert "Venue: ICLR 2026" in text(entry, "content").splitlines()


@pytest.mark.parametrize(
    ("about", "title"),
    [
        (About(title="On leaves", subject="fern"), "Ferns: new works in the library"),
        (About(title="On leaves"), "On leaves: new works in the library"),
        (About(), "Reference library: new works in the library"),
    ],
)
def test_the_title_says_what_is_new(toy_catalog, about, title):
    known = replace(toy_catalog.vocabularies, about=about)
    catalog = replace(toy_catalog, vocabularies=known)

    assert feed(catalog, [toy_catalog["toy-show"]]).title == title


def test_special_characters_arrive_as_they_are(toy_catalog):
    source = to_atom(feed(toy_catalog, [toy_catalog["specials"]]))

    (entry,) = check(source)
    assert text(entry, "title") == "Special|s (paper)"
    assert toy_catalog["specials"].title in text(entry, "content").splitlines()
    assert links(entry, "alternate") == [
        "https://toy.example.org/paper_(1)?a=%5Bb%5D&d=1_2"
    ]
    assert links(entry, "via") == []


def test_hostile_text_neither_breaks_the_feed_nor_adds_to_it(toy_catalog):
    title = "</title></entry><entry>&lt;\x00\x1b\ud800]]>\u2028"
    hostile = toy_catalog["specials"].model_copy(update={"name": title})

    (entry,) = check(to_atom(feed(toy_catalog, [hostile])))

    shown = "</title></entry><entry>&lt;\ufffd\ufffd\ufffd]]>\u2028"
    assert text(entry, "title") == f"{shown} (paper)"


def test_an_entry_keeps_its_id_when_its_record_changes(toy_catalog):
    paper = toy_catalog["toy-show"]
    dataset = toy_catalog["datasets/toy-sets"]
    renamed = paper.model_copy(update={"id": "toy-show-1", "title": "Other"})
    changed = dataset.model_copy(update={"name": "Other", "added": "2027"})

    assert entry_id(renamed, toy_catalog) == entry_id(paper, toy_catalog)
    assert entry_id(changed, toy_catalog) == entry_id(dataset, toy_catalog)
    assert entry_id(dataset, toy_catalog) != entry_id(
        toy_catalog["papers/toy-sets"], toy_catalog
    )


def test_ids_are_stable_for_ever(real):
    """Readers would show everything again, should this ever have to change."""
    assert (
        entry_id(real["show-o"], real)
        == "urn:uuid:69ea6c25-d2cd-5945-b593-3d51c106540e"
    )
    assert UUID(entry_id(real["show-o"], real)).version == 5


def test_a_feed_of_one_kind_is_another_feed(toy_catalog):
    every = feed(toy_catalog, ())
    some = feed(toy_catalog, (), "datasets")

    assert every.id != some.id
    assert some.title == "Unified multimodal models: new datasets in the library"


def test_a_feed_without_entries_is_valid(toy_catalog):
    empty = replace(toy_catalog, papers=(), datasets=(), benchmarks=())

    assert check(to_atom(feed(empty, additions(empty)))) == []
    assert feed(empty, ()).updated is None


def test_a_month_counts_as_its_first_day(toy_catalog):
    vague = toy_catalog["toy-bare"].model_copy(update={"added": "2026-02"})

    assert feed(toy_catalog, [vague]).updated == date(2026, 2, 1)
