"""Names of people as lists of authors write them, and whether two are one person's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.text.folding import fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.schema import Organization


PersonKey = tuple[str, str]
"""Family name and first initial, as far as the order of a name tells them."""

PersonKeys = tuple[PersonKey, PersonKey] | tuple[()]
"""The keys that a name may have, in either order; none without letters."""

People = tuple[PersonKeys, ...]

Likeness = Literal["same", "close", "other"]
_CLOSENESS: tuple[Likeness, ...] = ("other", "close", "same")

_SPELLED_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa",
    "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INITIALS = re.compile(r"\b[A-Z]{2,3}\b")
_NICKNAME = 3
"""Letters of the shortest short form, as in Dan for Daniel."""

_TITLE = re.compile(r"^(?:(?:Prof|Dr)\.\s+)+(?=\S+\s)")
_MARKS = re.compile(
    r"(?:[\s,]*[*†‡§¶‖∗⋆✉#⁎]|\^\{[^{}]*\}|[\s,]*[⁰¹²³⁴⁵⁶⁷⁸⁹]|\s0\d{3}"
    r"|(?<=\s)\d{1,2}|(?<=[^\W\d_A-Z][^\W\d_A-Z])\d{1,2}(?:,\d{1,2})*)+$"
)
"""Footnote marks, and the number by which DBLP tells namesakes apart."""

_DEGREES = re.compile(
    r"(?:Ph\.? ?D|D\.?Phil|M\.D|MD|M\.?Sc|B\.?Sc|D\.?Sc|MPH|MBA|MBBS|MBChB|FRCP|FRCS|"
    r"FRCR|FRCPath|FRS|FACS|FACP|FACC|FAAP|FMedSci|DDS|DMD|DVM|Dr\.? ?PH|Ed\.?D|Psy\.?D|"
    r"Pharm\.?D|M\.?Eng|M\.?Phil|M\.?Res|Dr\.-Ing|Esq)\.?"
)
_AFTER_COMMA = re.compile(rf",\s*(?:{_DEGREES.pattern}|MA|MS|BA|BS|RN|M\.A\.|M\.S\.)$")
_AFTER_SPACE = re.compile(rf"(?<=\S) {_DEGREES.pattern}$")


class WrittenName(NamedTuple):
    """One name of a list, in plain Unicode."""

    text: str
    """In natural order: given names first."""

    family: str = ""
    """Empty when the order of the words does not tell it."""

    whole: bool = False
    """It is not to be taken apart: an organization, as a rule."""


def written(author: str | Organization) -> WrittenName:
    """Return an author of a record, or of a service, as a name of a list."""
    return WrittenName(str(author), whole=not isinstance(author, str))


@lru_cache(maxsize=100_000)
def likeness(name: WrittenName, known: str) -> Likeness:
    """Compare a name with a catalogue's, which is in natural order.

    The same are: names in any order of their words, with accents in any spelling,
    with initials for given names, with or without middle names and hyphens. Close is
    a short form (Dan for Daniel) or the family name alone.
    """
    if name.text == known:
        return "same"
    text, family, spelled = (
        part.translate(_SPELLED_OUT) for part in (name.text, name.family, known)
    )
    forms = {
        (name.text, name.family, known),
        (name.text, name.family, spelled),
        (text, family, known),
    }
    return max((_compare(*each, known) for each in forms), key=_CLOSENESS.index)


def person_keys(text: str) -> PersonKeys:
    """Return family name and first initial, for names in either order."""
    words = [word for word in folded_words(text) if word not in _SUFFIXES]
    if not words:
        return ()
    return (words[-1], words[0][0]), (words[0], words[-1][0])


def _compare(text: str, family: str, given: str, known: str) -> Likeness:
    words, wanted = _words(text), _words(given)
    if sorted(words) == sorted(wanted):
        return "same"
    joined = "".join(wanted)
    if any("".join(words[n:] + words[:n]) == joined for n in range(len(words))):
        return "same"
    spaced = _INITIALS.sub(lambda match: " ".join(match[0]), text)
    found = (
        _given(first, rest)
        for variant in ({text, spaced} if spaced.upper() != known.upper() else {text})
        for last, first in _splits(_words(variant), _words(family))
        if (rest := _without_family(wanted, last)) is not None
    )
    return max(found, key=_CLOSENESS.index, default="other")


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
    ends = (n for n in range(len(wanted)) if "".join(wanted[n:]) == joined)
    return next((wanted[:n] for n in ends), None)


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


def bare_name(name: str) -> str:
    """Return a name in natural order without titles, degrees and footnote marks.

    Where nothing would be left but one word, only what cannot be a name is taken:
    `Qwen2` and `Li MD` stay.
    """
    bare = _TITLE.sub("", name)
    while (shorter := _shorter(bare)) != bare:
        bare = shorter
    return bare


def natural(given: str, family: str, suffix: str = "") -> str:
    """Return a name from its parts, given names first; any of them may be empty."""
    name = bare_name(f"{_without_marks(given)} {family}".strip())
    return bare_name(f"{name} {suffix}") if suffix else name


def _without_marks(name: str) -> str:
    """Return a name, or its given names, without footnote marks and numbers."""
    if name[-1:].isalpha():  # as nearly all end
        return name
    marks = _MARKS.search(name)
    if marks and (" " in name.strip() or not marks[0].strip(", ").isdigit()):
        return name[: marks.start()].rstrip(" ,")
    return name


def is_degree(text: str) -> bool:
    """Return whether a part of a name is academic degrees and nothing else."""
    parts = re.split(r",\s*|(?<!Ph\.) (?!D)", text.strip())
    return all(map(_DEGREES.fullmatch, parts))


def _shorter(name: str) -> str:
    bare = _without_marks(name)
    degree = _AFTER_COMMA.search(bare) or _AFTER_SPACE.search(bare)
    if degree and len(bare[: degree.start()].split()) > 1:
        return bare[: degree.start()].rstrip(" ,")
    return bare
