"""What an unquoted scalar is: text, number, truth value, nothing, or a guess.

The guesses are those of YAML 1.1 and of YAML 1.2 together, since other people's
readers follow either.
"""

from __future__ import annotations

import re
from typing import Final, Self

SUSPECT: Final = frozenset("-+.0123456789~<=yYnNtTfFoO")
"""First characters of every scalar that `classify` can call anything but text."""

_LONGEST_NUMBER = 18
"""More digits than this are not kept exactly by every reader."""

_WORDS: Final = {
    form: word in {"yes", "y", "on", "true"}
    for word in ("yes", "no", "on", "off", "y", "n", "true", "false")
    for form in (word, word.capitalize(), word.upper())
}
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_INT = re.compile(r"0|-?[1-9][0-9]*")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_ARXIV = re.compile(r"[0-9]{4}\.[0-9]{4,5}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
    r"(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_BASED = re.compile(r"[-+]?0(?:b[01_]+|x[0-9a-fA-F_]+|o?[0-7_]+)")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"
)
_ENDLESS: Final = ("the number infinity", "a number without a value")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class Guess(str):
    """The source text of a scalar whose type readers guess."""

    __slots__ = ("reading",)
    reading: str

    def __new__(cls, text: str, reading: str) -> Self:
        """Keep what the text is read as, in words, next to it."""
        guess = super().__new__(cls, text)
        guess.reading = reading
        return guess


def classify(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar; a `Guess` where readers disagree."""
    if text in _NULLS:
        return None
    if text in _WORDS:
        value = _WORDS[text]
        if text in {"true", "false"}:
            return value
        return Guess(text, f"the truth value {str(value).lower()}")
    if _ARXIV.fullmatch(text):
        return Guess(text, f"the number {float(text)!r}")
    if len(text) <= _LONGEST_NUMBER:
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    reading = _guess(text)
    return Guess(text, reading) if reading else text


def wrong(guess: Guess) -> str:
    """Return what is wrong with a guess."""
    held = "which no field holds" if guess.reading in _ENDLESS else "expected text"
    return f"{guess} is read as {guess.reading}, {held}"


def mending(guess: Guess) -> str:
    """Return the hint that says how to write what was meant."""
    quote = f'quote it: "{guess}"'
    word = guess.reading.removeprefix("the truth value ")
    if word != guess.reading:
        return f"{quote}, or write {word}"
    number = guess.reading.removeprefix("the number ")
    if guess.reading in _ENDLESS:
        return f"write a number, or leave the field out; if it is text, {quote}"
    if _INT.fullmatch(number):
        return f"{quote}, or write {number}"
    if _FLOAT.fullmatch(number) and not _ARXIV.fullmatch(guess):
        return f"{quote}, or write {number}"
    return quote


def _guess(text: str) -> str | None:
    if _DATE.fullmatch(text):
        return "a date"
    if _TIME.fullmatch(text):
        return "a point in time"
    if _SPECIAL.fullmatch(text):
        return _ENDLESS[text[-1] in "nN"]
    if text == "=":
        return "a mark for a default value"
    return _guess_number(text)


def _guess_number(text: str) -> str | None:
    if len(text) > _LONGEST_NUMBER:
        forms = (_BASED, _SEXAGESIMAL, _NUMBER)
        return "a number" if any(form.fullmatch(text) for form in forms) else None
    digits = text.replace("_", "").lower()
    if _BASED.fullmatch(text):
        return _based(digits)
    if _SEXAGESIMAL.fullmatch(text):
        return f"the number {_sexagesimal(digits)}"
    if _NUMBER.fullmatch(text):
        whole = digits.lstrip("+-").isdigit()
        return f"the number {int(digits) if whole else float(digits)!r}"
    return None


def _based(digits: str) -> str:
    body = digits.lstrip("+-")
    base = {"b": 2, "x": 16}.get(body[1:2], 8)
    value = int(body.lstrip("0").lstrip("box") or "0", base)
    return f"the number {-value if digits.startswith('-') else value}"


def _sexagesimal(digits: str) -> str:
    total = 0.0 if "." in digits else 0
    for part in digits.lstrip("+-").split(":"):
        total = total * 60 + (float(part) if "." in part else int(part))
    return repr(-total if digits.startswith("-") else total)
