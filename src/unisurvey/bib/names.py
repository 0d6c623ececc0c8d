"""Lists of names as BibTeX reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from unisurvey.bib.tex.reader import plain
from unisurvey.matching import WrittenName
from unisurvey.matching.people import bare_name, is_degree, natural

_MARK = re.compile(r"[{}]|\\[{}]|\s+and(?=\s)|,", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:[\s,{(]|^)(?:et\.?\s*al\b\.?|others|…|\.\.\.)[\s})]*$", re.IGNORECASE
)
_EXTENDED = re.compile(r"\s*[a-z]+(?:-i)?\s*=", re.IGNORECASE)
_PART = re.compile(
    r"([a-z]+(?:-i)?)\s*=\s*"
    r"(\"[^\"]*\"|(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^,{}])*)",
    re.IGNORECASE,
)
"""`given={Ann B.}` or `useprefix=true`: all parts of biblatex's extended name format, of
which only four are printed."""

_BRACED = re.compile(r"\s*\{[^{}]*\}\s*")


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
    found = [_read(words, commas) for words, commas in _split(source)]
    names = tuple(name for name, _ in found if name)
    return BibNames(names, any(cut for _, cut in found))


@lru_cache(maxsize=1 << 16)  # names recur
def _read(source: str, commas: tuple[int, ...]) -> tuple[WrittenName | None, bool]:
    """Return a name, if it is one, and whether it says that the list goes on."""
    text = plain(source)
    cut = _OTHERS.search(text)
    if cut and not (cut[0] == "others" and _BRACED.fullmatch(source)):
        rest = _OTHERS.sub("", text).strip(" ,")
        first = (rest.find(","),) if "," in rest else ()
        return (_name(rest, first) if rest else None), True
    return (_name(source, commas) if text else None), False


def _split(source: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return each name's source and where its commas outside braces are."""
    found: list[tuple[str, tuple[int, ...]]] = []
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
            found.append((text[start : match.start()], tuple(commas)))
            start, commas = match.end(), []
    found.append((text[start:], tuple(commas)))
    return found


def _name(source: str, commas: tuple[int, ...]) -> WrittenName:
    stripped = source.strip()
    if _EXTENDED.match(stripped):
        return _extended(stripped)
    if not commas:
        last = len(stripped) - 1
        whole = stripped.startswith("{") and _closing(stripped) == last
        text = plain(source)
        return WrittenName(text if whole else bare_name(text), "", whole)
    family = plain(source[: commas[0]])
    given = plain(source[commas[-1] + 1 :])
    suffix = plain(source[commas[0] + 1 : commas[-1]]) if len(commas) > 1 else ""
    if suffix and is_degree(given):  # `One, Ann, PhD`
        given, suffix = suffix, ""
    return _person(given, family, suffix)


def _extended(source: str) -> WrittenName:
    """Read biblatex's `family=Foo, given=Bar`."""
    parts: defaultdict[str, str] = defaultdict(str)
    for match in _PART.finditer(source):
        parts[match[1].lower()] = plain(match[2].strip(' "'))
    family = f"{parts['prefix']} {parts['family']}".strip()
    return _person(parts["given"], family, parts["suffix"])


def _person(given: str, family: str, suffix: str) -> WrittenName:
    """Put the parts of a name together, without marks and degrees."""
    words = natural(given, family).split()
    last = words[-len(family.split()) :] if family else []
    if suffix:
        words = natural(given, family, suffix).split()
    return WrittenName(" ".join(words), " ".join(last), whole=False)


def _closing(text: str) -> int:
    """Return where BibTeX closes the brace that a text begins with."""
    depths = accumulate((char == "{") - (char == "}") for char in text)
    return next((n for n, depth in enumerate(depths) if depth == 0), -1)
