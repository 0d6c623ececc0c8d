"""Several services' words about one work → one set of facts, each with who vouches for it.

Where they disagree, the published version counts for title and authors and arXiv for
the date; the other title is kept beside it and other disagreements go into the notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import eq
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.bib.tex.reader import tex_in
from unisurvey.checks.publication import SUBMISSION_LAG
from unisurvey.errors import UnknownValueError
from unisurvey.matching import squeeze
from unisurvey.outside.services.answers import day, pages
from unisurvey.outside.services.sameness import (
    agreement,
    is_certainly,
    same_people,
    same_title,
)
from unisurvey.outside.services.work import best_first
from unisurvey.schema.dates import arxiv_month, date_span
from unisurvey.schema.provenance import DECIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from unisurvey.outside.services.sameness import Agreement, Authors
    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Vocabularies

_ACCEPTED = re.compile(
    r"accept|appear|publish|proceedings|conference|workshop|journal|\b20\d\d\b",
    re.IGNORECASE,
)


class Doubt(NamedTuple):
    """Something that a person must decide, because no service states it for certain."""

    field: str
    """Of the record, as a dotted path."""

    why: str
    """What was found instead; one clause."""


class Held(NamedTuple):
    """A value and who states it: addresses of pages, names of files."""

    value: Any
    places: tuple[str, ...]


@dataclass
class Statements:
    """What is to stand in a record; a later word on a field replaces an earlier one."""

    held: dict[str, Held] = field(default_factory=dict)
    """By dotted path."""

    notes: list[str] = field(default_factory=list)
    """Where pages disagree."""

    doubts: list[Doubt] = field(default_factory=list)
    status: dict[str, str] | None = None
    exceptions: list[dict[str, str]] = field(default_factory=list)
    """Findings of checks that are right as they are."""

    cut: bool = False
    """Whether more authors follow those that are stated."""

    def say(self, path: str, value: Any, places: Iterable[str] = ()) -> None:
        """Set a field, unless the value is `None` or empty."""
        if value not in (None, "", [], ()):
            self.held[path] = Held(value, tuple(dict.fromkeys(places)))

    def agree(self, path: str, agreed: Agreement[Any], value: Any = None) -> None:
        """Set a field to what works say; each vouches for it.

        Args:
            path: Field.
            agreed: Who says it.
            value: In another spelling than theirs.
        """
        places = [work.page_of(path) for work in agreed.works]
        self.say(path, agreed.value if value is None else value, places)

    def value(self, path: str) -> Any:
        """Return a field's value, or `None`."""
        found = self.held.get(path)
        return found.value if found else None

    def places(self, path: str) -> tuple[str, ...]:
        """Return who states a field."""
        found = self.held.get(path)
        return found.places if found else ()

    def doubt(self, path: str, why: str) -> None:
        """Leave a field to a person."""
        self.doubts.append(Doubt(path, why))

    def record(self, **bookkeeping: Any) -> dict[str, Any]:
        """Return the data of a record as YAML gives it, sources included."""
        data: dict[str, Any] = dict(bookkeeping)
        for path, held in self.held.items():
            *above, last = path.split(".")
            block = data
            for part in above:
                block = block.setdefault(part, {})
            block[last] = held.value
        if self.cut and "authors" in self.held:
            data["authors_complete"] = False
        if unverified := self._unverified():
            data["unverified"] = unverified
        if self.exceptions:
            data["exceptions"] = self.exceptions
        if self.notes:
            data["notes"] = self.notes
        if self.status:
            data["status"] = self.status
        return data | {"sources": self._sources()}

    def _sources(self) -> list[Mapping[str, Any]]:
        vouched: dict[str, list[str]] = {}
        for path, held in self.held.items():
            for place in held.places:
                vouched.setdefault(place, []).append(path)
        return [
            {"url" if _is_public(place) else "file": place, "vouches": paths}
            for place, paths in vouched.items()
        ]

    def _unverified(self) -> list[str]:
        """Return the fields that no public page states."""
        return [
            path
            for path, held in self.held.items()
            if path not in DECIDED and not any(map(_is_public, held.places))
        ]


def _is_public(place: str) -> bool:
    """Return whether anybody can look a place up; else it is the name of a file."""
    return "://" in place


def gather(works: Sequence[Work], vocabularies: Vocabularies) -> Statements:
    """Return what services say of a paper, and what is left to a person."""
    ordered = best_first(works)
    papers = [work for work in ordered if work.kind == "paper"] or ordered
    facts = Statements()
    _title(facts, papers)
    _authors(facts, papers)
    _identifiers(facts, papers, ordered)
    _date(facts, papers)
    _venue(facts, papers, vocabularies)
    _links(facts, ordered)
    license_of(facts, "code_license", ordered, ("repository",), vocabularies)
    for work in ordered:
        if work.notice and not facts.status:
            facts.status = {"kind": work.notice, "source": work.page}
    return facts


def _title(facts: Statements, papers: Sequence[Work]) -> None:
    found = agreement(papers, _title_of, same_title)
    if not found:
        return
    spellings = map(_title_of, found.works)
    best = next((title for title in spellings if not tex_in(title)), found.value)
    facts.agree("title", found, best)
    others: dict[str, tuple[str, list[str]]] = {}
    for work, title in found.others:
        if work.service != "bib":
            others.setdefault(squeeze(title), (title, []))[1].append(work.page)
    urls = [url for _, found_at in others.values() for url in found_at]
    facts.say("other_titles", [title for title, _ in others.values()], urls)


