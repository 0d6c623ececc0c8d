"""Addresses as links hold them: no character ends them early or means something else."""

from __future__ import annotations

from urllib.parse import quote

_IN_DOIS = "/:;()!$&'*,=@~"
"""What needs no percent sign (DOI Handbook, "DOI Name Encoding Rules for URL
Presentation", https://doi.info/doi-handbook/HTML/encoding-rules-for-urls.html)."""


def arxiv_address(arxiv: str) -> str:
    """Return the address of the page that arXiv has about an id."""
    return f"https://arxiv.org/abs/{arxiv}"


def doi_address(doi: str) -> str:
    """Return the address of a DOI; old ones hold angle brackets and other signs."""
    return f"https://doi.org/{quote(doi, safe=_IN_DOIS)}"


def link_target(address: str) -> str:
    """Return an address with percent signs for what an address cannot hold."""
    return quote(address, safe="/:?#[@]!$&'()*+,;=%~-._")
