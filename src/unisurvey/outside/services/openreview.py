"""OpenReview's notes, in both versions of its API: https://docs.openreview.net."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError, NotFoundError
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.services.answers import (
    authors,
    day_of_epoch,
    line,
    web_address,
    without_tex,
)
from unisurvey.outside.services.request import ask
from unisurvey.outside.services.said import Said, data, elements, needed
from unisurvey.outside.services.work import Work

if TYPE_CHECKING:
    from unisurvey.outside.web import Answer, Web

_NOWHERE = frozenset({400, 404})
_HITS = "5"
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


async def fetch(web: Web, identifier: str) -> Work:
    """Return what OpenReview says of a forum's paper.

    Raises:
        NotFoundError: there is no such public forum.
        NetworkError: no usable answer.
    """
    missing = f"OpenReview has no public forum {identifier}"
    for service in ("openreview", "openreview1"):
        with suppress(NotFoundError):
            answer = await ask(
                web,
                service,
                "/notes",
                missing=missing,
                nowhere=_NOWHERE,
                params={"forum": identifier},
            )
            return parse(answer, identifier)
    raise NotFoundError(f"https://openreview.net/forum?id={identifier}", missing)


async def search(web: Web, title: str) -> tuple[Work, ...]:
    """Return the papers that OpenReview finds for a title, best first."""
    answer = await ask(
        web,
        "openreview",
        "/notes/search",
        missing="OpenReview's search is not there",
        params={"term": title, "content": "all", "source": "forum", "limit": _HITS},
    )
    return parse_search(answer)


def parse(answer: Answer, forum: str) -> Work:
    """Return the paper among a forum's notes; the others are reviews and comments.

    Raises:
        NotFoundError: there are no notes.
        BadAnswerError: none is the paper, or it has no title.
    """
    said = data(answer)
    if said.get("notes") == []:
        raise NotFoundError(answer.url, f"OpenReview has no public forum {forum}")
    paper = next((note for note in said.each("notes") if note.get("id") == forum), None)
    if paper is None:
        raise BadAnswerError(answer.url, f"the answer has no note {forum}")
    work = _work(paper)
    needed(work.title, "title", answer)
    return work


def parse_search(answer: Answer) -> tuple[Work, ...]:
    """Return the papers of a search's answer."""
    works = map(_work, data(answer).each("notes"))
    return tuple(work for work in works if work.title and work.url)


def _work(note: Said) -> Work:
    content = note.inside("content")
    forum = note.line("forum") or note.line("id")
    venue, venue_id = line(_value(content, "venue")), line(_value(content, "venueid"))
    published = venue is not None and not any(
        is_preprint(part)
        for text in (venue, venue_id)
        if text
        for part in text.split("/")
    )
    year = _YEAR.search(venue or "") or _YEAR.search(venue_id or "")
    dates = (day_of_epoch(note.get(name)) for name in ("odate", "pdate", "cdate"))
    code = web_address(_value(content, "code"))
    return Work(
        service="openreview",
        url=f"https://openreview.net/forum?id={forum}" if forum else "",
        title=without_tex(_value(content, "title")),
        **authors(map(_name, elements(_value(content, "authors")))),
        date=next(filter(None, dates), None),
        venue=venue if published else None,
        year=int(year[0]) if published and year else None,
        links={"code": code} if code else {},
        comment=venue,
    )


def _value(content: Said, name: str) -> Any:
    """Return a field; the second API wraps each in an object."""
    found = content.get(name)
    return found.get("value") if isinstance(found, dict) else found


def _name(author: Any) -> str | None:
    """Return a name; newer venues list profiles instead of names.

    A profile's identifier (`~Ada_Quill1`) in place of a name hides it.
    """
    name = line(author.get("fullname") if isinstance(author, dict) else author)
    if name is None or name.startswith("~") or name.casefold() == "anonymous":
        return "et al."
    return name
