"""Public services that know works, each asked and read in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.outside.services.recognise import Reference, recognise
from unisurvey.outside.services.request import ENDPOINTS
from unisurvey.outside.services.work import Work

if TYPE_CHECKING:
    from unisurvey.outside.web import Web

__all__ = ["ENDPOINTS", "Reference", "Work", "fetch", "recognise"]


async def fetch(reference: Reference, web: Web) -> Work:
    """Return what the service of a reference says about its work.

    Raises:
        NotFoundError: the service has no such work.
        NetworkError: it gave no usable answer.
    """
    from importlib import import_module

    service = import_module(f"unisurvey.outside.services.{reference.service}")
    work: Work = await service.fetch(web, reference.identifier)
    return work
