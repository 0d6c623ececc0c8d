"""What the readers of documents find in one text, whatever its format."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

MarkKind = Literal[
    "cite",  # one key
    "everything",  # the whole bibliography, as with \nocite{*}
    "label",  # a place of the document itself, which `@` can refer to as well
    "follow",  # another file that is part of the document
    "follow-if-there",  # likewise, but the document does without it
    "follow-into",  # likewise; what that file names is looked for beside it first
    "unknowable",  # a key or file that only TeX can work out
    "unreadable",  # nothing was read; `text` says why
]


class CitationMark(NamedTuple):
    """One thing found in a text; offsets count characters."""

    kind: MarkKind
    text: str
    start: int
    end: int

    @classmethod
    def of(
        cls, match: re.Match[str], group: str, kind: MarkKind = "cite"
    ) -> CitationMark:
        """Return what a group of a match is."""
        return cls(kind, match[group], *match.span(group))


def blanked(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """Return the text with stretches replaced by as many spaces.

    Args:
        text: Whose offsets stay valid in the result.
        hidden: Start and end of each stretch, ascending, none overlapping.
    """
    parts: list[str] = []
    last = 0
    for start, end in hidden:
        parts += (text[last:start], " " * (end - start))
        last = end
    return "".join((*parts, text[last:]))


def marks_of_list(text: str, start: int, end: int) -> Iterator[CitationMark]:
    r"""Yield the keys of a comma-separated list; `*` is the whole bibliography.

    A macro's parameter (`#1`) is no key, and a key with a command in it is not known
    before TeX runs.
    """
    for part in text[start:end].split(","):
        key = part.strip()
        first = start + len(part) - len(part.lstrip())
        start += len(part) + 1
        if not key or "#" in key:
            continue
        kind: MarkKind = "cite"
        if key == "*":
            kind = "everything"
        elif "\\" in key:
            kind = "unknowable"
        yield CitationMark(kind, key, first, first + len(key))


class Runs:
    """The stretches of one character, to find the next one of the same length.

    A search with a regular expression would take quadratic time in a text with
    many stretches that have no partner.
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: dict[int, list[int]] = {}
        for start, end in spans:
            self._starts.setdefault(end - start, []).append(start)

    def next(self, length: int, position: int) -> int | None:
        """Return where the first stretch of `length` at or after `position` starts."""
        starts = self._starts.get(length, [])
        found = bisect_left(starts, position)
        return starts[found] if found < len(starts) else None
