"""Hugging Face, GitHub and .bib files: what belongs to a work besides the paper."""

import json

import pytest
from tests.sampling import some_of

from unisurvey.bib.reader import parse_bib, read_bib
from unisurvey.errors import BadAnswerError
from unisurvey.matching import bare
from unisurvey.outside.services import Work, acl, github, huggingface
from unisurvey.outside.services.bib import from_bib
from unisurvey.outside.services.github import (
    RepositoryAnswer,
    fetch_repositories,
    named_paper,
    parse_repositories,
    question,
)
from unisurvey.schema import Organization

THREE = ("Ada Quillfeather", "José M. de la Ribera", "Wen-Li Xu")
HERON = RepositoryAnswer(
    "heron-lab/heron", 1017, "2025-04-30", archived=False, license="Apache-2.0"
)
REEDS = RepositoryAnswer(
    "marsh/reeds", 0, "2023-04-30", archived=True, moved_to="marsh-birds/reeds"
)
EMPTY = RepositoryAnswer("marsh/empty", 1, archived=False)


HEAD = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c"
CARD = "0" * 40


def from_text(text):
    bib = parse_bib(text.encode())
    return from_bib(bib, bib.entries[0])


def test_hugging_face_tells_a_paper_and_its_links(answer):
    work = huggingface.parse_paper(answer("huggingface/api/papers/2401.01001.json"))

    assert work == Work(
        service="huggingface",
        url="https://huggingface.co/papers/2401.01001",
        title="Heron: One Imaginary Transformer for Reading and Painting & Singing",
        authors=THREE,
        date="2024-01-02",
        arxiv="2401.01001",
        links={
            "code": "https://github.com/heron-lab/heron",
            "project": "https://heron-lab.example.org/heron/",
        },
    )


def test_hugging_face_tells_a_data_set(answer):
    work = huggingface.parse_repository(
        answer("huggingface/api/datasets/marsh/reeds.json"), "datasets"
    )

    assert work == Work(
        service="huggingface",
        url="https://huggingface.co/datasets/marsh/reeds",
        where=dict.fromkeys(
            ("arxiv", "license", "name"),
            f"https://huggingface.co/datasets/marsh/reeds/blob/{CARD}/README.md",
        ),
        kind="dataset",
        name="Reeds",
        date="2024-02-03",
        arxiv="2401.01001",
        links={"home": "https://huggingface.co/datasets/marsh/reeds"},
        license="cc-by-4.0",
    )


def test_hugging_face_tells_a_model_of_two_papers_and_no_day(answer):
    work = huggingface.parse_repository(
        answer("huggingface/api/models/heron-lab/heron-7b.json"), "models"
    )

    assert work == Work(
        service="huggingface",
        url="https://huggingface.co/heron-lab/heron-7b",
        where=dict.fromkeys(
            ("arxiv", "license"),
            f"https://huggingface.co/heron-lab/heron-7b/blob/{CARD}/README.md",
        ),
        kind="model",
        name="heron-7b",
        links={"weights": "https://huggingface.co/heron-lab/heron-7b"},
        license="heron-license",
    )


@pytest.mark.parametrize(
    ("card", "tags", "found"),
    [
        ({"license": ["mit"]}, [], "mit"),
        ({"license": ["mit", "cc-by-4.0"]}, ["license:mit"], None),
        ({}, ["license:apache-2.0"], "apache-2.0"),
        ({"license": "unknown"}, ["license:unknown"], None),
        ({"license": "other"}, ["license:other"], None),
        (None, None, None),
    ],
)
def test_a_licence_is_one_or_none(answer, card, tags, found):
    body = json.dumps({"id": "a/b", "cardData": card, "tags": tags})

    work = huggingface.parse_repository(answer(body=body), "models")

    assert work.license == found


def test_github_tells_a_repository_and_its_paper(ask, standin):
    work = ask(github.fetch, "heron-lab/heron", "secret")

    assert work == Work(
        service="github",
        url="https://github.com/heron-lab/heron",
        where={"arxiv": f"https://github.com/heron-lab/heron/blob/{HEAD}/README.md"},
        kind="repository",
        name="heron",
        date="2024-01-05",
        arxiv="2401.01001",
        links={
            "code": "https://github.com/heron-lab/heron",
            "project": "https://heron-lab.example.org/heron/",
        },
        license="Apache-2.0",
        comment="Official code of Heron (ICLR 2025)",
    )
    assert {one.headers["authorization"] for one in standin.requests} == {
        "Bearer secret"
    }


def test_github_tells_a_moved_repository_by_its_name_of_today(ask, standin):
    work = ask(github.fetch, "marsh/reeds")

    assert work.url == "https://github.com/marsh-birds/reeds"
    assert (work.license, work.arxiv) == (None, "2405.05005")
    place = f"https://github.com/marsh-birds/reeds/blob/{HEAD}/CITATION.cff"
    assert work.where == {"arxiv": place}
    assert "/github/repos/marsh/reeds/readme" not in standin.server.paths()


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("commits/HEAD", "<html>busy</html>"),
        ("readme", {"path": "README.md", "content": "no base64!"}),
        ("readme", {"content": ""}),
        ("readme", ["README.md"]),
    ],
)
def test_a_file_at_no_commit_is_no_answer(ask, standin, path, reply):
    standin.own[f"/github/repos/heron-lab/heron/{path}"] = (200, {}, reply)

    with pytest.raises(BadAnswerError):
        ask(github.fetch, "heron-lab/heron")


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("https://arxiv.org/abs/2401.01001 and arXiv:2401.01001v2", "2401.01001"),
        ("eprint={2401.01001}", "2401.01001"),
        ("https://huggingface.co/papers/2401.01001", "2401.01001"),
        ("arxiv.org/abs/2401.01001, arxiv.org/abs/2402.02002", None),
        ("version 2401.01001", None),
        ("", None),
    ],
)
def test_a_paper_is_told_only_where_one_is_named(text, paper):
    assert named_paper(text) == paper


