"""Which work of which service a written identifier or address means; asks nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from unisurvey.errors import UnknownSourceError
from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD, DOI, arxiv_of_doi
from unisurvey.schema.hosted import on_host
from unisurvey.schema.urls import take_apart

if TYPE_CHECKING:
    from collections.abc import Callable

_FLAGS = re.ASCII | re.IGNORECASE
_ARXIV = re.compile(
    rf"(?:arxiv\s*[:.]?\s*)?({ARXIV_NEW}|{ARXIV_OLD})(?:v\d+)?(?:\s*\[[^\]]*\])?",
    _FLAGS,
)
_ARXIV_PATH = re.compile(
    rf"(?:^|/)({ARXIV_NEW}|{ARXIV_OLD})(?:v\d+)?(?:\.pdf)?(?:/|$)", _FLAGS
)
_DOI = re.compile(DOI)
_DOI_TAIL = re.compile(
    r"(?:(?:v\d+)?\.full(?:\.pdf|-text)?|\.pdf|"
    r"/(?:full|abstract|pdf|epdf|meta|fulltext)(?:\.html?)?)$",
    _FLAGS,
)
_OWN = {
    "acl": re.compile(r"\d{4}\.[a-z\d_]+-[a-z\d_]+\.\d+|[A-Z]\d{2}-\d{4}", re.ASCII),
    "dblp": re.compile(
        r"(?:conf|journals|books|series|phd|tr|reference|persons)/[\w.-]+/[\w./-]*\w",
        re.ASCII,
    ),
    "openreview": re.compile(r"[\w-]{8,16}", re.ASCII),
}
_DBLP_FORMATS = frozenset(
    {"html", "xml", "bibtex", "bib", "bib0", "bib1", "bib2", "rdf"}
)
_HASH = re.compile(r"[0-9a-f]{40}", _FLAGS)
_CORPUS = re.compile(r"corpusid:\s*(\d+)", _FLAGS)
_PREFIX = re.compile(
    r"(doi|acl|dblp|openreview|github|hf|huggingface|s2|semanticscholar)\s*:\s*(?!//)",
    _FLAGS,
)
_SSH = re.compile(r"(?:ssh://)?git@github\.com[:/]", _FLAGS)
_HOST = re.compile(r"(?:https?:)?//|(?:[\w-]+\.)+[a-z]{2,}/", _FLAGS)


class Reference(NamedTuple):
    """A work as one service names it."""

    service: str
    """`arxiv`, `doi`, `openreview`, `acl`, `dblp`, `semanticscholar`, `huggingface` or
    `github`."""

    identifier: str
    """As the service's `fetch` takes it; an arXiv id without its version."""


def recognise(text: str) -> Reference:
    """Return what an identifier or an address means, in any usual spelling.

    Raises:
        UnknownSourceError: it is none that is known.
    """
    wanted = text.strip().rstrip(".,;").strip("<>").strip()
    if not wanted.isprintable():  # as what is no UTF-8 on a command line
        raise UnknownSourceError(text.strip())
    looks = _HOST.match(wanted) or _SSH.match(wanted)
    found = (_address(wanted) if looks else None) or _identifier(wanted)
    if found is None:
        raise UnknownSourceError(text.strip(), _hint(wanted))
    return found


def _identifier(text: str) -> Reference | None:
    prefix = _PREFIX.match(text)
    rest = text[prefix.end() :] if prefix else text
    if prefix:
        return _prefixed(prefix[1].lower(), rest)
    if match := _ARXIV.fullmatch(rest):
        return _arxiv(match[1])
    if _DOI.fullmatch(rest):
        return _doi(rest)
    return _own("acl", rest) or _own("dblp", rest) or _paper(rest)


def _own(service: str, text: str) -> Reference | None:
    """Read an identifier of a service whose identifiers have one form."""
    return Reference(service, text) if _OWN[service].fullmatch(text) else None


def _prefixed(prefix: str, rest: str) -> Reference | None:
    match prefix:
        case "doi":
            if _HOST.match(rest):
                return _address(rest)
            return _doi(rest) if _DOI.fullmatch(rest) else None
        case "acl" | "dblp" | "openreview":
            return _own(prefix, rest)
        case "github":
            return _github(rest.split("/"), {})
        case "hf" | "huggingface":
            return _huggingface(rest.split("/"), {})
        case _:
            return _paper(rest)


