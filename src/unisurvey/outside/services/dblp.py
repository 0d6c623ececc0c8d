"""DBLP's records and search: https://dblp.org/faq/13501473.html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.services.answers import (
    arxiv_id,
    authors,
    doi,
    line,
    without_markup,
    without_tex,
)
from unisurvey.outside.services.request import ask, parse_xml, quoted, whole_text
from unisurvey.outside.services.said import Said, data, first, needed
from unisurvey.outside.services.work import Work
from unisurvey.schema.forms import ARXIV_NEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.outside.web import Answer, Web

_HITS = "10"
_ABS = re.compile(rf"abs/({ARXIV_NEW})", re.ASCII)
_CORR_KEY = re.compile(r"journals/corr/abs-(\d{4})-(\d{4,5})", re.ASCII)
_DOI_PAGE = re.compile(r"https?://(?:dx\.)?doi\.org/")


async def fetch(web: Web, identifier: str) -> Work:
    """Return what DBLP says of a record, by its key such as `conf/iclr/XieMB25`.

    Raises:
        NotFoundError: there is no such record.
        NetworkError: no usable answer.
    """
    missing = f"DBLP has no record {identifier}"
    return parse(
        await ask(web, "dblp", f"/rec/{quoted(identifier)}.xml", missing=missing)
    )


async def search(web: Web, title: str) -> tuple[Work, ...]:
    """Return the records that DBLP finds for the words of a title."""
    words = re.sub(r"[^\w']+", " ", title).strip()
    answer = await ask(
        web,
        "dblp",
        "/search/publ/api",
        missing="DBLP's search is not there",
        params={"q": words, "format": "json", "h": _HITS},
    )
    return parse_search(answer)


def parse(answer: Answer) -> Work:
    """Return the work of a record.

    Raises:
        BadAnswerError: it is no record, or has no title.
    """
    root = parse_xml(answer, "dblp", "a record of DBLP")
    record = next(iter(root), None)
    if record is None:
        raise BadAnswerError(answer.url, "the answer states no record")

    def every(tag: str) -> list[str | None]:
        return [line(whole_text(element)) for element in record.iterfind(tag)]

    title = needed(_title(without_tex(first(every("title")))), "title", answer)
    info = Said({name: first(every(name)) for name in ("year", "pages", "volume")})
    info |= {"key": needed(line(record.get("key")), "key", answer), "ee": every("ee")}
    venue = first(every("journal")) or first(every("booktitle"))
    return _work(info, title, every("author"), venue, record.get("publtype") or "")


def parse_search(answer: Answer) -> tuple[Work, ...]:
    """Return the works of a search's answer.

    Raises:
        BadAnswerError: it is no answer to a search.
    """
    hits = data(answer).inside("result").get("hits")
    if not isinstance(hits, dict):
        raise BadAnswerError(answer.url, "the answer states no hits")
    works = []
    for hit in Said(hits).each("hit"):
        info = hit.inside("info")
        title = _title(info.title("title"))
        edited = info.get("type") == "Editorship"
        if title is None or info.line("key") is None or edited:
            continue
        stated = info.inside("authors").get("author")
        people = stated if isinstance(stated, list) else [stated] if stated else []
        names = [without_markup(_text(person)) for person in people]
        venue = without_markup(info.first("venue"))
        works.append(_work(info, title, names, venue, str(info.get("type"))))
    return tuple(works)


def _work(
    info: Said, title: str, names: Iterable[str | None], venue: str | None, kind: str
) -> Work:
    """Return a work from what both of DBLP's formats state.

    Args:
        info: Fields by their names in JSON: `key`, `year`, `pages`, `volume`, `doi`, `ee`.
        title: Without markup and full stop.
        names: Without markup.
        venue: Likewise.
        kind: In DBLP's words, which differ between its formats.
    """
    links = info.elements("ee") or [info.get("ee")]
    addresses = [f"https://doi.org/{info.get('doi')}", *filter(None, map(line, links))]
    key, stated = info.line("key") or "", info.year("year")
    preprint = "informal" in kind.lower() or is_preprint(venue or "")
    dois = [doi(found) for found in addresses if _DOI_PAGE.match(found)]
    return Work(
        service="dblp",
        url=f"https://dblp.org/rec/{key}",
        title=title,
        **authors(names),
        date=str(stated) if stated else None,
        arxiv=_arxiv(key, info.line("volume"), addresses),
        doi=None if preprint else next(filter(None, dois), None),
        venue=None if preprint else venue,
        year=None if preprint else stated,
        pages=None if preprint else info.pages("pages"),
        notice="withdrawn" if "withdrawn" in kind.lower() else None,
    )


def _title(title: str | None) -> str | None:
    """Return a title without the full stop that DBLP puts after each."""
    if title is None or title.endswith("..."):
        return title
    return title.removesuffix(".").rstrip() or None


def _text(person: Any) -> Any:
    return person.get("text") if isinstance(person, dict) else person


def _arxiv(key: str, volume: str | None, addresses: list[str]) -> str | None:
    if match := _CORR_KEY.fullmatch(key):
        return f"{match[1]}.{match[2]}"
    if match := _ABS.fullmatch(volume or ""):
        return match[1]
    return next(filter(None, map(arxiv_id, addresses)), None)
