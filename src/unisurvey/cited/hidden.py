r"""The parts of LaTeX source that TeX does not read as text or commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def hidden_in_tex(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield start and end of comments, verbatim text and what `\iffalse` skips.

    What follows `\end{document}`, or an `\endinput` that starts a line, is hidden too.
    """
    verbatim = _VERBATIM | set(_MORE_VERBATIM.findall(text))
    conditionals = _CONDITIONALS | set(_DECLARED.findall(text))
    position = 0
    while match := _TOKEN.search(text, position):
        position, word = match.end(), match["word"]
        environment = match["environment"]
        if match["comment"] or match["inline"] or match["listing"]:
            yield match.span()
        elif environment in verbatim:
            end = text.find(f"\\end{{{environment}}}", position)
            if end < 0:  # nothing ends it: no use in looking again
                verbatim -= {environment}
                continue
            yield position, end
            position = end
        elif word == "iffalse" or (word == "if" and text.startswith("0", position)):
            end = _end_of_skipped(text, position, conditionals)
            yield position, end
            position = end
        elif _ends_text(text, match):
            yield position, len(text)
            return


def _ends_text(text: str, match: re.Match[str]) -> bool:
    if match["word"] == "endinput":
        return match.start() == 0 or text[match.start() - 1] in "\r\n"
    return match["word"] == "end" and text.startswith("{document}", match.end())


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
        elif word in conditionals:
            depth += 1
        elif word.startswith("if") and not _ARGUMENT.match(text, match.end()):
            depth += 1  # a conditional that a package declares takes no argument
    return len(text)
