"""Additions → the entries of a feed, and a feed → Atom (RFC 4287)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from unisurvey.fields.attributes import is_beyond, section_of
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Paper
from unisurvey.views.columns import columns_of, texts
from unisurvey.views.flat import FLATTEN, kind_of
from unisurvey.views.news import added_on, flat_addition, record_path
from unisurvey.views.sections import heading
from unisurvey.views.wording import author_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


LENGTH = 100
"""Most entries of the committed feed; readers keep what they have seen."""

_SAID_ELSEWHERE = frozenset({"name", "id", "title", "section"})


def feed(
    catalog: Catalog,
    records: Sequence[Record],
    kind: str | None = None,
    *,
    base: str | None = None,
    address: str | None = None,
    page: Callable[[Record], str] | None = None,
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
        page: Where a record has a page of its own, which is what an entry then leads
            to; the work is related to it. A web address.
    """
    known = catalog.vocabularies
    about = known.about
    license_ = known.licenses.by_id.get(about.license or "")
    return Feed(
        id=_urn(f"feed/{kind}" if kind else "feed", catalog),
        title=f"{about.models if about.subject else about.heading}: new "
        f"{kind or 'works'} in the library",
        subtitle="By the day on which the records entered the catalogue",
        author=", ".join(person.name for person in about.people or ()) or about.heading,
        rights=f"Records are under {license_.name}." if license_ else None,
        url=about.home or about.repository,
        address=address,
        updated=max(map(added_on, records), default=None),
        entries=tuple(_entry(record, catalog, base, page) for record in records),
    )


def entry_id(record: Record, catalog: Catalog) -> str:
    """Return a name that no other record has and that never changes.

    That of a paper is made from its key, which survives a new id.
    """
    own = record.key if isinstance(record, Paper) else record.id
    return _urn(f"{folder_of(record)}/{own}", catalog)


def _urn(text: str, catalog: Catalog) -> str:
    about = catalog.vocabularies.about
    base = about.feed or about.home or about.repository or about.stem
    return uuid5(uuid5(NAMESPACE_URL, base), text).urn


def _entry(
    record: Record,
    catalog: Catalog,
    base: str | None,
    page: Callable[[Record], str] | None,
) -> Entry:
    flat = flat_addition(record, catalog)
    section_id = section_of(record)
    section = catalog.vocabularies.sections[section_id] if section_id else None
    place = heading(section) if section else None
    name = name_of(record)
    own_name = name != flat["title"]
    return Entry(
        id=entry_id(record, catalog),
        title=f"{name} ({flat['kind']})" if own_name else name,
        text="\n".join(_lines(record, catalog, place)),
        authors=author_names(catalog.paper_of(record)),
        categories=tuple(
            (term, label)
            for term, label in (
                (flat["kind"], flat["kind"].capitalize()),
                (section_id, place),
                (
                    "beyond" if is_beyond(record, catalog.vocabularies) else None,
                    "Not in the survey",
                ),
            )
            if term and label
        ),
        url=page(record) if page else flat["url"],
        related=flat["url"] if page else None,
        record=f"{base}{quote(record_path(record))}" if base is not None else None,
        added=added_on(record),
    )


def _lines(record: Record, catalog: Catalog, place: str | None) -> list[str]:
    """Return what an entry says: the title, then one fact a line."""
    kind = kind_of(record)
    flat = FLATTEN[kind](record, catalog)
    shown = [c for c in columns_of(kind, catalog) if c.name not in _SAID_ELSEWHERE]
    facts = [
        f"{column.header}: {text}"
        for column, text in zip(shown, texts(flat, shown, catalog), strict=True)
        if text
    ]
    places = [f"Section: {place}"] if place else []
    return [*([flat["title"]] if flat["title"] else []), *places, *facts]


ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated; the format wants a date."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even as references."""


@dataclass(frozen=True)
class Entry:
    """One thing that a feed tells of."""

    id: str
    """An IRI that no other entry has and that never changes."""

    title: str
    text: str
    """Plain; line breaks are kept."""

    authors: tuple[str, ...]
    """Of the work; none means those of the feed."""

    categories: tuple[tuple[str, str], ...]
    """Term and label of each."""

    url: str | None
    """The page of the record, else where the work is read."""

    related: str | None
    """Where the work is read, if that is another page."""

    record: str | None
    """Where its record is; may be relative to the feed."""

    added: date


@dataclass(frozen=True)
class Feed:
    """What a feed says about itself, and its entries in order."""

    id: str
    title: str
    subtitle: str
    author: str
    rights: str | None
    url: str | None
    """The page that it belongs to."""

    address: str | None
    """Where the feed itself is; may be relative to it. `None` means not known."""

    updated: date | None
    """`None` when it has no entries."""

    entries: tuple[Entry, ...]


def to_atom(feed: Feed) -> str:
    """Return the XML text; days become midnight UTC."""
    from lxml import etree

    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})

    def add(parent: Any, name: str, text: str | None = None, **given: str) -> Any:
        child = etree.SubElement(
            parent,
            f"{{{ATOM}}}{name}",
            {key: _allowed(value) for key, value in given.items()},
        )
        child.text = None if text is None else _allowed(text)
        return child

    add(root, "id", feed.id)
    add(root, "title", feed.title)
    add(root, "subtitle", feed.subtitle)
    add(root, "updated", _midnight(feed.updated))
    add(add(root, "author"), "name", feed.author)
    if feed.rights:
        add(root, "rights", feed.rights)
    add(root, "generator", "unisurvey")
    if feed.url:
        add(root, "link", rel="alternate", href=_iri(feed.url))
    if feed.address:
        add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    for entry in feed.entries:
        element = add(root, "entry")
        add(element, "id", entry.id)
        add(element, "title", entry.title)
        add(element, "published", _midnight(entry.added))
        add(element, "updated", _midnight(entry.added))
        for author in entry.authors:
            add(add(element, "author"), "name", author)
        for term, label in entry.categories:
            add(element, "category", term=term, label=label)
        if entry.url:
            add(element, "link", rel="alternate", href=_iri(entry.url))
        if entry.related:
            add(element, "link", rel="related", href=_iri(entry.related))
        if entry.record:
            add(element, "link", rel="via", type="application/yaml", href=entry.record)
        add(element, "content", entry.text, type="text")
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _midnight(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else NEVER


def _iri(address: str) -> str:
    """Return an address with what RFC 3987 leaves out spelled as percent signs."""
    return re.sub(r"[\s\[\]<>\"{}|\\^`]", lambda found: quote(found[0]), address)


def _allowed(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
