"""Whether a service speaks of the very work that a record is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.matching import (
    SHARED_AUTHORS,
    Description,
    Index,
    WrittenName,
    squeeze,
    titles,
)
from unisurvey.matching.people import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.services import Work
    from unisurvey.schema import Organization, Paper

Authors = tuple["str | Organization", ...]


def is_same_work(paper: Paper, work: Work) -> bool:
    """Return whether title or identifier and the authors are the paper's.

    The matching room finds the paper; then, since a record may be rewritten, the first
    author and half of the shorter list must be the same people.
    """
    found = Index((paper,)).match(described(work))
    return found.paper is not None and shares_authors(paper, work.authors)


def is_another_work(paper: Paper, work: Work) -> bool:
    """Return whether a work bears the paper's identifier, but not its title and people."""
    return Index((paper,)).match(described(work)).stranger is not None


def described(work: Work) -> Description:
    """Return a service's work as the matching room compares works."""
    return Description(
        title=work.title or "",
        names=tuple(written(author) for author in work.authors),
        arxiv=(work.arxiv,) if work.arxiv else (),
        dois=(work.doi,) if work.doi else (),
    )


def shares_authors(paper: Paper, authors: Authors) -> bool:
    """Return whether the first author and half of the shorter list are the same."""
    known = [str(author) for author in paper.authors or ()]
    if not known or not authors or not same_person(authors[0], known[0]):
        return False
    shared = sum(any(same_person(author, name) for name in known) for author in authors)
    return shared >= SHARED_AUTHORS * min(len(known), len(authors))


def same_people(authors: Authors, known: Sequence[str | Organization]) -> bool:
    """Return whether two lists name the same people in the same order."""
    return len(authors) == len(known) and all(
        likeness(written(author), str(name)) == "same"
        for author, name in zip(authors, known, strict=True)
    )


def has_title(paper: Paper, title: str) -> bool:
    """Return whether the paper is known under a title, in any spelling."""
    return squeeze(title) in map(squeeze, titles(paper))


def same_person(author: str | Organization, known: str) -> bool:
    """Return whether two names can be one person's."""
    return likeness(written(author), known) != "other"


def written(author: str | Organization) -> WrittenName:
    """Return a service's author as the matching room compares names."""
    return WrittenName(str(author), whole=not isinstance(author, str))


def merged(authors: Authors, known: Sequence[str | Organization]) -> list[object]:
    """Return a new author list as YAML gives it, each known author spelled as before."""
    left = list(known)
    found: list[object] = []
    for author in authors:
        old = next(
            (k for k in left if likeness(written(author), str(k)) == "same"), author
        )
        if old in left:
            left.remove(old)
        found.append(old if isinstance(old, str) else {"organization": str(old)})
    return found
