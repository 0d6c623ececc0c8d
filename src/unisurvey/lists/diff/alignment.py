"""Which record of the catalogue each row of a list is about.

A wrong alignment would put false facts into the catalogue, so that a row of which the
title, the name and the identifiers do not agree is left for a person to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from unisurvey.lists.awesome.links import place, role_of, same_place
from unisurvey.lists.awesome.titles import split_name
from unisurvey.matching import Description, Index, address, has_title, squeeze, titles
from unisurvey.records import name_of
from unisurvey.schema import Dataset, Paper
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Record

_BRACKETED = re.compile(r"\s*\([^()]*\)$")
"""Who made a thing, or what tells parts of one dataset apart: `Echo-4o-Image
(multi-reference)`."""

_FEWEST = 2
"""Words of the shortest title that is one; a single word is a name."""

_TELLING = 4
"""Words of the shortest title that stands for a work whatever name is before it."""
_REPORT = re.compile(r"\s+Technical Report$", re.IGNORECASE)
_MORE_THAN_NAME = 3
"""Words of a title that is more than a name."""

Verdict = Literal["aligned", "unsure", "missing"]


@dataclass(frozen=True)
class Alignment:
    """What the catalogue has for one row."""

    row: ListRow
    verdict: Verdict
    record: Record | None = None
    """Paper, or the dataset or benchmark that the row names; when unsure, the likeliest."""

    paper: Paper | None = None
    """Paper behind the record; `None` for a dataset or benchmark without one."""

    by: tuple[str, ...] = ()
    """What agrees: `arxiv`, `doi`, `url`, `title`, `name`, `code`."""

    stranger: Paper | None = None
    """Another paper of the catalogue, whose identifier the row bears."""

    reason: str = ""
    """Why it is not sure."""

    by_page: bool = False
    """Not sure since the row has only a name, and a page that may be of anything."""


class Aligner:
    """The catalogue by everything that rows of lists name."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.index = catalog.of_papers(Index)
        self._papers: dict[str, dict[str, Paper]] = defaultdict(dict)
        """Folded name → papers that are called so, or stand behind what is."""

        self._named: dict[str, list[Dataset | Benchmark]] = defaultdict(list)
        self._pages: dict[str, list[Dataset | Benchmark]] = defaultdict(list)
        self._by_title: dict[str, dict[str, Paper]] = defaultdict(dict)
        for paper in catalog.papers:
            for title in titles(paper):
                self._by_title[squeeze(title)][paper.id] = paper
            for name in names(paper):
                self._papers[squeeze(name)][paper.id] = paper
        listed: list[Dataset | Benchmark] = [*catalog.datasets, *catalog.benchmarks]
        for record in listed:
            for name in {record.name, without_maker(record.name)}:
                self._named[squeeze(name)].append(record)
            for _, url in record.links or ():
                if url:
                    self._pages[place(url)].append(record)
            behind = catalog.paper_of(record)
            if behind:
                self._papers[squeeze(record.name)][behind.id] = behind

    def align(self, row: ListRow) -> Alignment:
        """Return the record of a row, or why there is none for sure."""
        owners = self._owners(row)
        titled = self._titled(row) or self._briefly_titled(row, owners)
        owner = next(iter(owners.values()), None)
        if titled:
            if titled.id in owners:
                return self._found(row, titled, ("arxiv", "title"))
            return self._found(row, titled, ("title",), owner)
        if len(owners) > 1:
            return _unsure(row, None, "its identifiers are of different works")
        return self._identified(row, owner) if owner else self._named_only(row)

    def _owners(self, row: ListRow) -> dict[str, Paper]:
        """Return the papers whose identifiers a row bears."""
        found = [p for arxiv in row.arxiv for p in self.index.by_arxiv(arxiv)]
        found += [p for doi in row.dois for p in self.index.by_doi(doi)]
        return {paper.id: paper for paper in found}

    def _titled(self, row: ListRow) -> Paper | None:
        """Return the paper that has exactly a row's title."""
        named = f"{row.name}: {row.title}" if row.name and row.title else ""
        _, behind = split_name(row.perhaps)
        telling = behind if len(behind.split()) >= _TELLING else ""
        bare = without_maker(row.title)
        for title in filter(None, (row.title, named, row.perhaps, telling, bare)):
            if squeeze(title) in self._by_title:
                match = self.index.match(self._description(row, title))
                if match.paper and has_title(match.paper, title):
                    return match.paper
        return None

    def _briefly_titled(self, row: ListRow, owners: dict[str, Paper]) -> Paper | None:
        """Return the paper of a title too short to tell by itself: more must agree."""
        found = self._by_title.get(squeeze(row.title), {}) if row.title else {}
        if len(found) != 1 or len(row.title.split()) < _FEWEST:
            return None
        (paper,) = found.values()
        years = [date[:4] for date in (row.date, paper.date) if date]
        same_year = len(years) == 2 and years[0] == years[1]
        sure = same_code(row, paper) or (same_year and not (owners or row.arxiv))
        return paper if sure else None

    @staticmethod
    def _description(row: ListRow, title: str) -> Description:
        link = row.link("paper")
        url = address(link.url) if link and not link.arxiv else ""
        return Description(title, arxiv=row.arxiv, dois=row.dois, url=url)

    def _identified(self, row: ListRow, owner: Paper) -> Alignment:
        """Judge a row that bears one paper's identifier, but not exactly its title."""
        own_names = {squeeze(name) for name in called(row)}
        bearers = {id_ for name in own_names for id_ in self._papers.get(name, {})}
        ids = map(squeeze, (owner.id, *(owner.aliases or ())))
        own = owner.id in bearers or not own_names.isdisjoint(ids)
        if bearers and not own:
            other = self._catalog[f"papers/{min(bearers)}"]
            reason = f"it is called like {name_of(other)!r}, which has another one"
            return _unsure(row, owner, reason)
        match = self.index.match(self._description(row, row.title))
        near = match.paper is owner and "title" in match.by
        near = near and (own or not renamed(row, owner))
        if not row.title and not own_names:
            return self._found(row, owner, ("arxiv",))
        if near or own:
            by = ("arxiv", *(["title"] if near else []), *(["name"] if own else []))
            return self._found(row, owner, by)
        if same_code(row, owner):
            return self._found(row, owner, ("arxiv", "code"))
        return _unsure(row, owner, f"in the catalogue that is {owner.title!r}")

    def _named_only(self, row: ListRow) -> Alignment:
        """Judge a row whose identifiers, if any, the catalogue does not know."""
        prefix, _ = split_name(row.title)
        candidates = {
            id_: paper
            for name in (row.name, row.title, prefix)
            for id_, paper in self._papers.get(squeeze(name), {}).items()
            if name
        }
        if len(candidates) != 1:
            return self._recorded(row) or self._paged(row) or Alignment(row, "missing")
        (paper,) = candidates.values()
        foreign = bool(row.arxiv and paper.arxiv) or bool(row.dois and paper.doi)
        title = row.title
        told = len(split_name(row.perhaps)[1].split()) >= _TELLING
        if foreign and not title and told:
            title = row.perhaps  # names are reused: another id, another text
        if title and squeeze(title) not in {squeeze(n) for n in names(paper)}:
            hints = (paper.arxiv or "",)
            near = self.index.match(Description(title, hints=hints))
            if not foreign and near.paper is paper and "title" in near.by:
                return self._found(row, paper, ("name", "title"))
            return Alignment(row, "missing")
        if foreign:
            known = f"the catalogue has {paper.arxiv or paper.doi} for that name"
            return _unsure(row, paper, known)
        if same_code(row, paper):
            return self._found(row, paper, ("name", "code"))
        papers = {role_of(link.url, "") for link in row.links if link.role == "paper"}
        if "paper" in papers or (papers and title):
            return _unsure(row, paper, "its paper link is not one of that paper's")
        if papers:
            reason = "it links to a page that the catalogue does not know"
            return replace(_unsure(row, paper, reason), by_page=True)
        if row.link("code") and paper.links and paper.links.code:
            return _unsure(row, paper, "the catalogue has other code for that name")
        return self._found(row, paper, ("name",))

    def _recorded(self, row: ListRow) -> Alignment | None:
        """Return the dataset or benchmark without a paper that a row names."""
        found = self._named.get(squeeze(row.name), []) if row.name else []
        if len(found) == 1 and found[0].paper is None and not row.title:
            return Alignment(row, "aligned", found[0], None, ("name",))
        return None

    def _paged(self, row: ListRow) -> Alignment | None:
        """Return the dataset or benchmark whose own page a row links its name to."""
        if row.title or row.arxiv or row.dois or not row.name:
            return None
        name = squeeze(row.name)
        found = {
            id(record): record
            for link in row.links
            for record in self._pages.get(place(link.url), ())
            if squeeze(record.name).startswith(name)
        }
        if len(found) != 1:
            return None
        (record,) = found.values()
        behind = self._catalog.paper_of(record)
        return Alignment(row, "aligned", record, behind, ("url", "name"))

    def _found(
        self,
        row: ListRow,
        paper: Paper,
        by: tuple[str, ...],
        stranger: Paper | None = None,
    ) -> Alignment:
        record = self._record(row, paper)
        return Alignment(row, "aligned", record, paper, by, stranger)

    def _record(self, row: ListRow, paper: Paper) -> Record:
        """Return what a row is about: the dataset or benchmark it names, or the paper."""
        from rapidfuzz import fuzz

        of_paper = [
            record
            for name in called(row)
            for record in self._named.get(squeeze(name), ())
            if record.paper == paper.id
        ]
        if not of_paper:
            return paper
        headings = " ".join(row.sections).casefold()
        wanted = "dataset" if "dataset" in headings else "benchmark"
        if wanted not in headings and paper.model:
            return paper
        fitting = [
            r for r in of_paper if (wanted == "dataset") == isinstance(r, Dataset)
        ]
        sections = self._catalog.vocabularies.sections
        heading = fold("".join(row.sections[-1:]))
        return max(
            fitting or of_paper,
            key=lambda r: fuzz.ratio(fold(sections[r.section].name), heading),
        )


