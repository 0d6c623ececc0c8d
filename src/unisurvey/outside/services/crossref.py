"""Crossref's works: https://api.crossref.org/swagger-ui/index.html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.matching.people import natural
from unisurvey.outside.services.answers import (
    arxiv_id,
    data,
    day,
    doi,
    elements,
    first,
    line,
    mapping,
    needed,
    number,
    pages,
    rows,
    title_of,
    titled,
    without_markup,
)
from unisurvey.outside.services.people import authors, organization
from unisurvey.outside.services.request import ask, quoted
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
    work = _work(mapping(data(answer).get("message")))
    needed(work.title, "title", answer)
    needed(work.url or None, "DOI", answer)
    return work


def parse_search(answer: Answer) -> tuple[Work, ...]:
    """Return the works of a search's answer that have a title and a DOI."""
    found = rows(mapping(data(answer).get("message")).get("items"))
    return tuple(work for work in map(_work, found) if work.title and work.url)


def _work(message: dict[str, Any]) -> Work:
    known = line(message.get("DOI"))
    kind = line(message.get("type"))
    preprint = kind == "posted-content"
    relation = mapping(message.get("relation"))
    title = titled(
        title_of(first(message.get("title"))),
        title_of(first(message.get("subtitle"))),
    )
    bare = _RETRACTED.sub("", title) if title else None
    notice = _notice(message) or ("retracted" if title != bare else None)
    published = None if preprint else doi(known)
    for stated in rows(relation.get("is-preprint-of")) if preprint else ():
        published = published or doi(stated.get("id"))
    return Work(
        service="crossref",
        url=f"https://doi.org/{known}" if known else "",
        kind="dataset" if kind in {"dataset", "database"} else "paper",
        title=bare or None,
        **authors(map(_author, rows(message.get("author")))),
        date=_earliest(
            message.get(name)
            for name in ("posted", "published-online", "published-print", "issued")
        ),
        arxiv=_preprint(relation) or arxiv_id(known),
        doi=published,
        venue=None if preprint else _venue(message),
        year=None if preprint else _year(message),
        pages=None if preprint else pages(message.get("page")),
        notice=notice,
    )


def _author(author: dict[str, Any]) -> str | Organization | None:
    given, family, suffix = (
        without_markup(author.get(part)) for part in ("given", "family", "suffix")
    )
    if given or family:
        return natural(given or "", family or "", suffix or "")
    name = organization(without_markup(author.get("name")))
    return name or "et al."


def _dated(stated: Any) -> str | None:
    """Return the date of Crossref's `{"date-parts": [[2024, 5, 1]]}`."""
    parts = list(map(number, elements(first(mapping(stated).get("date-parts")))))
    if not parts or None in parts:
        return None
    return day("-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])]))


def _earliest(stated: Iterable[Any]) -> str | None:
    """Return the earliest date, as exactly as any of them tells it."""
    found = sorted(filter(None, map(_dated, stated)))
    date = found[0] if found else None
    for later in found:
        if date and later.startswith(date):
            date = later
    return date


def _venue(message: dict[str, Any]) -> str | None:
    containers = elements(message.get("container-title"))
    if line(message.get("type")) in _CHAPTERS:
        containers = containers[::-1]  # the series comes first, then the book
    event = mapping(message.get("event")).get("name")
    return without_markup(first(containers)) or without_markup(event)


def _year(message: dict[str, Any]) -> int | None:
    event = mapping(message.get("event"))
    for stated in (
        event.get("start"),
        message.get("published-print"),
        message.get("issued"),
    ):
        date = _dated(stated)
        if date:
            return int(date[:4])
    return None


def _preprint(relation: dict[str, Any]) -> str | None:
    found = {
        arxiv_id(stated.get("id")) for stated in rows(relation.get("has-preprint"))
    }
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def _notice(message: dict[str, Any]) -> Literal["withdrawn", "retracted"] | None:
    """Return what notices about the work say; corrections leave it standing."""
    kinds = {line(update.get("type")) for update in rows(message.get("updated-by"))}
    said = {_GONE.get((kind or "").lower().replace("-", "_")) for kind in kinds}
    if "retracted" in said:
        return "retracted"
    return "withdrawn" if "withdrawn" in said else None
