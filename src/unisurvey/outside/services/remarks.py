"""What authors say in an abstract or a comment about links and withdrawal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.outside.services.answers import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

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
