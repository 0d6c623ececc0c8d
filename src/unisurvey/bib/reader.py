"""Reading any .bib file: every stretch of it is understood or reported.

The grammar is BibTeX's own: an entry may begin anywhere, braces count even after a
backslash, `(` may stand for `{`. bibtexparser 2.1 gives no offsets of values (needed
to replace them in place), drops `@article` before a line break and whole entries for
one missing comma, and miscounts lines after a backslash; here such an entry is
mended where its meaning is clear, and reported.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from unisurvey.bib.blocks import BibFile, Block, Trouble, broken_parents
from unisurvey.bib.encoding import decode
from unisurvey.bib.fields import FIELD_LINE, Fields
from unisurvey.files import read_named

if TYPE_CHECKING:
    from pathlib import Path

_AT = re.compile(r"@\s*([^\W\d][\w:.+/-]*)\s*([{(])")
_ENTRY = re.compile(
    r"@\s*(?!(?:comment|string|preamble)\b)[^\W\d]\w*\s*[{(]\s*+[^\s,{}()=]++\s*+,",
    re.IGNORECASE,
)
_WORD_AT = re.compile(r"@[ \t]*([^\W\d]\w*)")
_KEY = re.compile(r"[^,={}\"\r\n]*")
_WHITE = re.compile(r"\s*")
_TYPES = frozenset({
    "article", "book", "booklet", "collection", "comment", "conference", "dataset",
    "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc",
    "online", "patent", "phdthesis", "preamble", "proceedings", "report", "software",
    "string", "techreport", "thesis", "unpublished",
})  # fmt: skip
"""What is meant as a block even where the brace after it is missing."""


def read_bib(path: Path, shown: str | None = None) -> BibFile:
    """Read a file or pipe; whatever is in it, no exception comes from its content.

    Args:
        path: The file.
        shown: How reports name it; by default `path` as given.

    Raises:
        UsageError: there is no such file, or it is too large.
        OSError: it cannot be read.
    """
    return parse_bib(read_named(path), shown or str(path))


def parse_bib(data: bytes, path: str = "refs.bib") -> BibFile:
    """Return what a file's bytes hold; see `read_bib`."""
    text, encoding = decode(data)
    scanner = _Scanner(text)
    scanner.scan()
    bib = BibFile(path, text, encoding, tuple(scanner.blocks), ())
    found = (*scanner.troubles, *_repeated(bib), *_undefined(bib), *broken_parents(bib))
    troubles = sorted(found, key=lambda trouble: trouble.start)
    return BibFile(path, text, encoding, bib.blocks, tuple(troubles))


