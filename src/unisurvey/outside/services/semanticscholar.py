"""Semantic Scholar's papers: https://api.semanticscholar.org/api-docs/graph."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from unisurvey.errors import NotFoundError
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.services.answers import authors
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.said import Said, data, needed
from unisurvey.outside.services.work import Work

if TYPE_CHECKING:
    from unisurvey.outside.web import Answer, Web

_FIELDS = (
    "title,authors.name,year,publicationDate,venue,publicationVenue,journal,"
    "externalIds,publicationTypes"
)


async def fetch(web: Web, identifier: str) -> Work:
    """Return what Semantic Scholar says of a paper.

    Args:
        web: Where to ask.
        identifier: Its own (forty hexadecimal digits, `CorpusId:…`), or `ARXIV:…`,
            `DOI:…`, `ACL:…`.

    Raises:
        NotFoundError: it does not know the paper.
        NetworkError: no usable answer.
    """
    answer = await ask(
        web,
        "semanticscholar",
        f"/paper/{quoted(identifier)}",
        missing=f"Semantic Scholar has no paper {identifier}",
        params={"fields": _FIELDS},
    )
    return parse(answer)


async def search(web: Web, title: str) -> tuple[Work, ...]:
    """Return the one paper that is likest to a title, or none."""
    with suppress(NotFoundError):
        answer = await ask(
            web,
            "semanticscholar",
            "/paper/search/match",
            missing="no paper of that title",
            params={"query": title, "fields": _FIELDS},
        )
        return parse_search(answer)
    return ()


def parse(answer: Answer) -> Work:
    """Return the work of an answer.

    Raises:
        BadAnswerError: it is no paper, or has no title or id.
    """
    work = _work(data(answer))
    needed(work.title, "title", answer)
    needed(work.url or None, "paperId", answer)
    return work


def parse_search(answer: Answer) -> tuple[Work, ...]:
    """Return the works of a search's answer."""
    works = map(_work, data(answer).each("data"))
    return tuple(work for work in works if work.title and work.url)


def _work(paper: Said) -> Work:
    identifier = paper.line("paperId")
    ids = paper.inside("externalIds")
    journal = paper.inside("journal")
    venue = (
        paper.inside("publicationVenue").text("name")
        or paper.text("venue")
        or journal.text("name")
    )
    preprint = venue is None or is_preprint(venue)
    stated = paper.year("year")
    date = paper.day("publicationDate") or (str(stated) if stated else None)
    people = paper.elements("authors")
    return Work(
        service="semanticscholar",
        url=f"https://www.semanticscholar.org/paper/{identifier}" if identifier else "",
        kind="dataset" if "Dataset" in paper.elements("publicationTypes") else "paper",
        title=paper.title("title"),
        **authors(Said(person).text("name") or "et al." for person in people),
        date=date,
        arxiv=ids.arxiv_id("ArXiv"),
        doi=ids.doi("DOI"),
        venue=None if preprint else venue,
        year=None if preprint else stated,
        pages=None if preprint else journal.pages("pages"),
    )
