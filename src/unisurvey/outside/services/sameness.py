"""Whether services speak of one work, and agree about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from unisurvey.matching import SHARED_AUTHORS, Description, Index, squeeze, written
from unisurvey.matching.people import likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Organization, Paper

    Authors = Sequence[str | Organization]

T = TypeVar("T")


@dataclass(frozen=True)
class Agreement(Generic[T]):
    """What the first of several works says, and who else says the same."""

    value: T
    works: tuple[Work, ...]
    """Those that say so."""

    others: tuple[tuple[Work, T], ...]
    """Those that say something else, and what."""

    @property
    def is_certain(self) -> bool:
        """Whether several say so and nobody says something else."""
        return len(self.works) > 1 and not self.others


def agreement(
    works: Iterable[Work],
    value_of: Callable[[Work], T | None],
    same: Callable[[T, T], bool],
) -> Agreement[T] | None:
    """Return what the first work that says something says; `None` when none does.

    Args:
        works: The best first.
        value_of: What a work says; `None` or empty where that is nothing.
        same: Whether two values are the same.
    """
    said = [(work, value) for work in works if (value := value_of(work))]
    if not said:
        return None
    best = said[0][1]
    alike = tuple(work for work, value in said if same(value, best))
    others = tuple((work, value) for work, value in said if not same(value, best))
    return Agreement(best, alike, others)


def same_title(title: str, other: str) -> bool:
    """Return whether two titles are one in different spellings."""
    return squeeze(title) == squeeze(other)


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
        names=tuple(map(written, work.authors)),
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


def same_people(authors: Authors, known: Authors) -> bool:
    """Return whether two lists name the same people in the same order."""
    return len(authors) == len(known) and all(map(is_certainly, authors, known))


def same_beginning(first: Authors, whole: Authors) -> bool:
    """Return whether a list begins with these people."""
    return len(first) <= len(whole) and same_people(first, whole[: len(first)])


def is_certainly(author: str | Organization, known: str | Organization) -> bool:
    """Return whether two names are one person's in different spellings."""
    return likeness(written(author), str(known)) == "same"


def same_person(author: str | Organization, known: str) -> bool:
    """Return whether two names can be one person's."""
    return likeness(written(author), known) != "other"


def merged(authors: Authors, known: Authors) -> list[object]:
    """Return a new author list as YAML gives it, each known author spelled as before."""
    left = list(known)
    found: list[object] = []
    for author in authors:
        old = next((k for k in left if is_certainly(author, k)), author)
        if old in left:
            left.remove(old)
        found.append(old if isinstance(old, str) else {"organization": str(old)})
    return found
