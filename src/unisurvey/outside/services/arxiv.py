"""arXiv's official API, and what authors say in an abstract or a comment there.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError, NotFoundError
from unisurvey.outside.services.answers import (
    authors,
    day,
    doi,
    line,
    web_address,
    without_tex,
)
from unisurvey.outside.services.request import address, parse_xml, whole_text
from unisurvey.outside.services.work import Work
from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD
from unisurvey.text.addresses import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.outside.web import Answer, Web

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_FORM = re.compile(rf"{ARXIV_NEW}|{ARXIV_OLD}", re.ASCII)
_ID = re.compile(rf"arxiv\.org/abs/({_FORM.pattern})(?:v(\d{{1,3}}))?$", re.ASCII)
_ERROR = "arxiv.org/api/errors"
_BATCH = 100
"""Ids that are asked for at once; each answer then stays below a megabyte."""

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_BOUNDARY = re.compile(r"[.;!?]\s+|[.;!?]$|\(")
_NOUNS = {
    "code": "code codes codebase github implementation implementations",
    "weights": "model models weight weights checkpoint checkpoints",
    "demo": "demo demos",
    "project": "project page webpage website homepage site",
}
_KINDS = {word: kind for kind, words in _NOUNS.items() for word in words.split()}
_SAID = frozenset({
    "a", "accessed", "accessible", "all", "also", "an", "and", "are", "at", "available",
    "be", "been", "both", "can", "data", "dataset", "datasets", "details", "evaluation",
    "for", "found", "free", "freely", "from", "full", "fully", "has", "have", "here",
    "hosted", "https", "in", "inference", "is", "link", "made", "more", "now", "of",
    "official", "on", "online", "open-source", "open-sourced", "our", "out", "please",
    "pre-trained", "pretrained", "provided", "public", "publicly", "released", "repo",
    "repository", "results", "scripts", "see", "source", "the", "this", "to",
    "training", "url", "via", "visit", "we", "will", "with",
})  # fmt: skip
"""Words that may stand beside the noun before an address of the authors' own.

With any other word, such as a work's name, the address may be somebody else's.
"""

_CODE_HOST = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|gitee\.com)/[\w.-]+/[\w.-]+"
)
_WEIGHTS_HOST = re.compile(
    r"https?://(?:huggingface\.co|hf\.co|(?:www\.)?modelscope\.(?:cn|com))/"
    r"(?!spaces/|datasets/|papers/)[\w.-]+/\S+"
)
_WORK = r"(?:paper|article|manuscript|submission|preprint|work|report)"
_WITHDRAWN = re.compile(
    rf"^\s*withdrawn\b(?! from (?!arxiv))|\b{_WORK}\s+(?:has\s+been|is(?:\s+now)?|was)\s+"
    rf"(?:temporarily\s+)?withdrawn\b(?! from (?!arxiv))",
    re.IGNORECASE,
)


async def fetch(web: Web, identifier: str) -> Work:
    """Return what arXiv says of a paper's newest version.

    Raises:
        NotFoundError: arXiv has no such paper.
        NetworkError: no usable answer.
    """
    found = await fetch_many(web, (identifier,))
    if identifier not in found:
        url = arxiv_address(identifier)
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
    primary = entry.find(f"{_ARXIV}primary_category")
    withdrawn = is_withdrawal(remark) or is_withdrawal(summary[:200])
    return Work(
        service="arxiv",
        url=arxiv_address(identifier),
        title=title,
        **authors(
            whole_text(name) for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")
        ),
        date=day(text(f"{_ATOM}published")),
        arxiv=identifier,
        arxiv_class=None if primary is None else line(primary.get("term")),
        arxiv_version=int(version) if version else None,
        doi=doi(text(f"{_ARXIV}doi")),
        links=stated_links(remark, summary),
        comment="; ".join(filter(None, (remark, journal))) or None,
        notice="withdrawn" if withdrawn else None,
    )


def _plain(identifier: str) -> str:
    """Return an id without version and old subject class, as arXiv's answers have it."""
    return re.sub(r"\.[A-Za-z]{2,3}(?=/)|v\d+$", "", identifier)


def is_withdrawal(remark: str | None) -> bool:
    """Return whether a remark says that the work itself is withdrawn."""
    return bool(remark and _WITHDRAWN.search(remark))


def stated_links(*remarks: str | None) -> dict[str, str]:
    """Return the links that remarks plainly give as the authors' own.

    A kind for which two addresses are given is left out.
    """
    found: dict[str, set[str]] = {}
    for remark in remarks:
        for kind, url in _links(remark or ""):
            found.setdefault(kind, set()).add(url)
    return {kind: urls.pop() for kind, urls in sorted(found.items()) if len(urls) == 1}


def _links(remark: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _URL.finditer(remark):
        before = remark[end : match.start()]
        end = match.end()
        url = web_address(match[0].rstrip(".,;:!?)]'*").removesuffix(".git"))
        if url is None:
            continue
        kinds = _named(_BOUNDARY.split(before)[-1])
        if "code" in kinds and _CODE_HOST.match(url):
            yield "code", url.rstrip("/")
        elif "project" in kinds and not _CODE_HOST.match(url):
            yield "project", url
        elif "weights" in kinds and _WEIGHTS_HOST.match(url):
            yield "weights", url
        elif "demo" in kinds:
            yield "demo", url


def _named(lead: str) -> set[str]:
    r"""Return what kinds of link the words before an address announce.

    The address may stand in TeX's `\url{}`.
    """
    words = re.findall(r"[\w-]+", re.sub(r"\\(?:url|href)", " ", lead).lower())
    if not words or any(word not in _KINDS and word not in _SAID for word in words):
        return set()
    return {_KINDS[word] for word in words if word in _KINDS}
