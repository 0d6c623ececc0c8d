"""Asking a service, so that its "no such thing" is told apart from other failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unisurvey.errors import NotFoundError, StatusError
from unisurvey.outside.services.endpoints import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.outside.web import Answer, Web

_NOWHERE = frozenset({404, 410})


async def ask(
    web: Web,
    service: str,
    path: str,
    *,
    missing: str,
    nowhere: frozenset[int] = _NOWHERE,
    **options: Any,
) -> Answer:
    """Return what a service answers below its address.

    Args:
        web: Where to ask.
        service: Name in `ENDPOINTS`.
        path: Starts with `/`; identifiers in it are `quoted`.
        missing: What it means when the service does not know the path.
        nowhere: Statuses by which it says so.
        options: As `Web.get` takes them.

    Raises:
        NotFoundError: the service does not know it.
        NetworkError: no usable answer.
    """
    url = address(web.endpoints, service, path)
    try:
        return await web.get(url, **options)
    except StatusError as error:
        if error.status in nowhere:
            raise NotFoundError(error.url, missing) from None
        raise


def address(endpoints: Mapping[str, str], service: str, path: str) -> str:
    """Return the address of a path of a service, its public one unless another is given."""
    base = endpoints.get(service, ENDPOINTS[service])
    return base.rstrip("/") + path


def quoted(identifier: str) -> str:
    """Return an identifier as it may stand in a path; slashes stay."""
    return quote(identifier, safe="/:")
