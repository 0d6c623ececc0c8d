"""arXiv's official API: https://info.arxiv.org/help/api/user-manual.html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError, NotFoundError
from unisurvey.outside.services.answers import day, doi, line, without_tex
from unisurvey.outside.services.people import authors
from unisurvey.outside.services.remarks import is_withdrawal, stated_links
from unisurvey.outside.services.request import address
from unisurvey.outside.services.work import Work
from unisurvey.outside.services.xmltext import parse_xml, whole_text
from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.outside.web import Answer, Web

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_FORM = re.compile(rf"{ARXIV_NEW}|{ARXIV_OLD}", re.ASCII)
_ID = re.compile(rf"arxiv\.org/abs/({_FORM.pattern})(?:v(\d{{1,3}}))?$", re.ASCII)
_ERROR = "arxiv.org/api/errors"
_BATCH = 100
"""Ids that are asked for at once; each answer then stays below a megabyte."""


async def fetch(web: Web, identifier: str) -> Work:
    """Return what arXiv says of a paper's newest version.

    Raises:
        NotFoundError: arXiv has no such paper.
        NetworkError: no usable answer.
    """
    found = await fetch_many(web, (identifier,))
    if identifier not in found:
        url = f"https://arxiv.org/abs/{identifier}"
        raise NotFoundError(url, f"arXiv has no paper {identifier}")
    return found[identifier]


async def fetch_many(web: Web, ids: Iterable[str]) -> dict[str, Work]:
    """Return the papers that arXiv has, by id as given.

    Args:
        web: Where to ask.
        ids: Without versions; those that are no arXiv ids are not asked for, since one
            of them would spoil the answer for all.

    Raises:
        NetworkError: no usable answer.
    """
    asked = {identifier: _plain(identifier) for identifier in ids}
    wanted = sorted({plain for plain in asked.values() if _FORM.fullmatch(plain)})
    found: dict[str, Work] = {}
    for start in range(0, len(wanted), _BATCH):
        found |= await _batch(web, wanted[start : start + _BATCH])
    return {name: found[plain] for name, plain in asked.items() if plain in found}


async def _batch(web: Web, ids: list[str]) -> dict[str, Work]:
    params = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    answer = await web.get(address(web.endpoints, "arxiv", "/query"), params=params)
    try:
        return parse(answer)
    except NotFoundError:
        if len(ids) == 1:
            return {}
    middle = len(ids) // 2  # arXiv refused one of them, but need not say which
    return await _batch(web, ids[:middle]) | await _batch(web, ids[middle:])


def parse(answer: Answer) -> dict[str, Work]:
    """Return the papers of a feed by id, without versions.

    Raises:
        NotFoundError: the feed only says that an id is none of arXiv's.
        BadAnswerError: it is no feed, or reports another error.
    """
    feed = parse_xml(answer, f"{_ATOM}feed", "an Atom feed")
    works: dict[str, Work] = {}
    for entry in feed.iterfind(f"{_ATOM}entry"):
        name = line(whole_text(entry.find(f"{_ATOM}id"))) or ""
        if _ERROR in name:
            said = line(whole_text(entry.find(f"{_ATOM}summary"))) or "an error"
            if said.startswith("incorrect id format"):
                raise NotFoundError(answer.url, f"arXiv says: {said}")
            raise BadAnswerError(answer.url, f"arXiv says: {said}")
        match = _ID.search(name)
        if match is None:
            raise BadAnswerError(answer.url, f"{name!r} is no address of a paper")
        work = _work(entry, match[1], match[2])
        if work is not None:
            works[match[1]] = work
    return works


def _work(entry: Any, identifier: str, version: str | None) -> Work | None:
    def text(tag: str) -> str | None:
        return line(whole_text(entry.find(tag)))

    title = without_tex(text(f"{_ATOM}title"))
    if title is None:
        return None
    remark, journal = text(f"{_ARXIV}comment"), text(f"{_ARXIV}journal_ref")
    summary = text(f"{_ATOM}summary") or ""
    withdrawn = is_withdrawal(remark) or is_withdrawal(summary[:200])
    return Work(
        service="arxiv",
        url=f"https://arxiv.org/abs/{identifier}",
        title=title,
        **authors(
            whole_text(name) for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")
        ),
        date=day(text(f"{_ATOM}published")),
        arxiv=identifier,
        arxiv_class=_category(entry.find(f"{_ARXIV}primary_category")),
        arxiv_version=int(version) if version else None,
        doi=doi(text(f"{_ARXIV}doi")),
        links=stated_links(remark, summary),
        comment="; ".join(filter(None, (remark, journal))) or None,
        notice="withdrawn" if withdrawn else None,
    )


def _category(primary: Any) -> str | None:
    return line(primary.get("term")) if primary is not None else None


def _plain(identifier: str) -> str:
    """Return an id without version and old subject class, as arXiv's answers have it."""
    return re.sub(r"\.[A-Za-z]{2,3}(?=/)|v\d+$", "", identifier)
