"""Semantic Scholar's papers: https://api.semanticscholar.org/api-docs/graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.errors import NotFoundError
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.services.answers import (
    arxiv_id,
    authors,
    data,
    day,
    doi,
    elements,
    line,
    mapping,
    needed,
    pages,
    rows,
    title_of,
    without_markup,
    year,
)
from unisurvey.outside.services.request import ask, quoted
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
    try:
        answer = await ask(
            web,
            "semanticscholar",
            "/paper/search/match",
            missing="no paper of that title",
            params={"query": title, "fields": _FIELDS},
        )
    except NotFoundError:
        return ()
    return parse_search(answer)


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
    works = map(_work, rows(data(answer).get("data")))
    return tuple(work for work in works if work.title and work.url)


def _work(paper: dict[str, Any]) -> Work:
    identifier = line(paper.get("paperId"))
    ids = mapping(paper.get("externalIds"))
    journal = mapping(paper.get("journal"))
    venue = (
        without_markup(mapping(paper.get("publicationVenue")).get("name"))
        or without_markup(paper.get("venue"))
        or without_markup(journal.get("name"))
    )
    preprint = venue is None or is_preprint(venue)
    stated = year(paper.get("year"))
    date = day(paper.get("publicationDate")) or (str(stated) if stated else None)
    people = elements(paper.get("authors"))
    return Work(
        service="semanticscholar",
        url=f"https://www.semanticscholar.org/paper/{identifier}" if identifier else "",
        kind="dataset"
        if "Dataset" in elements(paper.get("publicationTypes"))
        else "paper",
        title=title_of(paper.get("title")),
        **authors(
            without_markup(mapping(person).get("name")) or "et al." for person in people
        ),
        date=date,
        arxiv=arxiv_id(ids.get("ArXiv")),
        doi=doi(ids.get("DOI")),
        venue=None if preprint else venue,
        year=None if preprint else stated,
        pages=None if preprint else pages(journal.get("pages")),
    )
