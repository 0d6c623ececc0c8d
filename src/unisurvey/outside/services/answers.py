"""Reading foreign answers: what has not the expected type or form states nothing.

Author lists become persons in natural order, and teams.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypedDict

from unisurvey.bib.tex.reader import read, tex_in
from unisurvey.bib.tex.table import LOWERED, RAISED, in_script
from unisurvey.matching.people import bare_name
from unisurvey.schema import Organization
from unisurvey.schema.base import PLACEHOLDERS
from unisurvey.schema.dates import date_span
from unisurvey.schema.forms import ARXIV_NEW, arxiv_of_doi, find_published_doi
from unisurvey.schema.urls import FORM, take_apart

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = re.compile(
    r"</?(?:(?:jats|mml):[\w-]+|i|b|u|em|strong|su[bp]|inf|tt|sc|scp|span|p|br|bold|"
    r"italic|underline|title|monospace|math|m[a-z]{1,5})(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_FONT = re.compile(r"</?(?:i|b|em|strong|italic|bold)>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(su[bp]|inf)>([^<>]*)</\1>", re.IGNORECASE)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_ARXIV = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|arxiv[.:]\s*|^)({ARXIV_NEW})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.$")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNESCAPED = 3
"""How often `&amp;amp;` may have been escaped."""

_TEAM = re.compile(
    r"^Team\b|^(?:OpenAI|NVIDIA|Anthropic|Google DeepMind|Black Forest Labs)$|"
    r"\b(?:Team|Collaboration|Consortium|Laborator(?:y|ies)|Labs|Foundation|Institute|"
    r"University|Initiative|Working Group|Inc\.?|Corporation|Contributors)$|"
    r"^\S*[a-z]-?AI$|^(?:Inclusion|Meta|Mistral|Moonshot|Reka|Stability|Zhipu) AI$|"
    r"^The\s.*\b(?:Group|Project|Authors)$"
)
"""What only the name of a team, laboratory or company looks like."""

_CUT = re.compile(r"\bet\.?\s*al\b|^(?:and )?others$|^(?:\.\.\.|…)$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|I{1,3}|IV)\.?", re.IGNORECASE)


def line(value: Any) -> str | None:
    """Return a text on one line, without what cannot be seen or written."""
    if not isinstance(value, str):
        return None
    spaced = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", value)
    seen = (char for char in spaced if unicodedata.category(char) not in {"Cf", "Cs"})
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split()) or None


def without_markup(value: Any) -> str | None:
    """Return a text whose entities are resolved and whose formatting is gone."""
    if not isinstance(value, str):
        return None
    text = value
    for _ in range(_UNESCAPED):
        resolved = html.unescape(text)
        if resolved == text:
            break
        text = resolved
    return line(_TAG.sub("", _SCRIPT.sub(_in_script, _FONT.sub("", text))))


def _in_script(match: re.Match[str]) -> str:
    """Return `<sup>2</sup>` as ², so that n² does not become n2."""
    raised = match[1].lower() == "sup"
    if raised and match[2].lower() in _ORDINALS:
        return match[2]
    return in_script(match[2], RAISED if raised else LOWERED) or match[2]


def without_tex(value: Any) -> str | None:
    """Return a text in which authors may have written TeX, as it is printed."""
    text = line(value)
    if text is None or not tex_in(text):
        return text
    return line(read(text).text)


def title_of(value: Any) -> str | None:
    """Return a title in which there may be formatting and TeX, as it is printed."""
    return without_tex(without_markup(value))


def titled(title: str | None, subtitle: str | None) -> str | None:
    """Return a title with its subtitle, unless it holds it already."""
    if title is None or subtitle is None or subtitle.lower() in title.lower():
        return title
    return f"{_FULL_STOP.sub('', title).rstrip(': ')}: {subtitle}"


def number(value: Any) -> int | None:
    """Return a natural number, written as a number or in digits."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < 10**9 else None


def year(value: Any) -> int | None:
    """Return a year."""
    found = number(value)
    return found if found is not None and day(str(found)) else None


def day(value: Any) -> str | None:
    """Return the date with which a text begins: a day, a month or a year."""
    match = re.match(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9-])", str(value))
    if not isinstance(value, str) or match is None:
        return None
    try:
        date_span(match[0])
    except ValueError:
        return None
    return match[0]


def day_of_epoch(value: Any) -> str | None:
    """Return the day (UTC) of milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        moment = _EPOCH + timedelta(milliseconds=value)
    except OverflowError:
        return None
    return day(moment.date().isoformat())


def web_address(value: Any) -> str | None:
    """Return an address that a record may hold."""
    found = line(value)
    if found and re.fullmatch(FORM, found) and take_apart(found):
        return found
    return None


def file_name(path: str) -> str:
    """Return how a record names a file: without its directories, on one line."""
    return line(PurePath(path).name) or "a file"


def doi(value: Any) -> str | None:
    """Return a DOI without its address; `None` for arXiv's own, which is a preprint's."""
    return find_published_doi(line(value) or "")


def arxiv_id(value: Any) -> str | None:
    """Return the arXiv id, without version, that an id, a DOI or an address states."""
    text = line(value) or ""
    found = _ARXIV.search(text)
    return found[1] if found else arxiv_of_doi(text)


def only(found: Iterable[str | None]) -> str | None:
    """Return the one text that is found, if there are no others."""
    texts = set(filter(None, found))
    return texts.pop() if len(texts) == 1 else None


def pages(value: Any) -> str | None:
    """Return page numbers with an en dash; `None` for what is no page number."""
    found = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "–", line(value) or "")
    start, _, end = found.partition("–")
    if start == end:
        found = start
    return (
        found if re.fullmatch(r"[A-Z]?\d[\d:.]*(?:–[A-Z]?\d[\d:.]*)?", found) else None
    )


class Listed(TypedDict):
    """Authors as `Work` takes them: of a complete list, or the first of a cut one."""

    authors: tuple[str | Organization, ...]
    first_authors: tuple[str | Organization, ...]


def authors(names: Iterable[str | Organization | None]) -> Listed:
    """Return the authors of a list.

    Where the list is cut short (`et al.`), or a name in it cannot be told apart from
    several or is still TeX, only those before are known: a gap is better than a guess.
    """
    found: list[str | Organization] = []
    for written in names:
        if isinstance(written, Organization):
            found.append(written)
            continue
        name = bare_name(without_tex(written) or "")
        if name == ":" and found:  # so arXiv writes "Team: its members"
            found[-1] = Organization(organization=str(found[-1]))
        elif not any(map(str.isalpha, name)):
            continue
        elif _CUT.search(name) or name.casefold() in PLACEHOLDERS:
            break
        elif _TEAM.search(name):
            found.append(Organization(organization=name))
        else:
            person = _person(name)
            if person is None:
                break
            found.append(person)
    else:
        return {"authors": tuple(found), "first_authors": ()}
    return {"authors": (), "first_authors": tuple(found)}


def organization(name: str | None) -> Organization | None:
    """Return a corporate author, where the service says that it is one."""
    if name is None or name.casefold() in PLACEHOLDERS:
        return None
    return Organization(organization=name)


def _person(name: str) -> str | None:
    """Return one person's name, given names first."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts):
        suffixed = _SUFFIX.fullmatch(parts[1])
        name = " ".join(parts if suffixed else reversed(parts))
    elif len(parts) > 1:
        return None
    several = re.search(r";| and ", name, re.IGNORECASE)
    return None if several or tex_in(name) else name
