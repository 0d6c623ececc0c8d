"""Which record a description is of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from unisurvey.matching import (
    Description,
    Index,
    WrittenName,
    address,
    bare,
    describe,
    squeeze,
    titles,
    written,
)
from unisurvey.matching.people import person_keys
from unisurvey.matching.venues import names_of, names_pattern
from unisurvey.text.folding import fold

TITLE = "One Imaginary Model That Draws and Reads Sketches"
PEOPLE = ("Ann One", "Ben Two", "Cem Three", "Dee Four")


def said(title=TITLE, people=PEOPLE, **ids):
    return Description(title, tuple(map(WrittenName, people)), **ids)


def found(papers, description):
    match = Index(papers).match(description)
    return match.paper and match.paper.id, match.by


@given(st.integers(1, 10_000))
def test_an_arxiv_id_has_no_version_of_any_length(version):
    assert bare(f"2408.00001v{version}") == "2408.00001"
    assert bare("2408.00001") == "2408.00001"


def test_a_record_is_found_by_what_it_says_itself(toy_catalog):
    index = Index(toy_catalog.papers)

    assert {
        paper.id
        for paper in toy_catalog.papers
        if paper.authors and index.match(describe(paper)).paper is not paper
    } == set()


@pytest.mark.parametrize(
    ("known", "named"),
    [(PEOPLE, PEOPLE[:1]), (PEOPLE[:1], PEOPLE), (PEOPLE, PEOPLE[2:])],
)
def test_a_cut_list_of_authors_is_judged_by_the_shorter_one(make_paper, known, named):
    papers = [make_paper(authors=list(known))]

    assert found(papers, said(people=named)) == ("sketch", ("title", "authors"))


def test_half_of_the_authors_must_be_the_same(make_paper):
    strangers = ("Eve Five", "Fay Six", "Gus Seven")

    papers = [make_paper()]

    half = said(people=(*PEOPLE[:2], *strangers[:2]))
    assert found(papers, half) == ("sketch", ("title", "authors"))
    assert found(papers, said(people=(*PEOPLE[:1], *strangers))) == (None, ())


def test_a_long_title_alone_is_enough_and_a_short_one_is_not(make_paper):
    papers = [
        make_paper("four", title="Draw and Read Sketches"),
        make_paper("three", title="Draw or Write"),
    ]

    assert found(papers, said("Draw and read sketches!", ())) == ("four", ("title",))
    assert found(papers, said("Draw or write!", ())) == (None, ())


@pytest.mark.parametrize(
    ("title", "people", "ids", "by"),
    [
        (TITLE, PEOPLE, {"arxiv": ("2408.00001",)}, ("arxiv", "title", "authors")),
        (TITLE, ("Eve Five",), {"arxiv": ("2408.00001",)}, ("arxiv", "title")),
        ("", (), {"arxiv": ("2408.00001",)}, ("arxiv",)),
        ("", PEOPLE, {"dois": ("10.1000/SKETCH",)}, ("doi", "authors")),
        ("", (), {"url": "a.example/sketch"}, ("url",)),
        ("An Earlier Name of It", PEOPLE, {"arxiv": ("2408.00001",)},
         ("arxiv", "authors")),
        ("An Earlier Name of It", ("Eve Five",), {"arxiv": ("2408.00001",)}, None),
        ("An Earlier Name of It", (), {"arxiv": ("2408.00001",)}, None),
        ("One Imaginary Model That Reads", (), {"arxiv": ("2408.00001",)}, ("arxiv",)),
        (TITLE + " 2", PEOPLE, {}, None),
        (TITLE.replace("Sketches", "Sketchs"), PEOPLE, {}, ("title", "authors")),
        (TITLE.replace("Sketches", "Sketchs"), PEOPLE[:3], {}, ("title", "authors")),
        (TITLE.replace("Sketches", "Sketchs"), PEOPLE[:3], {"arxiv": ("2408.00002",)},
         None),
        (TITLE.replace("Sketches", "Sketchs"), (), {}, None),
        (TITLE.replace("Sketches", "Sketchs"), PEOPLE[::-1], {"arxiv": ("2408.00002",)},
         None),
        (TITLE.replace("Sketches", "Sketchs"), PEOPLE, {"arxiv": ("2408.00002",)},
         ("title", "authors")),
        (TITLE.replace("Sketches", "Sketchs"), ("Eve Five",), {"url": "a.example/sketch"},
         None),
        (TITLE.replace("Sketches", "Sketchs"), (), {"url": "a.example/sketch"},
         ("url", "title")),
    ],
)  # fmt: skip
def test_identifiers_title_and_authors_are_weighed(make_paper, title, people, ids, by):
    papers = [
        make_paper(
            arxiv="2408.00001v2",
            doi="10.1000/sketch",
            url="https://www.A.example/sketch/",
        )
    ]

    name, shared = found(papers, said(title, people, **ids))

    assert (name, shared) == (("sketch", by) if by else (None, ()))


def test_of_two_records_the_one_with_more_in_common_is_meant(make_paper):
    papers = [
        make_paper("first", arxiv="2408.00001"),
        make_paper("second", arxiv="2408.00002"),
        make_paper("third", doi="10.1000/third", title="Sketches"),
    ]

    for wanted in papers:
        ids = {"arxiv": (wanted.arxiv,)} if wanted.arxiv else {"dois": (wanted.doi,)}
        assert found(papers, said(wanted.title, **ids))[0] == wanted.id
        assert found(papers[::-1], said(wanted.title, **ids))[0] == wanted.id


def test_a_hint_finds_but_does_not_count_beside_an_id(make_paper):
    papers = [make_paper("first", arxiv="2408.00001")]

    hinted = said("", (), hints=("2408.00001",))
    assert found(papers, hinted) == ("first", ("arxiv",))
    beside = said("", (), arxiv=("2408.00009",), hints=("2408.00001",))
    assert found(papers, beside) == (None, ())


def test_a_stranger_bears_an_id_and_nothing_else(make_paper):
    index = Index([make_paper(arxiv="2408.00001", doi="10.1000/sketch")])
    other = "The Moulting of Lobsters in Winter"

    for ids in ({"arxiv": ("2408.00001",)}, {"dois": ("10.1000/sketch",)}):
        stranger = index.match(said(other, ("Eve Five",), **ids)).stranger
        assert stranger
        assert stranger.id == "sketch"
        assert index.match(said(other, PEOPLE, **ids)).stranger is None
        assert index.match(said("", ("Eve Five",), **ids)).stranger is None
    assert index.match(said(other, ("Eve Five",))).stranger is None


def test_lookalikes_have_the_same_numbers_and_fitting_authors(make_paper):
    first = make_paper("first", title="Sketcher-2: Drawing and Reading")
    others = [
        make_paper("same", title="Sketcher-2: Drawing & Reading"),
        make_paper("typo", title="Sketcher-2: Drawing and Readin"),
        make_paper("unsigned", title="Sketcher-2: Drawing and Reading!", authors=None),
        make_paper(
            "half", title=first.title, authors=[*PEOPLE[:2], "Eve Five", "Fay Six"]
        ),
        make_paper("before", title="Sketcher-3", other_titles=[first.title]),
        make_paper("number", title="Sketcher-3: Drawing and Reading"),
        make_paper("strangers", title=first.title, authors=["Eve Five", "Fay Six"]),
        make_paper("another", title="The Moulting of Lobsters in Winter"),
    ]

    names = {other.id for other in Index([first, *others]).lookalikes(first)}

    assert names == {"same", "typo", "unsigned", "half", "before"}


LETTERS = st.text("ab 2", max_size=12).map(lambda text: " ".join(f"x{text}".split()))
WORKS = st.tuples(
    LETTERS.map("Drawing and Reading {}".format),
    st.lists(st.sampled_from([*PEOPLE, "Eve Five", "…"]), max_size=5),
    st.none() | LETTERS.map(lambda title: [f"Drawing und Reading {title}"]),
)


def numbers(title):
    return re.findall(r"\S*\d\S*", fold(title))


def share(names, others):
    known = {key for name in others for key in person_keys(name)}
    if not names or not known:
        return None
    shared = sum(not known.isdisjoint(person_keys(name)) for name in names)
    return shared / min(len(names), len(others))


def fits(share):
    return share is None or share >= 0.5


@given(st.lists(WORKS, min_size=1, max_size=12))
def test_nothing_is_missed_that_comparing_with_every_work_would_find(make_paper, works):
    papers = [
        make_paper(f"p{n}", title=title, authors=names or None, other_titles=others)
        for n, (title, names, others) in enumerate(works)
    ]
    index = Index(papers)
    for paper in papers:
        own = paper.authors or ()
        alike = {
            other.id
            for other in papers
            if other is not paper
            and any(
                fuzz.ratio(squeeze(paper.title), squeeze(title)) >= 92
                for title in titles(other)
            )
            and any(numbers(title) == numbers(paper.title) for title in titles(other))
            and fits(share(own, other.authors or ()))
        }
        assert {other.id for other in index.lookalikes(paper)} == alike

        told = Description(paper.title.replace("and", "with"), tuple(map(written, own)))
        near = [
            other.id
            for other in papers
            if any(
                fuzz.ratio(fold(told.title), fold(title)) >= 85
                and numbers(title) == numbers(told.title)
                for title in titles(other)
            )
            and (share(own, other.authors or ()) or 0) >= 0.5
        ]
        match = index.match(told).paper
        assert (match.id if match else None) in (near or [None])


def test_the_longest_name_of_a_venue_is_read_first(real):
    names = {name for venue in real.vocabularies.venues for name in names_of(venue)}
    pattern = re.compile(names_pattern(real.vocabularies.venues))

    read = {name: pattern.match(name) for name in names}

    assert {name for name, match in read.items() if not match or match[0] != name} == (
        set()
    )
    assert not re.search(names_pattern([]), "anything")


def test_another_id_than_an_unknown_one_speaks_against_nothing(make_paper):
    papers = [make_paper()]
    near = TITLE.replace("Sketches", "Sketchs")

    written = said(near, PEOPLE[:3], arxiv=("2408.00002",))
    assert found(papers, written) == ("sketch", ("title", "authors"))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.a.example/x/",
        "http://A.example/x",
        " a.example/x ",
        "a.example/x//",
    ],
)
def test_an_address_is_the_same_however_it_is_written(url):
    assert address(url) == "a.example/x"
    assert address("https://a.example/www.b") == "a.example/www.b"
