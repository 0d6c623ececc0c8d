"""Every service asked over HTTP: found, not found, and answers that are no answers."""

import asyncio

import pytest

from unisurvey.errors import BadAnswerError, NetworkError, NotFoundError, StatusError
from unisurvey.outside.services import (
    ENDPOINTS,
    Reference,
    acl,
    arxiv,
    crossref,
    datacite,
    dblp,
    fetch,
    github,
    huggingface,
    openreview,
    recognise,
    semanticscholar,
)
from unisurvey.outside.services.request import address
from unisurvey.outside.web import Web

HASH = "0123456789abcdef0123456789abcdef01234567"
SEARCHED = (crossref, dblp, openreview, semanticscholar)
SINGING = "Heron: One Imaginary Transformer for Reading and Painting & Singing"


def fetched(ask, text):
    async def run(web):
        return await fetch(recognise(text), web)

    return ask(run)


@pytest.mark.parametrize(
    ("text", "service", "name"),
    [
        ("arXiv:2401.01001v1", "arxiv", SINGING),
        ("cs/0101003", "arxiv", "An Old Paper on Reeds"),
        ("https://doi.org/10.5555/heron.2024.17", "crossref", SINGING),
        ("10.5281/zenodo.1", "datacite", "Reeds: Ten Thousand Imaginary Pictures"),
        ("https://openreview.net/forum?id=hErOn2025x", "openreview", SINGING),
        ("openreview:oLdNoTe001", "openreview", "Bittern: Hidden in Plain Sight"),
        (
            "https://aclanthology.org/2024.marsh-long.17.pdf",
            "acl",
            "Heron: One Imaginary Transformer for Éclair & Reeds",
        ),
        (
            "https://dblp.org/rec/conf/iclr/QuillfeatherRX25.html",
            "dblp",
            "Heron: One Imaginary Transformer for H2O & Painting",
        ),
        (HASH, "semanticscholar", SINGING),
        ("https://huggingface.co/papers/2401.01001", "huggingface", SINGING),
        ("https://huggingface.co/datasets/marsh/reeds", "huggingface", "Reeds"),
        ("https://huggingface.co/heron-lab/heron-7b", "huggingface", "heron-7b"),
        ("https://github.com/heron-lab/heron", "github", "heron"),
    ],
)
def test_what_a_text_means_is_fetched(ask, text, service, name):
    work = fetched(ask, text)

    assert (work.service, work.title or work.name) == (service, name)
    assert work.url.startswith("https://")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2412.99999", "arXiv has no paper 2412.99999"),
        ("cs/9901001", "arXiv has no paper cs/9901001"),
        ("10.5555/no", "neither Crossref nor DataCite knows the DOI 10.5555/no"),
        ("openreview:nOwHeRe00", "OpenReview has no public forum nOwHeRe00"),
        ("2024.marsh-long.99", "the ACL Anthology has no paper 2024.marsh-long.99"),
        ("dblp:conf/iclr/No25", "DBLP has no record conf/iclr/No25"),
        ("CorpusId:99", "Semantic Scholar has no paper CorpusId:99"),
        ("hf:papers/2412.99999", "Hugging Face has no public paper 2412.99999"),
        ("hf:datasets/marsh/no", "Hugging Face has no public data set marsh/no"),
        ("hf:marsh/no", "Hugging Face has no public model marsh/no"),
        ("github:marsh/no", "GitHub has no public repository marsh/no"),
    ],
)
def test_what_is_not_there_is_said_plainly(ask, text, reason):
    with pytest.raises(NotFoundError) as caught:
        fetched(ask, text)

    assert caught.value.reason == reason
    assert caught.value.status == 404


ASKED = {
    "/arxiv/query": (arxiv.fetch, "2401.01001"),
    "/crossref/works/10.5555/x": (crossref.fetch, "10.5555/x"),
    "/crossref/works": (crossref.search, "Heron"),
    "/datacite/dois/10.5555/x": (datacite.fetch, "10.5555/x"),
    "/openreview/notes": (openreview.fetch, "hErOn2025x"),
    "/openreview/notes/search": (openreview.search, "Heron"),
    "/acl/P18-1001.bib": (acl.fetch, "P18-1001"),
    "/dblp/rec/conf/x/Y1.xml": (dblp.fetch, "conf/x/Y1"),
    "/dblp/search/publ/api": (dblp.search, "Heron"),
    f"/semanticscholar/paper/{HASH}": (semanticscholar.fetch, HASH),
    "/semanticscholar/paper/search/match": (semanticscholar.search, "Heron"),
    "/huggingface/api/papers/2401.01001": (huggingface.fetch, "papers/2401.01001"),
    "/huggingface/api/models/a/b": (huggingface.fetch, "models/a/b"),
    "/github/repos/a/b": (github.fetch, "a/b"),
    "/github/graphql": (github.fetch_repositories, ("a/b",), "token"),
}


