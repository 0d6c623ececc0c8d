"""What a link of a list leads to: which work, and in which role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote

from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD, find_published_doi
from unisurvey.schema.urls import take_apart

Role = Literal["paper", "code", "project", "demo", "weights", "dataset", "other"]

_ID = rf"(?<!\d)(?<!\d\.)(?P<id>{ARXIV_NEW})(?P<version>v\d+)?(?!\d)"
_ARXIV = re.compile(_ID)
_ARXIV_TEXT = re.compile(rf"arxiv\s*[:.\-/ ]{{0,3}}\s*{_ID}", re.IGNORECASE)
_ARXIV_PLACE = re.compile(
    r"(?:arxiv|ar5iv|alphaxiv)[\w.]*\.?org|(?:huggingface\.co|hf\.co)/papers/"
    r"|10\.48550/arxiv|papers\.cool/arxiv|scholar\.archive\.org",
    re.IGNORECASE,
)
_ARXIV_PAGE = re.compile(
    r"//(?:[\w-]+\.)?(?:(?:arxiv|ar5iv|alphaxiv)\.org/(?:abs|pdf|html)/"
    r"|(?:huggingface\.co|hf\.co)/papers/)(?P<said>[^?#]*)",
    re.IGNORECASE,
)
_LONGER_SINCE = "1501"
"""Month since which ids have five digits behind the dot, and not four."""

_DOI_PLACE = re.compile(
    r"doi\.org/|/doi/|^\s*doi\s*:|link\.springer\.com", re.IGNORECASE
)
_BADGE = re.compile(r"img\.shields\.io|badgen\.net|badge|star-history", re.IGNORECASE)
_STARS = re.compile(
    r"(?:shields\.io/github/[a-z-]+|badgen\.net/github/[a-z-]+)/"
    r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"https?://(?![/:]|https?[:/])[^\s]", re.IGNORECASE)
_LIKE_SCHEME = re.compile(
    r"[\s\[\](<>\"'“”]*(?:h{1,2}t{0,4}p{0,3}s{0,2})\s*[:;]?\s*/+", re.IGNORECASE
)
_LIKE_HOST = re.compile(
    r"(?:www\.|(?:[\w-]+\.)?(?:arxiv\.org|github\.com|huggingface\.co|openreview\.net)/)",
    re.IGNORECASE,
)
_HUGGING_FACE = r"(?:huggingface\.co|hf\.co)"
_SITES: dict[Role, tuple[str, ...]] = {
    "demo": (
        rf"{_HUGGING_FACE}/spaces/", r"modelscope\.cn/studios/", r"colab\.research\.google",
        r"//(?:demo|chat|playground)\.[\w.-]+\.\w+", r"replicate\.com",
    ),
    "dataset": (
        rf"{_HUGGING_FACE}/datasets/", r"modelscope\.cn/datasets/",
        r"kaggle\.com/(?:datasets|competitions)",
    ),
    "paper": (
        "arxiv", "ar5iv", rf"{_HUGGING_FACE}/papers/", r"openreview\.net", r"aclanthology\.",
        r"aclweb\.org", r"doi\.org/", r"dl\.acm\.org", r"ieeexplore\.ieee", r"papers\.cool",
        r"openaccess\.thecvf", r"papers\.n(?:eur)?ips\.cc", r"proceedings\.", r"ecva\.net",
        r"link\.springer", r"mlr\.press", r"jmlr\.org", "sciencedirect",
        r"semanticscholar\.org/paper", r"\.pdf(?:$|[?#])", r"/doi/(?:abs/|full/|pdf/)?10\.",
        r"aaai\.org/(?:ocs|ojs|papers|index\.php)/", r"researchgate\.net/publication/",
        r"papercept\.net/",
        r"//hal\.[\w.-]+/\w+-\d", r"ijcai\.org/", r"isca-(?:speech|archive)\.org/",
        r"(?:bio|med)rxiv\.org/content/", r"pmc/articles/|pmc\.ncbi", r"nature\.com/articles/",
        r"usenix\.org/(?:conference|system)/", r"mdpi\.com/\d", r"jstor\.org/stable/",
    ),
    "weights": (
        rf"{_HUGGING_FACE}/(?!docs/|blog/|learn/|tasks/|posts/)(?:collections/)?[\w.-]+/[\w.-]+",
        r"modelscope\.cn/models/",
    ),
    "code": (r"(?:github|gitlab|gitee)\.com/[\w.-]+/[\w.-]+",),
    "project": (r"\.git(?:hub|lab)\.io", r"\.netlify\.app", r"\.vercel\.app"),
}  # fmt: skip
_SHARED_HOSTS = frozenset({"github.com", "huggingface.co", "modelscope.cn"})
_BY_HOST = tuple(
    (role, re.compile("|".join(sites), re.IGNORECASE)) for role, sites in _SITES.items()
)

_ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    "paper": (
        "paper", "papers", "pdf", "arxiv", "arxive", "abs", "abstract", "openreview",
        "preprint", "survey", "html", "doi", "acl", "publication", "article", "alphaxiv", "report",
    ),
    "code": (
        "code", "codes", "github", "repo", "repository", "star", "stars", "implementation",
        "gitcode", "git",
    ),
    "project": (
        "project", "page", "pages", "website", "homepage", "home", "projectpage", "webpage",
        "site", "web", "blog", "proj", "project_page",
    ),
    "demo": ("demo", "demos", "space", "spaces", "playground", "try", "online"),
    "weights": (
        "model", "models", "weights", "weight", "checkpoint", "checkpoints", "ckpt", "hf",
        "huggingface", "hugging", "face", "modelscope", "collection", "collections",
    ),
    "dataset": ("dataset", "datasets", "data", "benchmark"),
    "other": (
        "link", "links", "video", "youtube", "bibtex", "bib", "citation", "cite", "slides",
        "poster", "tweet", "twitter", "official", "unofficial", "here", "supp", "appendix",
        "supplementary", "leaderboard", "wechat", "zhihu", "api", "docs", "doc", "badge",
        "static", "url", "media", "colab", "slide", "talk", "forum", "the", "on", "and", "tech",
        "technical", "awesome", "license", "pub", "source", "evaluation", "eval", "discord",
    ),
}  # fmt: skip
_LABELS = {word: role for role, words in _ROLE_WORDS.items() for word in words}


class Arxiv(NamedTuple):
    """An arXiv id as it stands somewhere."""

    id: str
    version: str = ""
    """Such as `v2`; empty when none is given."""


def arxiv_in_url(url: str) -> Arxiv | None:
    """Return the id that a link to arXiv, or to one of its mirrors, is about."""
    plain = unquote(url)
    match = _ARXIV.search(plain) if _ARXIV_PLACE.search(plain) else None
    if match is None or not _is_possible(match["id"]):
        return None
    return Arxiv(match["id"], match["version"] or "")


def impossible_arxiv(url: str) -> str | None:
    """Return what a link to a paper on arXiv has for an id that none can have."""
    page = _ARXIV_PAGE.search(unquote(url))
    if page is None:
        return None
    said = page["said"].strip("/ ")
    new = _ARXIV.match(said)
    known = _is_possible(new["id"]) if new else re.match(ARXIV_OLD, said, re.IGNORECASE)
    return None if known else said


def _is_possible(arxiv: str) -> bool:
    month, _, number = arxiv.partition(".")
    return len(number) == (5 if month >= _LONGER_SINCE else 4)


def arxiv_in_text(text: str) -> tuple[str, ...]:
    """Return the ids that a text names as arXiv's, without versions."""
    return tuple(dict.fromkeys(match["id"] for match in _ARXIV_TEXT.finditer(text)))


