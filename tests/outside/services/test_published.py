"""What Crossref, DataCite, OpenReview, DBLP and Semantic Scholar say of publications."""

import json

import pytest

from unisurvey.outside.services import (
    Work,
    crossref,
    datacite,
    dblp,
    openreview,
    semanticscholar,
)
from unisurvey.outside.web import Answer
from unisurvey.schema import Organization

HASH = "0123456789abcdef0123456789abcdef01234567"
TITLE = "Heron: One Imaginary Transformer for Reading and Painting & Singing"
THREE = ("Ada Quillfeather", "José M. de la Ribera", "Wen-Li Xu")


def test_crossref_tells_a_publication(answer):
    work = crossref.parse(answer("crossref/works/10.5555/heron.2024.17.json"))

    assert work == Work(
        service="crossref",
        url="https://doi.org/10.5555/heron.2024.17",
        title=TITLE,
        authors=(
            "Ada Quillfeather",
            "José M. de la Ribera Jr.",
            "Wen-Li Xu",
            Organization(organization="Marsh Bird Consortium"),
        ),
        date="2024-09-02",
        arxiv="2401.01001",
        doi="10.5555/heron.2024.17",
        venue="Proceedings of the Imaginary Marsh Conference",
        year=2024,
        pages="1–17",
    )


def test_crossref_tells_a_retraction(answer):
    work = crossref.parse(answer("crossref/works/10.5555/sedge.1.json"))

    assert work.notice == "retracted"
    assert work.title == "A Result That Did Not Hold: On sedges"
    assert (work.date, work.year, work.pages) == ("2023-06-30", 2023, "101")


def test_crossref_tells_a_preprint_and_what_it_became(answer):
    work = crossref.parse(answer("crossref/works/10.5555/reed.pre.json"))

    assert (work.venue, work.year, work.doi) == (None, None, "10.5555/reed.print")
    assert work.url == "https://doi.org/10.5555/reed.pre"
    assert work.date == "2022-03-04"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("H<sub>2</sub>O &lt;i&gt;in vivo&lt;/i&gt;", "H₂O in vivo"),
        ("<jats:italic>A</jats:italic> &amp;amp; B", "A & B"),
        ("In O(<i>n</i><sup><i>2</i></sup>), the 2<sup>nd</sup>", "In O(n²), the 2nd"),
        (r"Of $\ell_1$ and x<sup>q</sup>", "Of ℓ₁ and xq"),
        ("When a < b and c > d", "When a < b and c > d"),
        ("Think with <think> tokens", "Think with <think> tokens"),
        ("Two\n   lines\u200b", "Two lines"),
    ],
)
def test_markup_of_titles_is_taken_away(answer, written, title):
    body = json.dumps({"message": {"DOI": "10.5555/x", "title": [written]}})

    assert crossref.parse(answer(body=body)).title == title


def test_what_is_no_part_of_title_and_names_is_taken_away(answer):
    message = {
        "DOI": "10.5555/x",
        "title": ["Sketches of walls and words."],
        "subtitle": ["A review"],
        "author": [
            {"given": "Ann", "family": "One", "suffix": "PhD"},
            {"given": "Ben", "family": "Two†", "suffix": "Jr."},
            {"given": "Cy", "family": "Three 0001"},
        ],
    }

    work = crossref.parse(answer(body=json.dumps({"message": message})))

    assert work.title == "Sketches of walls and words: A review"
    assert work.authors == ("Ann One", "Ben Two Jr.", "Cy Three")


@pytest.mark.parametrize(
    ("updates", "notice"),
    [
        ([], None),
        ([{"type": "correction"}, {"type": "new_version"}], None),
        ([{"type": "expression_of_concern"}], None),
        ([{"type": "withdrawal"}], "withdrawn"),
        ([{"type": "erratum"}, {"type": "Retraction"}], "retracted"),
    ],
)
def test_only_some_updates_end_a_work(answer, updates, notice):
    message = {"DOI": "10.5555/x", "title": ["X"], "updated-by": updates}

    assert (
        crossref.parse(answer(body=json.dumps({"message": message}))).notice == notice
    )


