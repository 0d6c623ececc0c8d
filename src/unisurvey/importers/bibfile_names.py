"""Lists of names as BibTeX reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from unisurvey.importers.bibfile_tex import plain
from unisurvey.matching import WrittenName

_MARK = re.compile(r"[{}]|\\[{}]|\s+and(?=\s)|,", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:[\s,{(]|^)(?:et\.?\s*al\b\.?|others|…|\.\.\.)[\s})]*$", re.IGNORECASE
)
_FIELDS = re.compile(r"\b(family|given|prefix|suffix)\s*=\s*", re.IGNORECASE)


class BibNames(NamedTuple):
    """A list of names."""

    names: tuple[WrittenName, ...]
    truncated: bool
    """It ends with `and others`, `et al.` or the like."""


def split_names(source: str) -> BibNames:
    """Return the names in the TeX source of an `author` field.

    They are separated by `and` outside braces; a comma inside a name puts the family
    name first.
    """
    found: list[WrittenName] = []
    truncated = False
    for words, commas in _split(source):
        cut = _OTHERS.search(plain(words))
        if cut:
            truncated = True
            rest = _OTHERS.sub("", plain(words)).strip(" ,")
            if rest:
                found.append(_name(rest, [rest.find(",")] if "," in rest else []))
        elif plain(words):
            found.append(_name(words, commas))
    return BibNames(tuple(found), truncated)


def _split(source: str) -> list[tuple[str, list[int]]]:
    """Return each name's source and where its commas outside braces are."""
    found: list[tuple[str, list[int]]] = []
    start = depth = 0
    commas: list[int] = []
    text = f" {source} "
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark.endswith("{"):
            depth += 1
        elif mark.endswith("}"):
            depth = max(depth - 1, 0)
        elif depth:
            continue
        elif mark == ",":
            commas.append(match.start() - start)
        else:
            found.append((text[start : match.start()], commas))
            start, commas = match.end(), []
    found.append((text[start:], commas))
    return found


def _name(source: str, commas: list[int]) -> WrittenName:
    stripped = source.strip()
    if _FIELDS.match(plain(stripped)):
        return _extended(plain(stripped))
    if not commas:
        whole = stripped.startswith("{") and _closes_last(stripped)
        return WrittenName(plain(source), "", whole)
    family = plain(source[: commas[0]])
    given = plain(source[commas[-1] + 1 :])
    suffix = plain(source[commas[0] + 1 : commas[-1]]) if len(commas) > 1 else ""
    return WrittenName(
        " ".join(f"{given} {family} {suffix}".split()), family, whole=False
    )


def _extended(text: str) -> WrittenName:
    """Read biblatex's `family=Foo, given=Bar`."""
    parts = {}
    pieces = _FIELDS.split(text)
    for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
        parts[name.lower()] = value.strip(' ,"')
    family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
    whole = f"{parts.get('given', '')} {family} {parts.get('suffix', '')}"
    return WrittenName(" ".join(whole.split()), family, whole=False)


def _closes_last(text: str) -> bool:
    """Return whether the first brace is closed by the last one."""
    depth = 0
    for n, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return n == len(text) - 1
    return False
