"""Bytes → text: encoding, line ends and characters, judged before YAML is read."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from unisurvey.records.yamltext.places import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab, LF and CR
_FORMAT = (  # category Cf (bidirectional marks, joiners, tags), Unicode 16
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # Zs, Zl, Zp
_BLANK = (  # letters and marks drawn as nothing; U+FE0E and U+FE0F choose emoji style
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0d\uffa0"
)
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"

HIDDEN = re.compile(f"[{_CONTROL}{_FORMAT}{_SPACES}{_BLANK}{_NO_CHARACTER}]")
HIDDEN_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

MARK_LIMIT = 30
"""Accents in a row on one letter: the limit of Unicode's stream-safe text format.

Python normalises in time that is quadratic in the length of such a row.
"""

_ABOVE_LATIN = re.compile(f"[\u0300-\U0010ffff]{{{MARK_LIMIT + 1},}}")

_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}


def iter_piles(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each row of accents that is over the limit."""
    if text.isascii():
        return
    for match in _ABOVE_LATIN.finditer(text):
        start = match.start()
        for end, char in enumerate(match[0] + " ", match.start()):
            if not unicodedata.combining(char):
                if end - start > MARK_LIMIT:
                    yield start, end
                start = end + 1


def describe(char: str) -> str:
    """Return the code point and Unicode name, such as `U+200B ZERO WIDTH SPACE`."""
    number = ord(char)
    fallback = "CONTROL CHARACTER" if unicodedata.category(char) == "Cc" else "UNNAMED"
    name = _CONTROL_NAMES.get(number) or unicodedata.name(char, fallback)
    return f"U+{number:04X} {name}"


BOM = b"\xef\xbb\xbf"
LIMIT_PER_CODE = 100
"""Character problems of one kind that are reported for one file."""

_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_TABS = re.compile(r"[^\t\r\n]*(\t+)[^\r\n]*")
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_LETTER = 8
_CR = re.compile(r"\r\n?")


def likely_encoding(raw: bytes) -> str:
    """Guess what bytes that are not UTF-8 are, in words for a message."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    return "Latin-1 or Windows-1252"


def not_utf8(raw: bytes, offset: int) -> tuple[str, Fault]:
    """Return a legible version of the text and the finding for its first bad byte."""
    start = len(raw[:offset].removeprefix(BOM).decode("utf-8"))
    message = (
        f"byte 0x{raw[offset]:02X} at offset {offset} is not UTF-8, "
        f"the file looks like {likely_encoding(raw)}"
    )
    finding = Fault("Y001", start, start + 1, message, "save the file as UTF-8")
    return raw.removeprefix(BOM).decode("utf-8", "replace"), finding


def check_characters(text: str) -> tuple[str, list[Fault]]:
    """Find everything about the characters of a text that YAML itself would not.

    Returns:
        The text, with U+FFFD in place of what cannot be seen so that reading can go
        on with the same offsets; and the findings.
    """
    found: list[Fault] = []
    if "\r" in text:
        found += _line_ends(text)
    if "\t" in text:
        found += islice(_tabs(text), LIMIT_PER_CODE)
    if hidden_in(text):
        found += islice(_hidden(text), LIMIT_PER_CODE)
        text = HIDDEN.sub("\ufffd", text)
    if piles := list(iter_piles(text)):
        shown = piles[:LIMIT_PER_CODE]
        found += [pile_finding(start, end, end - start) for start, end in shown]
        text = _without(text, piles)
    if not unicodedata.is_normalized("NFC", text):
        found += islice(_not_composed(text), LIMIT_PER_CODE)
    return text, found


def hidden_in(text: str) -> re.Match[str] | None:
    """Return the first character that cannot be seen."""
    return (HIDDEN_ASCII if text.isascii() else HIDDEN).search(text)


def hidden_finding(char: str, start: int, end: int) -> Fault:
    """Return the problem of one character that cannot be seen."""
    hint = "write an ordinary space" if char.isspace() else "delete the character"
    return Fault("Y003", start, end, f"{describe(char)} cannot be seen", hint)


def pile_finding(start: int, end: int, marks: int) -> Fault:
    """Return the problem of a letter with too many accents."""
    message = f"{marks} accents on one letter, expected at most {MARK_LIMIT}"
    return Fault("Y003", start, end, message, "delete them")


def decomposed(text: str) -> tuple[int, str] | None:
    """Return place and text of the first letter whose accents are stored apart."""
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return None
    pairs = zip(text, composed, strict=False)
    start = next((i for i, (a, b) in enumerate(pairs) if a != b), len(composed))
    while start and unicodedata.combining(text[start]):
        start -= 1
    end = start + 1
    while end < min(len(text), start + _LONGEST_LETTER) and _joins(
        text[start:end], text[end]
    ):
        end += 1
    return start, text[start:end]


def decomposed_finding(letter: str, start: int, end: int) -> Fault:
    """Return the problem of a letter whose accents are stored apart."""
    stored = " ".join(f"U+{ord(char):04X}" for char in letter)
    composed = unicodedata.normalize("NFC", letter)
    expected = " ".join(f"U+{ord(char):04X}" for char in composed)
    message = f"{composed!r} is stored as {stored}, expected {expected}"
    return Fault("Y004", start, end, message, "run `unisurvey fmt`")


def _joins(letter: str, char: str) -> bool:
    if unicodedata.combining(char):
        return True
    return len(unicodedata.normalize("NFC", letter + char)) <= len(
        unicodedata.normalize("NFC", letter)
    )


def _without(text: str, parts: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    last = 0
    for start, end in parts:
        pieces += (text[last:start], "\ufffd" * (end - start))
        last = end
    return "".join((*pieces, text[last:]))


def _line_ends(text: str) -> Iterator[Fault]:
    names = {"\r\n": "CRLF", "\r": "CR"}
    for match in _CR.finditer(text):
        if name := names.pop(match[0], ""):
            message = f"the line ends with {name}, expected LF"
            yield Fault(
                "Y017", match.start(), match.end(), message, "run `unisurvey fmt`"
            )
        if not names:
            return


def _tabs(text: str) -> Iterator[Fault]:
    for match in _TABS.finditer(text):
        start, end = match.span(1)
        if text[match.start() : start].isspace() or match.start() == start:
            message = "tab used as indentation, expected spaces"
        else:
            message = "tab in the text, expected a space"
        yield Fault("Y005", start, end, message)


def _hidden(text: str) -> Iterator[Fault]:
    for match in HIDDEN.finditer(text):
        yield hidden_finding(match[0], *match.span())


def _not_composed(text: str) -> Iterator[Fault]:
    for match in _LINE.finditer(text):
        if found := decomposed(match[0]):
            start = match.start() + found[0]
            yield decomposed_finding(found[1], start, start + len(found[1]))
