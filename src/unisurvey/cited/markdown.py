"""Citations in Markdown as pandoc reads it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from unisurvey.cited.marks import CitationMark, Runs, blanked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.cited.marks import MarkKind

_FRONT = re.compile(
    r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<run>(?P<char>[`~])(?P=char){2,})(?P<rest>.*)"
)
_LISTED = re.compile(
    r"[ \t>]*(?:[-*+:~]|\(?(?:\d+|[A-Za-z]|[ivxIVX]+|\#|@[\w-]*)[.)]|\[\^[^\]\s]+\]:)[ \t]"
)
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
_BLANK = re.compile(r"^[ \t]*\r?$", re.MULTILINE)
_TICKS = re.compile(r"`+")

_TOKEN = re.compile(
    r"""
      (?P<ticks> `+ )
    | (?P<comment> <!-- )
    | (?P<label> \{\# (?P<name> [^\s{}]+ ) )
    | (?P<include> \{\{<\s*include\s+ (?P<file> [^\s>]+ ) \s*>\}\} )
    | <(?:https?://|mailto:) [^<>\s]* >
    | https?:// [^\s<>\])]*
    | \]\( [^()\s]* (?: \( [^()\s]* \) [^()\s]* )*
    | (?P<math> \$\$? )
    | (?P<example> ^[ \t]*\(@ (?P<number> [\w-]+ ) \)(?=[ \t]) )
    | (?<!\w)@ (?: \{ (?P<braced> [^{}\n]+ ) \}
        | (?P<all> \* )
        | (?P<plain> \w (?: \w | [:.\#$%&\-+?<>~/](?=\w) | [:/](?=/) )* ) )
    | \\[^\w\s]
    """,
    re.VERBOSE | re.MULTILINE,
)
_KINDS: dict[str, MarkKind] = {
    "file": "follow",
    "all": "everything",
    "name": "label",
    "braced": "cite",
    "plain": "cite",
}
"""Group of a token → what it is."""

_CROSS_REFERENCE = re.compile(
    r"(?:alg|cau|cnj|cor|def|eq|exm|exr|fig|imp|lem|lst|nte|prp|prf|rem|sec|sol|tbl|thm|tip"
    r"|wrn)-",
    re.IGNORECASE,  # `@Fig-…` at the beginning of a sentence is `@fig-…`
)


def find_in_markdown(text: str, *, quarto: bool = False) -> Iterator[CitationMark]:
    """Yield the citations, the labels and the included files of pandoc Markdown.

    Args:
        text: With any metadata block.
        quarto: Whether `@fig-…`, `@sec-…` and their like refer to the document
            itself, as in Quarto.
    """
    front = _FRONT.match(text)
    metadata = front.end() if front else 0
    for mark in _Reader(blanked(text, _code_blocks(text, metadata))).marks():
        if mark.kind == "everything" and mark.start >= metadata:
            continue  # `@*` has its meaning under `nocite` alone
        if quarto and mark.kind == "cite" and _CROSS_REFERENCE.match(mark.text):
            continue
        yield mark


def _code_blocks(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of the lines of fenced and indented code."""
    fence = ""
    after_blank, in_code, in_list = True, False, False
    for line in text[position:].splitlines(keepends=True):
        start, position = position, position + len(line)
        if fence:
            yield start, position
            closing = line.strip(" \t\r\n>")
            if set(closing) == {fence[0]} and len(closing) >= len(fence):
                fence = ""
            continue
        opening = _FENCE.match(line)
        if opening and not (opening["char"] == "`" and "`" in opening["rest"]):
            fence = opening["run"]
            yield start, position
            continue
        if not line.strip():
            after_blank = True
            continue
        in_code = bool(
            _INDENTED.match(line) and (after_blank or in_code) and not in_list
        )
        if in_code:
            yield start, position
        elif _LISTED.match(line):
            in_list = True
        elif after_blank and not line[0].isspace():
            in_list = False
        after_blank = False


class _Reader:
    """Reads one text whose code blocks are blank already."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blank = [match.start() for match in _BLANK.finditer(text)]
        self.ticks = Runs(match.span() for match in _TICKS.finditer(text))
        self.dollars = Runs(match.span() for match in re.finditer(r"\$+", text))
        self.last_comment = text.rfind("-->")

    def marks(self) -> Iterator[CitationMark]:
        position = 0
        while match := _TOKEN.search(self.text, position):
            position = match.end()
            if match["ticks"]:
                position = self._past_code(match)
            elif match["math"]:
                position = self._past_math(match)
            elif match["comment"]:
                if self.last_comment >= position:
                    position = self.text.index("-->", position)
            elif match["number"]:
                kind: MarkKind = "label" if self._starts_example(match) else "cite"
                yield CitationMark.of(match, "number", kind)
            elif group := next((name for name in _KINDS if match[name]), None):
                yield CitationMark.of(match, group, _KINDS[group])

    def _starts_example(self, match: re.Match[str]) -> bool:
        """Return whether `(@name)` stands where an item of an example list can."""
        line_end = max(match.start() - 1, 0)
        line = self.text[self.text.rfind("\n", 0, line_end) + 1 : line_end].strip()
        return not line or line.startswith("(@")

    def _same_paragraph(self, start: int, end: int | None) -> bool:
        if end is None:
            return False
        found = bisect_left(self.blank, start)
        return found == len(self.blank) or self.blank[found] > end

    def _past_code(self, ticks: re.Match[str]) -> int:
        length = len(ticks[0])
        end = self.ticks.next(length, ticks.end())
        if end is not None and self._same_paragraph(ticks.end(), end):
            return end + length
        return ticks.end()

    def _past_math(self, opening: re.Match[str]) -> int:
        """Return the end of the formula, or of the dollar sign that opens none."""
        length, start = len(opening[0]), opening.end()
        end = self.dollars.next(length, start)
        if end is None or not self._same_paragraph(start, end):
            return start
        if length == 1:
            inside, after = self.text[start:end], self.text[end + 1 : end + 2]
            if inside != inside.strip() or after.isdigit() or inside.endswith("\\"):
                return start
        return end + length
