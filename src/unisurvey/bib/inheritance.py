"""What an entry says through others: the parents that crossref and xdata name.

BibTeX takes every field that a child lacks from its parent. biblatex also calls the
title of proceedings and books a `booktitle` in what is printed in them, and that of a
periodical a `journaltitle`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.blocks import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.bib.blocks import BibFile, Block, Field

_OWN = frozenset(
    [
        *(
            "crossref",
            "xref",
            "xdata",
            "ids",
            "keywords",
            "label",
            "options",
            "related",
        ),
        *("relatedtype", "shorthand", "sortkey", "presort", "execute", "entryset"),
    ]
)
"""Fields that are never inherited: they speak of the entry, not of the work."""

_OF_ONE_WORK = frozenset(
    [
        *("doi", "url", "ee", "link", "pdf", "eprint", "eprinttype", "archiveprefix"),
        *("arxiv", "arxivid", "arxiv-id", "howpublished", "note", "pages", "eid"),
    ]
)
"""Fields that identify the parent's work and not the one in it."""

_PARTS = frozenset({
    "inbook", "bookinbook", "suppbook", "incollection", "suppcollection",
    "inreference", "inproceedings", "conference",
})  # fmt: skip
_ARTICLES = frozenset({"article", "suppperiodical"})
_SAME = {
    "year": {"year", "date"},
    "date": {"year", "date"},
    "journal": {"journal", "journaltitle"},
    "journaltitle": {"journal", "journaltitle"},
    "subtitle": {"title", "subtitle"},
}
"""Fields that a child lacks only where it has none of several."""


_GRANULAR = re.compile(r"\bxdata\s*=")
_MOST = 50
"""Entries that one inherits from; no bibliography needs more."""


class Inheritance(NamedTuple):
    """An entry's fields, its own and those of its parents."""

    fields: Mapping[str, Field]
    """By name; a field of a parent stands in the parent."""

    broken: bool
    """It says more than is known: a parent is not in the file, or a value names a part
    of one (`author = {xdata=people-author-1}`)."""


def inherit(bib: BibFile, entry: Block) -> Inheritance:
    """Return all fields that an entry has; parents may stand anywhere, and in rings."""
    found: dict[str, Field] = {}
    for field in entry.fields:
        found.setdefault(field.name, field)
    line = _ancestors(bib, entry)
    for parent in line[1:]:
        _take(found, entry, parent)
    broken = any(p.entry is None for one in line for p in _parents(bib, one))
    told = {n: f for n, f in found.items() if not _GRANULAR.search(bib.value(f))}
    return Inheritance(told, broken or len(told) < len(found))


class _Parent(NamedTuple):
    field: Field
    """Where an entry names it."""

    key: str
    entry: Block | None
    """`None` for one that is not in the file."""


def _parents(bib: BibFile, entry: Block) -> Iterator[_Parent]:
    for name in ("crossref", "xdata"):
        field = entry.field(name)
        said = bib.value(field)
        for key in said.split(",") if name == "xdata" else [said]:
            if field and key.strip():
                parent = bib.by_key.get(key.strip().lower())
                yield _Parent(field, key.strip(), parent)


def broken_parents(bib: BibFile) -> list[Trouble]:
    """Report entries whose parent is missing, or is an heir of theirs."""
    found = []
    for entry in bib.entries:
        for field, key, parent in _parents(bib, entry):
            if parent is None:
                message = f"there is no entry {key!r} to inherit from"
            elif entry in _ancestors(bib, parent):
                message = f"{key!r} inherits from this entry itself"
            else:
                continue
            place = (field.start, field.end)
            found.append(Trouble("B112", *place, message, severity="warning"))
    return found


def _ancestors(bib: BibFile, entry: Block) -> list[Block]:
    """Return an entry and all it inherits from."""
    found = [entry]
    for one in found:
        for parent in _parents(bib, one):
            if parent.entry and parent.entry not in found and len(found) <= _MOST:
                found.append(parent.entry)
    return found


def _take(found: dict[str, Field], entry: Block, parent: Block) -> None:
    """Add what the child lacks."""
    held = set(found)
    lent = {field.name: field for field in reversed(parent.fields)}
    title = lent.get("title")
    if title and parent.type != "xdata":
        if entry.type in _PARTS:
            lent.setdefault("booktitle", title)
        elif entry.type in _ARTICLES and not lent.keys() & _SAME["journal"]:
            lent["journaltitle"] = title
    kept = _OWN if parent.type == "xdata" else _OWN | _OF_ONE_WORK
    found |= {
        name: field
        for name, field in lent.items()
        if name not in kept and held.isdisjoint(_SAME.get(name, {name}))
    }
