"""How much of what other lists hold is here, and what only this catalogue has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from unisurvey.matching import bare, left_out, squeeze, titles
from unisurvey.records import name_of
from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD
from unisurvey.schema.hosted import hosted
from unisurvey.text.addresses import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import OtherList, Paper

HEADERS = (
    "List", "Part of it", "Read at",
    "Works", "Models here", "Papers here", "Left out", "Missing", "Decided",
)  # fmt: skip
_ARXIV = re.compile(f"{ARXIV_NEW}|{ARXIV_OLD}")


@dataclass(frozen=True)
class Measured:
    """A list against the catalogue."""

    source: OtherList
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
        return len(self.source.works)

    @property
    def unknown(self) -> list[tuple[str, str | None]]:
        """What is missing, each with its address where it has one."""
        return [
            (work, arxiv_address(work) if _ARXIV.fullmatch(work) else None)
            for work in self.missing
        ]

    @property
    def row(self) -> list[tuple[str | None, str | None]]:
        """Text and link of its cells."""
        file = hosted(self.source.url)
        commit = file.ref[:7] if file and file.is_pinned else "page"
        numbers = (self.works, len(self.models), len(self.papers), self.excluded)
        return [
            (self.source.name, None),
            (self.source.section, None),
            (commit, self.source.url),
            *((str(number), None) for number in (*numbers, len(self.missing))),
            (self.share, None),
        ]

    @property
    def share(self) -> str:
        """Which part of its works somebody decided about here."""
        return f"{1 - len(self.missing) / self.works:.0%}"


def coverage(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the page."""
    known = {squeeze(t): p for p in catalog.papers for t in (name_of(p), *titles(p))}
    known |= {bare(paper.arxiv): paper for paper in catalog.papers if paper.arxiv}
    found = [_measured(each, catalog, known) for each in catalog.vocabularies.lists]
    elsewhere = frozenset().union(*(each.models for each in found))
    alone = [model for model in catalog.models if model.id not in elsewhere]
    newest = sorted(alone, key=_month, reverse=True)
    return {
        "lists": found,
        "headers": HEADERS,
        "models": len(catalog.models),
        "alone": {
            month: [name_of(model) for model in models]
            for month, models in groupby(newest, _month)
        },
        "estimate": _estimate(found, catalog.models),
    }


def _month(model: Paper) -> str:
    return (model.date or "")[: len("2025-05")]


def _measured(
    each: OtherList, catalog: Catalog, known: Mapping[str, Paper]
) -> Measured:
    """Look for the works of a list, as they are known by arXiv id, name or title."""
    models, papers, excluded, missing = set(), set(), 0, []
    for work in each.works:
        paper = known.get(work) or known.get(squeeze(work))
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
        "list": largest.source,
        "theirs": theirs,
        "both": both,
        "all": round(every),
        "held": f"{ours / every:.0%}",
    }
