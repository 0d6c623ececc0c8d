"""Where YAML cannot be read, and why, in the words of people who write records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.records.yamltext.events import TOO_DEEP
from unisurvey.records.yamltext.places import Fault

if TYPE_CHECKING:
    from unisurvey.records.yamltext.places import SourceText

_LONGEST_QUOTED = 60  # characters of a value that a hint repeats
_QUOTE_IT = "put the text in double quotes"
_ESCAPE = re.compile(r"\\(?:[xuU][0-9a-fA-F]{0,8}|.)")
_LINE_END = re.compile(r"[\r\n]")
_KEY_AND_TEXT = re.compile(r"^[\s-]*[^\s#'\"\[{][^:]*:\s+(.*)$")

_BY_PROBLEM = (
    (
        "block sequence entries are not allowed",
        "a list cannot start on the line of its key",
        "put each `- ` on its own line, or write [a, b]",
    ),
    (
        "did not find expected '-'",
        "a field among list items, expected '- '",
        "start the line with '- ' or indent it further",
    ),
    (
        "could not find expected ':'",
        "no ': ' on this line, expected a field (`name: value`)",
        "indent the line if it goes on from the line above",
    ),
    (
        "comment or line break",
        "text after '|' or '>', expected it on the next line",
        None,
    ),
    ("mapping keys are not allowed", "'?' cannot stand here unquoted", _QUOTE_IT),
    (
        "expected <document start>",
        "text after the end of the record",
        "check the line above for a missing quote, comma or ': '",
    ),
)
_BY_CONTEXT = (
    ("Y010", "scanning an alias", "'*' starts an alias here", _QUOTE_IT),
    ("Y010", "scanning an anchor", "'&' starts an anchor here", _QUOTE_IT),
    ("Y011", "a tag", "'!' starts a tag here", _QUOTE_IT),
    ("Y008", "a directive", "a line cannot start with '%'", "delete the line"),
)


def explain(error: Any, source: SourceText) -> Fault:
    """Return the finding for a `yaml.MarkedYAMLError`.

    The parser's own messages are matched by their stable parts; one that is not
    known gives the right place and a general message.
    """
    text = source.text
    problem, context = str(error.problem), str(error.context)
    mark = error.problem_mark or error.context_mark
    opened = (error.context_mark or mark).index
    place = min(mark.index, len(text))
    if "undefined tag" in problem:
        context = "a tag"
    for code, words, message, mend in _BY_CONTEXT:
        if words in context:
            return Fault(code, opened, place + 1, message, mend)
    if "maximum nesting depth" in problem:
        return Fault("Y007", place, place + 1, TOO_DEEP)
    if "mapping values are not allowed" in problem:
        return _unexpected_colon(text, place)
    if "quoted scalar" in context and "unexpected" in problem:
        message = f"the text is not closed, expected {text[opened]} at its end"
        return Fault("Y008", opened, len(text), message)
    if "escape" in problem or "hexdecimal" in problem:
        return _escape(text, place)
    if "flow" in context or "expected node content" in problem:
        return _bracket(source, context, opened, place)
    if "did not find expected key" in problem:
        return _no_key(source, opened, place)
    return _known(problem, text, opened, place) or _character(text, place)


def _known(problem: str, text: str, opened: int, place: int) -> Fault | None:
    for words, message, hint in _BY_PROBLEM:
        if words in problem:
            if "expected ':'" in words:
                return Fault("Y008", opened, _line_end(text, opened), message, hint)
            return Fault("Y008", place, place + 1, message, hint)
    return None


def _escape(text: str, place: int) -> Fault:
    start = text.rfind("\\", 0, place + 1)
    found = _ESCAPE.match(text, start)
    end = found.end() if found else place + 1
    message = f"{text[start:end]} is not an escape inside double quotes"
    hint = "write the character itself, \\\\ for a backslash, or use single quotes"
    return Fault("Y008", start, end, message, hint)


def _unexpected_colon(text: str, place: int) -> Fault:
    start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    line = text[start : _line_end(text, place)]
    if (found := _KEY_AND_TEXT.match(line)) and start + found.start(1) <= place:
        message = "a second ': ' in the line, expected quotes around text that has one"
        value = found[1].strip()
        quoted = f'quote it: "{value}"'
        hint = (
            quoted if '"' not in value and len(value) <= _LONGEST_QUOTED else _QUOTE_IT
        )
        return Fault("Y008", place, place + 1, message, hint)
    message = "a field indented deeper than the one above, which already has a value"
    hint = "start both in the same column"
    return Fault("Y008", place, place + 1, message, hint)


def _bracket(source: SourceText, context: str, opened: int, place: int) -> Fault:
    text = source.text
    here = text[place : place + 1]
    if "flow sequence" in context or "flow mapping" in context:
        close = "]" if "sequence" in context else "}"
        kind = "list" if close == "]" else "mapping"
        line = source.line_number(opened)
        if not text[place:].strip() or source.line_number(place) > line:
            message = f"the {kind} is not closed, expected {close!r}"
            return Fault("Y008", opened, opened + 1, message)
        message = f"expected ',' or {close!r} in the {kind} opened on line {line}"
        return Fault("Y008", place, place + 1, message, "quote text that has ': '")
    if not here.strip():
        message = "the file ends too early, a list or mapping is not closed"
        return Fault("Y008", max(len(text.rstrip()) - 1, 0), place, message)
    if here == ",":
        message = "nothing stands before ',', expected a value"
        return Fault("Y008", place, place + 1, message, "delete one comma")
    return _character(text, place)


def _no_key(source: SourceText, opened: int, place: int) -> Fault:
    text = source.text
    here = text[place : place + 1]
    before = text[:place].rstrip(" ")
    same_line = before and before[-1] not in "\r\n"
    hint: str | None
    if here == ":":
        message, hint = "nothing stands before ':', expected a key", None
    elif same_line and before[-1] in "'\"":
        message = "text after the closing quote"
        hint = 'put all of it in quotes; inside double quotes write \\" for a quote'
    elif here in {"]", "}"}:
        message, hint = f"{here!r} closes nothing", None
    elif same_line and before[-1] in "]}":
        message, hint = f"text after {before[-1]!r}", _QUOTE_IT
    elif here == "-":
        message = "a list item among fields, expected `name: value`"
        hint = "indent the list under its key, which has no value of its own"
    else:
        line = source.line_number(opened)
        message = f"the indentation fits no field above (they start on line {line})"
        hint = "start it in the same column as the fields it belongs to"
    return Fault("Y008", place, place + 1, message, hint)


def _character(text: str, place: int) -> Fault:
    here = text[place : place + 1]
    if here and not here.isspace() and not here.isalnum():
        message = f"text cannot start with {here!r} unless it is quoted"
        return Fault("Y008", place, place + 1, message, _QUOTE_IT)
    return Fault("Y008", place, place + 1, "YAML cannot be read from here on")


def _line_end(text: str, start: int) -> int:
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)