def test_a_notice_of_retraction_is_not_itself_retracted(answer):
    message = {
        "DOI": "10.5555/sedge.3",
        "title": ["Notice about sedges"],
        "update-to": [{"type": "retraction", "DOI": "10.5555/sedge.1"}],
    }

    assert crossref.parse(answer(body=json.dumps({"message": message}))).notice is None


def test_a_chapter_is_in_its_book_not_in_the_series(answer):
    message = {
        "DOI": "10.5555/x",
        "type": "book-chapter",
        "title": ["X"],
        "container-title": ["Lecture Notes on Marshes", "Marshes – MARSH 2024"],
        "published-print": {"date-parts": [[2025]]},
        "published-online": {"date-parts": [[2024, 10, 31]]},
        "issued": {"date-parts": [[2024, 10, 31]]},
    }

    work = crossref.parse(answer(body=json.dumps({"message": message})))

    assert (work.venue, work.year) == ("Marshes – MARSH 2024", 2025)
    assert work.date == "2024-10-31"


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([[2024], [2024, 9, 2], [2025]], "2024-09-02"),
        ([[2024], [2024, 5], [2024, 9, 2]], "2024-05"),
        ([[2024, 13], [None], []], None),
    ],
)
def test_crossrefs_earliest_date_is_taken_as_exactly_as_told(answer, parts, date):
    names = ("published-print", "published-online", "issued")
    dates = {
        name: {"date-parts": [one]} for name, one in zip(names, parts, strict=True)
    }
    message = {"DOI": "10.5555/x", "title": ["X"], **dates}

    assert crossref.parse(answer(body=json.dumps({"message": message}))).date == date


def test_datacite_tells_a_data_set(answer):
    work = datacite.parse(answer("datacite/dois/10.5281/zenodo.1.json"))

    assert work == Work(
        service="datacite",
        url="https://doi.org/10.5281/zenodo.1",
        kind="dataset",
        title="Reeds: Ten Thousand Imaginary Pictures",
        authors=(
            "Ada Quillfeather",
            "Wen-Li Xu",
            Organization(organization="Marsh Bird Watchers"),
        ),
        date="2024-02-03",
        arxiv="2401.01001",
        doi="10.5281/zenodo.1",
        license="cc-by-4.0",
    )


def test_openreview_tells_an_accepted_paper(answer):
    work = openreview.parse(answer("openreview/notes/hErOn2025x.json"), "hErOn2025x")

    assert work == Work(
        service="openreview",
        url="https://openreview.net/forum?id=hErOn2025x",
        title=TITLE,
        authors=THREE,
        date="2024-10-04",
        venue="ICLR 2025 Poster",
        year=2025,
        comment="ICLR 2025 Poster",
    )


def test_openreview_tells_that_a_withdrawn_submission_is_no_publication(answer):
    work = openreview.parse(answer("openreview/notes/eGrEt2025y.json"), "eGrEt2025y")

    assert (work.venue, work.year, work.notice) == (None, None, None)
    assert work.authors == ("Nia Sedge", "Bo Ai")
    assert work.links == {"code": "https://github.com/egret-lab/egret"}
    assert work.comment == "ICLR 2025 Conference Withdrawn Submission"


def test_openreview_tells_a_paper_of_its_first_api(answer):
    work = openreview.parse(answer("openreview1/notes/oLdNoTe001.json"), "oLdNoTe001")

    assert (work.title, work.authors) == (
        "Bittern: Hidden in Plain Sight",
        ("María Juncal",),
    )
    assert (work.venue, work.year, work.date) == (
        "ICLR 2021 Spotlight",
        2021,
        "2020-09-28",
    )


@pytest.mark.parametrize(
    ("venue", "venue_id", "published"),
    [
        ("NeurIPS 2024 oral", "NeurIPS.cc/2024/Conference", True),
        ("Accepted by TMLR", "TMLR", True),
        ("NeurIPS 2023 Workshop on Decision Making", "FMDM", True),
        ("Submitted to ICLR 2025", "ICLR.cc/2025/Conference/Submission", False),
        ("ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", False),
        ("ICLR 2025 Desk Rejected", "ICLR.cc/2025/Conference", False),
        ("Under review for TMLR", "TMLR/Under_Review", False),
        ("CoRR 2024", "dblp.org/journals/CORR/2024", False),
        (None, "ICLR.cc/2024/Conference", False),
    ],
)
def test_only_a_venue_that_accepted_is_one(answer, venue, venue_id, published):
    content = {"title": {"value": "X"}, "venueid": {"value": venue_id}}
    if venue:
        content["venue"] = {"value": venue}
    body = json.dumps({"notes": [{"id": "xxxxxxxx", "content": content}]})

    assert openreview.parse(answer(body=body), "xxxxxxxx").venue == (
        venue if published else None
    )


