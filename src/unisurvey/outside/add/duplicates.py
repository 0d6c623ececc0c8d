"""Whether a work is in the catalogue already, by its identifiers, links or title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from rapidfuzz import fuzz, process

from unisurvey.errors import SurveyError
from unisurvey.matching import (
    Description,
    Index,
    address,
    bare,
    left_out,
    squeeze,
    titles,
    written,
)
from unisurvey.outside.add.sources import is_source
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Paper, Record
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.facts import Statements
    from unisurvey.outside.add.sources import Sources
    from unisurvey.outside.services import Reference
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog

R = TypeVar("R", bound=Record)
_WORDS = {
    "arxiv": "arXiv id",
    "doi": "DOI",
    "url": "address",
    "link": "link",
    "title": "title",
    "authors": "authors",
    "name": "name",
}
_ALIKE = 70
"""Score of titles that may be of one work, which all rules about that are above."""

_CERTAIN = frozenset({"arxiv", "doi", "url", "link"})


@dataclass(frozen=True)
class Duplicate(Generic[R]):
    """A record that a work is already in, and what both share."""

    record: R
    by: tuple[str, ...]
    """`arxiv`, `doi`, `url`, `link`, `title`, `authors` or `name`; none where the record
    itself was named."""

    @property
    def certain(self) -> bool:
        """Whether an identifier is shared, not only the wording."""
        return not (self.by and _CERTAIN.isdisjoint(self.by))

    @property
    def place(self) -> str:
        """The record's name in the whole catalogue."""
        return f"{folder_of(self.record)}/{self.record.id}"

    def told(self, source: str, twin: str | None = None) -> str:
        """Return what to tell the person who gave `source`.

        Args:
            source: As it was given.
            twin: What else was given and became the record, which is not written yet.
        """
        place = self.place
        shared = " and ".join(_WORDS[word] for word in self.by)
        if twin is None:
            held = f"already in the catalogue as {place} ({name_of(self.record)})"
            advice = (
                f"see it with 'unisurvey show {place}', "
                f"mend it with 'unisurvey edit {place}'"
            )
            otherwise = "if it is another work:"
        else:
            held, advice = f"the same work as {twin}", "keep one"
            otherwise = "if they are two works: add one first, then the other with"
        same = f", with the same {shared}" if shared else ""
        text = f"{source}: {held}{same}; {advice}"
        if self.certain:
            return text
        return f"{text}; {otherwise} --distinct-from {self.record.id}"


class RefusedWorkError(SurveyError):
    """Works cannot be added; nothing was written."""

    def __init__(self, told: Sequence[str], waiting: int = 0) -> None:
        self.told = tuple(told)
        self.waiting = waiting
        """How many others could be, once these are mended or left out."""
        super().__init__("\n".join(told))


class DuplicateWorkError(RefusedWorkError):
    """Works are in the catalogue already."""


class Candidates:
    """Papers by what tells that a work may be in one of them.

    Wider than any rule that decides whether it is.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers: dict[str, Paper] = {}
        self._titles: dict[tuple[str, str], str] = {}
        """Id and title → the title's letters and digits."""

        self._identified: dict[str, set[str]] = defaultdict(set)
        for paper in papers:
            self.add(paper)

    def add(self, paper: Paper) -> None:
        """Have a paper too, in place of one of its id."""
        self._papers[paper.id] = paper
        for title in titles(paper):
            self._titles[paper.id, title] = squeeze(title)
        names = (bare(paper.arxiv), paper.doi, *_links(paper))
        for name in filter(None, names):
            self._identified[name.casefold()].add(paper.id)

    def like(self, works: Iterable[Work]) -> tuple[Paper, ...]:
        """Return the papers that any of some statements may be about, by id."""
        found: set[str] = set()
        for work in works:
            near = process.extract_iter(
                squeeze(work.title or work.name or ""),
                self._titles,
                scorer=fuzz.ratio,
                score_cutoff=_ALIKE,
            )
            found.update(id_ for *_, (id_, _) in near)
            links = map(address, filter(None, (work.web_page, *work.links.values())))
            for name in filter(None, (work.arxiv, work.doi, *links)):
                found |= self._identified.get(name.casefold(), set())
        return tuple(self._papers[id_] for id_ in sorted(found))


