"""A repository on GitHub: https://docs.github.com/en/rest/repos/repos."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unisurvey.errors import BadAnswerError, NotFoundError
from unisurvey.outside.services.answers import (
    arxiv_id,
    data,
    day,
    line,
    mapping,
    needed,
    web_address,
)
from unisurvey.outside.services.github_graphql import (
    RepositoryAnswer,
    authorization,
    fetch_repositories,
    spdx,
)
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.work import Work
from unisurvey.schema.hosted import is_commit

if TYPE_CHECKING:
    from unisurvey.outside.web import Answer, Web

__all__ = ["RepositoryAnswer", "fetch", "fetch_repositories", "named_paper", "parse"]

_JSON = "application/vnd.github+json"
_COMMIT = "application/vnd.github.sha"
_LARGEST = 2_000_000
_NOWHERE = frozenset({404, 410, 451})
_NAMED = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*|10\.48550/arxiv\.|"
    r"huggingface\.co/papers/|eprint\s*=\s*[{\"])(\d{4}\.\d{4,5})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_ELSEWHERE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|github\.com|doi\.org|openreview\.net|"
    r"huggingface\.co/papers)(?:/|$)",
    re.IGNORECASE,
)


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
    options: dict[str, Any] = {"nowhere": _NOWHERE, "headers": authorization(token)}
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
        try:
            answer = await ask(
                web, "github", f"{path}/{file}", missing=f"no {file}", **options
            )
        except NotFoundError:
            continue
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
    path = needed(line(file.get("path")), "path", answer)
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
    name = needed(line(repository.get("full_name")), "full_name", answer)
    url = f"https://github.com/{name}"
    home = web_address(repository.get("homepage"))
    own = home if home and not _ELSEWHERE.match(home) else None
    return Work(
        service="github",
        url=url,
        kind="repository",
        name=name.rpartition("/")[2],
        date=day(repository.get("created_at")),
        arxiv=arxiv_id(home),
        links={"code": url} | ({"project": own} if own else {}),
        license=spdx(mapping(repository.get("license")).get("spdx_id")),
        comment=line(repository.get("description")),
    )


def named_paper(text: str) -> str | None:
    """Return the arXiv id that a text names, if it names just one."""
    found = {match[1] for match in _NAMED.finditer(text)}
    return found.pop() if len(found) == 1 else None
