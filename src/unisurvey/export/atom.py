"""A feed → Atom (RFC 4287)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from datetime import date

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
    """Where the work is read."""

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
    rights: str
    url: str
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
    add(root, "rights", feed.rights)
    add(root, "generator", "unisurvey")
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
