"""Which lists of authors have many people in common with another."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from unisurvey.matching.counting import Lists, added_up, places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from unisurvey.matching.people import People


class Teams:
    """Lists of authors by the people that they name."""

    def __init__(self, lists: Iterable[People]) -> None:
        teams = tuple(lists)
        self._lists = Lists(teams, chain.from_iterable)
        halves: dict[int, int] = defaultdict(int)
        for n, team in enumerate(teams):
            halves[_half(team)] |= 1 << n
        self._signed = self._lists.all ^ halves[0]
        self._halves = [
            sum(lists for half, lists in halves.items() if half >> n & 1)
            for n in range(max(halves).bit_length())
        ]
        """The digits of half the people of each list."""

    def sharing_half(self, team: People) -> Iterator[int]:
        """Yield the numbers of the lists that may have half of their people in common.

        Half of the shorter list is meant, and at least one. None is missed; keys that
        fall into one bucket may bring some that have fewer.
        """
        lists = self._lists
        sums = added_up(
            [
                lists.holding(one) | lists.holding(other)
                for one, other in filter(None, team)
            ]
        )
        half = _half(team)
        found = lists.at_least(lists.digits(half), sums)
        found |= lists.at_least(self._halves, sums)
        return places(found & self._signed if half else 0)


def _half(team: Collection[object]) -> int:
    return (len(team) + 1) // 2
