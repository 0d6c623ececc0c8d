"""Citations in Typst source.

`@name` is a reference in markup only, while strings are strings in code only, so the
two are told apart as Typst does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unisurvey.cited.marks import CitationMark

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[^\W\d][\w-]*"
_HIDDEN = r"(?P<raw> `+ ) | (?P<comment> /\* | // [^\n]* ) | (?P<math> \$ )"
_LABEL = r"< (?P<label> [\w:.-]+ ) >"
_STRING = r'"(?P<string> (?: [^"\\] | \\. )* )"'
_MARKUP = re.compile(
    rf"""
      \\. | https?:// [^\s<>\[\]()"]*
    | {_HIDDEN} | {_LABEL}
    | @(?P<reference> (?: [\w-] | [:.]+(?=[\w-]) )+ )
    | \#(?P<statement> (?:let|set|show|import|include) (?![\w-]) )
    | \#(?P<branch> (?:context\s+)? (?:if|for|while) (?![\w-]) )
    | \#(?P<start> (?:context\s+)? (?: {_NAME} | (?=[\[({{]) ) )
    | \#{_STRING}
    | (?P<open> \[ ) | (?P<close> \] )
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE = re.compile(
    rf"""
      {_HIDDEN} | {_LABEL}
    | (?<![\w-])include \s* "(?P<file> [^"\\\n]+ )"
    | (?P<full> (?<![\w-])full \s*:\s* true (?![\w-]) )
    | {_STRING}
    | (?P<callee> {_NAME} (?: \.{_NAME} )* )? (?P<open> [\[({{] )
    | (?P<close> [\])}}] )
    | {_NAME}
    | (?P<end> [\n;] )
    """,
    re.VERBOSE | re.DOTALL,
)
_POSTFIX = re.compile(rf"\.(?P<name>{_NAME})|(?P<open>[\[(])")
_ELSE = re.compile(r"\s*else(?![\w-])")
_INCLUDED = re.compile(r'\s*"(?P<file>[^"\\\n]+)"')
_COMMENT_ENDS = re.compile(r"/\*|\*/")
_FORMULA = re.compile(r"(?:[^$\\]|\\.)*+\$", re.DOTALL)
_WRAPPER = re.compile(rf"\blet\s+({_NAME})\s*=\s*(?:cite|ref)\.with\b")


_Mode = Literal["markup", "code", "statement", "branch", "postfix"]


@dataclass(slots=True)
class _Level:
    """What is being read at one depth of nesting."""

    mode: _Mode
    """A statement ends with its line, a branch after its last block, and `postfix`
    stands behind a name, where arguments may follow."""

    callee: str = ""
    """The function whose name or arguments these are."""

    cites: bool = False
    """Whether the innermost call, apart from `label`, is a citation."""


def find_in_typst(text: str) -> Iterator[CitationMark]:
    """Yield the references, the labels and the included files of Typst source."""
    return _Reader(text).marks()


def typst_names(name: str) -> tuple[str, ...]:
    """Return the file that an `include` names; `/` is the project's folder."""
    return (name.lstrip("/"),)


class _Reader:
    """Goes through one text and keeps track of what it is nested in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.levels = [_Level("markup")]
        self.citing = {"cite", "ref", *_WRAPPER.findall(text)}

    def marks(self) -> Iterator[CitationMark]:
        while True:
            level = self.levels[-1]
            if level.mode == "postfix":
                self._after_name(level)
                continue
            markup = level.mode == "markup"
            match = (_MARKUP if markup else _CODE).search(self.text, self.position)
            if match is None:
                return
            self.position = match.end()
            if match["raw"] or match["comment"] or match["math"]:
                self._skip(match)
            elif markup:
                yield from self._in_markup(match)
            else:
                yield from self._in_code(match, level)

    def _skip(self, match: re.Match[str]) -> None:
        """Go past raw text, a comment or a formula."""
        if match["raw"]:
            end = self.text.find(match["raw"], self.position)
            if end >= 0 and len(match["raw"]) != 2:  # two are raw text without text
                self.position = end + len(match["raw"])
        elif match["comment"] == "/*":
            depth = 1
            while depth and (found := _COMMENT_ENDS.search(self.text, self.position)):
                self.position = found.end()
                depth += 1 if found[0] == "/*" else -1
            if depth:
                self.position = len(self.text)
        elif formula := match["math"] and _FORMULA.match(self.text, self.position):
            self.position = formula.end()

    def _after_name(self, level: _Level) -> None:
        match = _POSTFIX.match(self.text, self.position)
        if match is None:
            self.levels.pop()
            return
        self.position = match.end()
        if match["name"]:
            level.callee = f"{level.callee}.{match['name']}"
        else:
            self._open(match["open"], level.callee)

    def _open(self, bracket: str, callee: str = "") -> None:
        self._enter("markup" if bracket == "[" else "code", callee)

    def _enter(self, mode: _Mode, callee: str = "") -> None:
        cites = False
        if mode != "markup":
            cites = callee in self.citing or "cite" in callee
            if callee in {"", "label"}:
                cites = self.levels[-1].cites
        self.levels.append(_Level(mode, callee, cites))

    def _close(self, bracket: str) -> None:
        """Leave the level that a bracket ends, with the unfinished ones in it."""
        ended = False
        while len(self.levels) > 1 and not ended:
            ended = self.levels.pop().mode not in {"statement", "branch"}
        ends_block = bracket != ")" and self.levels[-1].mode == "branch"
        if ends_block and not _ELSE.match(self.text, self.position):
            self.levels.pop()

    def _in_markup(self, match: re.Match[str]) -> Iterator[CitationMark]:
        if match["label"]:
            yield CitationMark.of(match, "label", "label")
        elif match["reference"]:
            yield CitationMark.of(match, "reference")
        elif match["open"]:
            self._open("[")
        elif match["close"]:
            self._close("]")
        elif match["branch"]:
            self._enter("branch")
        elif match["statement"]:
            self._enter("statement")
            included = _INCLUDED.match(self.text, self.position)
            if match["statement"] == "include" and included:
                yield CitationMark.of(included, "file", "follow")
                self.position = included.end()
        elif match["start"] is not None:
            name = match["start"].removeprefix("context").strip()
            self._enter("postfix", name)
            if self.text.startswith("{", self.position):
                self.position += 1
                self._open("{")

    def _in_code(self, match: re.Match[str], level: _Level) -> Iterator[CitationMark]:
        if match["label"]:
            if level.cites:
                yield CitationMark.of(match, "label")
        elif match["string"]:
            if level.callee == "label" and level.cites:
                yield CitationMark.of(match, "string")
        elif match["file"]:
            yield CitationMark.of(match, "file", "follow")
        elif match["full"]:
            if level.callee == "bibliography":
                yield CitationMark("everything", "*", *match.span("full"))
        elif match["open"]:
            self._open(match["open"], match["callee"] or "")
        elif match["close"]:
            self._close(match["close"])
        elif match["end"] and level.mode == "statement":
            self.levels.pop()
