"""Reading foreign answers: what has not the expected type or form states nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from unisurvey.bib.tex.reader import read, tex_in
from unisurvey.bib.tex.table import LOWERED, RAISED, in_script
from unisurvey.errors import BadAnswerError
from unisurvey.schema.dates import date_span
from unisurvey.schema.forms import ARXIV_NEW, arxiv_of_doi, find_published_doi
from unisurvey.schema.urls import FORM, take_apart

if TYPE_CHECKING:
    from unisurvey.outside.web import Answer

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


def data(answer: Answer) -> dict[str, Any]:
    """Return an answer that is a JSON object.

    Raises:
        BadAnswerError: it is something else.
    """
    found = answer.json()
    if not isinstance(found, dict):
        reason = f"expected a JSON object, got {_kind(found)}"
        raise BadAnswerError(answer.url, reason)
    return found


def mapping(value: Any) -> dict[str, Any]:
    """Return an object; an empty one for everything else."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list."""
    return [row for row in elements(value) if isinstance(row, dict)]


def elements(value: Any) -> list[Any]:
    """Return a list; an empty one for everything else."""
    return value if isinstance(value, list) else []


def line(value: Any) -> str | None:
    """Return a text on one line, without what cannot be seen or written."""
    if not isinstance(value, str):
        return None
    spaced = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", value)
    seen = (char for char in spaced if unicodedata.category(char) not in {"Cf", "Cs"})
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split()) or None


def first(value: Any) -> Any:
    """Return the first element where a list may stand for one value."""
    return (value[0] if value else None) if isinstance(value, list) else value


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


def pages(value: Any) -> str | None:
    """Return page numbers with an en dash; `None` for what is no page number."""
    found = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "–", line(value) or "")
    start, _, end = found.partition("–")
    if start == end:
        found = start
    return (
        found if re.fullmatch(r"[A-Z]?\d[\d:.]*(?:–[A-Z]?\d[\d:.]*)?", found) else None
    )


def needed(value: str | None, what: str, answer: Answer) -> str:
    """Return a value without which an answer is of no use.

    Raises:
        BadAnswerError: there is none.
    """
    if value is None:
        raise BadAnswerError(answer.url, f"the answer states no {what}")
    return value


def _kind(value: Any) -> str:
    match value:
        case list():
            return "a list"
        case str():
            return "a text"
        case None:
            return "null"
        case _:
            return "a number" if not isinstance(value, bool) else "true or false"
