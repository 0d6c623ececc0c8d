r"""Citations in LaTeX source, and in what TeX wrote of it: `.aux` and `.bcf` files.

Source is read without running TeX. Both branches of a conditional count, since only TeX
knows which one is printed; `\iffalse` and `\if0` are the exception. Where that is too
much, the `.aux` or `.bcf` file that TeX wrote is exact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from unisurvey.cited.marks import CitationMark, blanked, marks_of_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.cited.marks import MarkKind

_TOKEN = re.compile(
    r"""
      (?P<comment> %[^\n]*\n? )
    | \\(?:url|path|nolinkurl|href) \s*\{ [^{}\n]* \}      # here % is no comment
    | \\newif \s*\\[A-Za-z@]+
    | \\let \s*\\[A-Za-z@]+ \s*=?\s* \\[A-Za-z@]+          # no conditional begins
    | (?P<inline> \\[vV]erb\*? (?P<bar>[^A-Za-z\s*]) [^\n]*? (?P=bar) )
    | (?P<listing> \\(?:lstinline|mintinline) (?:\[[^\[\]\n]*\])? (?:\{\w+\}(?=\S))?
        (?: \{[^{}\n]*\} | (?P<rule>[^A-Za-z\s\[{]) [^\n]*? (?P=rule) ) )
    | \\begin\s*\{ (?P<environment> [^{}\n]+ ) \}
    | \\(?P<word> [A-Za-z@]+ )
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_VERBATIM = frozenset({
    "BVerbatim", "BVerbatim*", "LVerbatim", "LVerbatim*", "SaveVerbatim",
    "Verbatim", "Verbatim*", "VerbatimOut", "comment", "filecontents",
    "filecontents*", "listing*", "lstlisting", "minted", "minted*", "tcblisting",
    "verbatim", "verbatim*", "verbatimtab", "verbatimwrite",
})  # fmt: skip
_MORE_VERBATIM = re.compile(
    r"\\(?:DefineVerbatimEnvironment|excludecomment|lstnewenvironment|newtcblisting"
    r"|newverbatim)\s*(?:\[[^\]\n]*\])?\s*\{([^{}\n]+)\}"
)
_CONDITIONALS = frozenset({
    "if", "ifcase", "ifcat", "ifcsname", "ifdefined", "ifdim", "ifeof", "iffalse",
    "iffontchar", "ifhbox", "ifhmode", "ifinner", "ifluatex", "ifmmode", "ifnum",
    "ifodd", "ifpdf", "ifpdftex", "iftrue", "ifvbox", "ifvmode", "ifvoid", "ifx",
    "ifxetex",
})  # fmt: skip
_DECLARED = re.compile(r"\\newif\s*\\(if[A-Za-z@]+)")
_ARGUMENT = re.compile(r"\s*[{\[]")

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)|.)", re.DOTALL)
_GAP = re.compile(r"[ \t]*(?:\r?\n|\r)?[ \t]*")
_BRACKETS = re.compile(r"\\.|[{}\[\]]", re.DOTALL)

_CITES = re.compile(
    r"[A-Za-z]*(?<!ex)[Cc]ite(?!d)[A-Za-z]*|bibentry|(?:text|block)cquote"
)
_CITES_NOT = re.compile(
    r"(?:At|Declare|Mk|Set|if|mk|set)[A-Za-z]*|bibcite|bstctlcite|defcitealias|mancite"
    r"|newcites|cite(?:align|break|close|color|dash|form|index|index(?:true|false)"
    r"|left|mid|numfont|open|punct|reset|right|sep|setup|sort|style|text|tracker)"
)
_DECORATION = re.compile(r"\*?[ \t]*(?:<[^<>\n]*>[ \t]*)*")  # beamer, apacite: <…>
_NOTE = re.compile(r"\([^()]*\)")
_CONTROL_KEY = re.compile(
    r"biblatex-control|REVTEX\d+Control|(?:apsrev|aipnum|aip)\d+[A-Za-z]*Control"
    r"|IEEEexample:BSTcontrol"
)

_DEFINES = re.compile(
    r"(?:re|provide)?newcommand|providecommand|[egx]?def|DeclareRobustCommand"
    r"|(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand"
)
_DEFINED = re.compile(r"\*?\s*\{?\s*\\[A-Za-z@]+\s*\}?(?:\s*\[[^\[\]]*\]){0,2}")
_LET = re.compile(r"\s*\\[A-Za-z@]+\s*=?\s*\\[A-Za-z@]+")

