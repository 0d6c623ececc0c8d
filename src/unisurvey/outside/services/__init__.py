"""Public services that know works, each asked and read in a file of its own."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from unisurvey.errors import NotFoundError
from unisurvey.outside.services.request import ENDPOINTS
from unisurvey.outside.services.work import Work
from unisurvey.schema.recognise import Reference, recognise

if TYPE_CHECKING:
    from unisurvey.outside.web import Web

__all__ = ["ENDPOINTS", "Reference", "Work", "fetch", "recognise"]

_AGENCIES = ("crossref", "datacite")
"""Who registers the DOIs of works, in the order in which they are asked."""


async def fetch(reference: Reference, web: Web) -> Work:
    """Return what the service of a reference says about its work.

    A DOI is asked of its agency; arXiv is asked for one that stands for a preprint.

    Raises:
        NotFoundError: the service has no such work.
        NetworkError: it gave no usable answer.
    """
    service, identifier = reference
    if service != "doi":
        module = import_module(f"unisurvey.outside.services.{service}")
        work: Work = await module.fetch(web, identifier)
        return work
    preprint = recognise(identifier)
    if preprint.service == "arxiv":
        return await fetch(preprint, web)
    for agency in _AGENCIES:
        with suppress(NotFoundError):
            return await fetch(Reference(agency, identifier), web)
    reason = f"neither Crossref nor DataCite knows the DOI {identifier}"
    raise NotFoundError(f"https://doi.org/{identifier}", reason)