def arxiv_in_badge(source: str, text: str) -> str | None:
    """Return the id that a badge shows, `None` when it shows none."""
    if not is_badge(source) or "arxiv" not in f"{source} {text}".lower():
        return None
    match = _ARXIV.search(unquote(source).replace("--", "-"))
    return match["id"] if match else None


def doi_in(text: str) -> str | None:
    """Return the DOI of an address or `doi:…`; those of arXiv are none."""
    if not _DOI_PLACE.search(text):
        return None
    found = find_published_doi(re.split(r"[?#<>]", unquote(text))[0])
    return found.removesuffix(".pdf") if found else None


def is_badge(source: str) -> bool:
    """Return whether an image is one of the small labels that sites generate."""
    return bool(_BADGE.search(source))


def repository_of_badge(source: str) -> str | None:
    """Return the address of the repository whose stars a badge counts."""
    match = _STARS.search(source)
    if not match:
        return None
    name = re.sub(r"\.(?:svg|png|json)$|\.git$", "", match["name"])
    return f"https://github.com/{match['owner']}/{name}"


def role_of(url: str, label: str) -> Role:
    """Return what a link is for: by its address where that tells, else by its label."""
    by_label = _label_role(label)
    by_host = _host_role(url)
    if by_host in {"weights", "code"} and by_label in {"dataset", "demo", "project"}:
        return by_label
    if "semanticscholar" in url and by_label != "paper":
        return "other"  # as a rule a count of citations
    return by_host or by_label or "other"


