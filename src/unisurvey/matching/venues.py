"""Which venue a text names, and whether it names one at all or a preprint.

A venue is only recognised when all that is said of it is understood: a workshop, a
track or "submitted to" that the vocabulary does not know makes it another venue, or
none. Two venues are one only when a name or an alias says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.schema import Venue, Vocabulary

PREPRINT_VENUES = (r"\w*r ?xivs?", "ssrn", "preprints?", "under review")
"""What stands for a preprint where else a venue stands; folded."""

_NOT_PUBLISHED = (
    *PREPRINT_VENUES, "pre prints?", "research square", "zenodo", "figshare", "authorea",
    "eprint archive", "openreview archive", "computing research repository", "in review",
    "in submission", r"submi(?:tted|ssions?)", r"reject\w*", r"withdr\w+",
)  # fmt: skip
"""What says that a work is not, or not yet, published anywhere; folded."""

_PREPRINT = re.compile(
    rf"\b(?:{'|'.join(_NOT_PUBLISHED)})\b|^(?:corr|openreview(?: net)?)(?: abs)?(?: \d+)*$"
    r"|^corr abs\b"
)
TELL_TRACKS = frozenset({"acl", "openreview", "arxiv"})
"""Services that name a track of their own where there is one.

The others name the venue in whose proceedings a track is printed, so either may be meant.
"""

_WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR = re.compile(r"[ ,.'’-]*(?<!\d)(?:19|20)\d\d(?!\d)|\s?['’]\s?\d\d\b")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])(?:19|20)?\d\d\b")
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
_DECISION = re.compile(
    r"\s+\(?(?:poster|spotlight|oral|highlight|main|best paper(?: award)?|notable top.*)\)?$"
)
_TRACK_FIRST = re.compile(r"\btrack (\S.*)$")
_VOLUME = re.compile(r"[\s,]+(?:vol(?:ume|\.)?\s*)?\d+(?:\s*\(\d+\))?$")
_LEADING = re.compile(
    r"^(?:in|the|proceedings of|advances in|computer vision [–-]|annual|conference on)\s+"
)
_SPONSOR = re.compile(r"^(?:ieee(?:/cvf)?|acm|ieee computer society)\s+(?=\S+\s+\S+\s)")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_SEGMENT = re.compile(r"[,:;|–—]|\s-+\s|\.\s+(?=[A-Z])")
_BRACKET = re.compile(r"[()\[\]]")
_ACRONYM = re.compile(r"[A-Z]\w*[A-Z]")
_SMALL = frozenset({"and", "for", "in", "of", "on", "the"})
_OTHERS = frozenset({
    "asia", "challenge", "communications", "companion", "competition", "conference",
    "demo", "demonstration", "demonstrations", "demos", "findings", "journal", "letters",
    "magazine", "meeting", "review", "reviews", "special", "student", "symposium",
    "track", "tracks", "transactions", "tutorial", "tutorials", "workshop", "workshops",
})  # fmt: skip
"""Words with which something else is meant than the venue beside them."""


def is_preprint(text: str) -> bool:
    """Return whether words for a venue mean a preprint, or no publication yet."""
    return bool(_PREPRINT.search(fold(text)))


def names_of(venue: Venue) -> tuple[str, ...]:
    """Return all names of a venue: the short one, the full one and the aliases."""
    return (venue.name, venue.full, *(venue.aliases or ()))


def names_pattern(venues: Iterable[Venue]) -> str:
    """Return a pattern of all names, the longest first, to be put into brackets.

    A word of the language counts only as written, and not as part of a longer name:
    `Nature`, but neither `nature` nor `Nature Communications`.
    """
    names = {name for venue in venues for name in names_of(venue)}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(map(_pattern, ordered)) or "(?!)"


def _pattern(name: str) -> str:
    if len(name) > 3 and (_ACRONYM.search(name) or " " in name):
        return f"(?i:{re.escape(name)})"
    return rf"{re.escape(name)}(?! [A-Z])"


def is_track(venue: Venue, of: Venue) -> bool:
    """Return whether a venue is a track printed in the proceedings of another."""
    return venue.part_of == of.id and venue.full.startswith(f"{of.full}, ")


def edition(
    text: str, year: int | None, venues: Vocabulary[Venue], *, tracks_told: bool = True
) -> str | None:
    """Return the venue and year that a text means, such as `iclr-2025`.

    Args:
        text: As the service writes it: `ICLR 2025`, `Proceedings of the 41st
            International Conference on Machine Learning`.
        year: Of the publication, for texts without one.
        venues: What can be recognised.
        tracks_told: Whether the service is one of `TELL_TRACKS`. If not, a venue whose
            tracks are printed in the same proceedings is not recognised.

    Returns:
        `None` when it is not certain.
    """
    years = {int(found) for found in _WHOLE_YEAR.findall(text)}
    if len(years) > 1:
        return None
    held = years.pop() if years else year
    found = venue_named(_WHOLE_YEAR.sub(" ", text), venues)
    if found is None or held is None or not FIRST_YEAR <= held <= LAST_YEAR:
        return None
    if not tracks_told and any(is_track(venue, found) for venue in venues):
        return None
    return f"{found.id}-{held}"


def are_related(one: Venue, other: Venue) -> bool:
    """Return whether two venues are one, or one is a part of the other."""
    return one.id in {other.id, other.part_of} or other.id == one.part_of


def venue_named(text: str, venues: Vocabulary[Venue]) -> Venue | None:
    """Return the venue that a whole text without a year names, and nothing else."""
    outside = _MAIN.sub("", " ".join(text.casefold().split()))
    for inside in _PARENTHESIS.findall(outside):
        rest = _PARENTHESIS.sub("", outside)
        short, whole = _named(inside, venues), _named(rest, venues)
        same = short and whole and short.id in {whole.id, whole.part_of}
        if not inside.strip() or same:
            outside = rest
    return _named(outside, venues)


def venue_in(text: str, venues: Vocabulary[Venue]) -> Venue | None:
    """Return the venue that a person's text names: year, place and dates may follow.

    Args:
        text: Such as `CVPR'24 Highlight` or `Computer Vision – ECCV 2020 – 16th
            European Conference, Glasgow, UK`.
        venues: What can be recognised.
    """
    text = _YEAR.sub(" ", _SHORT_YEAR.sub(" ", text))
    for whole in (text, _BRACKET.sub(" ", text)):
        if found_whole := venue_named(whole, venues):
            return found_whole
    parts = list(_segments(text, venues))
    named = [venue_named(part, venues) for part in parts]
    found = {venue.id: venue for venue in named if venue}
    for venue in tuple(found.values()):
        found.pop(venue.part_of or "", None)
    if len(found) != 1:
        return None
    (only,) = found.values()
    own = set(fold(" ".join(names_of(only))).split())
    rest = (part for part, venue in zip(parts, named, strict=True) if not venue)
    left = {word for part in rest for word in fold(part).split()} - own
    return only if left.isdisjoint(_OTHERS) and not is_preprint(text) else None


def _segments(text: str, venues: Vocabulary[Venue]) -> Iterator[str]:
    """Yield what stands between marks; brackets of a venue's own name stay in it."""
    for part in _SEGMENT.split(text):
        whole = venue_named(part, venues)
        yield from filter(str.strip, [part] if whole else _BRACKET.split(part))


@lru_cache(maxsize=4096)  # lists name the same venues over and over
def _named(text: str, venues: Vocabulary[Venue]) -> Venue | None:
    wanted = _form(text)
    found = {
        venue.id
        for venue in venues
        for name in names_of(venue)
        if (wanted and wanted == _form(name)) or _abbreviates(text, name)
    }
    return venues[found.pop()] if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _form(text: str) -> str:
    """Return a name without volume, decision and leading words."""
    name = " ".join(text.casefold().replace("’", "'").split()).strip(" ,.:;-–'")
    name = _DECISION.sub("", name)
    name = _TRACK_FIRST.sub(r"\1 track", _VOLUME.sub("", name))
    name = " ".join(_ORDINAL.sub(" ", name).split())
    shorter = None
    while shorter != name:
        shorter, name = name, _SPONSOR.sub("", _LEADING.sub("", name)).strip()
    return name.replace("&", "and")


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