def _address(text: str) -> Reference | None:
    if ssh := _SSH.match(text):
        return _github(text[ssh.end() :].split("/"), {})
    address = take_apart(text if "//" in text[:8] else f"https://{text}")
    if address is None or address.scheme not in {"http", "https"}:
        return None
    path = [unquote(step) for step in address.steps]
    query = dict(reversed(address.pairs))  # of a repeated name, the first counts
    for domain, read in _READERS.items():
        if address.site == domain or address.site.endswith(f".{domain}"):
            return read(path, query)
    return _somewhere(path, query)


def _on_arxiv(path: list[str], _query: dict[str, str]) -> Reference | None:
    match = _ARXIV_PATH.search("/".join(path))
    return _arxiv(match[1]) if match else None


def _somewhere(path: list[str], _query: dict[str, str]) -> Reference | None:
    """Read the DOI in a publisher's address."""
    match = _DOI.search("/".join(path))
    return _doi(_DOI_TAIL.sub("", match[0])) if match else None


def _on_openreview(_path: list[str], query: dict[str, str]) -> Reference | None:
    return _own("openreview", query.get("id", ""))


def _on_acl(path: list[str], _query: dict[str, str]) -> Reference | None:
    last = re.sub(r"(?:v\d+)?\.(?:pdf|bib|xml|endf)$", "", path[-1] if path else "")
    return _own("acl", last)


def _on_dblp(path: list[str], _query: dict[str, str]) -> Reference | None:
    if path[:1] != ["rec"]:
        return None
    rest = path[2:] if path[1:2] and path[1] in _DBLP_FORMATS else path[1:]
    key = re.sub(r"\.(?:html|xml|bib|rdf|nt|ris|ttl)$", "", "/".join(rest))
    return _own("dblp", key)


def _on_semantic_scholar(path: list[str], _query: dict[str, str]) -> Reference | None:
    return next(filter(None, map(_paper, reversed(path))), None)


def _paper(text: str) -> Reference | None:
    """Read an identifier of Semantic Scholar's own."""
    if _HASH.fullmatch(text):
        return Reference("semanticscholar", text.lower())
    if match := _CORPUS.fullmatch(text):
        return Reference("semanticscholar", f"CorpusId:{match[1]}")
    if match := _ARXIV.fullmatch(text):
        return _arxiv(match[1])
    return None


def _huggingface(path: list[str], _query: dict[str, str]) -> Reference | None:
    if path[:1] == ["papers"]:
        match = re.fullmatch(rf"({ARXIV_NEW})(?:v\d+)?", path[1]) if path[1:] else None
        return Reference("huggingface", f"papers/{match[1]}") if match else None
    found = on_host("huggingface.co", path)
    if found is None or found.folder == "spaces":
        return None
    return Reference("huggingface", f"{found.folder or 'models'}/{found.repository}")


def _github(path: list[str], _query: dict[str, str]) -> Reference | None:
    found = on_host("github.com", path)
    return Reference("github", found.repository) if found else None


def _arxiv(found: str) -> Reference:
    archive, slash, number = found.rpartition("/")
    return Reference("arxiv", f"{archive.partition('.')[0].lower()}{slash}{number}")


def _doi(found: str) -> Reference:
    doi = found.rstrip(".,;")
    if doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1]
    preprint = arxiv_of_doi(doi)
    return _arxiv(preprint) if preprint else Reference("doi", doi)


def _hint(text: str) -> str | None:
    """Say more where it is clear what was meant."""
    if re.fullmatch(r"[\w-]+/[\w.-]+", text):
        return f"'github:{text}' for a repository or 'hf:{text}' for a model"
    return None


_READERS: dict[str, Callable[[list[str], dict[str, str]], Reference | None]] = {
    "arxiv.org": _on_arxiv,
    "alphaxiv.org": _on_arxiv,
    "ar5iv.org": _on_arxiv,
    "scirate.com": _on_arxiv,
    "papers.cool": _on_arxiv,
    "openreview.net": _on_openreview,
    "aclanthology.org": _on_acl,
    "aclweb.org": _on_acl,
    "dblp.org": _on_dblp,
    "dblp.uni-trier.de": _on_dblp,
    "semanticscholar.org": _on_semantic_scholar,
    "huggingface.co": _huggingface,
    "hf.co": _huggingface,
    "github.com": _github,
}
"""Host of a service and how its addresses are read."""
