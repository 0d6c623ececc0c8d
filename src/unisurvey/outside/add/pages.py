"""Who says something of a work, and where anybody can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.services.work import Work

SERVICES = {
    "acl": "the ACL Anthology",
    "openreview": "OpenReview",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "dblp": "DBLP",
    "arxiv": "arXiv",
    "semanticscholar": "Semantic Scholar",
    "huggingface": "Hugging Face",
    "github": "GitHub",
    "doi": "Crossref and DataCite",
    "bib": "the .bib file",
}
"""Service and how people call it, the better first where two disagree."""

_OF_PUBLISHED = ("acl", "openreview", "crossref", "datacite", "dblp")
_ORDER = tuple(SERVICES)


def called(work: Work) -> str:
    """Return how people call the service that a work's statements come from."""
    return SERVICES.get(work.service, work.service)


def page(work: Work, path: str = "") -> str:
    """Return who states a field of a work: the page that was asked, else the file."""
    return work.where.get(path) or work.url or work.file


def is_public(place: str) -> bool:
    """Return whether anybody can look a place up; else it is the name of a file."""
    return "://" in place


def web_page(work: Work) -> str | None:
    """Return the address of a work, which a file may state without vouching for it."""
    return work.url or work.links.get("paper")


def best_first(works: Sequence[Work]) -> list[Work]:
    """Return the works, those that describe the published version first."""

    def rank(work: Work) -> tuple[int, int, int]:
        published = work.service in _OF_PUBLISHED and bool(work.venue or work.doi)
        tier = 0 if published else 1 if work.service == "arxiv" else 2
        place = _ORDER.index(work.service) if work.service in _ORDER else len(_ORDER)
        return (work.kind != "paper", tier, place)

    return sorted(works, key=rank)


def noted(work: Work, says: str) -> str:
    """Return a note for readers: who says what, and where."""
    name = called(work)
    start = f"The {name[4:]}" if name.startswith("the ") else name
    return f"{start} {says} ({page(work)})."
