"""What services call a venue → its entry in the vocabulary, or nothing.

A venue is only recognised when all that the service says is understood: a workshop, a
track or "submitted to" that the vocabulary does not know makes it another venue, or
none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.schema import Venue, Vocabulary

_PREPRINT = re.compile(
    r"(?:arxiv|corr|biorxiv|ssrn|research square|preprints?)\b.*", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENS = (
    "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|"
    "eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth"
)
_ORDINAL = re.compile(
    rf"\b(?:\d+(?:st|nd|rd|th)|(?:{_TENS})[ -](?:{_ONES})|{_ONES}|{_TEENS})\b"
)
_MAIN = re.compile(r"\(volume \d+: (?:long|short) papers\)|: main conference$")
_DECISION = re.compile(r"\s+\(?(?:poster|spotlight|oral|notable top.*)\)?$")
_TRACK_FIRST = re.compile(r"\btrack (\S.*)$")
_VOLUME = re.compile(r"[\s,]+(?:vol(?:ume|\.)?\s*)?\d+(?:\s*\(\d+\))?$")
_LEADING = re.compile(
    r"^(?:in|the|proceedings of|advances in|computer vision [–-]|annual|conference on)\s+"
)
_SPONSOR = re.compile(r"^(?:ieee(?:/cvf)?|acm|ieee computer society)\s+(?=\S+\s+\S+\s)")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_SMALL = frozenset({"and", "for", "in", "of", "on", "the"})


def is_preprint(text: str) -> bool:
    """Return whether a service's word for a venue means that there is none."""
    return bool(_PREPRINT.fullmatch(text.strip()))


def edition(
    text: str, year: int | None, venues: Vocabulary[Venue], *, tracks_told: bool = True
) -> str | None:
    """Return the venue and year that a text means, such as `iclr-2025`.

    Args:
        text: As the service writes it: `ICLR 2025`, `Proceedings of the 41st
            International Conference on Machine Learning`.
        year: Of the publication, for texts without one.
        venues: What can be recognised.
        tracks_told: Whether the service names a track of its own where there is one.
            If not, a venue whose tracks are printed in the same proceedings is not
            recognised, since either may be meant.

    Returns:
        `None` when it is not certain.
    """
    years = {int(found) for found in _YEAR.findall(text)}
    if len(years) > 1:
        return None
    held = years.pop() if years else year
    found = _venue(_YEAR.sub(" ", text), venues)
    if found is None or held is None or not FIRST_YEAR <= held <= LAST_YEAR:
        return None
    if not tracks_told and any(_shares(venue, found) for venue in venues):
        return None
    return f"{found.id}-{held}"


def _shares(track: Venue, venue: Venue) -> bool:
    """Return whether a track stands in the proceedings of the venue."""
    return track.part_of == venue.id and track.full.startswith(f"{venue.full}, ")


def _venue(text: str, venues: Vocabulary[Venue]) -> Venue | None:
    outside = _MAIN.sub("", " ".join(text.casefold().split()))
    for inside in _PARENTHESIS.findall(outside):
        rest = _PARENTHESIS.sub("", outside)
        named = _named(inside, venues)
        if not inside.strip() or (named and named == _named(rest, venues)):
            outside = rest
    return _named(outside, venues)


def _named(text: str, venues: Vocabulary[Venue]) -> Venue | None:
    wanted = set(_forms(text))
    found = {
        venue.id
        for venue in venues
        for name in (venue.name, venue.full, *(venue.aliases or ()))
        if not wanted.isdisjoint(_forms(name)) or _abbreviates(text, name)
    }
    return venues[found.pop()] if len(found) == 1 else None


def _forms(text: str) -> Iterator[str]:
    """Yield a name as written and without volume, decision and leading words."""
    name = " ".join(text.casefold().replace("’", "'").split()).strip(" ,.:;-–'")
    yield name
    name = _DECISION.sub("", name)
    name = _TRACK_FIRST.sub(r"\1 track", _VOLUME.sub("", name))
    name = " ".join(_ORDINAL.sub(" ", name).split())
    shorter = None
    while shorter != name:
        shorter, name = name, _SPONSOR.sub("", _LEADING.sub("", name)).strip()
    yield name.replace("&", "and")


def _abbreviates(text: str, name: str) -> bool:
    """Return whether a text is a name with cut words: `Trans. Mach. Learn. Res.`."""
    if "." not in text:
        return False
    cut = text.casefold().split()
    whole = [word for word in name.casefold().split() if word not in _SMALL]
    return len(cut) == len(whole) and all(
        word.startswith(part[:-1]) if part.endswith(".") else part == word
        for part, word in zip(cut, whole, strict=True)
    )
