"""Asking a service below its address, and telling "no such thing" from other failures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unisurvey.errors import BadAnswerError, NotFoundError, StatusError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.outside.web import Answer, Web

ENDPOINTS: dict[str, str] = {
    "arxiv": "https://export.arxiv.org/api",
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "openreview": "https://api2.openreview.net",
    "openreview1": "https://api.openreview.net",
    "acl": "https://aclanthology.org",
    "dblp": "https://dblp.org",
    "semanticscholar": "https://api.semanticscholar.org/graph/v1",
    "huggingface": "https://huggingface.co",
    "github": "https://api.github.com",
}
"""Name of a service and the address below which its paths stand.

OpenReview keeps most venues before 2023 in its first API (`openreview1`), which does
not know the later ones.
"""


_NOWHERE = frozenset({404, 410})
_SHOWN = 60


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


def parse_xml(answer: Answer, root: str, expected: str) -> Any:
    """Return the root element, for lxml's methods.

    Args:
        answer: What the service sent.
        root: Tag that the root must have, with its namespace.
        expected: What that is, for people.

    Raises:
        BadAnswerError: it is not XML, or another document.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        found = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        found = None
    if found is None or found.tag != root:
        start = answer.body[:_SHOWN].decode("utf-8", "replace")
        shown = " ".join(start.split()) or "nothing"
        raise BadAnswerError(answer.url, f"expected {expected}, got {shown!r}")
    return found


def whole_text(element: Any) -> str | None:
    """Return the text of an element and all in it; `None` without the element."""
    return None if element is None else "".join(element.itertext())
