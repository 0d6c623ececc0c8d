"""Many works at once: each meets what came before, and costs no more for it."""

from hashlib import sha256

import pytest

from unisurvey.outside.add.batch import Batch, draft_all
from unisurvey.outside.add.details import Details
from unisurvey.outside.add.duplicates import (
    Candidates,
    DuplicateWorkError,
    find_paper,
)
from unisurvey.outside.add.facts import gather
from unisurvey.outside.add.inquiry import group
from unisurvey.outside.add.record import Drafting
from unisurvey.outside.add.sources import Sources
from unisurvey.outside.services.work import Work
from unisurvey.schema import Paper

TODAY = "2029-09-13"
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def works(count):
    """Return works that nobody would take for each other."""
    titles = [" ".join(_words(n)) for n in range(count)]
    return [
        Work("bib", "", file="refs.bib", title=title, year=2028, doi=f"10.1234/{n}",
             authors=(f"Ann {title.split()[0].title()}",))
        for n, title in enumerate(titles)
    ]  # fmt: skip


def _words(number):
    letters = sha256(str(number).encode()).hexdigest().translate(LETTERS)
    return [letters[n : n + 7] for n in range(0, 42, 7)]


def drafted(many, making):
    return draft_all([], Sources({}, tuple((work, work.doi) for work in many)), making)


def test_each_of_many_works_costs_the_same(toy_catalog, calls):
    making = Drafting(toy_catalog, Details(), TODAY)

    few = calls(drafted, works(40), making)
    many = calls(drafted, works(120), making)

    assert many < 3.3 * few
    assert calls(group, works(120)) < 3.3 * calls(group, works(40))


def test_a_work_that_was_given_before_is_refused(toy_catalog):
    batch = Batch(Drafting(toy_catalog, Details(), TODAY))
    first, second = works(2)

    batch.draft([first], "the first", place="line 1")
    batch.draft([second], "the second")

    with pytest.raises(DuplicateWorkError, match="the same work as line 1"):
        batch.draft([first], "the third")
    with pytest.raises(DuplicateWorkError, match="already in the catalogue as"):
        batch.draft([Work("arxiv", "https://arxiv.org/abs/2503.10001",
                          title="On Herons", arxiv="2503.10001")], "a fourth")  # fmt: skip


def test_data_that_were_given_before_are_refused(toy_catalog):
    details = Details(section="datasets-editing", kind="dataset", name="Shells")
    batch = Batch(Drafting(toy_catalog, details, TODAY))
    first, second = works(2)
    batch.draft([first], "the first")

    with pytest.raises(DuplicateWorkError, match="the same work as the first"):
        batch.draft([second], "the second")


def test_names_of_earlier_works_are_taken(toy_catalog):
    batch = Batch(Drafting(toy_catalog, Details(), TODAY))
    made = [
        batch.draft(
            [
                Work(
                    "bib",
                    "",
                    file="a",
                    title=title,
                    doi=doi,
                    authors=("Ann Roe",),
                    year=2028,
                )
            ],
            doi,
        )
        for title, doi in (
            ("Herons Sleep", "10.1234/a"),
            ("Herons Alone Fly", "10.1234/b"),
        )
    ]

    keys = [
        record.key
        for draft in made
        for record in draft.records
        if isinstance(record, Paper)
    ]
    assert len({*keys}) == 2


def test_what_a_work_is_compared_with_holds_the_record_that_it_is_of(real):
    candidates = Candidates(real.papers)
    missed = []
    versioned = real["t2i-compbench-plus-plus"]  # another has its id with a version
    for paper in (*real.papers[:: len(real.papers) // 4], versioned):
        for work in (
            Work("dblp", "", title=paper.title.upper(), authors=paper.authors or ()),
            Work("arxiv", "", title="On Herons", arxiv=paper.arxiv, doi=paper.doi),
            Work("github", (paper.links and paper.links.code) or "", "repository"),
        ):
            near = candidates.like([work])
            twin = find_paper(gather([work], real.vocabularies), [work], real)
            if twin and twin.record not in near:
                missed.append((paper.id, work.service))
            assert len(near) < len(real.papers) / 4

    assert missed == []
