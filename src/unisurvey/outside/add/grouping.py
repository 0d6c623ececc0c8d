"""Which of several answers are about one work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.matching import WrittenName, address, squeeze
from unisurvey.matching.people import likeness
from unisurvey.outside.add.naming import short_name
from unisurvey.outside.add.pages import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.services.work import Work

Group = tuple["Work", ...]


def group(works: Sequence[Work]) -> list[Group]:
    """Return the works put together that are one, in the order of their first.

    One are those with the same arXiv id or DOI, the same title and an author in
    common, or a link to each other. A repository, model or data set that names no
    paper belongs to the paper of its name, or to the only paper there is.
    """
    groups: list[list[Work]] = []
    for work in works:
        mine = [held for held in groups if any(_are_one(work, one) for one in held)]
        for held in mine:
            groups.remove(held)
        merged = [*(one for held in mine for one in held), work]
        groups.append(sorted(merged, key=works.index))
    groups.sort(key=lambda held: works.index(held[0]))
    return [tuple(held) for held in _with_pages(groups)]


def _with_pages(groups: list[list[Work]]) -> list[list[Work]]:
    """Return the groups, the pages that name no paper put to their paper."""
    papers = [held for held in groups if any(one.kind == "paper" for one in held)]
    if len(papers) == len(groups) or not papers:
        return groups
    kept = list(papers)
    for held in groups:
        if held in papers:
            continue
        fitting = papers if len(papers) == 1 else [p for p in papers if _named(held, p)]
        if len(fitting) == 1:
            fitting[0].extend(held)
        else:
            kept.append(held)
    return kept


def _are_one(work: Work, other: Work) -> bool:
    if work.arxiv and other.arxiv:
        return work.arxiv == other.arxiv
    if work.doi and other.doi:
        return work.doi.casefold() == other.doi.casefold()
    if _points(work, other) or _points(other, work):
        return True
    if not (work.title and other.title) or squeeze(work.title) != squeeze(other.title):
        return False
    return any(
        likeness(WrittenName(str(one)), str(another)) == "same"
        for one in work.authors or work.first_authors
        for another in other.authors or other.first_authors
    )


def _points(work: Work, other: Work) -> bool:
    return address(page(other)) in {address(link) for link in work.links.values()}


def _named(pages: Sequence[Work], paper: Sequence[Work]) -> bool:
    names = {squeeze(work.name.rpartition("/")[2]) for work in pages if work.name}
    titles = (short_name(work.title) for work in paper if work.title)
    return any(squeeze(title) in names for title in titles if title)