class _Scanner(Fields):
    """One pass over a text, from block to block."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.blocks: list[Block] = []
        self._text_start = 0

    def scan(self) -> None:
        """Fill `blocks` and `troubles`."""
        place = self.text.find("@")
        while place >= 0:
            match = _AT.match(self.text, place)
            if match is None:
                end = self._no_block(place)
            else:
                self._flush(place)
                block = self._block(match)
                self.blocks.append(block)
                end = self._text_start = block.end
            place = self.text.find("@", end)
        self._flush(len(self.text))

    def _flush(self, end: int) -> None:
        """Make a block of the text between blocks, which BibTeX takes as a comment."""
        start = self._text_start
        if start == end:
            return
        self.blocks.append(Block("text", start, end))
        stray = FIELD_LINE.search(self.text, start, end)
        if stray:
            message = "a field outside of any entry, which BibTeX passes over"
            hint = "the entry before it may have one closing brace too many"
            self.report("B109", *stray.span(1), message, hint=hint)

    def _no_block(self, place: int) -> int:
        """Report an @ that was meant to begin a block; return where to go on."""
        match = _WORD_AT.match(self.text, place)
        if match and match[1].lower() in _TYPES:
            if match[1].lower() == "comment":
                return match.end()
            message = f"'{match[0]}' without a brace after it"
            self.report("B101", *match.span(), message)
        return place + 1

    def _block(self, match: re.Match[str]) -> Block:
        kind = match[1].lower()
        start, inside = match.span()
        closing = "}" if match[2] == "{" else ")"
        if kind == "comment":
            end = self._comment_end(start, inside, closing)
            self._entries_in_comment(inside, end)
            return Block("comment", start, end)
        if kind == "preamble":
            end = self.preamble(start, inside, closing)
            return Block("preamble", start, end)
        if kind == "string":
            fields, end = self.read(start, inside, closing)
            return Block("string", start, end, fields=fields)
        key, key_start, after = self._key(start, inside, closing)
        fields, end = self.read(start, after, closing)
        return Block("entry", start, end, kind, key, key_start, fields)

    def _comment_end(self, start: int, inside: int, closing: str) -> int:
        end = self.balanced(inside, closing)
        if end is not None:
            return end + 1
        line = self.text.find("\n", inside)
        line = len(self.text) if line < 0 else line
        message = "comment is not closed; only its first line is taken as one"
        self.report("B101", start, inside, message, "warning")
        return line

    def _entries_in_comment(self, inside: int, end: int) -> None:
        for match in _ENTRY.finditer(self.text, inside, end):
            message = "BibTeX reads this entry inside a comment; biber passes it over"
            hint = "without its @ neither reads it"
            self.report("B111", *match.span(), message, "warning", hint)

    def _key(self, start: int, inside: int, closing: str) -> tuple[str, int, int]:
        """Return the key, its place and where the fields begin."""
        text = self.text
        first = self.past(_WHITE, inside)
        end = self.past(_KEY, first)
        if closing == ")" and (paren := text.find(")", first, end)) >= 0:
            after = self.past(_WHITE, paren + 1)
            if text[after : after + 1] != ",":
                return self._checked_key(start, first, paren), first, paren
        char = text[end : end + 1]
        if char == "=":
            word = text[first:end].split(None, 1)
            if len(word) < 2:
                self._missing_key(start, inside)
                return "", first, first
            self._missing_comma(first, first + len(word[0]))
            return word[0], first, first + len(word[0])
        key = self._checked_key(start, first, end)
        after = self.past(_WHITE, end)
        behind = text[after : after + 1]
        if behind == ",":
            return key, first, after + 1
        if key and char in ("\r", "\n") and behind not in (closing, ""):
            self._missing_comma(first, first + len(key))
        return key, first, end

    def _checked_key(self, start: int, first: int, end: int) -> str:
        key = self.text[first:end].strip()
        if not key:
            self._missing_key(start, first)
        return key

    def _missing_key(self, start: int, end: int) -> None:
        message = "entry has no key, so that nothing can cite it"
        self.report("B106", start, end, message, "warning")

    def _missing_comma(self, start: int, end: int) -> None:
        message = f"no comma after the key {self.text[start:end]!r}"
        self.report("B102", start, end, message, "warning")


def _repeated(bib: BibFile) -> list[Trouble]:
    """Report keys and fields that BibTeX ignores because they were there before."""
    found: list[Trouble] = []
    places: dict[str, Block] = {}
    for entry in bib.entries:
        first = places.setdefault(entry.key.lower(), entry)
        if entry.key and first is not entry:
            message = f"key {entry.key!r} is that of the entry in line "
            message += f"{bib.line(first.start)}; BibTeX ignores this one"
            end = entry.key_start + len(entry.key)
            found.append(Trouble("B107", entry.key_start, end, message))
        seen: Counter[str] = Counter()
        for name, place, *_ in entry.fields:
            seen[name] += 1
            if seen[name] == 2:
                message = f"second field {name!r} in an entry; BibTeX ignores it"
                where = (place, place + len(name))
                found.append(Trouble("B108", *where, message, severity="warning"))
    return found


def _undefined(bib: BibFile) -> list[Trouble]:
    """Report words that are neither numbers nor names of a @string."""
    return [
        Trouble(
            "B105",
            field.start,
            field.end,
            f"{part.text!r} is not the name of a @string",
            f"write {{{part.text}}} if it is meant as text",
            "warning",
        )
        for entry in bib.entries
        for field in entry.fields
        for part in field.parts
        if part.kind == "bare"
        and not part.text.isdecimal()
        and part.text.lower() not in bib.names
    ]
