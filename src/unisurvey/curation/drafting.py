"""Facts about one work and what a person states → records of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from unisurvey.catalog import folder_of, names_of
from unisurvey.catalog.root import data_directory
from unisurvey.curation.duplicates import (
    Duplicate,
    DuplicateWorkError,
    find_listed,
    find_paper,
)
from unisurvey.curation.gathering import best_first, gather, license_of, page
from unisurvey.curation.naming import make_id, short_name, slug
from unisurvey.curation.statements import Statements
from unisurvey.errors import UsageError
from unisurvey.export.keys import make_key
from unisurvey.schema import KINDS, Benchmark, Dataset, Organization, Paper, Record
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from unisurvey.catalog import Catalog
    from unisurvey.curation.details import Details
    from unisurvey.curation.statements import Doubt
    from unisurvey.services.work import Work

R = TypeVar("R", bound=Record)
_LINKS = ("links.code", "links.demo", "links.project", "links.weights", "license")


@dataclass(frozen=True)
class Draft:
    """New records of one work, valid by themselves."""

    records: tuple[Record, ...]
    """The paper first, where it is new."""

    doubts: tuple[Doubt, ...]
    """What services say that only a person can decide."""

    source: str
    """What was asked for, as the user gave it."""


@dataclass(frozen=True)
class Drafting:
    """Makes drafts for one catalogue."""

    catalog: Catalog
    details: Details
    today: str
    """Day that the records enter the catalogue, ISO."""

    distinct_from: Collection[str] = ()
    """Ids of records that are certainly of other works."""

    def draft(self, works: Sequence[Work], source: str) -> Draft:
        """Return the records of one work.

        Args:
            works: What services say of it, at least one.
            source: What the user asked for, for messages.

        Raises:
            DuplicateWorkError: the catalogue has it already.
            UsageError: there is not enough to make a record of.
        """
        works = best_first(self._with_pages(works, source))
        facts = gather(works, self.catalog.vocabularies)
        if not facts.value("title"):
            raise UsageError(f"{source} names neither a title nor a paper to cite")
        found = find_paper(facts, works, self.catalog, self.distinct_from)
        if self.details.kind in {"dataset", "benchmark"}:
            return self._listed(facts, works, source, found)
        self._state_paper(facts, works)
        old = found.record if found else None
        made = self._paper(facts, works, old if isinstance(old, Paper) else None)
        if found and not (self.details and completes(found.record, made)):
            raise DuplicateWorkError([found.told(source)])
        return Draft((made,), tuple(facts.doubts), source)

    def _with_pages(self, works: Sequence[Work], source: str) -> list[Work]:
        """Return the works, each with a page that vouches for it."""
        given = self.details.vouched_by
        found = [
            work if page(work).startswith("http") else replace(work, url=given or "")
            for work in works
        ]
        if not all(page(work) for work in found):
            raise UsageError(
                f"{source} has no arXiv id, DOI or web address that vouches for it; "
                "give one with --vouched-by URL"
            )
        return found

    def _voucher(self, works: Sequence[Work]) -> list[str]:
        return [self.details.vouched_by or page(works[0])]

    def _state_paper(self, facts: Statements, works: Sequence[Work]) -> None:
        details, voucher = self.details, self._voucher(works)
        name = details.name or short_name(facts.value("title")) or _page_name(works)
        vouching = voucher if details.name else facts.urls("title")
        if details.kind == "model":
            if not name:
                raise UsageError(
                    f"the title {facts.value('title')!r} has no short name before a "
                    "colon; say what the model is called: --name NAME"
                )
            facts.say("model.name", name, vouching)
            facts.say("model.section", details.section, voucher)
        else:
            facts.say("name", name, vouching)
            facts.say("sections", [details.section] if details.section else [], voucher)
        for path, value in details.values.items():
            facts.say(path.removeprefix("paper:"), value, voucher)

    def _paper(
        self, facts: Statements, works: Sequence[Work], old: Paper | None
    ) -> Paper:
        """Return the record; `old` is the one whose place it may take."""
        names = {name for record in self.catalog for name in names_of(record)}
        names |= {stem for folder in KINDS for stem in self._stems(folder)}
        if old is None:
            key = make_key(
                _authors(facts), _year(facts, works), facts.value("title"), names
            )
        else:
            key = old.key
        taken = self._taken("papers") - ({old.id} if old else set())
        name = facts.value("model.name") or facts.value("name")
        id_ = self._given_id(taken) or (old.id if old else make_id(name, key, taken))
        added = old.added if old else self.today
        return _validated(Paper, facts, self.catalog, id=id_, key=key, added=added)

    def _listed(
        self,
        facts: Statements,
        works: Sequence[Work],
        source: str,
        found: Duplicate | None,
    ) -> Draft:
        """Return a dataset or benchmark, with its paper where that is new."""
        details, voucher = self.details, self._voucher(works)
        has_paper = any(work.kind == "paper" for work in works)
        doubts = list(facts.doubts)
        listed = Statements()
        name = details.name or _page_name(works) or short_name(facts.value("title"))
        if not name:
            raise UsageError(
                f"the title {facts.value('title')!r} has no short name before a "
                f"colon; say what the {details.kind} is called: --name NAME"
            )
        listed.say("name", name, voucher if details.name else facts.urls("title"))
        listed.say("section", details.section, voucher)
        listed.say("date", facts.value("date"), facts.urls("date"))
        self._state_pages(listed, facts, works)
        for path in _LINKS:
            facts.held.pop(path, None)
        for path, value in details.values.items():
            if path.startswith("paper:"):
                facts.say(path.removeprefix("paper:"), value, voucher)
            else:
                listed.say(path, value, voucher)
        schema = Dataset if details.kind == "dataset" else Benchmark
        folder = f"{details.kind}s"
        others = [
            r for r in self.catalog.records(folder) if r.id not in self.distinct_from
        ]
        twin = find_listed(name, listed.value("links.home"), others)
        if twin:
            raise DuplicateWorkError([twin.told(source)])
        records: list[Record] = []
        if found:
            listed.say("paper", found.record.id, facts.urls("title"))
            doubts = []
        elif has_paper:
            facts.say("name", short_name(facts.value("title")), facts.urls("title"))
            records.append(self._paper(facts, works, None))
            listed.say("paper", records[0].id, facts.urls("title"))
        taken = self._taken(folder)
        id_ = self._given_id(taken) or make_id(
            name, f"{slug(name)}-{details.kind}", taken
        )
        records.append(
            _validated(schema, listed, self.catalog, id=id_, added=self.today)
        )
        return Draft(tuple(records), (*doubts, *listed.doubts), source)

    def _state_pages(
        self, listed: Statements, facts: Statements, works: Sequence[Work]
    ) -> None:
        """State where the data are, and their licence."""
        homes = [work for work in works if work.kind == "dataset"]
        stated = next((w.links["home"] for w in works if w.links.get("home")), None)
        home = page(homes[0]) if homes else stated
        home_urls = [page(work) for work in homes] or self._voucher(works)
        code, code_urls = facts.value("links.code"), facts.urls("links.code")
        if self.details.kind == "dataset":
            listed.say("links.home", home, home_urls)
            listed.say("links.code", code, code_urls)
            known = self.catalog.vocabularies
            license_of(listed, "license", works, ("dataset",), known)
        else:
            listed.say("links.home", home or code, home_urls if home else code_urls)

    def _taken(self, folder: str) -> set[str]:
        names = {n for r in self.catalog.records(folder) for n in names_of(r)}
        return names | self._stems(folder)

    def _stems(self, folder: str) -> set[str]:
        """Return the ids of all files, those with problems too."""
        directory = data_directory(self.catalog.root) / folder
        return {path.stem for path in directory.glob("*.yaml")}

    def _given_id(self, taken: Collection[str]) -> str | None:
        wanted = self.details.id
        if wanted is not None and wanted in taken:
            raise UsageError(f"--id {wanted!r} already names another record")
        return wanted


def completes(old: Record, new: Record) -> bool:
    """Return whether a record says all that the old one says, and more.

    Then the old one is a draft that nobody has worked on, or whose words are all
    confirmed, and the new one may take its place.
    """
    before, after = _said(old), _said(new)
    urls = {source.url for source in old.sources}
    return (
        folder_of(old) == folder_of(new)
        and before != after
        and urls <= {source.url for source in new.sources}
        and _within(before, after)
    )


def _said(record: Record) -> dict[str, Any]:
    data = record.model_dump(
        mode="json", exclude_none=True, exclude={"sources", "added"}
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


def _validated(
    schema: type[R], facts: Statements, catalog: Catalog, **bookkeeping: str
) -> R:
    """Return the record; what its schema refuses is left to a person."""
    while True:
        data = facts.record(**bookkeeping)
        try:
            return schema.model_validate(data, context=catalog.vocabularies)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            path = next(
                (p for p in facts.held if f"{place}.".startswith(f"{p}.")), None
            )
            if path is None or path in {"title", "name", "model.name", "section"}:
                raise UsageError(f"{place}: {first['msg']}") from None
            facts.doubt(path, first["msg"])
            del facts.held[path]


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


def _page_name(works: Sequence[Work]) -> str | None:
    """Return what a page that is no paper calls its work."""
    names = (work.name for work in works if work.kind != "paper" and work.name)
    found = next(names, None)
    return found.rpartition("/")[2] if found else None
