"""Problems → text with a caret, JSON, SARIF, GitHub annotations; pure, returns text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unisurvey.text.breaking import broken
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from unisurvey.errors import Problem, Severity, Span

_INDENT = "    "
_TAB = 4
_LEAST_WIDTH = 20
LONGEST = 100
"""Cells of a source line, where no terminal is narrower."""

_ELLIPSIS = "…"

_BOLD, _RED, _YELLOW, _RESET = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[0m"


def to_text(
    problems: Iterable[Problem],
    *,
    color: bool = False,
    width: int = LONGEST,
    breaks: bool = False,
) -> str:
    """Return problems for a terminal, each with its source line and a caret line.

    Args:
        problems: In any order.
        color: Whether to put ANSI codes around path, code and caret.
        width: Display cells of the longest source line; longer ones are clipped
            around the problem.
        breaks: Whether messages and hints too end there, broken between words.
    """
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    return "\n".join(
        _block(problem, width, color=color, breaks=breaks) for problem in ordered
    )


def summary(problems: Collection[Problem], files: int) -> str:
    """Return the last line of a report, without a line end."""
    read = _count(files, "file")
    if not problems:
        return f"no problems in {read}"
    counts = Counter(problem.severity for problem in problems)
    words: dict[Severity, str]
    words = {"error": "problem", "warning": "warning", "note": "note"}
    parts = [_count(counts[kind], w) for kind, w in words.items() if counts[kind]]
    where = _count(len({problem.path for problem in problems}), "file")
    return f"{_listed(parts)} in {where} ({read} read)"


def to_json(problems: Iterable[Problem]) -> str:
    """Return an array of objects; columns count characters from 1, the end excluded."""
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    return json_document([as_row(problem) for problem in ordered])


def as_row(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON has it."""
    span = problem.span
    return {
        "path": problem.path,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_column": _end_column(span) if span else None,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def to_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands that annotate the files of a pull request."""
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    return "".join(f"{_command(problem)}\n" for problem in ordered)


def to_sarif(
    problems: Iterable[Problem], rules: Mapping[str, str], version: str
) -> str:
    """Return a SARIF 2.1.0 log, as code scanning services read it.

    Args:
        problems: In any order.
        rules: What the codes mean, in one line each; may have more than are reported.
        version: Of the program.
    """
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    codes = sorted({problem.code for problem in ordered})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "unisurvey",
                        "semanticVersion": version,
                        "rules": [
                            {
                                "id": code,
                                "shortDescription": {"text": rules.get(code, code)},
                            }
                            for code in codes
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, codes) for problem in ordered],
            }
        ],
    }
    return json_document(log)


def _result(problem: Problem, codes: list[str]) -> dict[str, Any]:
    place: dict[str, Any] = {
        # a name may hold bytes that are no UTF-8
        "artifactLocation": {
            "uri": quote(problem.path.replace("\\", "/"), errors="surrogateescape")
        }
    }
    if problem.span:
        place["region"] = {
            "startLine": problem.span.line,
            "startColumn": problem.span.column,
            "endColumn": _end_column(problem.span),
        }
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity,
        "message": {"text": f"{problem.message}{hint}"},
        "locations": [{"physicalLocation": place}],
    }


def visible(text: str) -> str:
    r"""Spell out characters that could steer a terminal or hide, as ``\u202e``."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _block(problem: Problem, width: int, *, color: bool, breaks: bool) -> str:
    def fitting(text: str, before: str) -> str:
        if not breaks:
            return visible(text)
        return broken(visible(text), width, start=len(before), indent=_INDENT)

    place = f":{problem.span.line}:{problem.span.column}" if problem.span else ""
    tint = _RED if problem.severity == "error" else _YELLOW
    where = f"{visible(problem.path)}{place}:"
    head = _paint(where, _BOLD, color=color)
    code = _paint(problem.code, tint, color=color)
    message = fitting(problem.message, f"{where} {problem.code} ")
    lines = [f"{head} {code} {message}"]
    if problem.span:
        source, padding, caret = _excerpt(problem.span, max(width, _LEAST_WIDTH))
        lines += [
            _INDENT + source,
            f"{_INDENT}{padding}{_paint(caret, _RED, color=color)}",
        ]
    if problem.hint:
        begin = f"{_INDENT}hint: "
        lines.append(f"{begin}{fitting(problem.hint, begin)}")
    return "".join(f"{line}\n" for line in lines)


def _paint(text: str, style: str, *, color: bool) -> str:
    return f"{style}{text}{_RESET}" if color else text


def _excerpt(span: Span, width: int) -> tuple[str, str, str]:
    """Return the source line, the padding below it and the carets.

    No more characters are looked at than can be shown: a line may have a million.
    """
    room = width - len(_INDENT) - 2 * len(_ELLIPSIS)
    start = span.column - 1
    end = start + span.width
    if start <= len(span.text) <= room and _is_plain(span.text):
        return span.text, " " * start, "^" * max(len(span.text[start:end]), 1)
    first = max(start - room, 0)
    before = _cells(span.text[first:start])
    marked = _fitting(_cells(span.text[start : min(end, start + room)]), room)
    left = room - _width(marked)
    after = _cells(span.text[end : end + room])
    whole = start + len(marked) == min(end, len(span.text))
    share = max(left - _width(before), left // 2)
    tail = _fitting(after, share) if whole else []
    lead = _fitting(before[::-1], left - _width(tail))[::-1]

    opening = _ELLIPSIS if first or len(lead) < len(before) else ""
    closing = "" if whole and end + len(tail) >= len(span.text) else _ELLIPSIS
    text = "".join(shown for shown, _ in (*lead, *marked, *tail))
    padding = " " * (len(opening) + _width(lead))
    return f"{opening}{text}{closing}", padding, "^" * max(_width(marked), 1)


def _is_plain(text: str) -> bool:
    """Return whether each character is shown as it is, in one cell."""
    return text.isascii() and text.isprintable()


def _cells(text: str) -> list[tuple[str, int]]:
    """Return each character as it is shown, with its width in display cells."""
    if _is_plain(text):
        return list(zip(text, repeat(1)))
    return list(map(_cell, text))


def _cell(char: str) -> tuple[str, int]:
    if char == "\t":
        return " " * _TAB, _TAB
    shown = _shown(char)
    if len(shown) > 1 or char.isascii():
        return shown, len(shown)
    if unicodedata.category(char) in {"Mn", "Me"}:
        return shown, 0
    return shown, 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _shown(char: str) -> str:
    # no control, format, private or unassigned one, no odd space
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"


def _fitting(cells: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    """Return as many of the first cells as fit."""
    used = list(accumulate(width for _, width in cells))
    return cells[: bisect_right(used, room)]


def _width(cells: list[tuple[str, int]]) -> int:
    return sum(width for _, width in cells)


def _listed(parts: list[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _end_column(span: Span) -> int:
    return span.column + span.width


def _command(problem: Problem) -> str:
    places = {"file": problem.path}
    if problem.span:
        places["line"] = str(problem.span.line)
        places["col"] = str(problem.span.column)
        places["endColumn"] = str(_end_column(problem.span))
    places["title"] = problem.code
    escaped = (f"{name}={_escaped(text, ':,')}" for name, text in places.items())
    message = _escaped(problem.message)
    kind = "notice" if problem.severity == "note" else problem.severity
    return f"::{kind} {','.join(escaped)}::{message}"


def _escaped(text: str, more: str = "") -> str:
    special = {ord(char): f"%{ord(char):02X}" for char in f"%\r\n{more}"}
    return visible(text.translate(special))
