"""What is said of a work somewhere, in the form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from unisurvey.schema import Organization, Paper


class WrittenName(NamedTuple):
    """One name of a list, in plain Unicode."""

    text: str
    """In natural order: given names first."""

    family: str = ""
    """Empty when the order of the words does not tell it."""

    whole: bool = False
    """It is not to be taken apart: an organization, as a rule."""


@dataclass(frozen=True)
class Description:
    """What one place says of a work; what it does not say is empty."""

    title: str = ""
    names: tuple[WrittenName, ...] = ()
    arxiv: tuple[str, ...] = ()
    """Ids without version."""

    dois: tuple[str, ...] = ()
    url: str = ""
    """As `address` gives it."""

    hints: tuple[str, ...] = ()
    """arXiv ids that may be another work's; good for finding only."""


def describe(paper: Paper) -> Description:
    """Return what a record says of its work."""
    return Description(
        title=paper.title,
        names=tuple(map(written, paper.authors or ())),
        arxiv=(bare(paper.arxiv),) if paper.arxiv else (),
        dois=(paper.doi,) if paper.doi else (),
        url=address(paper.url or ""),
    )


def written(author: str | Organization) -> WrittenName:
    """Return an author of a record, or of a service, as a name of a list."""
    return WrittenName(str(author), whole=not isinstance(author, str))


def titles(paper: Paper) -> tuple[str, ...]:
    """Return every title under which a work is known, the current one first."""
    return (paper.title, *(paper.other_titles or ()))


def has_title(paper: Paper, title: str) -> bool:
    """Return whether a work is known under a title, in whatever spelling."""
    return squeeze(title) in {squeeze(known) for known in titles(paper)}


def bare(arxiv: str | None) -> str:
    """Return an arXiv id without its version."""
    return re.sub(r"v\d+$", "", arxiv or "")


def squeeze(title: str) -> str:
    """Return the letters and digits of a title: the same for all its spellings."""
    return fold(title.replace("&", " and ")).replace(" ", "")


def address(url: str) -> str:
    """Return a web address without what varies: scheme, `www.`, final slash."""
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/").casefold()
