"""A DOI, asked of the agencies that register works: Crossref, then DataCite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.errors import NotFoundError
from unisurvey.outside.services import arxiv, crossref, datacite
from unisurvey.outside.services.recognise import recognise

if TYPE_CHECKING:
    from unisurvey.outside.services.work import Work
    from unisurvey.outside.web import Web


async def fetch(web: Web, identifier: str) -> Work:
    """Return what the agency of a DOI says; arXiv for one that stands for a preprint.

    Raises:
        NotFoundError: neither agency knows it.
        NetworkError: no usable answer.
    """
    reference = recognise(identifier)
    if reference.service == "arxiv":
        return await arxiv.fetch(web, reference.identifier)
    try:
        return await crossref.fetch(web, identifier)
    except NotFoundError:
        pass
    try:
        return await datacite.fetch(web, identifier)
    except NotFoundError:
        reason = f"neither Crossref nor DataCite knows the DOI {identifier}"
        raise NotFoundError(f"https://doi.org/{identifier}", reason) from None
