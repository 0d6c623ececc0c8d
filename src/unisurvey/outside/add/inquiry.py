"""Asking services about several sources at once; what must be known and what may."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import NetworkError
from unisurvey.outside.add.pages import SERVICES
from unisurvey.outside.services import Reference, fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.services.work import Work
    from unisurvey.outside.web import Web


class AskingError(NetworkError):
    """A service that had to be asked gave no usable answer."""

    def __init__(self, reference: Reference, cause: NetworkError) -> None:
        self.reference = reference
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
    answers = await asyncio.gather(
        *(_fetch(reference, web) for reference in references), return_exceptions=True
    )
    works: list[Work] = []
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
        works.append(answer)
    missed: list[AskingError] = []
    asked = set(references)
    steps = [_papers, _more] if enrich else [_papers]
    for step in steps:
        following = [one for one in step(works) if one not in asked]
        asked |= set(following)
        found = await asyncio.gather(
            *(_fetch(one, web) for one in following), return_exceptions=True
        )
        for answer in found:
            if isinstance(answer, AskingError):
                missed.append(answer)
            elif isinstance(answer, BaseException):
                raise answer
            else:
                works.append(answer)
    return Asked(tuple(works), tuple(missed))


async def _fetch(reference: Reference, web: Web) -> Work:
    try:
        return await fetch(reference, web)
    except NetworkError as error:
        raise AskingError(reference, error) from error


def _papers(works: Sequence[Work]) -> list[Reference]:
    """Return the preprints that pages of other kinds name."""
    ids = [work.arxiv for work in works if work.kind != "paper" and work.arxiv]
    return [Reference("arxiv", name) for name in dict.fromkeys(ids)]


def _more(works: Sequence[Work]) -> list[Reference]:
    found: dict[Reference, None] = {}
    for work in works:
        if work.doi:
            found[Reference("doi", work.doi)] = None
        if work.arxiv:
            found[Reference("huggingface", f"papers/{work.arxiv}")] = None
    return list(found)
