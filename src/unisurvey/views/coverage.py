"""How much of what other lists hold is here, and what only this catalogue has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.matching import bare, left_out, squeeze, titles
from unisurvey.records import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import OtherList, Paper


@dataclass(frozen=True)
class Measured:
    """A list against the catalogue."""

    list: OtherList
    models: frozenset[str]
    """Ids of its works that are models here."""

    papers: frozenset[str]
    """Of those that are papers without a model."""

    excluded: int
    missing: tuple[str, ...]
    """Works as the list has them."""

    @property
    def works(self) -> int:
        """How many it has."""
        return len(self.list.works)

    @property
    def share(self) -> str:
        """Which part of its works somebody decided about here."""
        return f"{1 - len(self.missing) / self.works:.0%}"


def coverage(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the page."""
    found = [_measured(each, catalog) for each in catalog.vocabularies.lists]
    elsewhere = frozenset().union(*(each.models for each in found))
    alone = [model for model in catalog.models if model.id not in elsewhere]
    newest = sorted(alone, key=lambda model: model.date or "", reverse=True)
    return {
        "lists": found,
        "models": len(catalog.models),
        "alone": [name_of(model) for model in newest],
        "estimate": _estimate(found, catalog.models),
    }


def _measured(each: OtherList, catalog: Catalog) -> Measured:
    by_id = {bare(paper.arxiv): paper for paper in catalog.papers if paper.arxiv}
    by_title = {squeeze(t): p for p in catalog.papers for t in (name_of(p), *titles(p))}
    models, papers, excluded, missing = set(), set(), 0, []
    for work in each.works:
        paper = by_id.get(work) or by_title.get(squeeze(work))
        if paper is None:
            gone = left_out(catalog.vocabularies, (work,), (work,))
            excluded += gone is not None
            missing += [] if gone else [work]
        elif paper.model:
            models.add(paper.id)
        else:
            papers.add(paper.id)
    return Measured(
        each, frozenset(models), frozenset(papers), excluded, tuple(missing)
    )


def _estimate(found: Sequence[Measured], models: Sequence[Paper]) -> dict[str, Any]:
    """Return how many models there may be: by what the largest list and we share.

    Two who look independently miss the same works by chance only, so that the share of
    one's works that the other holds tells how much both hold of all (Lincoln and Petersen,
    as corrected by Chapman). Lists read each other, hence the number is a lower bound.
    """
    largest = max(found, key=lambda each: len(each.models) + len(each.missing))
    theirs = len(largest.models) + len(largest.missing)
    both = len(largest.models)
    ours = len(models)
    every = (theirs + 1) * (ours + 1) / (both + 1) - 1
    return {
        "list": largest.list,
        "theirs": theirs,
        "both": both,
        "all": round(every),
        "held": f"{ours / every:.0%}",
    }
