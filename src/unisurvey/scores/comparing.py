"""Lets a catalogue be asked for scores by what stands below them: filters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.records import Catalog

C = TypeVar("C", bound="Catalog")


def comparing(catalog: C) -> C:
    """Return the catalogue as one whose filters know scores; it reads none by that."""
    if catalog.compare_scores:
        return catalog
    return replace(catalog, compare_scores=_plain_scores)


def _plain_scores(catalog: Catalog, wanted: str) -> Mapping[str, Sequence[float]]:
    from unisurvey.scores.plain import plain_scores  # most commands need no score

    return plain_scores(catalog, wanted)
