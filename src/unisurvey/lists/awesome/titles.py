"""Which stretch of a row is the work's title and which its short name."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.tex.reader import plain
from unisurvey.lists.awesome.links import is_label
from unisurvey.lists.awesome.published import date_in, is_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.lists.awesome.model import RowPart
    from unisurvey.lists.awesome.published import VenueWords

LONGEST_TAG = 160
"""Characters of what stands in brackets beside a title: venues have long names in full."""

_TAG = re.compile(
    rf"\s*[\[【(](?P<tag>[^\[\]【】()]{{1,{LONGEST_TAG}}})[\]】)]\s*[:：.\-–—]?\s*"
)
_LAST_TAG = re.compile(
    rf"\s*[\[(](?P<tag>(?:[^\[\]()]|\([^()]*\)){{1,{LONGEST_TAG}}})[\])]\s*$"
)
_LAST_TAIL = re.compile(
    r"(?:,|\.|;|\s[-–—|]|[?!])\s+(?P<tail>[^,;|]{2,80}?)[\s,.;\[({|]*$"
)
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?:\((?P<name>[^()\s]{2,30})\)\s+)?(?=\S+\s\S)")
"""`12. (MM-Ink)` before a title."""

_COUNT = re.compile(r"(?:cit(?:ations?|ed by)\W*)?\d+\s*(?:citations?)?", re.IGNORECASE)
_QUOTED = re.compile('["“”«](?P<title>[^"“”«»]{8,300})["“”»]')
_OPENS = re.compile(r"(?:^|[^\w\s]|\d|\bal)\s*$")
"""The end of what stands before a quoted title; words around it quote a word."""

_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2}[.?!])\s+(?=\[|[^\W\d_])|\s[|·•]\s|,\s*$|\.\s*$"
)
_MATH = re.compile(r"\$(?!\s)[^$]{1,60}(?<!\s)\$")
_EDGES = " \t\n\r,;.:|/\\*_~`'\"“”‘’«»-–—•·>▸➤→"
_AUTHORS = re.compile(r"\bet\.?\s+al\b", re.IGNORECASE)
_PERSON = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:\s[\w.’'-]+){0,2}\s[^\W\d_a-z][\w.’'-]*[\d*†‡]*"
)
_CITED = re.compile(
    r"(?P<people>[^\"“”«:?!]{5,400}?)"
    r"(?:(?<=[.,;)])\s*[\"“”«](?P<quoted>[^\"“”«»]{8,300})[\"“”»]"
    r"|(?<=\bal)\.,?\s(?P<short>[^.?!\"“”]{8,300})(?:[.?!]|$)"
    r"|\(?(?:19|20)\d\d(?:,\s\w+)?\)?\.\s(?P<dated>[^.?!\"“”]{8,300})(?:[.?!]|$))"
)
"""`Family, Given, and Other Person. "Title" Venue 2029`, or without quotes."""

_PEOPLE_WORD = re.compile(
    r"[^\W\d_a-z][\w’'-]*|and|et|al|van|von|de[rnl]?|d[aiu]|dos|la|le|bin"
)
_NAME_WORDS = 3
_MOST_BETWEEN = 8
"""Words between two emphasised ones of one title."""

_TEXT = frozenset({"plain", "bold", "italic"})
_NAMED = re.compile(r"\s*\w\S*(?:\s\S+){0,2}:\s*")
_STOPS = frozenset(':.,;|!?-–—])}("”“/•·】')
_WORD_END, _WORD_BEGIN = re.compile(r"\w-?$"), re.compile(r"-?\w|-$")
_GOES_ON = re.compile(r"\s*[\w$(]|[-’'/]\w")
_LOWER = re.compile(r"-\w|\s*(?!(?:by|et|in|at|see|is|was|are|from|arxiv|an?)\b)[a-z]")
"""A word with which a title goes on, and not a sentence about it."""


class Titled(NamedTuple):
    """What a row calls its work."""

    title: str = ""
    name: str = ""
    link: RowPart | None = None
    """The link that the title, or else the name, is."""

    perhaps: str = ""
    """Text that would be the title if name and description make one."""

    line: int = 0


def find_title(parts: Sequence[RowPart], venues: VenueWords) -> Titled:
    """Return the title and name that the parts of an item or a title cell begin with."""
    parts = joined(parts)
    start = _start(parts, venues)
    if start is None:
        return Titled()
    read = _plain if parts[start].style == "plain" else _marked
    found = read(parts[start:], venues)
    tags = (
        _without_tags(p.text, venues)
        for p in parts[:start]
        if p.style in {"bold", "plain"}
    )
    early = next((name for text, name in tags if name and not text), "")
    return found._replace(name=found.name or early)


def _marked(parts: Sequence[RowPart], venues: VenueWords) -> Titled:
    """Return a title that is a link or emphasised; bold parts belong together."""
    first, *others = parts
    more = takewhile(
        lambda part: first.bold and part.bold and part.style not in {"label", "image"},
        others,
    )
    whole = [first, *more]
    link = next((part for part in whole if part.style == "link"), None)
    head, name = _without_tags("".join(part.text for part in whole), venues)
    if is_people(head):
        head = ""
    titled = Titled(head, name, link, line=first.line)
    if len(head.split()) <= _NAME_WORDS and ":" not in head:
        return _named(titled, parts[len(whole) :], venues)
    return titled


def is_people(text: str) -> bool:
    """Return whether a text is a list of people: at least three names of some words."""
    if _AUTHORS.search(text):
        return not _cited(text)
    names = re.split(r",\s*(?:and\s)?", text.strip(" ,."))
    return len(names) > 2 and all(_PERSON.fullmatch(name.strip()) for name in names)


def _cited(text: str) -> str:
    """Return the title of a work that is cited with its authors; empty otherwise."""
    found = _CITED.match(text)
    if found is None or not re.search(r",|\bet al\b", found["people"]):
        return ""
    people = re.sub(r"\b(?:19|20)\d\d\b", "", found["people"])
    words = re.findall(r"[^\s,;.&()]+", people)
    if len(words) < 2 or not all(map(_PEOPLE_WORD.fullmatch, words)):
        return ""
    return found["quoted"] or found["short"] or found["dated"]


def joined(parts: Sequence[RowPart]) -> list[RowPart]:
    """Return parts in which emphasised words stand in the text they are words of."""
    found: list[RowPart] = []
    for n, part in enumerate(parts):
        before = found[-1] if found else None
        after = parts[n + 1] if n + 1 < len(parts) else None
        changed = n > 0 and parts[n - 1].style in _TEXT - {part.style}
        if before and changed and _continues(before, part, after):
            text = before.text + part.text
            found[-1] = before._replace(text=text, style="plain", bold=False)
        else:
            found.append(part)
    return found


def _continues(before: RowPart, part: RowPart, after: RowPart | None) -> bool:
    """Return whether a part goes on with the sentence of the one before it."""
    if part.style not in _TEXT:
        return False
    if before.style == part.style == "plain":
        return True  # behind emphasised words of the text before
    if _WORD_END.search(before.text) and _WORD_BEGIN.match(part.text):
        return True  # emphasis within a word
    named = bool(_NAMED.fullmatch(before.text)) and not is_label(before.text)
    stops = before.text.rstrip()[-1:] in _STOPS and not named
    if stops or not _GOES_ON.match(part.text):
        return False
    goes_on = _LOWER.match(part.text)
    if part.style == "plain":  # behind emphasised words
        more = after and after.style == "bold" and part.text.rstrip()[-1:] not in _STOPS
        return bool(goes_on or (more and len(part.text.split()) < _MOST_BETWEEN))
    if part.style == "italic":
        return bool(goes_on and after and _LOWER.match(after.text))
    few = len(part.text.split()) <= _NAME_WORDS
    begun = named or len(before.text.split()) > 1
    within = after and after.style == "plain" and _LOWER.match(after.text)
    return bool((begun and few) or within)


def split_name(title: str) -> tuple[str, str]:
    """Return what stands before the first colon of a title, and the rest."""
    name, colon, rest = title.partition(":")
    if colon and len(name.split()) <= 4:
        return name.strip(), rest.strip()
    return "", title


def clean(text: str) -> str:
    """Return a title without quotes, marks and emoji around it."""
    kept = _MATH.sub(lambda math: plain(math[0]), text).strip(_EDGES)
    while kept and not (kept[0].isalnum() or kept[0] in "([{$α-ωΑ-Ω@#&+∞"):
        kept = kept[1:].lstrip(_EDGES)
    while kept and not (kept[-1].isalnum() or kept[-1] in ")]}$?!+*'’∞%"):
        kept = kept[:-1].rstrip(_EDGES)
    return " ".join(kept.split())


def _start(parts: Sequence[RowPart], venues: VenueWords) -> int | None:
    """Return the first part that can be a title: dates, badges, marks come before."""
    for n, part in enumerate(parts):
        if part.style in {"label", "image", "break"}:
            continue
        if part.style == "italic" and n + 1 < len(parts):
            continue
        text, name = _without_tags(part.text, venues)
        if part.style == "plain" and name and not text and n + 1 < len(parts):
            continue
        if not (is_date(text) or venues.is_venue(text) or is_label(text)):
            return n
    return None


def _named(short: Titled, following: Sequence[RowPart], venues: VenueWords) -> Titled:
    """Return a short name with the title behind it, where one is."""
    name = short.title or short.name
    between = ""
    for part in following:
        if part.style == "link":
            title, tag = _without_tags(part.text, venues)
            quiet = not clean(_without_tags(between, venues)[0])
            if quiet and len(title.split()) > _NAME_WORDS:
                return Titled(title, name or tag, part, line=part.line)
        if part.style not in {"plain", "italic", "bold"}:
            break
        between += part.text
    if quoted := _QUOTED.search(between):
        words = len(quoted["title"].split())
        only = words > 1 and not re.search(r"\w", between[: quoted.start()])
        if words > _NAME_WORDS or only:
            return short._replace(title=clean(quoted["title"]), name=name)
    said = clean(_SENTENCE.split(between.lstrip(" :：-–—"), maxsplit=1)[0])
    said = _without_tags(said, venues)[0]
    if is_date(said) or venues.is_venue(said) or _AUTHORS.search(said):
        said = ""
    if len(name.split()) > 1:
        if not said:
            return short._replace(title=name, name="")
        if short.link is None and re.match(r"\s+\w", between):
            return Titled(f"{name} {said}", line=short.line)
    perhaps = f"{name}: {said}" if said else ""
    return short._replace(title="", name=name, perhaps=perhaps)


def _plain(parts: Sequence[RowPart], venues: VenueWords) -> Titled:
    """Return a title that is neither link nor bold: up to where something else begins."""
    part, *others = parts
    text, name = _without_tags(part.text, venues)
    for behind in others[:1]:
        bold = behind.style == "bold" and not venues.is_venue(behind.text)
        title, tag = _without_tags(behind.text, venues)
        fits = len(title.split()) > _NAME_WORDS or not text
        if fits and (bold or behind.style == "link"):
            short = clean(text) if len(text.split()) <= _NAME_WORDS else ""
            link = behind if behind.style == "link" else None
            title = "" if is_people(title) else title
            return Titled(title, short or name or tag, link, line=behind.line)
    quoted = _QUOTED.search(part.text)
    if quoted and _OPENS.search(part.text[: quoted.start()]):
        return Titled(clean(quoted["title"]), name, line=part.line)
    said = _without_tags(_SENTENCE.split(text, maxsplit=1)[0], venues)[0]
    if is_people(text):
        return Titled("", name, line=part.line)
    if len(said.split()) == 1:
        return Titled("", said, line=part.line)
    return Titled(said, name, line=part.line)


def begins_quoted(text: str) -> int | None:
    """Return where a text of marks alone goes over to a quoted title."""
    quoted = _QUOTED.search(text)
    if quoted is None or len(quoted["title"].split()) <= _NAME_WORDS:
        return None
    return None if re.search(r"\w", text[: quoted.start()]) else quoted.start()


def _without_tags(text: str, venues: VenueWords) -> tuple[str, str]:
    """Return a title without dates, venues and names in brackets around it; and the name."""
    name = ""
    text = text.strip()
    if numbered := _NUMBERED.match(text):
        name, text = numbered["name"] or "", text[numbered.end() :]
    text = _cited(text) or text
    for _ in range(4):
        match = _TAG.match(text)
        if not match or match.end() == 0:
            break
        tag = match["tag"].strip()
        if not (date_in(tag) or venues.venue_in(tag) or is_label(tag)):
            if text[match.start() :].lstrip()[:1] == "(":
                break
            name = name or tag
        text = text[match.end() :]
    while shorter := _without_last(text, venues):
        text = shorter
    return clean(text), clean(name)


def _without_last(text: str, venues: VenueWords) -> str:
    """Return a title without the date, venue or count at its end; empty without one."""
    if last := _LAST_TAG.search(text):
        tag = last["tag"]
        no_words = bool(date_in(tag)) or venues.is_venue(tag) or is_label(tag)
    elif last := _LAST_TAIL.search(text):
        tail = last["tail"]
        no_words = is_date(tail) or venues.is_tail(tail) or bool(_COUNT.fullmatch(tail))
    else:
        return ""
    return text[: last.start()] if no_words else ""
