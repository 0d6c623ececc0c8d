"""Facts → the valid record of one paper, in one catalogue, under a name that is free."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from unisurvey.bib.keys import make_key
from unisurvey.errors import UsageError
from unisurvey.matching import Index, squeeze
from unisurvey.outside.add.duplicates import Duplicate, DuplicateWorkError
from unisurvey.outside.add.naming import make_id, page_name, short_name
from unisurvey.records import folder_of, names_of
from unisurvey.records.editing import Place, edited
from unisurvey.records.explain import first_of
from unisurvey.root import data_directory
from unisurvey.schema import KINDS, Paper, Record
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.facts import Doubt, Statements
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabularies

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Draft:
    """New records of one work, valid by themselves."""

    records: tuple[Record, ...]
    """The paper first, where it is new."""

    doubts: tuple[Doubt, ...]
    """What services say that only a person can decide."""

    source: str
    """What was asked for, as the user gave it."""


def taken_names(catalog: Catalog, folder: str) -> set[str]:
    """Return what records of one folder are called, those with problems too."""
    names = {name for record in catalog.records(folder) for name in names_of(record)}
    directory = data_directory(catalog.root) / folder
    return names | {path.stem for path in directory.glob("*.yaml")}


def valid_record(
    schema: type[R], facts: Statements, vocabularies: Vocabularies, **bookkeeping: str
) -> R:
    """Return the record; what its schema refuses is left to a person."""
    while True:
        data = facts.record(**bookkeeping)
        try:
            return schema.model_validate(data, context=vocabularies)
        except ValidationError as error:
            place, wrong = first_of(error, schema)
            path = next(
                (p for p in facts.held if f"{place}.".startswith(f"{p}.")), None
            )
            if path is None or path in {"title", "name", "model.name", "section"}:
                raise UsageError(f"{place}: {wrong}") from None
            facts.doubt(path, wrong)
            del facts.held[path]


def completes(old: Record, new: Record) -> bool:
    """Return whether a record says all that the old one says, and more.

    Then the old one is a draft that nobody has worked on, or whose words are all
    confirmed, and the new one may take its place.
    """
    before, after = _said(old), _said(new)
    pages = {source.url for source in old.sources if source.url}
    return (
        folder_of(old) == folder_of(new)
        and before != after
        and pages <= {source.url for source in new.sources}
        and _within(before, after)
    )


def _said(record: Record) -> dict[str, Any]:
    data = record.model_dump(
        mode="json",
        exclude_none=True,
        exclude={"sources", "added", "exceptions", "unverified"},
    )
    name = data.pop("name", None)
    if name and "model" not in data:
        data["model"] = {"name": name}
    return data


def _within(before: Any, after: Any) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return all(
            name in after and _within(value, after[name])
            for name, value in before.items()
        )
    return bool(before == after)


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

    taken: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Folder → what its records are called, where that is known already."""

    def names(self, folder: str) -> set[str]:
        """Return what no new record of a folder can be called."""
        held = self.taken.get(folder)
        return taken_names(self.catalog, folder) if held is None else set(held)

    def duplicate(self, found: Duplicate[Any], source: str) -> DuplicateWorkError:
        """Return what to raise for a work that is there, or was given before."""
        return DuplicateWorkError([found.told(source, self.given.get(found.place))])

    def name(
        self, facts: Statements, works: Sequence[Work]
    ) -> tuple[str | None, Sequence[str]]:
        """Return the short name and who states it: a person, the title or a page.

        A model is called as in the title, else as on its page; data the other way round.

        Raises:
            UsageError: a model or data have no name.
        """
        title, details, kind = facts.value("title"), self.details, self.details.kind
        if details.name:
            vouching = [details.vouched_by] if details.vouched_by else []
            in_title = squeeze(details.name) in squeeze(title)
            return details.name, facts.places("title") if in_title else vouching
        pages = [work for work in works if work.name and work.kind != "paper"]
        of_title = (short_name(title), facts.places("title"))
        of_page = (page_name(pages), [work.page_of("name") for work in pages][:1])
        if kind == "paper" or (kind == "model" and of_title[0]):
            return of_title
        name, places = of_page if of_page[0] else of_title
        if not name:
            raise UsageError(
                f"the title {title!r} has no short name before a colon; "
                f"say what the {kind} is called: --name NAME"
            )
        return name, places

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
        taken = self.names("papers")
        taken -= {old.id} if old else set()
        given = (
            self.given_id(taken) if self.details.kind in {"paper", "model"} else None
        )
        if old:
            key, id_, added = old.key, given or old.id, old.added
        else:
            names = taken.union(*map(self.names, KINDS))
            year = _year(facts, works)
            key = make_key(
                facts.value("authors") or (), year, facts.value("title"), names
            )
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