def test_repositories_are_fetched_together(ask, standin):
    names = (
        "heron-lab/heron",
        "marsh/reeds",
        "marsh/no",
        "marsh/empty",
        "odd",
        "a/b/c",
    )

    found = ask(fetch_repositories, names, " secret\n")

    assert found == {
        "heron-lab/heron": HERON,
        "marsh/reeds": REEDS,
        "marsh/no": RepositoryAnswer("marsh/no", missing=True),
        "marsh/empty": EMPTY,
    }
    assert standin.server.paths("POST") == ["/github/graphql"]


def test_many_repositories_are_asked_for_fifty_at_a_time(ask, standin):
    names = [f"marsh/n{n}" for n in range(120)]

    found = ask(fetch_repositories, [*names, *names], "secret")

    assert len(found) == 120
    counts = [len(request.json()["variables"]) // 2 for request in standin.requests]
    assert counts == [50, 50, 20]


def test_names_are_never_part_of_a_query():
    asked = question(['marsh"){viewer}/b'])

    assert "marsh" not in asked["query"]
    assert asked["variables"] == {"o0": 'marsh"){viewer}', "n0": "b"}


def test_an_error_about_one_repository_leaves_the_others(answer):
    body = json.dumps({
        "data": {"r0": None, "r1": {"nameWithOwner": "marsh/empty", "stargazerCount": 1, "isArchived": False}},
        "errors": [{"type": "FORBIDDEN", "path": ["r0"], "message": "no"}],
    })  # fmt: skip

    found = parse_repositories(answer(body=body), ["a/b", "marsh/empty"])

    assert found == {"marsh/empty": EMPTY}


def test_only_errors_are_a_bad_answer(answer):
    body = json.dumps(
        {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit"}]}
    )

    with pytest.raises(BadAnswerError) as caught:
        parse_repositories(answer(body=body), ["a/b"])

    assert caught.value.reason == "GitHub says: API rate limit"


def test_a_token_is_in_no_error(ask, standin):
    standin.own["/github/graphql"] = (401, {}, {"message": "Bad credentials"})

    with pytest.raises(Exception, match="401") as caught:
        ask(fetch_repositories, ["a/b"], "ghp_secret")

    assert "ghp_secret" not in f"{caught.value!r} {caught.value}"


def test_the_anthology_tells_a_paper(answer):
    work = acl.parse(answer("acl/2024.marsh-long.17.bib"), "2024.marsh-long.17")

    assert work == Work(
        service="acl",
        url="https://aclanthology.org/2024.marsh-long.17/",
        title="Heron: One Imaginary Transformer for Éclair & Reeds",
        authors=THREE,
        date="2024-08",
        doi="10.18653/v1/2024.marsh-long.17",
        venue="Proceedings of the 1st Imaginary Marsh Meeting (Volume 1: Long Papers)",
        year=2024,
        pages="301–317",
    )


def test_a_page_is_no_entry(answer):
    with pytest.raises(BadAnswerError) as caught:
        acl.parse(answer(body="<html>busy</html>"), "P18-1001")

    assert caught.value.reason == "expected one entry of BibTeX, got none"


def test_an_entry_of_a_preprint_has_no_venue():
    work = from_text(
        "@article{h, title={{H}eron}, author={{Stork Team} and Ai, Bo},"
        " journal={arXiv preprint arXiv:2401.01001}, year={2024}, month={1},"
        " note={Reads \\& paints}}"
    )

    assert work == Work(
        service="bib",
        url="",
        file="refs.bib",
        title="Heron",
        authors=(Organization(organization="Stork Team"), "Bo Ai"),
        date="2024-01",
        arxiv="2401.01001",
        comment="Reads & paints",
    )


@pytest.mark.parametrize(
    ("fields", "stated", "date"),
    [
        ("date={2024-05-06}, url={https://a.example.org/x\\_y}", "https://a.example.org/x_y", "2024-05-06"),
        ("year=2024, month=sep, doi={10.5555/X}", None, "2024-09"),
        ("year={2024}, month={Jun--Jul}", None, "2024"),
        ("year={to appear}", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_an_entry_says_where_its_work_is_and_its_day_and_vouches_for_nothing(
    fields, stated, date
):
    work = from_text(f"@misc{{k, title={{T}}, author={{A B and others}}, {fields}}}")

    assert (work.links.get("paper"), work.date) == (stated, date)
    assert (work.authors, work.first_authors) == ((), ("A B",))
    assert (work.url, work.file) == ("", "refs.bib")


def test_the_catalogues_own_entries_say_what_its_records_say(real, repository):
    bib = read_bib(repository / "unisurvey.bib")
    some = some_of(real.papers)
    keys = {paper.key for paper in some}
    assert keys <= {entry.key for entry in bib.entries}
    entries = {e.key: from_bib(bib, e) for e in bib.entries if e.key in keys}

    told = {
        key: (work.title, [*map(str, work.authors)], work.arxiv, work.doi, work.pages)
        for key, work in entries.items()
    }

    assert told == {
        paper.key: (
            paper.title,
            # what is cut is no list of authors
            [*map(str, () if paper.authors_complete is False else paper.authors or ())],
            bare(paper.arxiv) or None,
            paper.doi,
            paper.pages,
        )
        for paper in some
    }
    with_venue = {p.key for p in some if p.venue and p.authors}
    assert {key for key, work in entries.items() if work.venue} == with_venue
