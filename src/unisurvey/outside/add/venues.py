"""What services call a venue → the edition that a record states, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.matching.venues import is_track, venue_named
from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from unisurvey.schema import Venue, Vocabulary

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def edition(
    text: str, year: int | None, venues: Vocabulary[Venue], *, tracks_told: bool = True
) -> str | None:
    """Return the venue and year that a text means, such as `iclr-2025`.

    Args:
        text: As the service writes it: `ICLR 2025`, `Proceedings of the 41st
            International Conference on Machine Learning`.
        year: Of the publication, for texts without one.
        venues: What can be recognised.
        tracks_told: Whether the service names a track of its own where there is one.
            If not, a venue whose tracks are printed in the same proceedings is not
            recognised, since either may be meant.

    Returns:
        `None` when it is not certain.
    """
    years = {int(found) for found in _YEAR.findall(text)}
    if len(years) > 1:
        return None
    held = years.pop() if years else year
    found = venue_named(_YEAR.sub(" ", text), venues)
    if found is None or held is None or not FIRST_YEAR <= held <= LAST_YEAR:
        return None
    if not tracks_told and any(is_track(venue, found) for venue in venues):
        return None
    return f"{found.id}-{held}"