def known(reference: Reference, catalog: Catalog) -> Duplicate[Paper] | None:
    """Return the record that a reference means, without asking anybody."""
    index = catalog.of_papers(Index)
    match reference.service:
        case "arxiv" | "huggingface":
            found = index.by_arxiv(reference.identifier.removeprefix("papers/"))
            return Duplicate(found[0], ("arxiv",)) if found else None
        case "doi":
            found = index.by_doi(reference.identifier)
            return Duplicate(found[0], ("doi",)) if found else None
        case "acl" | "openreview":  # pages of one work, as a repository may not be
            page = f"{reference.service}:{reference.identifier}"
            paper = catalog.paper_of(catalog[page]) if page in catalog else None
            return Duplicate(paper, ("url",)) if paper else None
        case _:
            return None


def refuse_left_out(facts: Statements, catalog: Catalog, source: str) -> None:
    """Refuse a work that was looked at and left out.

    Raises:
        DuplicateWorkError: says why it was.
    """
    arxiv, title = facts.value("arxiv"), facts.value("title")
    entry = left_out(
        catalog.vocabularies,
        (arxiv,) if arxiv else (),
        (title,) if title else (),
        facts.value("url") or "",
    )
    if entry:
        what = f"{source}: left out: {entry.reason}"
        mend = f"take {entry.id!r} out of data/excluded.yaml"
        raise DuplicateWorkError([f"{what}; if that no longer holds, {mend}"])


def refuse_names(words: Iterable[str], catalog: Catalog) -> None:
    """Refuse ids and names of records, which are no sources of works.

    Raises:
        DuplicateWorkError: names each record.
    """
    named = [w for w in words if w in catalog and not is_source(w)]
    if named:
        twins = ((Duplicate(catalog[word], ()), word) for word in named)
        raise DuplicateWorkError([twin.told(word) for twin, word in twins])


def refuse_known(sources: Sources, catalog: Catalog, details: Details) -> None:
    """Refuse what the catalogue has under its identifier, before anybody is asked.

    With details a record may become more complete, so that only the answers tell.

    Raises:
        DuplicateWorkError: names each work that is there already.
    """
    if details:
        return
    found = [(known(one, catalog), word) for one, word in sources.asked.items()]
    told = [twin.told(word) for twin, word in found if twin]
    if told:
        raise DuplicateWorkError(told)


def find_paper(
    facts: Statements,
    works: Sequence[Work],
    catalog: Catalog,
    distinct_from: Collection[str] = (),
) -> Duplicate[Paper] | None:
    """Return the paper's record that facts are about.

    Args:
        facts: Of the work.
        works: Where the facts come from; pages of the work itself among them.
        catalog: What is there already.
        distinct_from: Ids of records that are certainly of other works.
    """
    index = (
        Index(paper for paper in catalog.papers if paper.id not in distinct_from)
        if distinct_from
        else catalog.of_papers(Index)
    )
    found = index.match(_description(facts))
    if found.paper:
        return Duplicate(found.paper, found.by)
    if found.stranger:
        same = bare(found.stranger.arxiv) == facts.value("arxiv")
        shared = "arxiv" if same else "doi"
        return Duplicate(found.stranger, (shared,))
    pages = {address(work.web_page or "") for work in works if work.kind != "paper"}
    pages.discard("")
    for paper in index.papers:
        another = paper.arxiv and facts.value("arxiv")  # two papers share repositories
        if not another and pages & _links(paper):
            return Duplicate(paper, ("link",))
    return None


def find_listed(
    name: str, home: str | None, records: Sequence[Record]
) -> Duplicate[Record] | None:
    """Return the dataset or benchmark of this name or with this page."""
    for record in records:
        if home and address(home) in _links(record):
            return Duplicate(record, ("link",))
        if fold(name_of(record)) == fold(name):
            return Duplicate(record, ("name",))
    return None


def _description(facts: Statements) -> Description:
    arxiv, doi = facts.value("arxiv"), facts.value("doi")
    return Description(
        title=facts.value("title") or "",
        names=tuple(map(written, facts.value("authors") or ())),
        arxiv=(arxiv,) if arxiv else (),
        dois=(doi,) if doi else (),
        url=address(facts.value("url") or ""),
    )


def _links(record: Record) -> set[str]:
    links: Any = getattr(record, "links", None)
    found = {value for _, value in links if value} if links else set()
    if isinstance(record, Paper) and record.url:
        found.add(record.url)
    return {address(link) for link in found}
