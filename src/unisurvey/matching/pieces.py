"""Which of many texts may be nearly a given one, without comparing it with all."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from unisurvey.matching.counting import Lists, added_up, places

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_WIDTH = 3
"""Letters of a piece: so few that many pieces outlast all changes."""

_ROUNDING = 0.01
"""Of a letter: scores are no exact numbers."""


class Pieces:
    """Texts by the pieces that are in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._every = range(len(texts))
        self._lists = Lists(texts, _anywhere)
        self._lengths = Lists(texts, lambda text: (len(text),))
        self._of_like_length = cache(self._with_lengths)  # many texts have one length

    def maybe_near(self, text: str, least: float) -> Collection[int]:
        """Return the numbers, in order, of the texts that may be nearly a given one.

        None is missed whose `rapidfuzz.fuzz.ratio` is at least `least`: the percentage
        of the letters of both that they share, in order. A text of n letters shares n at
        most, so there are at most 2n(100 / `least` - 1) others. Each of these breaks at
        most one of the pieces into which the text is cut; those that are whole are in the
        other text too. And the shorter text has letters enough for so many to be shared.
        """
        pieces = [text[n : n + _WIDTH] for n in range(0, len(text) - 2, _WIDTH)]
        broken = int(2 * len(text) * (100 / least - 1) + _ROUNDING)
        whole = len(pieces) - broken
        if whole < 1:
            return self._every
        sums = added_up([self._lists.holding(piece) for piece in pieces])
        enough = self._lists.at_least(self._lists.digits(whole), sums)
        growth = 200 / least - 1
        most = int(len(text) * growth + _ROUNDING)
        fewest = ceil(len(text) / growth - _ROUNDING)
        return tuple(places(enough & self._of_like_length(fewest, most)))

    def _with_lengths(self, fewest: int, most: int) -> int:
        """Return the texts that have so many letters."""
        found = 0
        for length in range(fewest, most + 1):
            found |= self._lengths.holding(length)
        return found


def _anywhere(text: str) -> set[str]:
    return {text[n : n + _WIDTH] for n in range(len(text) - 2)}