_FOLLOWS: dict[str, MarkKind] = {
    "input": "follow",
    "include": "follow",
    "subfile": "follow-into",
    "subfileinclude": "follow-into",
    "InputIfFileExists": "follow-if-there",
}
_IMPORTS = re.compile(r"(?:sub)?(?:import|inputfrom|includefrom)\Z")
_BARE_NAME = re.compile(r"[^\s{}\\%\"]+")
_TESTED_FILE = re.compile(r"\\IfFileExists\s*\{([^{}\n]*)\}")
_OF_TEX = frozenset({"binhex", "epsf", "glyphtounicode", "glyphtounicode-cmr", "xy"})


def find_in_tex(text: str) -> Iterator[CitationMark]:
    """Yield the citations and the followed files of LaTeX source."""
    return _Reader(printed(text)).marks()


def printed(text: str) -> str:
    """Return LaTeX source with spaces where TeX reads nothing, or reads no commands."""
    return blanked(text, _hidden(text))


_AUX = re.compile(
    r"\\citation\s*\{(?P<bibtex>[^{}]*)\}"
    r"|\\abx@aux@cite\s*(?:\{\d+\}\s*)?\{(?P<biblatex>[^{}]*)\}"
    r"|\\@input\s*\{(?P<file>[^{}]*)\}"
    r"|\\abx@aux@nociteall(?![A-Za-z@])"
)


def find_in_aux(text: str) -> Iterator[CitationMark]:
    """Yield the citations and the followed files of what LaTeX wrote for BibTeX."""
    for match in _AUX.finditer(text):
        if match["file"]:
            yield CitationMark.of(match, "file", "follow")
        elif match.lastgroup is None:
            yield CitationMark("everything", "*", *match.span())
        else:
            start, end = match.span(match.lastgroup)
            yield from filter(_of_people, marks_of_list(text, start, end))


def tex_names(name: str) -> tuple[str, ...]:
    """Return the files that LaTeX looks for when it is to read `name`."""
    return (f"{name}.tex", name)


def _of_people(mark: CitationMark) -> bool:
    """Return whether a key is no switch that a class or package passes to BibTeX."""
    return not _CONTROL_KEY.fullmatch(mark.text)


