"""State and licence of the repositories with the authors' code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.errors import UnknownValueError
from unisurvey.outside.refresh.changes import Change, edit, witness
from unisurvey.schema.hosted import hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.outside.services.github import RepositoryAnswer
    from unisurvey.schema import Paper, Vocabularies
    from unisurvey.schema.hosted import Hosted


def repository_of(paper: Paper) -> str | None:
    """Return `owner/name` of the paper's code, when it is on GitHub."""
    found = _code(paper)
    return found.repository if found else None


def restarred(
    paper: Paper, found: RepositoryAnswer, day: str, vocabularies: Vocabularies
) -> Iterator[Change]:
    """Yield what GitHub says otherwise than the record.

    That the same was seen on another day is no change.

    Args:
        paper: Its code is in the repository.
        found: What GitHub says.
        day: When it said so, ISO.
        vocabularies: Whose licences count.
    """
    if found.missing:
        note = f"GitHub has no public repository {found.name}"
        yield Change(paper, "repository", note, decided=False)
        return
    url = f"https://github.com/{found.moved_to or found.name}"
    new = {
        "stars": found.stars,
        "last_commit": found.last_commit,
        "archived": found.archived,
    }
    state = paper.repository
    known = state.model_dump(include=set(new)) if state else None
    if new != known and None not in new.values():
        new["seen"] = day
        made = edit(paper, ("repository",), new, witness(url, ("repository",)))
        yield Change(paper, "repository", _news(paper, found), made)
    yield from _renamed(paper, found, url)
    yield from _licensed(paper, found, url, vocabularies)


def _news(paper: Paper, found: RepositoryAnswer) -> str:
    was_open = paper.repository is None or not paper.repository.archived
    if found.archived and was_open:
        return "archived"
    if paper.repository and paper.repository.archived and not found.archived:
        return "no longer archived"
    return f"{found.stars} stars, last commit {found.last_commit}"


def _renamed(paper: Paper, found: RepositoryAnswer, url: str) -> Iterator[Change]:
    code = _code(paper)
    if code is None or found.moved_to is None:
        return
    below = (code.verb, code.ref, code.path)
    new = "/".join(filter(None, (url, *below)))
    made = edit(paper, ("links", "code"), new, witness(url, ("links", "code")))
    yield Change(paper, "moved", "GitHub renamed the repository", made)


def _licensed(
    paper: Paper, found: RepositoryAnswer, url: str, vocabularies: Vocabularies
) -> Iterator[Change]:
    if not found.license:
        return
    try:
        known = vocabularies.licenses.resolve(found.license)
    except UnknownValueError:
        if paper.license is None:
            note = f"{found.license!r} needs an entry in licenses.yaml"
            yield Change(paper, "license", note, decided=False)
        return
    made = edit(paper, ("code_license",), known, witness(url, ("code_license",)))
    if not made:
        return
    code = _code(paper)
    whole = code is not None and not code.verb
    if paper.license is None and whole:
        yield Change(paper, "license", "GitHub found the licence's text", made)
    else:
        note = (
            "GitHub found another licence"
            if paper.license
            else "the licence is that of the whole repository, the code a part of it"
        )
        yield Change(paper, "license", note, made, decided=False)


def _code(paper: Paper) -> Hosted | None:
    """Return the repository of the code, when it is on GitHub."""
    found = hosted((paper.links and paper.links.code) or "")
    return found if found and found.host == "github.com" else None
