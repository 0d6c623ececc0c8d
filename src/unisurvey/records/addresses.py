"""Which records an address leads to: by the identifier in it, else by their own links."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownSourceError
from unisurvey.schema import Paper
from unisurvey.schema.hosted import hosted
from unisurvey.schema.recognise import Reference, recognise
from unisurvey.text.addresses import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.schema import Record

_ACL = "10.18653/v1/"
"""What the ACL Anthology's identifiers have before them as DOIs."""

_ITS_OWN = frozenset({"title", "authors", "venue"})
"""What is looked up on a work's own page; OpenReview's ids stand nowhere else."""


class Addresses:
    """Records by the addresses and identifiers that people paste."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_id: dict[Reference, list[Paper]] = defaultdict(list)
        self._by_link: dict[Reference | str, list[Record]] = defaultdict(list)
        for record in records:
            if isinstance(record, Paper):
                for reference in filter(None, map(referred, _identifiers(record))):
                    self._by_id[reference].append(record)
            for name in dict.fromkeys(_names(record)):
                self._by_link[name].append(record)

    def find(self, text: str) -> tuple[Record, ...]:
        """Return the records that an address leads to, in their order; mostly one.

        The very page of a link goes before the repository that it is in: several works
        may share one.
        """
        reference = referred(text)
        found = self._by_id.get(reference) if reference else None
        if found:
            return _of_version(found, text)
        page = self._by_link.get(_page(text))
        return tuple(page or (reference and self._by_link.get(reference)) or ())


def referred(text: str) -> Reference | None:
    """Return the work that a text means; that of a preprint's page, the preprint."""
    try:
        found = recognise(text)
    except UnknownSourceError:
        return None
    service, identifier = found
    if service == "huggingface" and identifier.startswith("papers/"):
        return Reference("arxiv", identifier.removeprefix("papers/"))
    if service == "acl":
        return Reference("doi", f"{_ACL}{identifier}".casefold())
    return Reference(service, identifier.casefold())


def _identifiers(paper: Paper) -> Iterator[str]:
    yield from filter(None, (paper.arxiv, paper.doi))


def _names(record: Record) -> Iterator[Reference | str]:
    for link in _links(record):
        yield _page(link)
        if reference := referred(link):
            yield reference
    for source in record.sources:
        if _ITS_OWN.intersection(source.vouches):
            reference = referred(source.place)
            if reference and reference.service == "openreview":
                yield reference


def _links(record: Record) -> Iterator[str]:
    links: Any = getattr(record, "links", None)
    own = getattr(record, "url", None)
    yield from filter(None, (own, *(vars(links).values() if links else ())))


def _page(text: str) -> str:
    """Return the page that is shown; of a repository in any spelling, its own."""
    shown = hosted(text if "://" in text else f"https://{text}")
    return address(shown.page if shown and not shown.verb else text.partition("#")[0])


def _of_version(found: list[Paper], text: str) -> tuple[Paper, ...]:
    """Return the paper whose version is named, where several share an arXiv id."""
    named = [
        paper
        for paper in found
        if paper.arxiv and re.search(rf"{re.escape(paper.arxiv)}(?!\d)", text)
    ]
    return (
        (max(named, key=lambda paper: len(paper.arxiv or "")),) if named else (*found,)
    )
