"""Addresses as links hold them, so that no character ends them early, and compared."""

from __future__ import annotations

import re
from urllib.parse import quote

_IN_DOIS = "/:;()!$&'*,=@~"
"""What needs no percent sign (DOI Handbook, "DOI Name Encoding Rules for URL
Presentation", https://doi.info/doi-handbook/HTML/encoding-rules-for-urls.html)."""


def address(url: str) -> str:
    """Return a web address without what varies: scheme, `www.`, final slash."""
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/").casefold()


def arxiv_address(identifier: str) -> str:
    """Return the page of a paper on arXiv, of its newest version unless the id has one."""
    return f"https://arxiv.org/abs/{identifier}"


def doi_address(doi: str) -> str:
    """Return the address of a DOI; old ones hold angle brackets and other signs."""
    return f"https://doi.org/{quote(doi, safe=_IN_DOIS)}"


def link_target(address: str) -> str:
    """Return an address with percent signs for what an address cannot hold."""
    return quote(address, safe="/:?#[@]!$&'()*+,;=%~-._")