def _title_of(work: Work) -> str:
    return " ".join((work.title or work.name or "").split())


def _authors(facts: Statements, papers: Sequence[Work]) -> None:
    """State the list of the best work; who lists other people is noted."""
    found = agreement(papers, lambda work: work.authors, same_people)
    if found:
        facts.agree("authors", found, list(found.value))
        facts.notes += [
            work.noted(_difference(authors, found.value))
            for work, authors in found.others
        ]
        return
    facts.doubt("authors", "no service gives a complete list")
    longest = max(papers, key=lambda work: len(work.first_authors), default=None)
    if longest and longest.first_authors:
        facts.say("authors", list(longest.first_authors), [longest.page])
        facts.cut = True


def _difference(authors: Authors, best: Authors) -> str:
    pairs = ((authors, best, "names also"), (best, authors, "leaves out"))
    parts = [
        f"{verb} {', '.join(more)}"
        for these, those, verb in pairs
        if (
            more := [
                str(a) for a in these if not any(is_certainly(a, b) for b in those)
            ]
        )
    ]
    return " and ".join(parts) or "gives the authors in another order"


def _date(facts: Statements, papers: Sequence[Work]) -> None:
    """State the day of the first version; a later one is that of the publication."""
    dated = [(work, work.date) for work in papers if work.date]
    known = [(work, date) for work, date in dated if _is_date(date)]
    arxiv = facts.value("arxiv")
    month = arxiv_month(arxiv) if arxiv else ""
    if _is_date(month):
        first, last = date_span(month)
        early = [
            pair for pair in known if date_span(pair[1])[1] < first - SUBMISSION_LAG
        ]
        facts.notes += [work.noted(f"dates it {date}") for work, date in early]
        known = [p for p in known if p not in early and date_span(p[1])[0] <= last]
        if all(date == month[:4] for _, date in known):
            facts.say("date", month, facts.places("arxiv"))
            return
    if known:
        best = min(
            known,
            key=lambda pair: (
                *(pair[0].service != "arxiv", pair[1] == month[:4]),
                date_span(pair[1])[0],
            ),
        )
        places = [work.page for work, date in known if date == best[1]]
        facts.say("date", best[1], places)


def _identifiers(
    facts: Statements, papers: Sequence[Work], works: Sequence[Work]
) -> None:
    _agreed(facts, "arxiv", works, _arxiv)
    if facts.value("arxiv"):
        _agreed(facts, "arxiv_class", papers, lambda work: work.arxiv_class)
    _agreed(facts, "doi", papers, lambda work: work.doi)
    _agreed(facts, "pages", papers, lambda work: pages(work.pages))
    if not (facts.value("arxiv") or facts.value("doi")) and papers:
        facts.say("url", papers[0].web_page, [papers[0].page])


def _agreed(
    facts: Statements,
    path: str,
    works: Sequence[Work],
    value_of: Callable[[Work], str | None],
) -> None:
    """Take the first value; those who say something else are noted."""
    found = agreement(works, value_of, lambda a, b: a.casefold() == b.casefold())
    if found:
        facts.agree(path, found)
        facts.notes += [w.noted(f"gives {path} {value}") for w, value in found.others]


def _venue(
    facts: Statements, papers: Sequence[Work], vocabularies: Vocabularies
) -> None:
    found = agreement(papers, lambda work: work.edition(vocabularies.venues), eq)
    if found:
        facts.agree("venue", found)
        facts.notes += [
            work.noted(f"gives the venue as {name}") for work, name in found.others
        ]
        return
    unsure: list[str] = []
    for work in papers:
        if work.published_in:
            year = f", {work.year}" if work.year else ""
            unsure.append(f"{work.called} says {work.published_in!r}{year}")
    unsure += [
        f"the authors remark on {work.called}: {work.comment!r}"
        for work in papers
        if work.kind == "paper" and work.comment and _ACCEPTED.search(work.comment)
    ]
    if unsure:
        facts.doubt("venue", "; ".join(unsure))


def _links(facts: Statements, works: Sequence[Work]) -> None:
    for name in ("code", "demo", "project", "weights"):
        own = {"code": "repository", "weights": "model"}.get(name)

        def link(work: Work, name: str = name, own: str | None = own) -> str | None:
            return work.links.get(name) or (work.web_page if work.kind == own else None)

        _agreed(facts, f"links.{name}", works, link)


def license_of(
    facts: Statements,
    path: str,
    works: Sequence[Work],
    kinds: tuple[str, ...],
    vocabularies: Vocabularies,
) -> None:
    """Set the licence that pages of these kinds state, where the vocabulary has it."""
    for work in works:
        if work.kind not in kinds or not work.license or facts.value(path):
            continue
        try:
            known = vocabularies.licenses.resolve(work.license)
        except UnknownValueError:
            facts.doubt(path, f"{work.called} says {work.license!r}")
        else:
            facts.say(path, known, [work.page_of(path)])


def _arxiv(work: Work) -> str | None:
    """Return the arXiv id; one of before April 2007, such as cs/0101003, is an address."""
    return work.arxiv if work.arxiv and "/" not in work.arxiv else None


def _is_date(text: str) -> bool:
    return day(text) == text
