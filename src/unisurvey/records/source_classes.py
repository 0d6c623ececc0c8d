"""How near a source is to what it vouches for: its class, never stored."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from functools import cache
from typing import TYPE_CHECKING, get_args

from unisurvey.schema.entries import SourceClass
from unisurvey.schema.hosted import hosted
from unisurvey.schema.provenance import DECIDED, covers, stated_fields
from unisurvey.text.addresses import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records.catalog import Catalog
    from unisurvey.schema import Record
    from unisurvey.schema.provenance import Source

CLASSES: tuple[SourceClass, ...] = get_args(SourceClass)
"""All classes, the nearest first."""

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf|html)/(?P<id>[^/?#]+?)(?:v\d+)?(?:\.pdf)?$")
_OF_SURVEY = ("survey", "survey_row", "model.survey_row", *DECIDED)
"""What the survey itself says first: its references, rows and sections."""


def source_class(
    source: Source, field: str, record: Record, catalog: Catalog
) -> SourceClass:
    """Return the class of a source for a field of a record.

    Own are the paper of the record and the repositories and pages that it links to;
    the rest stands in `data/sources.yaml`. The survey is first hand for what it says
    itself, and a list for everything else.
    """
    if not source.url:
        return "file"
    place = _place(source.url)
    if place in _papers(record, catalog):
        return "own paper"
    if any(_is_within(place, page) for page in _pages(record, catalog)):
        return "own page"
    known = catalog.vocabularies.sources
    found = next(
        (e.class_ for e in known if any(fnmatch(place, a) for a in e.addresses)), None
    )
    if found == "survey" and not any(covers(own, field) for own in _OF_SURVEY):
        return "list"
    return found or "other"


def best_class(record: Record, field: str, catalog: Catalog) -> SourceClass | None:
    """Return the nearest class that vouches for a field; `None` when nothing does."""
    vouching = [
        source_class(source, field, record, catalog)
        for source in record.sources
        if any(covers(path, field) for path in source.vouches)
    ]
    return min(vouching, key=CLASSES.index, default=None)


_BUILT_OF = ("model.backbone", "model.encoders", "model.decoder", "model.mask")
"""What only the makers of a model know."""


def from_lists_alone(record: Record, catalog: Catalog) -> tuple[str, ...]:
    """Return the fields of a model's architecture that only a survey or list states."""
    return tuple(
        field
        for field in stated_fields(record)
        if any(covers(path, field) for path in _BUILT_OF)
        and best_class(record, field, catalog) == "list"
    )


@cache
def _place(url: str) -> str:
    """Return what an address shows, without what varies; of arXiv without version."""
    found = hosted(url)
    if found:
        below = (found.page, found.verb, found.ref, found.path)
        url = "/".join(filter(None, below))
    plain = re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").casefold()
    arxiv = _ARXIV.search(plain)
    return f"arxiv.org/abs/{arxiv['id']}" if arxiv else plain


def same_place(one: str, other: str) -> bool:
    """Return whether two addresses show the same, in whatever version."""
    return _place(one) == _place(other)


def _papers(record: Record, catalog: Catalog) -> set[str]:
    paper = catalog.paper_of(record)
    if paper is None:
        return set()
    arxiv = [arxiv_address(paper.arxiv)] if paper.arxiv else []
    return {_place(url) for url in (*arxiv, *([paper.url] if paper.url else []))}


def _pages(record: Record, catalog: Catalog) -> Iterator[str]:
    """Yield the repositories and pages that a record and its paper link to."""
    for held in {record.id: record, None: catalog.paper_of(record)}.values():
        for _, url in getattr(held, "links", None) or ():
            found = hosted(url or "")
            if url:
                yield _place(found.page if found else url)


def _is_within(place: str, page: str) -> bool:
    return place == page or place.startswith(f"{page}/")
