"""Making the record of one paper, in one catalogue, with what a person states."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from unisurvey.bib.keys import make_key
from unisurvey.errors import UsageError
from unisurvey.matching import Index, squeeze
from unisurvey.outside.add.duplicates import Duplicate, DuplicateWorkError
from unisurvey.outside.add.naming import make_id
from unisurvey.outside.add.proving import extended
from unisurvey.outside.add.recording import (
    all_names,
    taken_names,
    valid_record,
)
from unisurvey.records import folder_of
from unisurvey.records.editing import Place, edited
from unisurvey.schema import Organization, Paper
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.recording import Draft
    from unisurvey.outside.add.statements import Statements
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog


@dataclass(frozen=True)
class Drafting:
    """Makes drafts for one catalogue."""

    catalog: Catalog
    details: Details
    today: str
    """Day that the records enter the catalogue, ISO."""

    distinct_from: Collection[str] = ()
    """Ids of records that are certainly of other works."""

    given: Mapping[str, str] = field(default_factory=dict)
    """Place of a record that is not written yet → what was given and became it."""

    def having(self, draft: Draft, source: str) -> Drafting:
        """Return what makes further drafts, for the catalogue with this one in it."""
        places = (f"{folder_of(record)}/{record.id}" for record in draft.records)
        return replace(
            self,
            catalog=extended(self.catalog, draft.records),
            given={**self.given, **dict.fromkeys(places, source)},
        )

    def duplicate(self, found: Duplicate[Any], source: str) -> DuplicateWorkError:
        """Return what to raise for a work that is there, or was given before."""
        return DuplicateWorkError([found.told(source, self.given.get(found.place))])

    def places_of_name(self, facts: Statements) -> Sequence[str]:
        """Return who states the short name: the title that holds it, else a page."""
        name = self.details.name
        if name is None or squeeze(name) in squeeze(facts.value("title")):
            return facts.places("title")
        return [self.details.vouched_by] if self.details.vouched_by else []

    def paper(
        self,
        facts: Statements,
        works: Sequence[Work],
        source: str,
        old: Paper | None = None,
    ) -> Paper:
        """Return the paper's record.

        Args:
            facts: What is to stand in it.
            works: Where that comes from.
            source: What the user asked for, for messages.
            old: Whose place it may take, with id, key and day.

        Raises:
            DuplicateWorkError: it looks like a record that it was not told from.
            UsageError: no year is known for its key, or its id is taken.
        """
        taken = taken_names(self.catalog, "papers") - ({old.id} if old else set())
        given = (
            self.given_id(taken) if self.details.kind in {"paper", "model"} else None
        )
        if old:
            key, id_, added = old.key, given or old.id, old.added
        else:
            names = all_names(self.catalog)
            year = _year(facts, works)
            key = make_key(_authors(facts), year, facts.value("title"), names)
            name = facts.value("model.name") or facts.value("name")
            id_, added = given or make_id(name, key, taken), self.today
        known = self.catalog.vocabularies
        made = valid_record(Paper, facts, known, id=id_, key=key, added=added)
        return self._told_apart(made, source)

    def _told_apart(self, made: Paper, source: str) -> Paper:
        """Return the record, saying so where it only looks like others."""
        others = [paper for paper in self.catalog.papers if paper.id != made.id]
        alike = Index([*others, made]).lookalikes(made)
        for paper in alike:
            if paper.id not in self.distinct_from:
                raise self.duplicate(Duplicate(paper, ("title",)), source)
        if not alike:
            return made
        names = ", ".join(paper.id for paper in alike)
        reason = f"another work than {names}, as was stated when it was added"
        stated = {"check": "C204", "field": "title", "reason": reason}
        held = [
            e.model_dump(mode="json", exclude_none=True) for e in made.exceptions or ()
        ]
        changes: dict[Place, object] = {("exceptions",): [*held, stated]}
        return edited(made, changes, self.catalog.vocabularies)

    def given_id(self, taken: Collection[str]) -> str | None:
        """Return the id that a person chose.

        Raises:
            UsageError: another record has it.
        """
        wanted = self.details.id
        if wanted is not None and wanted in taken:
            raise UsageError(f"--id {wanted!r} already names another record")
        return wanted


def _authors(facts: Statements) -> list[str | Organization]:
    return [
        author if isinstance(author, str) else Organization(**author)
        for author in facts.value("authors") or ()
    ]


def _year(facts: Statements, works: Sequence[Work]) -> int:
    """Return the year of the first version, else that of the publication."""
    date, venue = facts.value("date"), facts.value("venue")
    if date:
        return int(date[:4])
    if venue:
        return split_edition(venue)[1]
    known = [work.year for work in works if work.year]
    if known:
        return min(known)
    raise UsageError(
        f"no date is known of {facts.value('title')!r}, and its key needs a year; "
        "give its arXiv id or DOI too"
    )
