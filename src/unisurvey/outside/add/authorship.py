"""Whose work it is, where several services list people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.matching import WrittenName
from unisurvey.matching.people import likeness
from unisurvey.outside.add.pages import noted, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.statements import Statements
    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Organization

    Author = str | Organization


def state_authors(facts: Statements, papers: Sequence[Work]) -> None:
    """State the list of the best work; who lists other people is noted.

    Args:
        facts: Gets the field, or a doubt when nobody gives a list.
        papers: The best first.
    """
    known = [work for work in papers if work.authors]
    if not known:
        facts.doubt("authors", "no service gives a complete list")
        _state_first(facts, papers)
        return
    best = known[0].authors
    alike = []
    for work in known:
        if _same_people(work.authors, best):
            alike.append(page(work))
            continue
        pairs = ((work.authors, best, "names also"), (best, work.authors, "leaves out"))
        parts = [
            f"{verb} {', '.join(more)}"
            for these, those, verb in pairs
            if (more := _missing(these, those))
        ]
        said = " and ".join(parts) or "gives the authors in another order"
        facts.notes.append(noted(work, said))
    facts.say("authors", [_plain(author) for author in best], alike)


def _state_first(facts: Statements, papers: Sequence[Work]) -> None:
    """State the longest beginning that a list has before it is cut."""
    longest = max(papers, key=lambda work: len(work.first_authors), default=None)
    if longest and longest.first_authors:
        first = [_plain(author) for author in longest.first_authors]
        facts.say("authors", first, [page(longest)])
        facts.cut = True


def _same_people(these: Sequence[Author], those: Sequence[Author]) -> bool:
    return len(these) == len(those) and all(
        _same(one, other) for one, other in zip(these, those, strict=True)
    )


def same_beginning(first: Sequence[Author], whole: Sequence[Author]) -> bool:
    """Return whether a list begins with these people."""
    return len(first) <= len(whole) and _same_people(first, whole[: len(first)])


def _same(one: Author, other: Author) -> bool:
    written = WrittenName(str(one), whole=not isinstance(one, str))
    return likeness(written, str(other)) == "same"


def _missing(these: Sequence[Author], those: Sequence[Author]) -> list[str]:
    return [str(one) for one in these if not any(_same(one, other) for other in those)]


def _plain(author: Author) -> Any:
    return author if isinstance(author, str) else {"organization": author.organization}
