"""Hugging Face's papers, data sets and models: https://huggingface.co/docs/hub/api."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.outside.services.answers import authors, line, only
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.said import Said, data, needed
from unisurvey.outside.services.work import Work
from unisurvey.schema.forms import ARXIV_NEW
from unisurvey.schema.hosted import is_commit

if TYPE_CHECKING:
    from unisurvey.outside.services.work import WorkKind
    from unisurvey.outside.web import Answer, Web

_NOWHERE = frozenset({401, 404, 410})
"""It answers 401 for what does not exist, as for what is private."""

_UNDATED = "2022-03-02"
"""Day that all repositories bear that are older: the Hub kept no dates before."""

_WORDS = {"papers": "paper", "datasets": "data set", "models": "model"}
_KINDS: dict[str, WorkKind] = {"datasets": "dataset", "models": "model"}
_NAMED = re.compile(rf"arxiv:({ARXIV_NEW})", re.ASCII)


async def fetch(web: Web, identifier: str) -> Work:
    """Return what Hugging Face says of a paper, data set or model.

    Args:
        web: Where to ask.
        identifier: `papers/2408.12528`, `datasets/owner/name` or `models/owner/name`.

    Raises:
        NotFoundError: it has nothing public of that name.
        NetworkError: no usable answer.
    """
    kind, _, name = identifier.partition("/")
    missing = f"Hugging Face has no public {_WORDS[kind]} {name}"
    path = f"/api/{kind}/{quoted(name)}"
    answer = await ask(web, "huggingface", path, missing=missing, nowhere=_NOWHERE)
    return parse_paper(answer) if kind == "papers" else parse_repository(answer, kind)


def parse_paper(answer: Answer) -> Work:
    """Return what a paper's page says; the paper itself is on arXiv.

    Raises:
        BadAnswerError: it is no paper, or has no title.
    """
    paper = data(answer)
    identifier = needed(paper.arxiv_id("id"), "arXiv id", answer)
    links = {
        "code": paper.web_address("githubRepo"),
        "project": paper.web_address("projectPage"),
    }
    return Work(
        service="huggingface",
        url=f"https://huggingface.co/papers/{identifier}",
        title=needed(paper.without_tex("title"), "title", answer),
        **authors(author.line("name") or "et al." for author in paper.each("authors")),
        date=paper.day("publishedAt"),
        arxiv=identifier,
        links={kind: url for kind, url in links.items() if url},
    )


def parse_repository(answer: Answer, kind: str) -> Work:
    """Return what the card of a data set (`datasets`) or model (`models`) says.

    Raises:
        BadAnswerError: it is none, or has no name.
    """
    repository = data(answer)
    name = needed(repository.line("id"), "id", answer)
    card = repository.inside("cardData")
    tags = [line(tag) or "" for tag in repository.elements("tags")]
    named = only(match[1] for tag in tags if (match := _NAMED.fullmatch(tag)))
    date = repository.day("createdAt")
    page = f"datasets/{name}" if kind == "datasets" else name
    url = f"https://huggingface.co/{page}"
    commit = repository.line("sha") or ""
    card_at = f"{url}/blob/{commit}/README.md" if is_commit(commit) else ""
    stated = ("arxiv", "license", *(["name"] if card.get("pretty_name") else []))
    return Work(
        service="huggingface",
        url=url,
        where=dict.fromkeys(stated, card_at) if card_at else {},
        kind=_KINDS[kind],
        name=card.line("pretty_name") or name.rpartition("/")[2],
        date=None if date == _UNDATED else date,
        arxiv=named,
        links={"home" if kind == "datasets" else "weights": url},
        license=_license(card, tags),
    )


def _license(card: Said, tags: list[str]) -> str | None:
    """Return the licence; the name of its own where the Hub has no word for it."""
    several = card.elements("license")[1:]
    found = line(card.first("license")) or next(
        (tag.partition(":")[2] for tag in tags if tag.startswith("license:")), None
    )
    if several or found in {"unknown", "", None}:
        return None
    return card.line("license_name") if found == "other" else found
