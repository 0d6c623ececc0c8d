"""Whether a written name and a name in the catalogue are the same person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.matching.description import WrittenName

Likeness = Literal["same", "close", "other"]

_SPELLED_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INITIALS = re.compile(r"\b[A-Z]{2,3}\b")
_NICKNAME = 3
"""Letters of the shortest short form, as in Dan for Daniel."""


@lru_cache(maxsize=100_000)
def likeness(name: WrittenName, known: str) -> Likeness:
    """Compare a name with a catalogue's, which is in natural order.

    The same are: names in any order of their words, with accents in any spelling,
    with initials for given names, with or without middle names and hyphens. Close is
    a short form (Dan for Daniel) or the family name alone.
    """
    best: Likeness = "other"
    for written, given in _foldings(name, known):
        found = _compare(written, given, known)
        if found == "same":
            return "same"
        if found == "close":
            best = "close"
    return best


def person_keys(text: str) -> set[tuple[str, str]]:
    """Return family name and first initial, for names in either order."""
    words = [word for word in fold(text).split() if word not in _SUFFIXES]
    if not words:
        return set()
    return {(words[-1], words[0][0]), (words[0], words[-1][0])}


def _foldings(name: WrittenName, known: str) -> Iterator[tuple[tuple[str, str], str]]:
    yield (name.text, name.family), known
    spelled = known.translate(_SPELLED_OUT)
    if spelled != known:
        yield (name.text, name.family), spelled
    text = name.text.translate(_SPELLED_OUT)
    if text != name.text:
        yield (text, name.family.translate(_SPELLED_OUT)), known


def _compare(written: tuple[str, str], given: str, known: str) -> Likeness:
    text, family = written
    words, wanted = _words(text), _words(given)
    if sorted(words) == sorted(wanted):
        return "same"
    joined = "".join(wanted)
    if any("".join(words[n:] + words[:n]) == joined for n in range(len(words))):
        return "same"
    spaced = _INITIALS.sub(lambda match: " ".join(match[0]), text)
    best: Likeness = "other"
    for variant in {text, spaced} if spaced.upper() != known.upper() else {text}:
        for last, first in _splits(_words(variant), _words(family)):
            rest = _without_family(wanted, last)
            if rest is None:
                continue
            found = _given(first, rest)
            if found == "same":
                return "same"
            best = "close" if found == "close" else best
    return best


def _words(text: str) -> list[str]:
    words = fold(text).split()
    if len(words) > 2:
        words = [word for word in words if word not in _SUFFIXES] or words
    return words


def _splits(words: list[str], family: list[str]) -> list[tuple[list[str], list[str]]]:
    """Return the ways to take a name as family and given names."""
    count = len(words) - len(family)
    if family and words[count:] == family:
        return [(family, words[:count])]
    natural = [(words[n:], words[:n]) for n in range(len(words))]
    letters = len(words)
    while letters > 1 and len(words[letters - 1]) == 1:
        letters -= 1
        natural.append((words[:letters], words[letters:]))  # Vancouver style: Xie J
    return natural


def _without_family(wanted: list[str], family: list[str]) -> list[str] | None:
    """Return the given names when the family name ends the catalogue's name."""
    joined = "".join(family)
    for n in range(len(wanted)):
        if "".join(wanted[n:]) == joined:
            return wanted[:n]
    return None


def _given(first: list[str], rest: list[str]) -> Likeness:
    if "".join(first) == "".join(rest):
        return "same"
    if not first or not rest:
        return "close"
    short, long = sorted((first, rest), key=len)
    left: Sequence[str] = long
    close = False
    for word in short:
        at = next((n for n, other in enumerate(left) if _alike(word, other)), None)
        if at is None:
            return "other"
        close |= not _fits(word, left[at])
        left = left[at + 1 :]
    return "close" if close else "same"


def _fits(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _alike(word: str, other: str) -> bool:
    """Return whether two given names are equal, initial and name, or a short form."""
    if _fits(word, other):
        return True
    short, long = sorted((word, other), key=len)
    return (
        len(short) >= _NICKNAME
        and len(long) - len(short) > 1
        and long.startswith(short)
    )
