"""Drafts of many works, each with the records and the earlier drafts that are like it.

With all of them, each work would take longer than the last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unisurvey.errors import UsageError
from unisurvey.outside.add.drafts import draft
from unisurvey.outside.add.duplicates import (
    Candidates,
    DuplicateWorkError,
    RefusedWorkError,
)
from unisurvey.outside.add.inquiry import group
from unisurvey.outside.add.proof import extended, mend
from unisurvey.outside.add.record import taken_names
from unisurvey.records import folder_of, names_of
from unisurvey.schema import KINDS, Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.record import Draft, Drafting
    from unisurvey.outside.add.sources import Sources
    from unisurvey.outside.services.work import Work


class Batch:
    """Makes drafts for a catalogue in which the earlier ones stand already."""

    def __init__(self, making: Drafting) -> None:
        self._making = making
        self._catalog = making.catalog
        self._papers = Candidates(making.catalog.papers)
        self._given: dict[str, str] = {}
        self._taken = {folder: taken_names(making.catalog, folder) for folder in KINDS}

    def draft(
        self,
        works: Sequence[Work],
        source: str,
        *,
        place: str | None = None,
        details: Details | None = None,
    ) -> Draft:
        """Return the records of one work, as `drafts.draft` does.

        Args:
            works: What services say of it, at least one.
            source: What the user asked for, for messages.
            place: Where it stands, for what is the same work later; `None` is `source`.
            details: Of it alone.
        """
        making = replace(
            self._making,
            catalog=replace(self._catalog, papers=self._papers.like(works)),
            details=details or self._making.details,
            given=self._given,
            taken=self._taken,
        )
        made = draft(making, works, source)
        for record in made.records:
            folder = folder_of(record)
            self._given[f"{folder}/{record.id}"] = place or source
            self._taken[folder].update(names_of(record))
            if isinstance(record, Paper):
                self._papers.add(record)
            else:
                self._catalog = extended(self._catalog, [record])
        return made


def draft_all(works: Sequence[Work], sources: Sources, making: Drafting) -> list[Draft]:
    """Return the drafts of all works, those that are one put together.

    Args:
        works: Answers to `sources.asked` in its order, then any others.
        sources: How the user names them.
        making: For which catalogue, with which details.

    Raises:
        RefusedWorkError: names each work that the catalogue has, and each that
            nothing identifies.
        UsageError: a work cannot be made a record.
    """
    asked = zip(works, sources.asked.values(), strict=False)  # others follow
    name_of = {id(work): word for work, word in (*asked, *sources.told)}
    groups = group([*works, *(work for work, _ in sources.told)])
    details = making.details
    if len(groups) > 1 and (details.id or details.name):
        given = "--id" if details.id else "--name"
        raise UsageError(f"{given} is for one work, but these are {len(groups)}")
    batch = Batch(making)
    drafts: list[Draft] = []
    refused: list[str] = []
    for held in groups:
        named = [name_of[id(work)] for work in held if id(work) in name_of]
        source = " ".join(named) or held[0].page
        if not any(work.arxiv or work.doi or work.web_page for work in held):
            refused.append(
                f"{source}: no arXiv id, DOI or web address, by which the work could "
                "be looked up"
            )
            continue
        try:
            drafts.append(batch.draft(held, source))
        except DuplicateWorkError as error:
            refused += error.told
    if refused:
        raise RefusedWorkError(refused, len(drafts))
    mended = iter(mend(making.catalog, [r for made in drafts for r in made.records]))
    return [
        replace(made, records=tuple(next(mended) for _ in made.records))
        for made in drafts
    ]