class _Reader:
    """Reads one text whose comments and verbatim parts are blank already."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing = _closings(text)
        self.tested = {name.strip() for name in _TESTED_FILE.findall(text)}

    def marks(self) -> Iterator[CitationMark]:
        position = 0
        while match := _COMMAND.search(self.text, position):
            position, word = match.end(), match[1] or ""
            if _DEFINES.fullmatch(word):
                position = self._past(_DEFINED, position)
            elif word == "let":
                position = self._past(_LET, position)
            elif word in _FOLLOWS:
                yield from self._followed(word, position)
            elif _IMPORTS.match(word):
                yield from self._imported(position)
            elif _CITES.fullmatch(word) and not _CITES_NOT.fullmatch(word):
                yield from filter(_of_people, self._cited(word, position))

    def _past(self, pattern: re.Pattern[str], position: int) -> int:
        match = pattern.match(self.text, position)
        return match.end() if match else position

    def _group(self, position: int, opening: str = "{") -> tuple[int, int] | None:
        """Return the inside of the group that starts here, if one does."""
        start = self._past(_GAP, position)
        if not self.text.startswith(opening, start) or start not in self.closing:
            return None
        return start + 1, self.closing[start]

    def _cited(self, word: str, position: int) -> Iterator[CitationMark]:
        position = self._past(_DECORATION, position)
        several = word.lower().endswith(("cites", "citetexts"))
        if several:
            for _ in range(2):
                position = self._past(_NOTE, self._past(_GAP, position))
        volume = "volcite" in word.lower()
        before_key = volume
        while inside := self._group(position, "[") or self._group(position):
            position = inside[1] + 1
            if self.text[inside[0] - 1] == "[":
                continue  # a note
            if not before_key:
                yield from marks_of_list(self.text, *inside)
                if not several:
                    return
            before_key = volume and not before_key

    def _followed(self, word: str, position: int) -> Iterator[CitationMark]:
        if inside := self._group(position):
            yield from self._file(_FOLLOWS[word], *inside)
        elif word == "input":
            start = self._past(_GAP, position)
            if bare := _BARE_NAME.match(self.text, start):
                yield from self._file("follow", *bare.span())

    def _imported(self, position: int) -> Iterator[CitationMark]:
        folder = self._group(self._past(_DECORATION, position))
        inside = self._group(folder[1] + 1) if folder else None
        if folder and inside:
            front = self.text[slice(*folder)].strip()
            if front and not front.endswith("/"):
                front += "/"
            yield from self._file("follow-into", *inside, folder=front)

    def _file(
        self, kind: MarkKind, start: int, end: int, folder: str = ""
    ) -> Iterator[CitationMark]:
        name = self.text[start:end].strip().strip('"').strip()
        path = folder + name
        if not name or "#" in path or name.removesuffix(".tex") in _OF_TEX:
            return
        if "\\" in path:
            kind = "unknowable"
        elif {name, f"{name}.tex", name.removesuffix(".tex")} & self.tested:
            kind = "follow-if-there"
        yield CitationMark(kind, path, start, end)


def _closings(text: str) -> dict[int, int]:
    """Return for each opening brace or bracket where its argument ends.

    A bracket ends at the first closing one outside inner braces, as in LaTeX.
    """
    closing: dict[int, int] = {}
    braces: list[int] = []
    brackets: list[list[int]] = [[]]
    for match in _BRACKETS.finditer(text):
        sign, place = match[0], match.start()
        if sign == "{":
            braces.append(place)
            brackets.append([])
        elif sign == "}" and braces:
            closing[braces.pop()] = place
            brackets.pop()
        elif sign == "[":
            brackets[-1].append(place)
        elif sign == "]":
            closing.update(dict.fromkeys(brackets[-1], place))
            brackets[-1] = []
    return closing


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield start and end of comments, verbatim text and what `\iffalse` skips.

    What follows `\end{document}`, or an `\endinput` that starts a line, is hidden too.
    """
    verbatim = _VERBATIM | set(_MORE_VERBATIM.findall(text))
    conditionals = _CONDITIONALS | set(_DECLARED.findall(text))
    position = 0
    while match := _TOKEN.search(text, position):
        position, word = match.end(), match["word"]
        environment = match["environment"]
        start = position
        if match["comment"] or match["inline"] or match["listing"]:
            start = match.start()
        elif environment in verbatim:
            position = text.find(f"\\end{{{environment}}}", start)
            if position < 0:  # nothing ends it: no use in looking again
                verbatim -= {environment}
                position = start
        elif word == "iffalse" or (word == "if" and text.startswith("0", start)):
            position = _end_of_skipped(text, start, conditionals)
        elif (word == "end" and text.startswith("{document}", start)) or (
            word == "endinput"
            and text[max(match.start() - 1, 0) : match.start()] in {"", "\r", "\n"}
        ):
            position = len(text)
        if start < position:
            yield start, position


def _end_of_skipped(text: str, position: int, conditionals: frozenset[str]) -> int:
    r"""Return where TeX reads on: at the `\else` or `\fi` of the conditional."""
    depth = 0
    for match in _TOKEN.finditer(text, position):
        word = match["word"] or ""
        if word == "fi":
            if depth == 0:
                return match.start()
            depth -= 1
        elif word == "else" and depth == 0:
            return match.end()
        elif word in conditionals or (
            # a conditional that a package declares takes no argument
            word.startswith("if") and not _ARGUMENT.match(text, match.end())
        ):
            depth += 1
    return len(text)


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
        message = f"not well-formed XML: {reason}"
        place = found.offset(found.parser.ErrorByteIndex)
    except _DoctypeError:
        message = "a document type declaration, which no .bcf file has"
        place = max(text.rfind("<!", 0, found.offset(found.parser.CurrentByteIndex)), 0)
    else:
        yield from found.marks
        if found.controls:
            return
        message, place = "not a biblatex control file", 0
    yield CitationMark("unreadable", message, place, place + 1)


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
        if local == "citekey":
            self._parts = []
            self._members = attributes.get("members")

    def _text(self, part: str) -> None:
        if self._parts is not None:
            if not self._parts:
                self._start = self.offset(self.parser.CurrentByteIndex)
            self._parts.append(part)

    def _close(self, name: str) -> None:
        if name.rpartition(":")[2] != "citekey" or self._parts is None:
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
