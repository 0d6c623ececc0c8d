"""An entry's author list against the catalogue's."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from unisurvey.audit.findings import EntryFinding
from unisurvey.matching.people import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.bib.blocks import Field
    from unisurvey.bib.names import BibNames
    from unisurvey.matching import WrittenName

    _Pair = tuple[WrittenName | None, str | None]

_SHOWN = 4
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:(?:and|&)\s+)?")


def compare_authors(
    names: BibNames,
    known: Sequence[str],
    field: Field | None,
    source: str,
    *,
    complete: bool = True,
) -> list[EntryFinding]:
    """Return what is wrong with a list of authors.

    Args:
        names: The entry's.
        known: The catalogue's, in order.
        field: Where the names stand; `None` when the entry has none.
        source: The field's TeX source.
        complete: Whether more authors follow than the catalogue knows.
    """
    if not names.names:
        message = f"authors are missing: {_listed(known)}"
        return [EntryFinding("B201", "authors", message, field)]
    one = len(names.names) == 1 < len(known)
    if one and len(_SEPARATOR.findall(source)) >= 2:
        message = "authors are separated by commas; BibTeX reads them as one name"
        hint = "separate them by ' and '"
        return [EntryFinding("B201", "authors", message, field, hint=hint)]
    cut = names.truncated and len(names.names) < len(known)
    wanted = known[: len(names.names)] if cut else known
    found = _differences(names.names, wanted, field)
    if cut:
        message = f"only {len(names.names)} of {len(known)} authors are named"
        hint = f"missing: {_listed(known[len(names.names) :])}"
        found.append(EntryFinding("B202", "authors", message, field, hint=hint))
    elif names.truncated and complete:
        message = "'and others' after the last author"
        found.append(EntryFinding("B202", "authors", message, field))
    return found


def _differences(
    names: Sequence[WrittenName], known: Sequence[str], field: Field | None
) -> list[EntryFinding]:
    pairs = _aligned(names, known)
    alone = [name for name, other in pairs if name and other is None]
    extra = [name.text for name in alone]
    missing = [other for name, other in pairs if other and name is None]
    if not extra and not missing:
        close = [(n.text, k) for n, k in pairs if n and k and likeness(n, k) == "close"]
        told = ((f"{said!r} is {known!r} in the paper", said) for said, known in close)
        return [
            EntryFinding("B209", "authors", message, field, said, severity="warning")
            for message, said in told
        ]
    moved = [name for name in alone for k in missing if likeness(name, k) == "same"]
    if moved and len(moved) == len(extra) == len(missing):
        message = f"authors are in another order, expected {_listed(known)}"
    elif not extra:
        who = "an author is" if len(missing) == 1 else "authors are"
        message = f"{who} missing: {_listed(missing)}"
    elif not missing:
        message = f"not among the paper's authors: {_listed(extra)}"
    else:
        message = f"wrong authors: {_listed(extra)}; expected {_listed(missing)}"
    return [EntryFinding("B201", "authors", message, field)]


def _aligned(names: Sequence[WrittenName], known: Sequence[str]) -> list[_Pair]:
    """Pair two lists in order, as many as possible; what has no partner has `None`."""
    head = _run(zip(names, known, strict=False))
    rest, left = names[head:], known[head:]
    tail = _run(zip(reversed(rest), reversed(left), strict=False))
    middle = _longest(rest[: len(rest) - tail], left[: len(left) - tail])
    ends = zip(rest[len(rest) - tail :], left[len(left) - tail :], strict=True)
    return [*zip(names[:head], known[:head], strict=True), *middle, *ends]


def _run(pairs: Iterable[tuple[WrittenName, str]]) -> int:
    """Return how many pairs at the beginning are of one person each."""
    return sum(1 for _ in takewhile(lambda pair: likeness(*pair) != "other", pairs))


def _longest(names: Sequence[WrittenName], known: Sequence[str]) -> list[_Pair]:
    """Pair by a longest common subsequence."""
    rows, columns = len(names), len(known)
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            same = likeness(names[i], known[j]) != "other"
            table[i][j] = max(
                table[i + 1][j], table[i][j + 1], same + table[i + 1][j + 1] * same
            )
    found: list[_Pair] = []
    i = j = 0
    while i < rows and j < columns:
        same = likeness(names[i], known[j]) != "other"
        if same:
            found.append((names[i], known[j]))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            found.append((names[i], None))
            i += 1
        else:
            found.append((None, known[j]))
            j += 1
    found += [(name, None) for name in names[i:]]
    return found + [(None, text) for text in known[j:]]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
