"""What stands beside a person's name in lists of authors but is no part of it."""

from __future__ import annotations

import re

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


def bare_name(name: str) -> str:
    """Return a name in natural order without titles, degrees and footnote marks.

    Where nothing would be left but one word, only what cannot be a name is taken:
    `Qwen2` and `Li MD` stay.
    """
    bare = _TITLE.sub("", name)
    while True:
        shorter = _shorter(bare)
        if shorter == bare:
            return bare
        bare = shorter


def natural(given: str, family: str, suffix: str = "") -> str:
    """Return a name from its parts, given names first; any of them may be empty."""
    name = bare_name(f"{_without_marks(given)} {family}".strip())
    return bare_name(f"{name} {suffix}") if suffix else name


def _without_marks(name: str) -> str:
    """Return a name, or its given names, without footnote marks and numbers."""
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
