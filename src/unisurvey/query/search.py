"""Ranked full-text search: which records have every word of a text, the best first.

The ranking, as the guide documents it:

1. Words are compared without case, accents and punctuation. Each word of the query
   must be found somewhere in a record, but for `STOP_WORDS`, which do not count beside
   others.
2. A word is found exactly (1), as the beginning of a word (0.7), or misspelt (0.4): one
   edit for 4 to 7 characters, two from 8, never in a word with a digit. Misspellings
   are only looked for when the word is nowhere in the catalogue as typed, or when no
   record has all words as typed.
3. A word counts the weight of the best field it is found in, times how it is found.
   The words of a query are added up. A query that is a whole name counts double.
4. Equal records: the shorter name first, then by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.text.folding import SMALL_WORDS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WEIGHTS: Mapping[str, float] = {
    "name": 10,
    "id": 8,
    "title": 6,
    "component": 5,
    "author": 5,
    "section": 3,
    "key": 4,
    "venue": 3,
    "organization": 3,
    "about": 3,
    "owner": 3,
    "note": 1.5,
    "kind": 1,
}
"""Field → what a word in it counts. `id` also holds aliases, `key` BibTeX keys, arXiv
ids and DOIs, `about` what a benchmark measures or what is counted,
`organization` who made a model, `owner` whose repositories its links lead to, `kind`
what it is, as in `models`."""

STOP_WORDS = SMALL_WORDS | frozenset({
    "about", "all", "any", "as", "at", "be", "by", "does", "have", "has", "into", "it",
    "its", "or", "that", "their", "there", "these", "this", "trained", "use", "used",
    "uses", "using", "was", "were", "when", "where", "which", "who", "whose", "you",
})  # fmt: skip
"""English words that a question has and its answer need not have."""

EXACT, PREFIX, FUZZY = 1.0, 0.7, 0.4
WHOLE_NAME = 2
_SHORTEST_PREFIX = 2
_NEAR = 65
"""Least likeness of a name that is suggested; rapidfuzz gives 60 to many a stray part."""

_SHORTEST_MISSPELT, _SHORTEST_TWICE_MISSPELT = 4, 8

Texts = tuple[tuple[str, str], ...]
"""Field and text, as many of each field as there are."""


class Found(NamedTuple):
    """One word of the query in one record."""

    field: str
    text: str
    """The whole text of the field."""

    words: frozenset[str]
    """Folded words of the catalogue that the word of the query stands for."""

    score: float


class Hit(NamedTuple):
    """One record that has every word."""

    number: int
    """Which of the documents."""

    score: float
    found: tuple[Found, ...]
    """The best place of each word of the query, in its order."""


@dataclass(frozen=True)
class SearchIndex:
    """Documents, each a sequence of fields with texts; names first."""

    documents: Sequence[Texts]

    @cached_property
    def folded(self) -> list[str]:
        """The folded words of each document in order, with a space around each."""
        return [f" {' '.join(_folded(texts))} " for texts in self.documents]

    @cached_property
    def words(self) -> dict[str, None]:
        """Every folded word, in order."""
        return dict.fromkeys(word for text in self.folded for word in text.split())

    def search(self, text: str) -> list[Hit]:
        """Return the documents that have every word that counts, the best first."""
        query = fold(text)
        words = _counting(query)
        if not words:
            return []
        joined = (query.replace(" ", ""),)
        readings = [words, joined] if " " in query else [words]
        for misspelt in (False, True):
            hits: dict[int, Hit] = {}
            for reading in readings:
                for hit in self._with_all(reading, query, misspelt=misspelt):
                    if hit.number not in hits or hits[hit.number].score < hit.score:
                        hits[hit.number] = hit
            if hits:
                return sorted(hits.values(), key=self._rank)
        return []

    def lacking(self, text: str) -> list[str]:
        """Return the words that count and are nowhere, not even misspelt."""
        words = _counting(fold(text))
        return [word for word in words if not self._spellings(word, misspelt=True)]

    def _with_all(
        self, words: tuple[str, ...], query: str, *, misspelt: bool
    ) -> Iterator[Hit]:
        found = [self._places(word, misspelt=misspelt) for word in words]
        for number in found[0]:
            if not all(number in of_word for of_word in found[1:]):
                continue
            places = tuple(of_word[number] for of_word in found)
            score = sum(place.score for place in places)
            if query.replace(" ", "") in self._names(number):
                score *= WHOLE_NAME
            yield Hit(number, score, places)

    def _places(self, word: str, *, misspelt: bool) -> dict[int, Found]:
        """Return the best place of one word in each document that has it."""
        spellings = self._spellings(word, misspelt=misspelt)
        whole = [f" {known} " for known, how in spellings.items() if how != PREFIX]
        sought = [*whole, f" {word}"] if len(whole) < len(spellings) else whole
        meant = frozenset(spellings)
        return {
            number: self._best(number, spellings, meant)
            for number, text in enumerate(self.folded)
            if any(known in text for known in sought)
        }

    def _best(
        self, number: int, spellings: Mapping[str, float], meant: frozenset[str]
    ) -> Found:
        """Return the best place of spellings in a document that has one of them."""
        texts = self.documents[number]
        weights: dict[str, tuple[float, int]] = {}
        for place, (field, text) in enumerate(texts):
            weight = WEIGHTS[field]
            for word in meant.intersection(_indexed(field, text)):
                if word not in weights or weights[word][0] < weight:
                    weights[word] = (weight, place)
        scores = (
            (weights[known][0] * quality, weights[known][1])
            for known, quality in spellings.items()
            if known in weights
        )
        score, place = max(scores, key=itemgetter(0))
        return Found(*texts[place], meant, score)

    def _spellings(self, word: str, *, misspelt: bool) -> dict[str, float]:
        """Return the words of the catalogue that a word stands for, and how well."""
        found = {}
        if len(word) >= _SHORTEST_PREFIX:
            found = {known: PREFIX for known in self.words if known.startswith(word)}
        if word in self.words:
            found[word] = EXACT
        if misspelt or not found:
            for known in self._alike(word):
                found.setdefault(known, FUZZY)
        return found

    def _alike(self, word: str) -> Iterator[str]:
        """Yield words that differ by a slip of the fingers."""
        edits = (len(word) >= _SHORTEST_MISSPELT) + (
            len(word) >= _SHORTEST_TWICE_MISSPELT
        )
        if not edits or any(char.isdigit() for char in word):
            return
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract_iter

        for known, _, _ in extract_iter(
            word, self.words.keys(), scorer=OSA.distance, score_cutoff=edits
        ):
            if not any(char.isdigit() for char in known):
                yield known

    def _names(self, number: int) -> set[str]:
        return {
            fold(text).replace(" ", "")
            for field, text in self.documents[number]
            if field == "name"
        }

    def _rank(self, hit: Hit) -> tuple[float, int, str]:
        name = self.documents[hit.number][0][1]
        return (-hit.score, len(name), name.casefold())


def _counting(query: str) -> tuple[str, ...]:
    """Return the words of a folded text that count, each once; all if none does."""
    words = tuple(dict.fromkeys(query.split()))
    return tuple(word for word in words if word not in STOP_WORDS) or words


_JOINED = frozenset({"name", "id", "key"})
"""Fields of which all words are also one."""


def _indexed(field: str, text: str) -> list[str]:
    """Return the folded words of a text; of names also all of them as one."""
    words = fold(text).split()
    if field in _JOINED and len(words) > 1:
        words.append("".join(words))
    return words


def _folded(texts: Texts) -> Iterator[str]:
    """Yield the words of all texts; those that lie together are folded together."""
    for joined, group in groupby(texts, key=lambda each: each[0] in _JOINED):
        if joined:
            yield from (" ".join(_indexed(*each)) for each in group)
        else:
            # each is folded once, so the cache need not hold it
            yield fold.__wrapped__("\n".join(text for _, text in group))


def closest(
    text: str, names: Sequence[str], limit: int = 3, least: int = 0
) -> list[int]:
    """Return the numbers of the names that resemble a text, the best first, if any do.

    Args:
        text: What is looked for.
        names: Where it is looked for.
        limit: How many at most.
        least: How much they must resemble it, of 100, if more than usual.
    """
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract

    wanted = " ".join(_counting(fold(text)))
    folded = list(map(fold, names))
    cutoff = max(least, _NEAR)
    found = extract(wanted, folded, scorer=WRatio, limit=limit, score_cutoff=cutoff)
    return [number for _, _, number in found]
