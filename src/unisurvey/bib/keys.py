"""Family names, and the citation keys that are made of them.

A key is made once, when a record is drafted, and then stored: a later change of
title, venue or of this rule changes no key.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, count
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import RepeatedKeyError
from unisurvey.schema import Organization
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.folding import SMALL_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from unisurvey.schema import Paper

PARTICLES = frozenset({
    "af", "al", "av", "bin", "da", "das", "de", "degli", "del", "della",
    "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la",
    "las", "le", "los", "ten", "ter", "van", "vom", "von", "zu", "zum",
    "zur",
})  # fmt: skip
"""Lower-case words that belong to the family name behind them."""

_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


class Name(NamedTuple):
    """A person's name in the parts that bibliographies sort and print by."""

    given: str
    """Empty when the name has nothing before the family name."""

    family: str
    """With its particles, as in `van der Maaten`; never empty."""

    suffix: str
    """Such as `Jr.`, or empty."""


def split_name(name: str) -> Name:
    """Split a name written in its natural order, given names first.

    The family name is the last word with the lower-case particles before it: a
    double family name without hyphen cannot be told from a middle name.
    """
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    start = len(words) - 1
    while start > 0 and words[start - 1] in PARTICLES:
        start -= 1
    return Name(" ".join(words[:start]), " ".join(words[start:]), suffix)


def make_key(
    authors: Sequence[str | Organization],
    year: int,
    title: str,
    taken: Container[str] = (),
) -> str:
    """Return a citation key such as `xie2024showo` that is not in `taken`.

    The key is the first author, the year and the first significant title word, all
    folded to ASCII lower case (ł → l, ø → o, ß → ss):

    - a person counts with the last word of the family name (van der Maaten →
      maaten), an organization with its first word; only letters are kept;
    - articles, common prepositions and question words are skipped in the title; a
      word keeps its hyphenated parts joined (Show-o → showo) and ends at a colon;
    - a taken key gets the next significant word appended, and so on; after the
      last word a number from 2;
    - what leaves no ASCII letter is passed over: the author for the next word of the
      name and in the end `anon`, the title for `untitled`.
    """
    words = [word for part in title.replace(":", " ").split() if (word := _ascii(part))]
    significant = [word for word in words if word not in SMALL_WORDS]
    longer = list(accumulate(significant or words or ["untitled"]))
    numbered = (f"{longer[-1]}{number}" for number in count(2))
    stem = f"{_author_word(authors)}{year:04}"
    candidates = (f"{stem}{ending}" for ending in chain(longer, numbered))
    return next(key for key in candidates if key not in taken)


def propose_key(paper: Paper, taken: Container[str]) -> str:
    """Return the key that a record should have, now that its own is another's.

    The year is that of the first public version, as in every key; a work whose date
    is not known takes that of its publication, and in the end that of its old key.

    Args:
        paper: Whose key names another work too.
        taken: Keys, and ids and aliases of papers, which the new key must not be.
    """
    if paper.date:
        year = int(paper.date[:4])
    elif paper.venue:
        _, year = split_edition(paper.venue)
    else:
        year = key_year(paper)
    return make_key(paper.authors or (), year, paper.title, taken)


def with_keys(papers: Iterable[Paper]) -> list[Paper]:
    """Return works that are to be told apart by their keys.

    Raises:
        RepeatedKeyError: two have the same.
    """
    found = list(papers)
    ids: dict[str, list[str]] = {}
    for paper in found:
        ids.setdefault(paper.key, []).append(paper.id)
    for key, same in ids.items():
        if len(same) > 1:
            raise RepeatedKeyError(key, same)
    return found


def key_year(paper: Paper) -> int:
    """Return the year under which a work was recorded.

    That is all that is known of a work of which only the year is stated.
    """
    return int(re.findall(r"\d{4}", paper.key)[0])


def _author_word(authors: Sequence[str | Organization]) -> str:
    match authors:
        case [Organization(organization=name), *_]:
            words = name.split()
        case [str(name), *_]:
            parts = split_name(name)
            words = f"{parts.given} {parts.family}".split()[::-1]
        case _:
            words = []
    spelled = ("".join(filter(str.isalpha, _ascii(word))) for word in words)
    return next(filter(None, spelled), "anon")


def _ascii(word: str) -> str:
    kept = (char for char in fold(word) if char.isascii() and char.isalnum())
    return "".join(kept).lower()  # `fold` leaves 𝑨 as A
