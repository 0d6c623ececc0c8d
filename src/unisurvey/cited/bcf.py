"""Citations in the control file that biblatex writes for biber."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from unisurvey.cited.marks import CitationMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.cited.marks import MarkKind

_KEY = "citekey"


class _DoctypeError(Exception):
    """The file declares a document type, which biblatex never does."""


def find_in_bcf(text: str) -> Iterator[CitationMark]:
    """Yield the keys of a `.bcf`; nothing is yielded twice for an entry set.

    A document type declaration is refused: it is the only way to entities that grow
    without bounds or name other files.
    """
    found = _Keys(text)
    try:
        found.parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        place = found.offset(found.parser.ErrorByteIndex)
        yield CitationMark(
            "unreadable", f"not well-formed XML: {reason}", place, place + 1
        )
    except _DoctypeError:
        place = max(text.rfind("<!", 0, found.offset(found.parser.CurrentByteIndex)), 0)
        message = "a document type declaration, which no .bcf file has"
        yield CitationMark("unreadable", message, place, place + 1)
    else:
        if not found.controls:
            yield CitationMark("unreadable", "not a biblatex control file", 0, 1)
        yield from found.marks


class _Keys:
    """Collects the text of `citekey` elements."""

    def __init__(self, text: str) -> None:
        self.marks: list[CitationMark] = []
        self.controls = False
        self._raw = text.encode()
        self._at = (0, 0)
        self._members: str | None = None
        self._parts: list[str] | None = None
        self._start = 0
        self.parser = expat.ParserCreate(namespace_separator=":")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text

    def offset(self, byte: int) -> int:
        """Return the character at a byte; bytes are asked for in ascending order."""
        last, characters = self._at
        characters += len(self._raw[last:byte].decode("utf-8", "replace"))
        self._at = (byte, characters)
        return characters

    def _refuse(self, *_: object) -> None:
        raise _DoctypeError

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.controls = self.controls or local == "controlfile"
        if local == _KEY:
            self._parts = []
            self._members = attributes.get("members")

    def _text(self, part: str) -> None:
        if self._parts is not None:
            if not self._parts:
                self._start = self.offset(self.parser.CurrentByteIndex)
            self._parts.append(part)

    def _close(self, name: str) -> None:
        if name.rpartition(":")[2] != _KEY or self._parts is None:
            return
        written = "".join(self._parts)
        self._parts = None
        start = self._start + len(written) - len(written.lstrip())
        for key in re.split(r"\s*,\s*", self._members or written.strip()):
            if key:
                kind: MarkKind = "everything" if key == "*" else "cite"
                self.marks.append(
                    CitationMark(kind, key, start, start + len(written.strip()))
                )
