"""Whether a description is of a work that was looked at and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.text.addresses import address
from unisurvey.text.folding import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Excluded, Vocabularies


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
    ids = set(arxiv)
    written = {squeeze(title) for title in titles if len(title.split()) > 1}
    for entry in known.excluded:
        names = (entry.name, *(entry.aliases or ()))
        if (
            (entry.arxiv and entry.arxiv in ids)
            or (entry.url and url and address(entry.url) == address(url))
            or not written.isdisjoint(map(squeeze, names))
        ):
            return entry
    return None
