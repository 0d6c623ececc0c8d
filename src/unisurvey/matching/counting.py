"""In which of many lists enough of some things are, without a loop over the lists.

Every list is one bit of a number. The lists that hold a thing are such a number, and
adding these up, one binary digit of all sums at a time, counts for all lists at once how
many of the things each holds.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

_BUCKETS = 4096
"""Into so many the things are sorted, which bounds the memory."""

_PART = 128
"""Bytes of a number that are looked through at a time: long numbers move slowly."""

T = TypeVar("T")


class Lists(Generic[T]):
    """Lists by what they hold; things that fall into one bucket are one."""

    def __init__(
        self, lists: Sequence[T], held: Callable[[T], Iterable[Hashable]]
    ) -> None:
        size = len(lists) // 8 + 1
        holders: dict[int, bytearray] = defaultdict(lambda: bytearray(size))
        for n, each in enumerate(lists):
            for bucket in {_bucket(thing) for thing in held(each)}:
                holders[bucket][n >> 3] |= 1 << (n & 7)
        self._holders = {
            bucket: int.from_bytes(bits, "little") for bucket, bits in holders.items()
        }
        self.all = (1 << len(lists)) - 1

    def holding(self, thing: Hashable) -> int:
        """Return the lists that hold a thing, and maybe some that do not."""
        return self._holders.get(_bucket(thing), 0)

    def digits(self, number: int) -> list[int]:
        """Return the digits of a number that is the same for all lists."""
        digits = range(number.bit_length())
        return [self.all if number >> n & 1 else 0 for n in digits]

    def at_least(self, least: list[int], sums: list[int]) -> int:
        """Return where one sum is at least another, both given by their digits."""
        more, equal = 0, self.all
        for few, digit in reversed([*zip_longest(least, sums, fillvalue=0)]):
            unlike = few ^ digit
            more |= equal & unlike & digit
            equal &= ~unlike
        return more | equal


def _bucket(thing: Hashable) -> int:
    return hash(thing) % _BUCKETS


def added_up(numbers: list[int]) -> list[int]:
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


def places(bits: int) -> Iterator[int]:
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
