"""Copying errors that are known, wherever they are printed."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from unisurvey.schema.scores import NOT_PRINTED

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema.scores import CopyingError
    from unisurvey.scores.score import Score


class Errata:
    """All of a catalogue, by what they are errors of."""

    def __init__(self, catalog: Catalog) -> None:
        self._known: defaultdict[tuple[str, str], list[CopyingError]]
        self._known = defaultdict(list)
        for source in catalog.scored.sources:
            for each in source.corrections or ():
                self._known[each.model, each.benchmark].append(each)

    def of(self, score: Score) -> CopyingError | None:
        """Return the error that a quoted score repeats."""
        if not score.is_quoted:
            return None
        for each in self._known.get((score.paper.id, score.benchmark.id), ()):
            printed = each.printed.get(score.metric.id, NOT_PRINTED)
            if each.variant not in {None, score.variant} or printed == NOT_PRINTED:
                continue
            if Decimal(printed) == score.value:  # 95 of 100 is 0.95 too
                return each
        return None
