"""Places in one text: findings by character offset, spans by line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from unisurvey.errors import Problem, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem before its place is worked out; offsets count characters."""

    code: str
    start: int
    end: int
    message: str
    hint: str | None = None


class SourceText:
    """The text of one file, with its lines found on first use.

    Only LF, CR and CRLF end a line: `str.splitlines` would also split at
    characters that no editor counts as a line end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: dict[int, str] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def line_number(self, offset: int) -> int:
        """Return the line of a character, from 1."""
        return bisect_right(self._starts, offset)

    def _line(self, number: int) -> str:
        # kept, so that many problems on one huge line share one string
        if number not in self._lines:
            starts = self._starts
            end = starts[number] if number < len(starts) else len(self.text)
            self._lines[number] = self.text[starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]

    def span(self, start: int, end: int) -> Span:
        """Return the part of `start:end` on its first line, at least one wide."""
        start = min(start, len(self.text))
        number = self.line_number(start)
        line = self._line(number)
        column = start - self._starts[number - 1]
        shown = line[column : max(end - self._starts[number - 1], column)].rstrip()
        return Span(number, column + 1, max(len(shown), 1), line)

    def problem(self, finding: Fault, path: str) -> Problem:
        """Return the finding as a problem of the file at `path`."""
        span = self.span(finding.start, finding.end)
        guessed = span.text[span.column - 1 :][: span.width]
        fix = f'"{guessed}"' if finding.code == "Y012" else None
        return Problem(path, finding.code, finding.message, span, finding.hint, fix=fix)
