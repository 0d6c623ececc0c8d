"""Services asked about several sources at once, and which of their answers are about one work."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import NetworkError
from unisurvey.matching import address, squeeze
from unisurvey.outside.add.naming import short_name
from unisurvey.outside.services import Reference, fetch
from unisurvey.outside.services.sameness import is_certainly, same_title
from unisurvey.outside.services.work import SERVICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.outside.services.work import Work
    from unisurvey.outside.web import Web


class AskingError(NetworkError):
    """A service that had to be asked gave no usable answer."""

    def __init__(self, reference: Reference, cause: NetworkError) -> None:
        self.cause = cause
        name = SERVICES.get(reference.service, reference.service)
        asked = f"cannot ask {name} about {reference.identifier}: {cause.reason}"
        super().__init__(cause.url, asked)


class Asked(NamedTuple):
    """What came of asking."""

    works: tuple[Work, ...]
    """One for each reference in its order, then what they led to."""

    missed: tuple[AskingError, ...]
    """What was asked beyond the references and not answered."""


async def ask(references: Sequence[Reference], web: Web, *, enrich: bool) -> Asked:
    """Return what services say about works.

    Asks the service of each reference; for a repository, model or data set that names
    an arXiv id also arXiv.

    Args:
        references: What must be answered.
        web: Where to ask.
        enrich: Also ask for the published version that a preprint names, and Hugging
            Face for the paper's repository.

    Raises:
        AskingError: one of the references was not answered.
    """
    works: list[Work] = []
    for answer in await _fetch_all(references, web):
        if isinstance(answer, AskingError):
            raise answer
        works.append(answer)
    missed: list[AskingError] = []
    asked = set(references)
    steps = [_papers, _more] if enrich else [_papers]
    for step in steps:
        following = [one for one in dict.fromkeys(step(works)) if one not in asked]
        asked |= set(following)
        for answer in await _fetch_all(following, web):
            if isinstance(answer, AskingError):
                missed.append(answer)
            else:
                works.append(answer)
    return Asked(tuple(works), tuple(missed))


async def _fetch_all(
    references: Sequence[Reference], web: Web
) -> list[Work | AskingError]:
    async def ask_one(reference: Reference) -> Work | AskingError:
        try:
            return await fetch(reference, web)
        except NetworkError as error:
            return AskingError(reference, error)

    return await asyncio.gather(*map(ask_one, references))


def _papers(works: Sequence[Work]) -> Iterator[Reference]:
    """Yield the preprints that pages of other kinds name."""
    for work in works:
        if work.kind != "paper" and work.arxiv:
            yield Reference("arxiv", work.arxiv)


def _more(works: Sequence[Work]) -> Iterator[Reference]:
    for work in works:
        if work.doi:
            yield Reference("doi", work.doi)
        if work.arxiv:
            yield Reference("huggingface", f"papers/{work.arxiv}")


def group(works: Sequence[Work]) -> list[tuple[Work, ...]]:
    """Return the works put together that are one, in the order of their first.

    One are those with the same arXiv id or DOI, the same title and an author in
    common, or a link to each other. A repository, model or data set that names no
    paper belongs to the paper of its name, or to the only paper there is.
    """
    group_of: list[list[int]] = []
    bearing: dict[str, list[int]] = defaultdict(list)
    for n, work in enumerate(works):
        group_of.append([n])
        names = _names(work)
        for other in sorted({m for name in names for m in bearing[name]}):
            if group_of[n] is not group_of[other] and _are_one(work, works[other]):
                merged = sorted((*group_of[n], *group_of[other]))
                for member in merged:
                    group_of[member] = merged
        for name in names:
            bearing[name].append(n)
    groups = [
        [works[m] for m in members]
        for n, members in enumerate(group_of)
        if members[0] == n
    ]
    return [tuple(held) for held in _with_pages(groups)]


def _names(work: Work) -> set[str]:
    """Return what works have in common that are one: identifiers, addresses, the title."""
    links = map(address, filter(None, (work.url, *work.links.values())))
    title = squeeze(work.title or "")
    found = (work.arxiv, (work.doi or "").casefold(), *links, title)
    return {name for name in found if name}


def _with_pages(groups: list[list[Work]]) -> list[list[Work]]:
    """Return the groups, the pages that name no paper put to their paper."""
    papers = [held for held in groups if any(one.kind == "paper" for one in held)]
    if len(papers) == len(groups) or not papers:
        return groups
    kept = list(papers)
    for held in (held for held in groups if held not in papers):
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
    if not (work.title and other.title and same_title(work.title, other.title)):
        return False
    return any(
        is_certainly(one, another)
        for one in work.authors or work.first_authors
        for another in other.authors or other.first_authors
    )


def _points(work: Work, other: Work) -> bool:
    return address(other.page) in {address(link) for link in work.links.values()}


def _named(pages: Sequence[Work], paper: Sequence[Work]) -> bool:
    names = {squeeze(work.name.rpartition("/")[2]) for work in pages if work.name}
    titles = (short_name(work.title) for work in paper if work.title)
    return any(squeeze(title) in names for title in titles if title)
