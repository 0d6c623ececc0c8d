"""Repositories on GitHub: one by REST, many at once by GraphQL.

https://docs.github.com/en/rest/repos/repos, https://docs.github.com/en/graphql
"""

from __future__ import annotations

import re
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unisurvey.errors import BadAnswerError, NotFoundError
from unisurvey.outside.services.answers import arxiv_id, line, only
from unisurvey.outside.services.request import address, ask, quoted
from unisurvey.outside.services.said import Said, data, needed
from unisurvey.outside.services.work import Work
from unisurvey.schema.forms import ARXIV_NEW
from unisurvey.schema.hosted import is_commit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.outside.web import Answer, Web

_JSON = "application/vnd.github+json"
_COMMIT = "application/vnd.github.sha"
_LARGEST = 2_000_000
_NOWHERE = frozenset({404, 410, 451})
_NAMED = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*|10\.48550/arxiv\.|"
    rf"huggingface\.co/papers/|eprint\s*=\s*[{{\"])({ARXIV_NEW})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_ELSEWHERE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|github\.com|doi\.org|openreview\.net|"
    r"huggingface\.co/papers)(?:/|$)",
    re.IGNORECASE,
)
_BATCH = 50
_NAME = re.compile("[^/]+/[^/]+", re.DOTALL)
_ASKED = "nameWithOwner stargazerCount pushedAt isArchived licenseInfo { spdxId }"


async def fetch(web: Web, identifier: str, token: str | None = None) -> Work:
    """Return what GitHub says of a repository, and which paper it belongs to.

    The paper is told only where the homepage, CITATION.cff or README names a single one;
    of a file it is said at which commit it was read.

    Args:
        web: Where to ask.
        identifier: `owner/name`.
        token: Raises how often GitHub answers; needed for nothing.

    Raises:
        NotFoundError: there is no such public repository.
        NetworkError: no usable answer.
    """
    path = f"/repos/{quoted(identifier)}"
    missing = f"GitHub has no public repository {identifier}"
    options: dict[str, Any] = {"nowhere": _NOWHERE, "headers": _authorization(token)}
    answer = await ask(web, "github", path, missing=missing, accept=_JSON, **options)
    work = parse(answer)
    if work.arxiv:
        return work
    try:
        head = await ask(
            *(web, "github", f"{path}/commits/HEAD"),
            missing=f"{identifier} is empty",
            accept=_COMMIT,
            **options,
        )
        commit = newest_commit(head)
    except NotFoundError:
        return work
    options |= {"accept": _JSON, "largest": _LARGEST, "params": {"ref": commit}}
    for file in ("contents/CITATION.cff", "readme"):
        with suppress(NotFoundError):
            answer = await ask(
                web, "github", f"{path}/{file}", missing=f"no {file}", **options
            )
            name, text = read_file(answer)
            if arxiv := named_paper(text):
                place = f"{work.url}/blob/{commit}/{quote(name)}"
                return replace(work, arxiv=arxiv, where={"arxiv": place})
    return work


def newest_commit(answer: Answer) -> str:
    """Return the commit of the default branch.

    Raises:
        BadAnswerError: it is none.
    """
    found = answer.body.decode("ascii", "replace").strip()
    if not is_commit(found):
        raise BadAnswerError(answer.url, "expected the digits of a commit")
    return found


def read_file(answer: Answer) -> tuple[str, str]:
    """Return path and text of a file of a repository; empty where GitHub sends none.

    Raises:
        BadAnswerError: it is no file.
    """
    file = data(answer)
    path = needed(file.line("path"), "path", answer)
    try:
        content = b64decode(
            "".join(str(file.get("content") or "").split()), validate=True
        )
    except ValueError:
        raise BadAnswerError(answer.url, "the content is not in base64") from None
    return path, content.decode("utf-8", "replace")


def parse(answer: Answer) -> Work:
    """Return what a repository's record says.

    Raises:
        BadAnswerError: it is no repository.
    """
    repository = data(answer)
    name = needed(repository.line("full_name"), "full_name", answer)
    url = f"https://github.com/{name}"
    home = repository.web_address("homepage")
    own = home if home and not _ELSEWHERE.match(home) else None
    return Work(
        service="github",
        url=url,
        kind="repository",
        name=name.rpartition("/")[2],
        date=repository.day("created_at"),
        arxiv=arxiv_id(home),
        links={"code": url} | ({"project": own} if own else {}),
        license=_spdx(repository.inside("license").get("spdx_id")),
        comment=repository.line("description"),
    )


