import pytest

from unisurvey.outside.add.facts import gather
from unisurvey.outside.services.work import Work
from unisurvey.schema import Organization

ARXIV = Work(
    service="arxiv",
    url="https://arxiv.org/abs/2801.00001",
    title="Quexel: a made-up model",
    authors=("Ann Roe", "Ben Poe"),
    date="2028-01-03",
    arxiv="2801.00001",
)
PUBLISHED = Work(
    service="openreview",
    url="https://openreview.net/forum?id=madeup",
    title="Quexel: A Made-up Model",
    authors=("Ann Roe", "Ben Poe"),
    date="2028-09-20",
    venue="ICLR 2029 Poster",
    year=2029,
)


@pytest.fixture(scope="session")
def facts(real):
    def facts(*works):
        return gather(works, real.vocabularies)

    return facts


def test_what_two_services_state_is_vouched_for_by_both(facts):
    found = facts(ARXIV, PUBLISHED)

    assert found.value("title") == "Quexel: A Made-up Model"
    assert found.places("title") == (PUBLISHED.url, ARXIV.url)
    assert found.places("authors") == (PUBLISHED.url, ARXIV.url)
    assert found.value("venue") == "iclr-2029"
    assert found.places("venue") == (PUBLISHED.url,)
    assert found.notes == []


def test_the_date_is_that_of_arxiv(facts):
    found = facts(PUBLISHED, ARXIV)

    assert found.value("date") == "2028-01-03"
    assert found.places("date") == (ARXIV.url,)


def test_a_date_outside_the_month_of_the_arxiv_id_is_none(facts):
    entry = Work(
        "bib", "https://example.org/a", title="X", arxiv="2801.00001", date="2029"
    )

    found = facts(entry)

    assert found.value("date") == "2028-01"


def test_an_earlier_date_is_noted(facts):
    early = Work("openreview", PUBLISHED.url, title=ARXIV.title, date="2027-10-01")

    found = facts(ARXIV, early)

    assert found.value("date") == "2028-01-03"
    assert found.notes == [
        "OpenReview dates it 2027-10-01 (https://openreview.net/forum?id=madeup)."
    ]


def test_another_title_is_kept_beside_that_of_the_published_version(facts):
    renamed = Work(
        "acl",
        "https://aclanthology.org/2029.acl-long.1",
        title="Quexel: Another Title",
        authors=ARXIV.authors,
        venue="ACL 2029",
    )

    found = facts(ARXIV, renamed)

    assert found.value("title") == "Quexel: Another Title"
    assert found.value("other_titles") == ["Quexel: a made-up model"]
    assert found.places("other_titles") == (ARXIV.url,)


def test_authors_that_differ_are_noted(facts):
    more = Work("dblp", "https://dblp.org/rec/x", title=ARXIV.title, venue="ICLR", year=2029,
                authors=("Ann Roe", "Cy Doe"))  # fmt: skip

    found = facts(ARXIV, more)

    assert found.value("authors") == ["Ann Roe", "Cy Doe"]
    assert found.places("authors") == ("https://dblp.org/rec/x",)
    assert found.notes == [
        "arXiv names also Ben Poe and leaves out Cy Doe (https://arxiv.org/abs/2801.00001)."
    ]


def test_a_corporate_author_stays_one(facts):
    work = Work(
        "arxiv", ARXIV.url, title="X", authors=(Organization(organization="A Team"),)
    )

    assert facts(work).value("authors") == [Organization(organization="A Team")]


def test_a_venue_that_is_not_certain_is_left_to_a_person(facts):
    unsure = Work(
        "dblp", "https://dblp.org/rec/x", title="X", venue="NeurIPS", year=2024
    )

    found = facts(unsure)

    assert found.value("venue") is None
    assert [doubt for doubt in found.doubts if doubt.field == "venue"] == [
        ("venue", "DBLP says 'NeurIPS', 2024")
    ]


def test_venues_that_differ_are_noted(facts):
    other = Work(
        "dblp", "https://dblp.org/rec/x", title=ARXIV.title, venue="ICML", year=2029
    )

    found = facts(PUBLISHED, other)

    assert found.value("venue") == "iclr-2029"
    assert "DBLP gives the venue as icml-2029 (https://dblp.org/rec/x)." in found.notes


def test_the_licence_is_that_of_the_repository(facts):
    code = Work("github", "https://github.com/roe/quexel", "repository", name="quexel",
                license="MIT", links={"code": "https://github.com/roe/quexel"})  # fmt: skip
    weights = Work("huggingface", "https://huggingface.co/roe/quexel", "model",
                   license="apache-2.0")  # fmt: skip

    found = facts(ARXIV, code, weights)

    assert found.value("code_license") == "MIT"
    assert found.value("links.code") == "https://github.com/roe/quexel"
    assert found.value("links.weights") == "https://huggingface.co/roe/quexel"


def test_a_licence_outside_the_vocabulary_is_left_to_a_person(facts):
    code = Work("github", "https://github.com/roe/quexel", "repository", license="Zlib")

    found = facts(ARXIV, code)

    assert ("code_license", "GitHub says 'Zlib'") in found.doubts


def test_a_withdrawn_work_says_so(facts):
    gone = Work("arxiv", ARXIV.url, title="X", arxiv="2801.00001", notice="withdrawn")

    assert facts(gone).status == {"kind": "withdrawn", "source": ARXIV.url}


def test_pages_get_an_en_dash(facts):
    paged = Work(
        "acl", "https://aclanthology.org/x", title="X", venue="ACL 2029", pages="3--9"
    )

    assert facts(paged).value("pages") == "3–9"


def test_a_work_without_arxiv_id_and_doi_has_its_page(facts):
    assert facts(PUBLISHED).value("url") == PUBLISHED.url
    assert facts(ARXIV).value("url") is None