def is_label(text: str) -> bool:
    """Return whether a text only says what a link is: `Paper`, `Project Page`."""
    words = _words(text)
    return not words or all(word in _LABELS or _ARXIV.fullmatch(word) for word in words)


def misspelt_scheme(url: str) -> bool:
    """Return whether an address was meant to be a web address but is none."""
    if _SCHEME.match(url):
        return False
    return bool(_LIKE_SCHEME.match(url) or _LIKE_HOST.match(url))


def is_web(url: str) -> bool:
    """Return whether an address leads to another site, well spelt or not."""
    return url.lower().startswith(("http:", "https:")) or misspelt_scheme(url)


def same_place(one: str, other: str) -> bool:
    """Return whether two addresses are one page; of repositories only owner and name."""
    return place(one) == place(other)


def same_owner(one: str, other: str) -> bool:
    """Return whether two addresses are on one site, and there of one owner."""
    host, *path = place(one).split("/")
    other_host, *other_path = place(other).split("/")
    shared = {*path[:2]} & {*other_path[:2]} - {"collections", "spaces", "datasets"}
    return host == other_host and (host not in _SHARED_HOSTS or bool(shared))


def place(url: str) -> str:
    """Return what addresses of one page have in common; of a repository its name."""
    whole = re.sub(r"^(?!https?:)", "https://", url.strip(), flags=re.IGNORECASE)
    address = take_apart(whole)
    if address is None:
        return url.strip().casefold()
    host = address.site.replace("hf.co", "huggingface.co")
    path = re.sub(r"/+", "/", unquote(address.path)).strip("/")
    if host == "github.com":
        path = "/".join(path.split("/")[:2]).removesuffix(".git")
    elif host == "huggingface.co":
        path = re.sub(r"/(?:tree|blob)/main$", "", path)
    query = f"?{address.query}" if address.query and host == "openreview.net" else ""
    return f"{host}/{path}{query}".casefold()


@lru_cache(maxsize=1 << 14)  # asked for each link when it is read, and when compared
def _host_role(url: str) -> Role | None:
    return next((role for role, known in _BY_HOST if known.search(url)), None)


def _label_role(label: str) -> Role | None:
    roles = [_LABELS[word] for word in _words(label) if word in _LABELS]
    telling = (role for role in roles if role != "other")
    return "dataset" if "dataset" in roles else next(telling, None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:\.\d+)?", text.casefold())
