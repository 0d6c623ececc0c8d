"""What a .bib file consists of, with the place of everything in its text.

An entry says things through others too: the parents that crossref and xdata name.
BibTeX takes every field that a child lacks from its parent. biblatex also calls the
title of proceedings and books a `booktitle` in what is printed in them, and that of a
periodical a `journaltitle`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.errors import Problem, Span
from unisurvey.schema.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.bib.encoding import Encoding
    from unisurvey.errors import Severity

BlockKind = Literal["entry", "string", "preamble", "comment", "text"]

_STRINGS = {name[:3].lower(): name for name in MONTHS}
"""The names that every BibTeX style defines."""

_LONGEST = 1_000_000
"""Characters of a value that is put together with `#` or made of names."""

_OWN = frozenset({
    "crossref", "xref", "xdata", "ids", "keywords", "label", "options", "related",
    "relatedtype", "shorthand", "sortkey", "presort", "execute", "entryset",
})  # fmt: skip
"""Fields that are never inherited: they speak of the entry, not of the work."""

_OF_ONE_WORK = frozenset({
    "doi", "url", "ee", "link", "pdf", "eprint", "eprinttype", "archiveprefix", "arxiv",
    "arxivid", "arxiv-id", "howpublished", "note", "pages", "eid",
})  # fmt: skip
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

_LINE_END = re.compile(r"\r\n|\r|\n")


class ValuePart(NamedTuple):
    """One operand of a value; operands are joined by `#`."""

    kind: Literal["braces", "quotes", "bare"]
    text: str
    """Without its delimiters; of a bare word the word, a number or a name."""


class Field(NamedTuple):
    """`name = value` in an entry or a @string; all places are offsets in the text."""

    name: str
    """In lower case, as BibTeX compares it."""

    name_start: int
    start: int
    """Where the value begins, its delimiter included."""

    end: int
    parts: tuple[ValuePart, ...]


class Block(NamedTuple):
    """One stretch of the file; a file's blocks, put together, are its text."""

    kind: BlockKind
    start: int
    end: int
    type: str = ""
    """Of an entry, in lower case: `article`."""

    key: str = ""
    """Of an entry, as written; empty when it has none."""

    key_start: int = 0
    fields: tuple[Field, ...] = ()
    """Of an entry or a @string, in order; a repeated one is there repeatedly."""

    def field(self, name: str) -> Field | None:
        """Return the first field of that name: BibTeX ignores later ones."""
        return next((field for field in self.fields if field.name == name), None)


_UNCLEAR = frozenset({"B101", "B103", "B104"})
"""Codes of troubles that leave open where a value ends."""


class Trouble(NamedTuple):
    """Something that could not be read as BibTeX, at a place in the text."""

    code: str
    start: int
    end: int
    message: str
    hint: str | None = None
    severity: Severity = "error"


@dataclass(frozen=True)
class BibFile:
    """A .bib file, completely: blocks, names and what is wrong with it."""

    path: str
    """As the user should read it."""

    text: str
    """With its own line ends and without byte order mark; bytes that do not fit the
    encoding are lone surrogates."""

    encoding: Encoding
    blocks: tuple[Block, ...]
    troubles: tuple[Trouble, ...]

    @cached_property
    def entries(self) -> tuple[Block, ...]:
        """The entries, in the order of the file."""
        return tuple(block for block in self.blocks if block.kind == "entry")

    @cached_property
    def by_key(self) -> dict[str, Block]:
        """The entries by lower-case key, of repeated ones the first; then by alias."""
        found: dict[str, Block] = {}
        for entry in self.entries:
            found.setdefault(entry.key.lower(), entry)
        for entry in self.entries:
            for alias in self.value(entry.field("ids")).lower().split(","):
                found.setdefault(alias.strip(), entry)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """What @string and the months define, by lower-case name; the last one wins."""
        found = dict(_STRINGS)
        for block in self.blocks:
            if block.kind == "string":
                for field in block.fields:
                    found[field.name] = self._joined(field.parts, found)
        return found

    def is_certain(self, field: Field) -> bool:
        """Return whether a value certainly ends where its writer meant it to."""
        first = bisect_left(self._unclear, field.start)
        return first == bisect_right(self._unclear, field.end)

    @cached_property
    def _unclear(self) -> list[int]:
        """Where it is not clear what belongs to a value."""
        return [each.start for each in self.troubles if each.code in _UNCLEAR]

    def value(self, field: Field | None) -> str:
        """Return a field's value as TeX source on one line; `""` for no field."""
        if field is None:
            return ""
        return " ".join(self._joined(field.parts, self.names).split())

    def _joined(self, parts: tuple[ValuePart, ...], names: dict[str, str]) -> str:
        """Put a value together; names that stand for names could make it endless."""
        if len(parts) == 1 and parts[0].kind != "bare":
            return parts[0].text
        text = ""
        for kind, piece in parts:
            text += names.get(piece.lower(), piece) if kind == "bare" else piece
            if len(text) > _LONGEST:
                return text[:_LONGEST]
        return text

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1."""
        return bisect_right(self._starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the text as a place; it ends with its first line."""
        number = self.line(start)
        first, line = self._starts[number - 1], self._lines[number - 1]
        width = max(min(end, first + len(line)) - start, 1)
        return Span(number, start - first + 1, width, line)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The troubles as they are reported, the encoding's first."""
        note = self.encoding.note
        noted = [Problem(self.path, "B110", note, severity="warning")] if note else []
        return (*noted, *map(self.problem, self.troubles))

    def problem(self, trouble: Trouble) -> Problem:
        """Return one trouble as a problem with its place."""
        code, start, end, message, hint, severity = trouble
        place = self.span(start, end)
        return Problem(self.path, code, message, place, hint, severity)


class Inheritance(NamedTuple):
    """An entry's fields, its own and those of its parents."""

    fields: Mapping[str, Field]
    """By name; a field of a parent stands in the parent."""

    values: Mapping[str, str]
    """The TeX source of each."""

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
    named = (named for one in line for _, _, named in _parents(bib, one))
    broken = not all(named)
    said = {name: bib.value(field) for name, field in found.items()}
    values = {name: text for name, text in said.items() if not _GRANULAR.search(text)}
    told = {name: found[name] for name in values}
    return Inheritance(told, values, broken or len(told) < len(found))


def _parents(bib: BibFile, entry: Block) -> Iterator[tuple[Field, str, Block | None]]:
    """Yield where an entry names a parent, its key, and it, where the file has it."""
    for name in ("crossref", "xdata"):
        field = entry.field(name)
        said = bib.value(field)
        for key in said.split(",") if name == "xdata" else [said]:
            if field and key.strip():
                yield field, key.strip(), bib.by_key.get(key.strip().lower())


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
        for _, _, parent in _parents(bib, one):
            if parent and parent not in found and len(found) <= _MOST:
                found.append(parent)
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