def named_paper(text: str) -> str | None:
    """Return the arXiv id that a text names, if it names just one."""
    return only(match[1] for match in _NAMED.finditer(text))


@dataclass(frozen=True, slots=True)
class RepositoryAnswer:
    """What GitHub says of a repository now."""

    name: str
    """`owner/name` as asked for."""

    stars: int | None = None
    last_commit: str | None = None
    """Day (UTC) of the last push."""

    archived: bool | None = None
    license: str | None = None
    """SPDX id; `None` when there is none or GitHub cannot tell which it is."""

    moved_to: str | None = None
    """`owner/name` that it bears today, where that is another."""

    missing: bool = False
    """GitHub says that there is no such public repository."""


async def fetch_repositories(
    web: Web, names: Iterable[str], token: str
) -> dict[str, RepositoryAnswer]:
    """Return repositories by their names as given, in batches of fifty.

    One that GitHub would not tell about, for other reasons than that it is missing, is
    left out.

    Args:
        web: Where to ask.
        names: `owner/name`; others are left out.
        token: GitHub's GraphQL answers nobody without one. Never part of an error.

    Raises:
        NetworkError: a batch had no usable answer.
    """
    wanted = [name for name in dict.fromkeys(names) if _NAME.fullmatch(name)]
    found: dict[str, RepositoryAnswer] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        answer = await web.post_json(
            address(web.endpoints, "github", "/graphql"),
            question(batch),
            headers=_authorization(token),
        )
        found |= parse_repositories(answer, batch)
    return found


def question(names: Sequence[str]) -> dict[str, Any]:
    """Return the query for some repositories; the nth has the alias `rN`."""
    declared = ", ".join(f"$o{n}: String!, $n{n}: String!" for n in range(len(names)))
    fields = " ".join(
        f"r{n}: repository(owner: $o{n}, name: $n{n}) {{ {_ASKED} }}"
        for n in range(len(names))
    )
    variables = {}
    for n, name in enumerate(names):
        variables[f"o{n}"], _, variables[f"n{n}"] = name.partition("/")
    return {"query": f"query({declared}) {{ {fields} }}", "variables": variables}


def parse_repositories(
    answer: Answer, names: Sequence[str]
) -> dict[str, RepositoryAnswer]:
    """Return the repositories of an answer to `question(names)`.

    Raises:
        BadAnswerError: GitHub answered nothing but errors.
    """
    whole = data(answer)
    stated, errors = whole.inside("data"), whole.each("errors")
    lost = (error for error in errors if error.get("type") == "NOT_FOUND")
    nowhere = [path for error in lost if (path := error.first("path"))]
    if not stated and not nowhere:
        said = errors[0].line("message") if errors else None
        reason = f"GitHub says: {said}" if said else "the answer states no data"
        raise BadAnswerError(answer.url, reason)
    found = {}
    for n, name in enumerate(names):
        if f"r{n}" in nowhere:
            found[name] = RepositoryAnswer(name, missing=True)
        elif repository := stated.inside(f"r{n}"):
            found[name] = _repository(name, repository)
    return found


def _repository(name: str, stated: Said) -> RepositoryAnswer:
    today = stated.line("nameWithOwner")
    archived = stated.get("isArchived")
    return RepositoryAnswer(
        name=name,
        stars=stated.number("stargazerCount"),
        last_commit=stated.day("pushedAt"),
        archived=archived if isinstance(archived, bool) else None,
        license=_spdx(stated.inside("licenseInfo").get("spdxId")),
        moved_to=today if today and today.lower() != name.lower() else None,
    )


def _authorization(token: str | None) -> dict[str, str] | None:
    """Return the header that carries a token."""
    return {"authorization": f"Bearer {token.strip()}"} if token else None


def _spdx(stated: Any) -> str | None:
    """Return an SPDX id; `None` for a licence that GitHub cannot tell."""
    found = line(stated)
    return None if found is None or found in {"NOASSERTION", "NONE"} else found