@pytest.fixture
def refusals(ask, standin):
    """Return by path and answer which error each service raises."""

    def refusals(*answers):
        found = {}
        for path, question in ASKED.items():
            for answer in answers:
                standin.own = {path: answer}
                with pytest.raises(NetworkError) as caught:
                    ask(*question)
                found[path, answer[0], answer[2]] = caught.value
        return found

    return refusals


def test_another_format_is_a_bad_answer(refusals):
    bodies = ("", "<!DOCTYPE html><title>Busy</title>", "null", "[]", b"\xff\xfe\x00")

    found = refusals(*((200, {"content-type": "text/html"}, body) for body in bodies))

    assert len(found) == len(ASKED) * len(bodies)
    assert {k: e for k, e in found.items() if not isinstance(e, BadAnswerError)} == {}


def test_a_refusal_is_not_taken_for_absence(refusals):
    found = refusals(*((status, {}, "no") for status in (403, 429, 500)))

    assert len(found) == len(ASKED) * 3
    assert {
        (path, status): error
        for (path, status, _), error in found.items()
        if not isinstance(error, StatusError)
        or isinstance(error, NotFoundError)
        or error.status != status
    } == {}


@pytest.mark.parametrize("service", SEARCHED, ids=lambda one: one.__name__)
def test_a_title_that_nobody_knows_finds_nothing(ask, service):
    assert ask(service.search, "Something else entirely: a study of 7 deserts?") == ()


@pytest.mark.parametrize("service", SEARCHED, ids=lambda one: one.__name__)
def test_a_title_finds_its_work_first(ask, service):
    found = ask(service.search, SINGING)

    assert found[0].title == SINGING
    assert "Ada Quillfeather" in found[0].authors


def test_many_papers_are_fetched_at_once(ask, standin):
    wanted = ["2401.01001", "2402.02002v1", "math.GT/0309136", "cs.CV/0101003", "x"]

    found = ask(arxiv.fetch_many, [*wanted, "2412.99999"])

    assert {name: work.arxiv for name, work in found.items()} == {
        "2401.01001": "2401.01001",
        "2402.02002v1": "2402.02002",
        "cs.CV/0101003": "cs/0101003",
    }
    assert [request.query for request in standin.requests] == [
        {
            "id_list": "2401.01001,2402.02002,2412.99999,cs/0101003,math/0309136",
            "max_results": "5",
        }
    ]


def test_more_papers_than_one_answer_holds_are_asked_for_in_turn(ask, standin):
    ids = [f"2401.{n:05}" for n in range(1, 251)]

    ask(arxiv.fetch_many, ids)

    counts = [request.query["max_results"] for request in standin.requests]
    assert counts == ["100", "100", "50"]


def test_one_id_that_arxiv_refuses_does_not_hide_the_others(ask, standin, answer):
    error = answer("arxiv/error.xml").body
    entries = answer("arxiv/entries.xml").body
    standin.own["/arxiv/query"] = lambda asked: (
        error if "2412.99999" in asked.query["id_list"] else entries
    )

    found = ask(arxiv.fetch_many, ["2401.01001", "2402.02002", "2412.99999"])

    assert set(found) == {"2401.01001", "2402.02002"}


def test_an_arxiv_doi_is_asked_of_arxiv(ask, standin):
    async def run(web):
        return await fetch(Reference("doi", "10.48550/arXiv.2401.01001"), web)

    assert ask(run).service == "arxiv"
    assert {request.path for request in standin.requests} == {"/arxiv/query"}


def test_without_another_address_the_public_one_is_asked():
    web = Web(agent="test")

    assert {name: address(web.endpoints, name, "") for name in ENDPOINTS} == ENDPOINTS


def test_the_stand_in_can_be_asked_by_another_process(standin):
    assert standin.options[0] == f"--service=arxiv={standin.server.url}/arxiv"
    assert standin.environment["UNISURVEY_DBLP_URL"] == f"{standin.server.url}/dblp"
    assert asyncio.iscoroutinefunction(fetch)
