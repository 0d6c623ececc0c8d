"""The fields of one block: names, values, and how to go on after a mistake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.bib.blocks import Field, Trouble, ValuePart

if TYPE_CHECKING:
    from unisurvey.errors import Severity

_BETWEEN = re.compile(r"(?:[\s,]++|%[^\r\n]*+)*+")
_NAME = re.compile(r"([^\s,={}\"#()@%][^,={}\"#\r\n]*+)\s*+=\s*+")
_USUAL = re.compile(
    r"([\w-]++)\s*+=\s*+(\{([^{}@]*+(?:\{[^{}@]*+\}[^{}@]*+)*+)\})\s*+,"
)
"""Almost every field; all others are read in smaller steps."""

_SPACE = re.compile(r"(?:\s++|%[^\r\n]*+(?=[\r\n]))*+")
_BARE = re.compile(r"[^\s,#{}\"()=@]+")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_PAREN = re.compile(r"[{})]")
_QUOTE = re.compile(r"[{}\"]")
_BLOCK = r"^[ \t]*@[ \t]*[^\W\d]\w*\s*[{(]"
FIELD_LINE = re.compile(
    r"^[ \t]*([a-z][\w-]*[ \t]*=[ \t]*[{\"].*)$", re.IGNORECASE | re.MULTILINE
)
"""A line that begins as a field does, which its group holds without the indentation."""

_NEXT_BLOCK = re.compile(_BLOCK, re.MULTILINE)
_AT_BLOCK = re.compile(r"@[ \t]*[^\W\d]\w*\s*[{(]")
_RESUME = {
    "}": re.compile(rf"[,{{}}]|{_BLOCK}", re.MULTILINE),
    ")": re.compile(rf"[,{{}})]|{_BLOCK}", re.MULTILINE),
}
_LINE = re.compile(r"[^\r\n]*")
_AFTER_VALUE = (",", "}", ")", "#", "")
_INDENT = 200
"""Columns in which a block's @ is looked for when braces no longer tell."""


