"""Many repositories on GitHub at once: https://docs.github.com/en/graphql."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.errors import BadAnswerError
from unisurvey.outside.services.answers import data, day, line, mapping, number, rows
from unisurvey.outside.services.request import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.outside.web import Answer, Web

_BATCH = 50
_ASKED = "nameWithOwner stargazerCount pushedAt isArchived licenseInfo { spdxId }"


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
    wanted = [name for name in dict.fromkeys(names) if _is_name(name)]
    found: dict[str, RepositoryAnswer] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        answer = await web.post_json(
            address(web.endpoints, "github", "/graphql"),
            question(batch),
            headers=authorization(token),
        )
        found |= parse(answer, batch)
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


def parse(answer: Answer, names: Sequence[str]) -> dict[str, RepositoryAnswer]:
    """Return the repositories of an answer to `question(names)`.

    Raises:
        BadAnswerError: GitHub answered nothing but errors.
    """
    whole = data(answer)
    stated, errors = mapping(whole.get("data")), rows(whole.get("errors"))
    nowhere = {
        path[0]
        for error in errors
        if error.get("type") == "NOT_FOUND"
        and isinstance(path := error.get("path"), list)
        and path
        and isinstance(path[0], str)
    }
    if not stated and not nowhere:
        said = line(errors[0].get("message")) if errors else None
        reason = f"GitHub says: {said}" if said else "the answer states no data"
        raise BadAnswerError(answer.url, reason)
    found = {}
    for n, name in enumerate(names):
        if f"r{n}" in nowhere:
            found[name] = RepositoryAnswer(name, missing=True)
        elif repository := mapping(stated.get(f"r{n}")):
            found[name] = _repository(name, repository)
    return found


def _repository(name: str, stated: dict[str, Any]) -> RepositoryAnswer:
    today = line(stated.get("nameWithOwner"))
    archived = stated.get("isArchived")
    return RepositoryAnswer(
        name=name,
        stars=number(stated.get("stargazerCount")),
        last_commit=day(stated.get("pushedAt")),
        archived=archived if isinstance(archived, bool) else None,
        license=spdx(mapping(stated.get("licenseInfo")).get("spdxId")),
        moved_to=today if today and today.lower() != name.lower() else None,
    )


def _is_name(name: str) -> bool:
    owner, slash, rest = name.partition("/")
    return bool(owner and slash and rest) and "/" not in rest


def authorization(token: str | None) -> dict[str, str] | None:
    """Return the header that carries a token."""
    return {"authorization": f"Bearer {token.strip()}"} if token else None


def spdx(stated: Any) -> str | None:
    """Return an SPDX id; `None` for a licence that GitHub cannot tell."""
    found = line(stated)
    return None if found is None or found in {"NOASSERTION", "NONE"} else found
