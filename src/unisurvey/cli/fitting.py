"""Which columns of a table a terminal has room for, and how wide each of them is.

Columns go before words break; dates, ids and names stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GAP = 3
"""Cells between two columns."""

READABLE = 14
"""Cells to which words are broken before rows become lists of their values."""


class Need(NamedTuple):
    """What a column would have of a terminal, in cells."""

    longest: int
    """With that, nothing of it wraps."""

    least: int
    """With less, words break."""

    lowest: int
    """With less, nobody would read it."""

    wraps: bool = False
    rank: int = 0
    """The highest goes first; 0 never goes."""


def need(
    header: str,
    texts: Iterable[str],
    *,
    wraps: bool = False,
    rank: int = 0,
    narrow: int = 0,
) -> Need:
    """Return what a column needs, from its header and all its values.

    Args:
        header: Never broken.
        texts: The values; each may have several lines.
        wraps: Whether they break between words.
        rank: The highest goes first; 0 never goes.
        narrow: Cells that do; `0` is the longest word, or value where none wraps.
    """
    head = cell_len(header)
    lines = [line for text in texts for line in text.expandtabs().split("\n")]
    longest = max(map(cell_len, lines), default=0)
    least = narrow or longest
    if wraps and not narrow:
        least = max(
            (cell_len(word) for line in lines for word in line.split()), default=0
        )
    least = max(head, min(least, longest))
    lowest = max(head, min(least, READABLE)) if wraps and not narrow else least
    return Need(max(head, longest), least, lowest, wraps, rank)


def fit(needs: Sequence[Need], room: int) -> dict[int, int] | None:
    """Return which columns are shown, in order, and how wide each of them is.

    Args:
        needs: Of each column.
        room: Of the terminal, in cells.

    Returns:
        `None` where there is no room even for those that never go.
    """
    chosen = [n for n, each in enumerate(needs) if not each.rank]
    room -= GAP * (len(chosen) - 1)
    widths = {n: needs[n].least for n in chosen}
    if sum(widths.values()) > room:
        return _narrowed(needs, widths, room)
    room -= sum(widths.values())
    for n in sorted(range(len(needs)), key=lambda n: needs[n].rank):
        if n not in widths:
            if needs[n].least + GAP > room:
                break
            widths[n] = needs[n].least
            room -= needs[n].least + GAP
    first = min(widths, default=0)
    wanted = {n: needs[n].longest for n in widths}
    text = {n: each for n, each in wanted.items() if n == first or needs[n].wraps}
    room = _share(text, widths, room)  # before the others, of which few are cut
    _share(wanted, widths, room)
    return dict(sorted(widths.items()))


def _narrowed(
    needs: Sequence[Need], widths: Mapping[int, int], room: int
) -> dict[int, int] | None:
    """Return widths for which there is room: the widest text gives way first."""
    found = {n: needs[n].lowest for n in widths}
    if sum(found.values()) > room:
        return None
    _share(widths, found, room - sum(found.values()))
    return found


def _share(wanted: Mapping[int, int], widths: dict[int, int], room: int) -> int:
    """Widen columns, each by as much; return the cells that none of them needs."""
    missing = sorted((width - widths[n], n) for n, width in wanted.items())
    for done, (more, n) in enumerate(missing):
        given = min(more, room // (len(missing) - done))
        widths[n] += given
        room -= given
    return room