def test_hidden_authors_are_none(answer):
    for hidden in ("Anonymous", "~Ada_Quillfeather1", 3):
        content = {"title": {"value": "X"}, "authors": {"value": ["Bo Ai", hidden]}}
        body = json.dumps({"notes": [{"id": "xxxxxxxx", "content": content}]})

        assert openreview.parse(answer(body=body), "xxxxxxxx").authors == ()


def test_dblp_tells_a_publication(answer):
    work = dblp.parse(answer("dblp/rec/conf/iclr/QuillfeatherRX25.xml"))

    assert work == Work(
        service="dblp",
        url="https://dblp.org/rec/conf/iclr/QuillfeatherRX25",
        title="Heron: One Imaginary Transformer for H2O & Painting",
        authors=THREE,
        date="2025",
        venue="ICLR",
        year=2025,
        pages="1–17",
    )


def test_dblp_tells_a_preprint(answer):
    work = dblp.parse(answer("dblp/rec/journals/corr/abs-2401-01001.xml"))

    assert work.arxiv == "2401.01001"
    assert (work.venue, work.year, work.doi) == (None, None, None)


def test_dblp_finds_in_its_own_order(answer):
    first, preprint, other = dblp.parse_search(answer("dblp/search.json"))

    assert (first.title, first.authors, first.venue) == (TITLE, THREE, "ICLR")
    assert (preprint.venue, preprint.arxiv) == (None, "2401.01001")
    assert preprint.authors == ("Ada Quillfeather",)
    assert (other.title, other.venue) == ("What Is a Heron, If Imaginary?", "MARSH")
    assert other.doi == "10.5555/SEDGE.9"


def test_dblp_tells_a_withdrawn_record(answer):
    body = answer("dblp/rec/journals/corr/abs-2401-01001.xml").body
    body = body.replace(b'publtype="informal"', b'publtype="informal withdrawn"')

    assert dblp.parse(answer(body=body)).notice == "withdrawn"


def test_semantic_scholar_tells_a_publication(answer):
    work = semanticscholar.parse(answer(f"semanticscholar/paper/{HASH}.json"))

    assert work == Work(
        service="semanticscholar",
        url=f"https://www.semanticscholar.org/paper/{HASH}",
        title=TITLE,
        authors=("Ada Quillfeather", "J. D. L. Ribera", "Wen-Li Xu"),
        date="2024-01-02",
        arxiv="2401.01001",
        venue="International Conference on Learning Representations",
        year=2024,
    )


@pytest.mark.parametrize("venue", ["arXiv.org", "ArXiv", "SSRN Electronic Journal", ""])
def test_semantic_scholars_preprint_servers_are_no_venues(answer, venue):
    body = json.dumps({"paperId": HASH, "title": "X", "year": 2024, "venue": venue})
    work = semanticscholar.parse(answer(body=body))

    assert (work.venue, work.year, work.date) == (None, None, "2024")


@pytest.mark.parametrize(
    ("stated", "pages"),
    [
        ("12--12", "12"),
        ("12–12", "12"),
        (" 12 - 21 ", "12–21"),
        ("12", "12"),
        ("S1-S9", "S1–S9"),
        ("101:1-101:9", "101:1–101:9"),
        ("12-", None),
        ("-", None),
        ("-12", None),
        ("1-2-3", None),
        ("e12", None),
        ("", None),
    ],
)
def test_pages_are_a_page_or_a_range(stated, pages):
    message = {"DOI": "10.5555/x", "title": ["X"], "type": "proceedings-article"}
    body = json.dumps({"message": message | {"page": stated}}).encode()

    work = crossref.parse(Answer("https://api.crossref.example/x", 200, body))

    assert work.pages == pages
