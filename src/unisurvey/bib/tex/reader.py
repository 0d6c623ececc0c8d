r"""TeX source → plain Unicode, as a reader sees it printed.

Commands are those of `table`, a few whose arguments are not all printed, and whatever
pylatexenc knows besides. What stays TeX is kept as it is written, and reported.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from unisurvey.bib.encoding import readable
from unisurvey.bib.tex.table import (
    CHARACTERS,
    FUNCTIONS,
    LOWERED,
    MARKS,
    NUMBERS,
    PRINTED,
    RAISED,
    SILENT,
    SPACES,
    TEXT,
    VERBATIM,
    elsewhere,
    in_script,
)

_MATH = r"\$(?=[^$]*[\\^_{{])(?:\\.|[^$\\])+\$|\$[^$\s\\](?:(?:\\.|[^$\\])*[^$\s\\])?\$(?!\d)"
"""`$…$`; two prices in one title are no mathematics."""

_WRITTEN = re.compile(
    rf"\\[a-zA-Z]+|\\[^\s\w]|{_MATH}|(?<=[\w.,:)-])~(?=[\w(])"
    r"|(?<=[\w)])\^(?=[\w{])|[\^_]\{|``"
    r"|\{\\|(?<=\w)\{|\}(?=\w)",
    re.DOTALL,
)
"""What nobody writes who does not write TeX."""

_BRACE = re.compile(r"\\[{}]|[{}]")
_QUOTED = re.compile(r"(?<![\\?!`])`(?=\w)((?:[^`']|'(?=\w))*)'(?!')")
_DISPLAY = re.compile(rf"\$?(?P<math>{_MATH})\$?", re.DOTALL)
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?P<space>\s*)|\\(?P<symbol>.)|(?P<script>[\^_])"
    r"|(?P<math>\$)|[{}]|(?P<typed>---?|``|''|[?!]`|[~'-])"
    r"|(?P<text>[^\\{}$^_~`'?!-]+|.)",
    re.DOTALL,
)
_SOURCE = re.compile(r"[\\{}$^~]|--|``|''|[?!]`")
"""What text holds that is not as it is printed."""

_TYPED = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_APPROXIMATELY = re.compile(r"(?:^|(?<=[\s(\[]))~(?=\d)")
_HYPHEN = re.compile(r"(?<=.)-$|(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")
"""A hyphen that people put into mathematics, as in `$\\beta-$VAE`."""

_SYMBOLS = {"-": "", "/": "", "!": "", "@": "", ",": " ", ";": " ", ":": " "}
_SYMBOLS |= {"\\": " ", ">": " "}
"""Control symbols that print something else than themselves."""

_OPERAND_BEFORE = re.compile(r"[^\s,;(\[{]\s$")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
"""Superscripts of numbers that plain text does not raise."""

_DEEPEST = 20
"""Arguments within arguments; nobody writes as many as that."""


class Reading(NamedTuple):
    """What TeX source prints."""

    text: str
    """On one line, in NFC; with the source itself where that could not be read."""

    unread: tuple[str, ...]
    """The TeX that is left in `text`, in order."""


def read(source: str) -> Reading:
    """Return what the source of a field prints; whatever it is, this never fails."""
    source = _with_quotes(source)
    if not _SOURCE.search(source):
        return Reading(_one_line(source), ())
    reader = _Reader(source)
    return Reading(_one_line(reader.text()), tuple(reader.unread))


def plain(source: str) -> str:
    """Return what a field prints, with any TeX that could not be read as it stands."""
    if "`" in source or _SOURCE.search(source):
        return read(readable(source)).text
    return _one_line(source if source.isascii() else readable(source))


def tex_in(text: str) -> str | None:
    """Return the first thing in a text that only TeX is written with, if any."""
    found = _WRITTEN.search(text)
    return found[0] if found else None


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Reader:
    """One pass over source that is all text or all mathematics."""

    def __init__(
        self, source: str, depth: int = 0, before: str = "", *, math: bool = False
    ) -> None:
        self.unread: list[str] = []
        self._source = source
        self._depth = depth
        self._math = math
        self._before = before
        self._place = 0
        self._out = ""
        self._after_function = False
        self._all_closed = False

    def text(self) -> str:
        """Return what the source prints."""
        while match := _TOKEN.match(self._source, self._place):
            self._place = match.end()
            apart, self._after_function = self._after_function, False
            printed = self._printed(match)
            self._out += f" {printed}" if apart and printed[:1].isalnum() else printed
        return self._out

    def _printed(self, match: re.Match[str]) -> str:
        found = match[0]
        match match.lastgroup:
            case "word" | "space":
                return self._command(match["word"], match["space"])
            case "symbol":
                return self._symbol(match["symbol"])
            case "script":
                return self._script(found, match.start())
            case "math":
                return self._formula(match.start())
            case "typed":
                return self._typed(found, match.start())
            case "text":
                return found
            case _:
                return ""

    def _typed(self, found: str, start: int) -> str:
        if found == "~":
            return found if _APPROXIMATELY.match(self._source, start) else " "
        if self._math and not _HYPHEN.match(self._source, start):
            return found.replace("-", "−").replace("''", "″").replace("'", "′")
        return _TYPED.get(found, found)

    def _formula(self, start: int) -> str:
        match = None if self._math else _DISPLAY.match(self._source, start)
        if match is None:
            return "$"
        self._place = match.end()
        return self._inner(match["math"][1:-1], math=True)

    def _symbol(self, char: str) -> str:
        if char in MARKS and not (self._math and char in "=>"):
            return self._accented(char)
        if char == "(" and not self._all_closed:
            end = self._source.find(r"\)", self._place)
            self._all_closed = end < 0  # else every other one looks for it again
            if end >= 0:
                inner, self._place = self._source[self._place : end], end + 2
                return self._inner(inner, math=True)
        return _SYMBOLS.get(char, f"\\{char}" if char.isalnum() else char)

    def _accented(self, command: str) -> str:
        base = self._inner(self._argument())
        if not base[:1].isalpha():
            bare = not base and not command.isalpha()
            return command if bare else self._left(f"\\{command}{{{base}}}")
        mark = MARKS[command]
        if unicodedata.combining(mark) == 230:  # above: no dot on i and j
            base = {"ı": "i", "ȷ": "j"}.get(base[0], base[0]) + base[1:]
        end = 1
        while end < len(base) and unicodedata.combining(base[end]):
            end += 1
        return unicodedata.normalize("NFC", base[:end] + mark) + base[end:]

    def _script(self, sign: str, start: int) -> str:
        """Return a superscript or subscript in characters that are one."""
        before = self._out[-1:]
        meant = self._math or (sign == "^" and (before.isalnum() or before in "()]"))
        if not meant:
            return sign
        text = self._inner(self._argument(), math=True)
        if sign == "^" and text == "o" and self._after_digit():
            return "°"
        printed = self._in_script(sign, text)
        if printed is not None:
            return printed
        if not self._math and self._source[start + 1 : start + 2] != "{":
            self._place = start + 1
            return sign
        return self._left(f"{sign}{{{text}}}")

    def _in_script(self, sign: str, text: str) -> str | None:
        """Return a superscript or subscript as plain text, where it can be one."""
        if sign == "^" and text in _ORDINALS and self._after_digit():
            return text
        return in_script(text, RAISED if sign == "^" else LOWERED)

    def _after_digit(self) -> bool:
        return (self._out or self._before)[-1:].isdigit()

    def _command(self, name: str, space: str) -> str:
        if name in CHARACTERS:
            return self._spaced(CHARACTERS[name], space)
        if name in MARKS:
            return self._accented(name)
        if name in {"textsuperscript", "textsubscript"}:
            return self._text_script(name)
        if name == "ensuremath":
            return self._inner(self._argument(), math=True)
        if name in VERBATIM:
            return self._argument()
        if name == "mathbb":
            inner = self._inner(self._argument(), math=True)
            return NUMBERS.get(inner, inner)
        if self._math and name in TEXT:
            return self._inner(self._argument(), math=False)
        if name == "operatorname" or name in FUNCTIONS:
            return self._function(name)
        if name in {"uppercase", "MakeUppercase"}:
            return self._inner(self._argument()).upper()
        if name in SILENT or name in TEXT:
            return ""
        if name in SPACES:
            return " "
        return self._other(name, space)

    def _text_script(self, name: str) -> str:
        text = self._inner(self._argument())
        sign = "_" if name == "textsubscript" else "^"
        printed = self._in_script(sign, text)
        return self._left(f"{sign}{{{text}}}") if printed is None else printed

    def _function(self, name: str) -> str:
        if name == "operatorname":
            if self._source[self._place : self._place + 1] == "*":
                self._place += 1
            name = self._inner(self._argument())
        self._after_function = True
        return f" {name}" if self._out[-1:].isalnum() else name

    def _other(self, name: str, space: str) -> str:
        known = PRINTED.get(name) or elsewhere(name)
        if known is None:
            source = f"\\{name}"
            while self._source[self._place : self._place + 1] == "{":
                source += f"{{{self._argument()}}}"
            return self._left(source if source[-1] == "}" else f"{source}{space}")
        arguments, printed = known
        given = [self._given(kind, n) for n, kind in enumerate(arguments)]
        return printed.format(*given) if given else self._spaced(printed, space)

    def _given(self, kind: str, number: int) -> str:
        """Return one argument as it is printed; people forget the later ones."""
        opening = self._source[self._place : self._place + 1]
        if kind == "{":
            given = opening == "{" or number == 0
            return self._inner(self._argument()) if given else ""
        if kind == "*" and opening == "*":
            self._place += 1
        if kind == "[" and opening == "[":
            end = self._source.find("]", self._place)
            self._place = end + 1 if end >= 0 else len(self._source)
        return ""

    def _spaced(self, char: str, space: str) -> str:
        """Keep the space after a sign in mathematics where there is one before it."""
        apart = self._math and space and _OPERAND_BEFORE.search(self._out)
        return f"{char} " if apart and not char.isalnum() else char

    def _inner(self, source: str, *, math: bool | None = None) -> str:
        if self._depth == _DEEPEST:
            return self._left(source)
        math = self._math if math is None else math
        reader = _Reader(source, self._depth + 1, self._out[-1:], math=math)
        text = reader.text()
        self.unread += reader.unread
        return text

    def _left(self, source: str) -> str:
        self.unread.append(source.rstrip())
        return source

    def _argument(self) -> str:
        """Take the source of the next argument: a group, a command or a character."""
        text = self._source
        while text[self._place : self._place + 1].isspace():
            self._place += 1
        start = self._place
        if text[start : start + 1] == "{":
            end = _closing_brace(text, start)
            self._place = end + 1
            return text[start + 1 : end]
        match = _TOKEN.match(text, start)
        if match is None or match[0] in "{}$":
            return ""
        if match["text"] or match["typed"]:
            self._place += 1
            while unicodedata.combining(text[self._place : self._place + 1] or " "):
                self._place += 1
        else:
            self._place = match.end()
        word = match["word"]
        takes = word and word not in CHARACTERS
        if takes and text[self._place : self._place + 1] == "{":
            self._place = min(_closing_brace(text, self._place) + 1, len(text))
        elif match["symbol"] in MARKS:
            self._argument()
        return text[start : self._place]


def _closing_brace(text: str, start: int) -> int:
    """Return where the brace at `start` is closed, else the end of the text."""
    depth = 0
    for match in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.start()
    return len(text)


def _with_quotes(text: str) -> str:
    """Return the text with typographic quotes for `` `words' ``; other ticks stay."""
    return _QUOTED.sub(r"‘\1’", text)
