"""Papers → the references of a CITATION.cff (Citation File Format 1.2.0)."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from unisurvey.export.csl import (
    OTHERS,
    arxiv_of,
    csl_items,
    date_parts,
    page_span,
)
from unisurvey.export.document import yaml_document
from unisurvey.text.addresses import doi_address
from unisurvey.views.wording import ET_AL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.export.csl import Item
    from unisurvey.schema import Paper, Vocabularies

_HEAD = {
    "cff-version": "1.2.0",
    "message": "Put your own title and authors here; the references are complete.",
    "title": "Works from the unisurvey catalogue",
    "authors": [{"name": "The unisurvey contributors"}],
}
_TYPES = {
    "paper-conference": "conference-paper",
    "article-journal": "article",
    "article": "article",
}
_CONTAINERS = {
    "paper-conference": "collection-title",
    "article-journal": "journal",
}
_PARTS = {
    "family": "family-names",
    "given": "given-names",
    "non-dropping-particle": "name-particle",
    "suffix": "name-suffix",
    "literal": "name",
}
_ANONYMOUS = {"name": "anonymous"}
"""What the format's guide asks for where no author is known; the field is required."""

_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
"""The DOIs that the format's schema takes; the DOI system itself allows more."""


def to_cff(papers: Iterable[Paper], vocabularies: Vocabularies) -> str:
    """Return a complete file whose `references` are the papers, in the order given."""
    references = [_reference(item) for item in csl_items(papers, vocabularies)]
    return yaml_document(_HEAD | ({"references": references} if references else {}))


def _reference(item: Item) -> dict[str, Any]:
    date = date_parts(item)
    first, last = page_span(item)
    doi, arxiv = item.get("DOI", ""), arxiv_of(item)
    plain_doi = doi if _DOI.fullmatch(doi) else ""
    container = _CONTAINERS.get(item["type"], "")
    fields = {
        "type": _TYPES.get(item["type"], "generic"),
        "title": item["title"],
        "authors": _authors(item.get("author", ())) or [_ANONYMOUS],
        "year": date[0] if date else None,
        "month": date[1] if len(date) > 1 else None,
        "date-published": "-".join(f"{part:02}" for part in date)
        if len(date) > 2
        else None,
        container: item.get("container-title"),
        "start": first,
        "end": last,
        "publisher": {"name": item["publisher"]} if "publisher" in item else None,
        "status": "preprint" if item["type"] == "article" else None,
        "notes": item.get("note"),
        "doi": plain_doi,
        "url": item.get("URL") or (doi_address(doi) if doi else None),
        "identifiers": [{"type": "other", "value": f"arXiv:{arxiv}"}]
        if arxiv
        else None,
    }
    return {name: value for name, value in fields.items() if value}


def _authors(names: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return authors; the format refuses two of one name, so the second is numbered."""
    authors: list[dict[str, str]] = []
    for name in names:
        parts = {"literal": ET_AL} if name is OTHERS else name
        author = {_PARTS[part]: text for part, text in parts.items()}
        spellings = chain([author], ({**author, "alias": str(n)} for n in count(2)))
        authors.append(next(one for one in spellings if one not in authors))
    return authors
