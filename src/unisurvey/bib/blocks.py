"""What a .bib file consists of, with the place of everything in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.errors import Problem, Span
from unisurvey.schema.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.bib.encoding import Encoding
    from unisurvey.errors import Severity

BlockKind = Literal["entry", "string", "preamble", "comment", "text"]

STRINGS = {name[:3].lower(): name for name in MONTHS}
"""The names that every BibTeX style defines."""

LONGEST = 1_000_000
"""Characters of a value that is put together with `#` or made of names."""

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
        found = dict(STRINGS)
        for block in self.blocks:
            if block.kind == "string":
                for field in block.fields:
                    found[field.name] = self._joined(field.parts, found)
        return found

    def value(self, field: Field | None) -> str:
        """Return a field's value as TeX source on one line; `""` for no field."""
        if field is None:
            return ""
        return " ".join(self._joined(field.parts, self.names).split())

    def values(self, fields: Iterable[Field]) -> dict[str, str]:
        """Return every field's value by name, of repeated ones the first."""
        found: dict[str, str] = {}
        for field in fields:
            if field.name not in found:
                found[field.name] = self.value(field)
        return found

    def _joined(self, parts: tuple[ValuePart, ...], names: dict[str, str]) -> str:
        """Put a value together; names that stand for names could make it endless."""
        if len(parts) == 1 and parts[0].kind != "bare":
            return parts[0].text
        pieces = (
            names.get(part.text.lower(), part.text)
            if part.kind == "bare"
            else part.text
            for part in parts
        )
        text = ""
        for piece in pieces:
            text += piece
            if len(text) > LONGEST:
                return text[:LONGEST]
        return text

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1."""
        return bisect_right(self._lines, offset)

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the text as a place; it ends with its first line."""
        number = self.line(start)
        first = self._lines[number - 1]
        line = self._line_text(number)
        width = max(min(end, first + len(line)) - start, 1)
        return Span(number, start - first + 1, width, line)

    def _line_text(self, number: int) -> str:
        """Return a line; a long one with many problems is kept once."""
        if number not in self._line_texts:
            first = self._lines[number - 1]
            match = _LINE_END.search(self.text, first)
            last = match.start() if match else len(self.text)
            self._line_texts[number] = self.text[first:last]
        return self._line_texts[number]

    @cached_property
    def _line_texts(self) -> dict[int, str]:
        return {}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The troubles as they are reported, the encoding's first."""
        found = [self.problem(trouble) for trouble in self.troubles]
        note = self.encoding.note
        if note:
            found.insert(0, Problem(self.path, "B110", note, severity="warning"))
        return tuple(found)

    def problem(self, trouble: Trouble) -> Problem:
        """Return one trouble as a problem with its place."""
        return Problem(
            self.path,
            trouble.code,
            trouble.message,
            self.span(trouble.start, trouble.end),
            trouble.hint,
            trouble.severity,
        )
