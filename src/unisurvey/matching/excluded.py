"""Whether a description is of a work that was looked at and left out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from unisurvey.text.addresses import address
from unisurvey.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Excluded, Vocabularies, Vocabulary


def left_out(
    known: Vocabularies,
    arxiv: Iterable[str] = (),
    titles: Iterable[str] = (),
    url: str = "",
) -> Excluded | None:
    """Return the entry of a work that the catalogue leaves out, if there is one.

    Args:
        known: Holds the entries.
        arxiv: Ids that it bears, without version.
        titles: What it is called; names of one word tell nothing.
        url: Where it is read.
    """
    by_name = _by_name(known.excluded)
    names = [
        *(f"arxiv:{identifier}" for identifier in arxiv),
        *([f"url:{address(url)}"] if url else []),
        *(squeeze(title) for title in titles if len(title.split()) > 1),
    ]
    found = [by_name[name] for name in names if name in by_name]
    return known.excluded.entries[min(found)] if found else None


@lru_cache(maxsize=1)  # of one catalogue at a time
def _by_name(excluded: Vocabulary[Excluded]) -> dict[str, int]:
    """Return by everything that a work left out is known under where its entry stands."""
    found: dict[str, int] = {}
    for number, entry in enumerate(excluded):
        names = [squeeze(name) for name in (entry.name, *(entry.aliases or ()))]
        names += [f"arxiv:{entry.arxiv}"] if entry.arxiv else []
        names += [f"url:{address(entry.url)}"] if entry.url else []
        for name in names:
            found.setdefault(name, number)
    return found
