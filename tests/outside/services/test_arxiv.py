"""arXiv's feeds: papers, teams, withdrawn papers, errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import BadAnswerError, NetworkError, NotFoundError
from unisurvey.outside.services import Work
from unisurvey.outside.services.arxiv import parse
from unisurvey.outside.web import Answer
from unisurvey.schema import Organization


@pytest.fixture(scope="session")
def works(answer):
    return parse(answer("arxiv/entries.xml"))


def feed(inside):
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:arxiv="http://arxiv.org/schemas/atom">{inside}</feed>'
    )


def entry(title="T", **tags):
    inside = "".join(f"<{tag}>{text}</{tag}>" for tag, text in tags.items())
    return feed(
        "<entry><id>http://arxiv.org/abs/2401.01001v1</id>"
        f"<title>{title}</title>{inside}</entry>"
    )


def test_a_paper_is_read_whole(works):
    assert works["2401.01001"] == Work(
        service="arxiv",
        url="https://arxiv.org/abs/2401.01001",
        title="Heron: One Imaginary Transformer for Reading and Painting & Singing",
        authors=("Ada Quillfeather", "José M. de la Ribera", "Wen-Li Xu"),
        date="2024-01-02",
        arxiv="2401.01001",
        arxiv_class="cs.CV",
        arxiv_version=3,
        doi="10.5555/heron.2024.17",
        links={
            "code": "https://github.com/heron-lab/heron",
            "project": "https://heron-lab.example.org/heron/",
        },
        comment="Accepted by ICLR 2025. Project page: "
        "https://heron-lab.example.org/heron/; "
        "Journal of Marsh Studies 5 (2024) 1-17",
    )


def test_a_team_is_an_organization_and_its_members_are_persons(works):
    assert works["2402.02002"].authors == (
        Organization(organization="Stork Team"),
        "Bo Ai",
        "OpenMarsh",
    )
    assert works["2402.02002"].title == "π-Stork Technical Report"
    assert works["2402.02002"].links == {"demo": "https://stork.example.org/try"}


def test_old_ids_and_tex_in_names_are_understood(works):
    assert works["cs/0101003"].authors == ("María Juncal",)
    assert works["cs/0101003"].date == "2001-01-04"


def test_a_withdrawn_paper_is_noticed(works):
    assert works["2404.04004"].notice == "withdrawn"
    assert [work.arxiv for work in works.values() if work.notice] == ["2404.04004"]


def test_arxivs_own_doi_is_no_publication(works):
    assert works["2405.05005"].doi is None


def test_an_error_entry_is_no_paper(answer):
    with pytest.raises(NotFoundError) as caught:
        parse(answer("arxiv/error.xml"))

    assert caught.value.reason == "arXiv says: incorrect id format for 1234.error"


def test_an_empty_feed_has_no_papers(answer):
    assert parse(answer(body=feed(""))) == {}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("Rate exceeded.", "expected an Atom feed, got 'Rate exceeded.'"),
        ("", "expected an Atom feed, got 'nothing'"),
        ("<html><body>busy</body></html>", "expected an Atom feed, got '<html><body>busy</body></html>'"),
        (b"\xff\xfe<feed", "expected an Atom feed, got '\ufffd\ufffd<feed'"),
        (feed("<entry>")[:60], "expected an Atom feed, got '<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:arxiv=\"http:'"),
        (feed("<entry><title>T</title></entry>"), "'' is no address of a paper"),
        (
            feed("<entry><id>http://arxiv.org/api/errors#x</id></entry>"),
            "arXiv says: an error",
        ),
    ],
)  # fmt: skip
def test_another_answer_is_refused_in_plain_words(answer, body, reason):
    with pytest.raises(BadAnswerError) as caught:
        parse(answer(body=body))

    assert caught.value.reason == reason


def test_entities_of_a_document_are_not_expanded(answer, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    body = f'<!DOCTYPE feed [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY l "lol">]>'

    work = parse(answer(body=body + entry("A &e;B &l;")))["2401.01001"]

    assert work.title == "A &e;B &l;"


@pytest.mark.parametrize(
    ("summary", "links"),
    [
        ("Code: https://github.com/a/b.", {"code": "https://github.com/a/b"}),
        (
            r"Our code and models are publicly available at \url{https://github.com/a/b}.",
            {"code": "https://github.com/a/b"},
        ),
        ("We win. (Code: https://github.com/a/b.git)", {"code": "https://github.com/a/b"}),
        ("The model weights are at https://huggingface.co/a/b", {"weights": "https://huggingface.co/a/b"}),
        ("See our project page at https://a.example.org/.", {"project": "https://a.example.org/"}),
        ("Code is built on https://github.com/a/b.", {}),
        ("The code of Egret is at https://github.com/a/b.", {}),
        ("More at https://a.example.org.", {}),
        ("Code: https://github.com/a", {}),
        ("Code: https://github.com/a/b; code: https://github.com/a/c", {}),
        ("Code is available.", {}),
    ],
)  # fmt: skip
def test_only_plainly_stated_links_are_taken(answer, summary, links):
    assert parse(answer(body=entry(summary=summary)))["2401.01001"].links == links


@pytest.mark.parametrize(
    ("comment", "notice"),
    [
        ("Withdrawn", "withdrawn"),
        ("This submission has been withdrawn by arXiv administrators", "withdrawn"),
        ("The manuscript was withdrawn because of an error", "withdrawn"),
        ("Withdrawn from ICLR 2025", None),
        ("The paper was withdrawn from the conference", None),
        ("A former version was withdrawn", None),
    ],
)
def test_only_arxivs_own_withdrawal_counts(answer, comment, notice):
    body = entry(**{"arxiv:comment": comment})

    assert parse(answer(body=body))["2401.01001"].notice == notice


@pytest.mark.parametrize(
    "names",
    [["Ada Quill", "et al."], ["Ada Quill and Bo Ai"], ["Quill; Ai"], ["others"]],
)
def test_a_list_that_may_be_cut_short_is_none(answer, names):
    inside = "".join(f"<author><name>{name}</name></author>" for name in names)
    body = entry().replace("</entry>", f"{inside}</entry>")

    assert parse(answer(body=body))["2401.01001"].authors == ()


@given(st.data())
def test_a_damaged_feed_gives_papers_or_a_network_error(pytestconfig, data):
    body = (
        pytestconfig.rootpath / "tests/outside/services/answers/arxiv/entries.xml"
    ).read_bytes()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 400)))
    body = body[:start] + data.draw(st.binary(max_size=20)) + body[end:]
    try:
        found = parse(Answer("https://export.arxiv.org/api/query", 200, body))
    except NetworkError:
        return
    assert all(work.title for work in found.values())