def _unsure(row: ListRow, paper: Paper | None, reason: str) -> Alignment:
    return Alignment(row, "unsure", paper, paper, reason=reason)


def names(paper: Paper) -> tuple[str, ...]:
    """Return the short names of a paper: its own, its model's, those in its titles."""
    reports = [_REPORT.sub("", t) for t in titles(paper) if _REPORT.search(t)]
    named = [paper.name, paper.model.name if paper.model else None, *reports]
    prefixes = [split_name(title)[0] for title in titles(paper)]
    return tuple(dict.fromkeys(filter(None, (*named, *prefixes))))


def called(row: ListRow) -> tuple[str, ...]:
    """Return the short names of a row: its own, and that before its title."""
    prefix, _ = split_name(row.title)
    bare = without_maker(row.name or row.title)
    short = bare if row.name or len(bare.split()) < _MORE_THAN_NAME else ""
    return tuple(dict.fromkeys(filter(None, (row.name, short, prefix))))


def without_maker(name: str) -> str:
    """Return a name without who made it, a title without its name in brackets."""
    return _BRACKETED.sub("", name)


def renamed(row: ListRow, paper: Paper) -> bool:
    """Return whether a title alike in words is another name's, not a former name's."""
    name, rest = split_name(row.title)
    rests = {squeeze(split_name(title)[1]) for title in titles(paper)}
    return bool(name and names(paper)) and squeeze(rest) not in rests


def same_code(row: ListRow, paper: Paper) -> bool:
    """Return whether both name one repository."""
    known = paper.links and paper.links.code
    return bool(known) and any(same_place(x.url, known or "") for x in row.links)
