"""Which lists of authors have many people in common with another, without a loop.

Every list is one bit of a number. The lists that name a person are such a number, and
adding these up, one binary digit of all sums at a time, counts for all lists at once how
many people each has in common with another.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from unisurvey.matching.people import People, PersonKey

_BUCKETS = 4096
"""Into so many the keys are sorted, which bounds the memory."""

_PART = 128
"""Bytes of a number that are looked through at a time: long numbers move slowly."""


class Teams:
    """Lists of authors by the people that they name."""

    def __init__(self, lists: Iterable[People]) -> None:
        teams = tuple(lists)
        named: dict[int, bytearray] = defaultdict(
            lambda: bytearray(len(teams) // 8 + 1)
        )
        halves: dict[int, int] = defaultdict(int)
        for n, team in enumerate(teams):
            for bucket in {_bucket(key) for keys in team for key in keys}:
                named[bucket][n >> 3] |= 1 << (n & 7)
            halves[_half(team)] |= 1 << n
        self._named = {
            bucket: int.from_bytes(lists, "little") for bucket, lists in named.items()
        }
        self._everything = (1 << len(teams)) - 1
        self._signed = self._everything ^ halves[0]
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
        named = self._named.get
        holders = [
            named(_bucket(one), 0) | named(_bucket(other), 0)
            for one, other in filter(None, team)
        ]
        sums = _added_up(holders)
        half = _half(team)
        own = [-(half >> n & 1) & self._everything for n in range(half.bit_length())]
        found = self._at_least(own, sums) | self._at_least(self._halves, sums)
        return _places(found & self._signed if half else 0)

    def _at_least(self, least: list[int], sums: list[int]) -> int:
        """Return where one sum is at least another, both given by their digits."""
        more, equal = 0, self._everything
        for few, digit in reversed([*zip_longest(least, sums, fillvalue=0)]):
            unlike = few ^ digit
            more |= equal & unlike & digit
            equal &= ~unlike
        return more | equal


def _half(team: Collection[object]) -> int:
    return (len(team) + 1) // 2


def _bucket(key: PersonKey) -> int:
    return hash(key) % _BUCKETS


def _added_up(numbers: list[int]) -> list[int]:
    """Return the binary digits of how many of the numbers have each bit set."""
    digits: list[int] = []
    while numbers:
        carried = []
        while len(numbers) > 1:
            one, other = numbers.pop(), numbers.pop()
            third = numbers.pop() if numbers else 0
            odd = one ^ other
            numbers.append(odd ^ third)
            carried.append(one & other | odd & third)
        digits += numbers
        numbers = carried
    return digits


def _places(bits: int) -> Iterator[int]:
    """Yield where a bit is set, from the lowest."""
    raw = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for start in range(0, len(raw), _PART):
        part = int.from_bytes(raw[start : start + _PART], "little")
        at = start * 8 - 1
        while part:
            step = (part & -part).bit_length()
            at += step
            yield at
            part >>= step
