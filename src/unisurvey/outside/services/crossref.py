"""Crossref's works: https://api.crossref.org/swagger-ui/index.html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.matching.people import natural
from unisurvey.outside.services.answers import (
    arxiv_id,
    authors,
    day,
    doi,
    number,
    only,
    organization,
    title_of,
    titled,
    without_markup,
)
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.said import Said, data, elements, first, needed
from unisurvey.outside.services.work import Work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from unisurvey.outside.web import Answer, Web
    from unisurvey.schema import Organization

_HITS = "5"
_GONE = {
    "retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn",
    "partial_retraction": None,
}  # fmt: skip
_RETRACTED = re.compile(
    r"^(?:RETRACTED|WITHDRAWN)(?: ARTICLE| PAPER)?\s*:\s*", re.IGNORECASE
)
_CHAPTERS = frozenset({"book-chapter", "book-section", "book-part"})


async def fetch(web: Web, identifier: str) -> Work:
    """Return what Crossref says of a DOI.

    Raises:
        NotFoundError: it is none of Crossref's.
        NetworkError: no usable answer.
    """
    missing = f"Crossref does not know the DOI {identifier}"
    path = f"/works/{quoted(identifier)}"
    return parse(await ask(web, "crossref", path, missing=missing))


async def search(web: Web, title: str) -> tuple[Work, ...]:
    """Return the works that Crossref finds likest to a title, best first."""
    answer = await ask(
        web,
        "crossref",
        "/works",
        missing="Crossref's search is not there",
        params={"query.bibliographic": title, "rows": _HITS},
    )
    return parse_search(answer)


def parse(answer: Answer) -> Work:
    """Return the work of an answer.

    Raises:
        BadAnswerError: it is no work, or has no title or DOI.
    """
    work = _work(data(answer).inside("message"))
    needed(work.title, "title", answer)
    needed(work.url or None, "DOI", answer)
    return work


def parse_search(answer: Answer) -> tuple[Work, ...]:
    """Return the works of a search's answer that have a title and a DOI."""
    found = data(answer).inside("message").each("items")
    return tuple(work for work in map(_work, found) if work.title and work.url)


def _work(message: Said) -> Work:
    known = message.line("DOI")
    kind = message.line("type")
    preprint = kind == "posted-content"
    relation = message.inside("relation")
    title = titled(*(title_of(message.first(name)) for name in ("title", "subtitle")))
    bare = _RETRACTED.sub("", title) if title else None
    notice = _notice(message) or ("retracted" if title != bare else None)
    published = None if preprint else doi(known)
    for stated in relation.each("is-preprint-of") if preprint else ():
        published = published or stated.doi("id")
    return Work(
        service="crossref",
        url=f"https://doi.org/{known}" if known else "",
        kind="dataset" if kind in {"dataset", "database"} else "paper",
        title=bare or None,
        **authors(map(_author, message.each("author"))),
        date=_earliest(
            _dated(message, name)
            for name in ("posted", "published-online", "published-print", "issued")
        ),
        arxiv=only(stated.arxiv_id("id") for stated in relation.each("has-preprint"))
        or arxiv_id(known),
        doi=published,
        venue=None if preprint else _venue(message),
        year=None if preprint else _year(message),
        pages=None if preprint else message.pages("page"),
        notice=notice,
    )


def _author(author: Said) -> str | Organization | None:
    parts = [author.text(part) or "" for part in ("given", "family", "suffix")]
    if any(parts[:2]):
        return natural(*parts)
    return organization(author.text("name")) or "et al."


def _dated(stated: Said, name: str) -> str | None:
    """Return the date of Crossref's `{"date-parts": [[2024, 5, 1]]}`."""
    parts = list(map(number, elements(stated.inside(name).first("date-parts"))))
    if not parts or None in parts:
        return None
    return day("-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]))


def _earliest(dates: Iterable[str | None]) -> str | None:
    """Return the earliest date, as exactly as any of them tells it."""
    found = sorted(filter(None, dates))
    date = found[0] if found else None
    for later in found:
        if date and later.startswith(date):
            date = later
    return date


def _venue(message: Said) -> str | None:
    containers = message.elements("container-title")
    if message.line("type") in _CHAPTERS:
        containers = containers[::-1]  # the series comes first, then the book
    return without_markup(first(containers)) or message.inside("event").text("name")


def _year(message: Said) -> int | None:
    date = (
        _dated(message.inside("event"), "start")
        or _dated(message, "published-print")
        or _dated(message, "issued")
    )
    return int(date[:4]) if date else None


def _notice(message: Said) -> Literal["withdrawn", "retracted"] | None:
    """Return what notices about the work say; corrections leave it standing."""
    kinds = {update.line("type") for update in message.each("updated-by")}
    said = {_GONE.get((kind or "").lower().replace("-", "_")) for kind in kinds}
    if "retracted" in said:
        return "retracted"
    return "withdrawn" if "withdrawn" in said else None