class Fields:
    """Reads the inside of blocks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.troubles: list[Trouble] = []
        self._pairs: dict[int, int] | None = None
        """Where each brace is closed; made when one is not, so that the rest of the
        file is not searched again and again."""

        self._following = -1
        """Where the next block begins; a place before it is not searched again."""

    def read(
        self, start: int, place: int, closing: str
    ) -> tuple[tuple[Field, ...], int]:
        """Return the fields from `place` on and the end of the block.

        Args:
            start: Where the block begins, for reports.
            place: After the opening brace, or after an entry's key.
            closing: What ends the block.
        """
        text, fields = self.text, []
        while True:
            place = self.past(_BETWEEN, place)
            match = _USUAL.match(text, place)
            if match and not _other_field(match[3]):
                name, _, inner = match.groups()
                value = (*match.span(2), (ValuePart("braces", inner),))
                fields.append(Field(name.lower(), place, *value))
                place = match.end()
                continue
            char = text[place : place + 1]
            if char == closing:
                return tuple(fields), place + 1
            if not char or self._at_block(place):
                self._not_closed(start, place)
                return tuple(fields), place
            match = _NAME.match(text, place)
            if match is None:
                place = self._left(place, closing, "B103", "is no field: name = value")
                continue
            parts, end = self._value(match.end())
            name = match[1].rstrip()
            fields.append(Field(name.lower(), match.start(), match.end(), end, parts))
            if not parts:
                message = f"field {name!r} has no value"
                self.report("B104", match.start(), match.end(), message, "warning")
            place = self._after_value(end, closing)

    def preamble(self, start: int, place: int, closing: str) -> int:
        """Return the end of a @preamble."""
        place = self.past(_SPACE, place)
        _, end = self._value(place)
        after = self.past(_SPACE, end)
        if self.text[after : after + 1] == closing:
            return after + 1
        close = self.balanced(after, closing)
        if close is None:
            self._not_closed(start, end)
            return end
        self.report("B103", after, close, "this is not part of a value")
        return close + 1

    def balanced(self, place: int, closing: str) -> int | None:
        """Return where the brace or parenthesis before `place` is closed, if anywhere.

        Once some brace of the file is not, no other reaches over a line that begins
        a block.
        """
        if self._pairs is not None and closing == "}":
            close = self._pairs.get(place - 1)
            return close if close and close < self._next_block(place) else None
        depth = 0
        pattern = _BRACE if closing == "}" else _BRACE_OR_PAREN
        for match in pattern.finditer(self.text, place):
            char = match[0]
            if char == closing and depth == 0:
                return match.start()
            if char != ")":
                depth += 1 if char == "{" else -1
            if depth < 0:
                return None
        self._pair()
        return None

    def _pair(self) -> None:
        opened: list[int] = []
        self._pairs = self._pairs or {}
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                opened.append(match.start())
            elif opened:
                self._pairs[opened.pop()] = match.start()

    def _next_block(self, place: int) -> int:
        if self._following < place:
            match = _NEXT_BLOCK.search(self.text, place)
            self._following = match.start() if match else len(self.text)
        return self._following

    def _value(self, place: int) -> tuple[tuple[ValuePart, ...], int]:
        """Return the operands of a value and the end of the last one."""
        text = self.text
        parts: list[ValuePart] = []
        end = place
        while True:
            char = text[place : place + 1]
            if char == "{":
                inner, stop = self._closed(place, self.balanced(place + 1, "}"))
                parts.append(ValuePart("braces", inner))
            elif char == '"':
                inner, stop = self._closed(place, self._quoted(place + 1))
                parts.append(ValuePart("quotes", inner))
            elif match := _BARE.match(text, place):
                stop = match.end()
                parts.append(ValuePart("bare", match[0]))
            else:
                return tuple(parts), end
            end = stop
            place = self.past(_SPACE, end)
            if text[place : place + 1] != "#":
                return tuple(parts), end
            place = self.past(_SPACE, place + 1)

    def _closed(self, start: int, close: int | None) -> tuple[str, int]:
        """Return an operand's inside and its end; guess both where nothing closes it."""
        if close is not None:
            inner = self.text[start + 1 : close]
            hint = "the braces before it do not match"
            if "@" in inner and (match := _NEXT_BLOCK.search(inner)):
                place = start + 1 + match.start()
                message = "this block is inside the value of a field"
                end = place + len(match[0])
                self.report("B101", place, end, message, "warning", hint)
            elif match := _other_field(inner):
                place, end = (start + 1 + each for each in match.span(1))
                message = "this field is inside the value of another one"
                self.report("B104", place, end, message, "warning", hint)
            return inner, close + 1
        line_end = self.past(_LINE, start)
        inner = self.text[start + 1 : line_end].rstrip().rstrip(",").rstrip("}")
        message = f"{self.text[start]!r} is not closed; the value may end elsewhere"
        self.report("B101", start, start + 1, message)
        return inner, start + 1 + len(inner)

    def _quoted(self, place: int) -> int | None:
        """Return where a quoted value ends; quotes inside braces do not end it."""
        text = self.text
        while match := _QUOTE.search(text, place):
            here = match.start()
            if match[0] == "}":
                return None
            if match[0] == "{":
                close = self.balanced(here + 1, "}")
                if close is None:
                    return None
                place = close + 1
                continue
            if self._pairs is not None and here > self._next_block(place):
                return None
            after = self.past(_SPACE, here + 1)
            if text[here - 1] != "\\" or text[after : after + 1] in _AFTER_VALUE:
                return here
            message = "a quote after a backslash still ends the value in BibTeX"
            hint = 'write {\\"o} in braces'
            self.report("B104", here - 1, here + 1, message, "warning", hint)
            place = here + 1
        return None

    def _after_value(self, end: int, closing: str) -> int:
        """Report what stands between a value and the next comma; return where to go on."""
        text = self.text
        place = self.past(_SPACE, end)
        char = text[place : place + 1]
        if char in (",", closing, "") or self._at_block(place):
            return place
        if _NAME.match(text, place):
            self.report("B102", end - 1, end, "no comma after this value", "warning")
            return place
        message = "after the value was expected to be a comma"
        return self._left(place, closing, "B104", message)

    def _left(self, place: int, closing: str, code: str, message: str) -> int:
        """Report what cannot be read here; return where to go on."""
        end = self._resume(place, closing)
        shown = " ".join(self.text[place:end].split())[:40]
        self.report(code, place, end, f"{shown!r} {message}")
        return end

    def _resume(self, place: int, closing: str) -> int:
        """Return the next comma or end of the block; braces between are skipped."""
        depth = 0
        for match in _RESUME[closing].finditer(self.text, place):
            char = match[0]
            if len(char) > 1:
                return match.start()
            if char == "{":
                depth += 1
            elif char == closing and depth == 0:
                return max(match.start(), place)
            elif char == "}":
                depth = max(depth - 1, 0)
                if closing == ")":
                    continue
            elif depth == 0:
                return max(match.start(), place)
        return len(self.text)

    def _at_block(self, place: int) -> bool:
        if not _AT_BLOCK.match(self.text, place):
            return False
        before = self.text[max(place - _INDENT, 0) : place].rstrip(" \t")
        return not before or before[-1] in "\r\n"

    def _not_closed(self, start: int, place: int) -> None:
        line_end = self.text.find("\n", start, place)
        end = line_end if line_end >= 0 else max(place, start + 1)
        self.report("B101", start, end, "this block is not closed")

    def report(
        self,
        code: str,
        start: int,
        end: int,
        message: str,
        severity: Severity = "error",
        hint: str | None = None,
    ) -> None:
        """Note what could not be read as BibTeX."""
        self.troubles.append(Trouble(code, start, end, message, hint, severity))

    def past(self, pattern: re.Pattern[str], place: int) -> int:
        """Return where what matches here ends; `place` where nothing does."""
        match = pattern.match(self.text, place)
        return match.end() if match else place


def _other_field(value: str) -> re.Match[str] | None:
    """Return a line in a value that begins as another field does."""
    return FIELD_LINE.search(value) if "=" in value else None
