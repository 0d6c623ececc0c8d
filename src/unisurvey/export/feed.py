"""Additions → the entries of a feed: what each says and how it is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from unisurvey.export.atom import Entry, Feed
from unisurvey.fields.attributes import section_of
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Paper
from unisurvey.views.columns import COLUMNS, texts
from unisurvey.views.flat import FLATTEN, kind_of
from unisurvey.views.news import added_on, flat_addition, record_path
from unisurvey.views.readme import heading
from unisurvey.views.wording import author_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

LENGTH = 100
"""Most entries of the committed feed; readers keep what they have seen."""

SURVEY = "https://arxiv.org/abs/2505.02567"
_NAMESPACE = uuid5(NAMESPACE_URL, SURVEY)
_SAID_ELSEWHERE = frozenset({"name", "id", "title", "section"})


def feed(
    catalog: Catalog,
    records: Sequence[Record],
    kind: str | None = None,
    *,
    base: str | None = None,
    address: str | None = None,
) -> Feed:
    """Return the feed of some additions, in the order given.

    Args:
        catalog: Where they are from.
        records: What to tell of.
        kind: The only kind that the feed tells of, if it does not tell of all; feeds
            of different kinds are different feeds.
        base: What `data/` stands below, for links to records: a web address, or a
            path relative to the feed; with a slash at its end. `None` means no links.
        address: Where the feed is read, if that is known.
    """
    return Feed(
        id=_urn(f"feed/{kind}" if kind else "feed"),
        title=f"Unified multimodal models: new {kind or 'works'} in the library",
        subtitle="By the day on which the records entered the catalogue",
        author="The unisurvey contributors",
        rights="Records are dedicated to the public domain (CC0 1.0).",
        url=SURVEY,
        address=address,
        updated=max(map(added_on, records), default=None),
        entries=tuple(_entry(record, catalog, base) for record in records),
    )


def entry_id(record: Record) -> str:
    """Return a name that no other record has and that never changes.

    That of a paper is made from its key, which survives a new id.
    """
    own = record.key if isinstance(record, Paper) else record.id
    return _urn(f"{folder_of(record)}/{own}")


def _urn(text: str) -> str:
    return uuid5(_NAMESPACE, text).urn


def _entry(record: Record, catalog: Catalog, base: str | None) -> Entry:
    flat = flat_addition(record, catalog)
    section_id = section_of(record)
    section = catalog.vocabularies.sections[section_id] if section_id else None
    place = heading(section) if section else None
    name = name_of(record)
    own_name = name != flat["title"]
    return Entry(
        id=entry_id(record),
        title=f"{name} ({flat['kind']})" if own_name else name,
        text="\n".join(_lines(record, catalog, place)),
        authors=author_names(catalog.paper_of(record)),
        categories=tuple(
            (term, label)
            for term, label in (
                (flat["kind"], flat["kind"].capitalize()),
                (section_id, place),
            )
            if term and label
        ),
        url=flat["url"],
        record=f"{base}{quote(record_path(record))}" if base is not None else None,
        added=added_on(record),
    )


def _lines(record: Record, catalog: Catalog, place: str | None) -> list[str]:
    """Return what an entry says: the title, then one fact a line."""
    kind = kind_of(record)
    flat = FLATTEN[kind](record, catalog)
    shown = [c for c in COLUMNS[kind] if c.name not in _SAID_ELSEWHERE]
    facts = [
        f"{column.header}: {text}"
        for column, text in zip(shown, texts(flat, shown, catalog), strict=True)
        if text
    ]
    places = [f"Section: {place}"] if place else []
    return [*([flat["title"]] if flat["title"] else []), *places, *facts]
