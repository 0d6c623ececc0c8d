"""Several services' words about one work → one set of facts.

Where they disagree, the published version counts for title and authors and arXiv for
the date; the other title is kept beside it and other disagreements go into the notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.bib.tex.reader import tex_in
from unisurvey.checks.publication import SUBMISSION_LAG
from unisurvey.errors import UnknownValueError
from unisurvey.matching import squeeze
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.add.authorship import state_authors
from unisurvey.outside.add.pages import best_first, called, noted, page, web_page
from unisurvey.outside.add.statements import Statements
from unisurvey.outside.add.venues import edition
from unisurvey.schema.dates import arxiv_month, date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unisurvey.outside.services.work import Work
    from unisurvey.schema import Vocabularies

_TELL_TRACKS = ("acl", "openreview", "arxiv")
_ACCEPTED = re.compile(
    r"accept|appear|publish|proceedings|conference|workshop|journal|\b20\d\d\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\s*(?:-{1,3}|[‐-―])\s*")


def gather(works: Sequence[Work], vocabularies: Vocabularies) -> Statements:
    """Return what services say of a paper, and what is left to a person."""
    ordered = best_first(works)
    papers = [work for work in ordered if work.kind == "paper"] or ordered
    facts = Statements()
    _title(facts, papers)
    state_authors(facts, papers)
    _identifiers(facts, papers, ordered)
    _date(facts, papers)
    _venue(facts, papers, vocabularies)
    _links(facts, ordered)
    license_of(facts, "license", ordered, ("repository",), vocabularies)
    for work in ordered:
        if work.notice and not facts.status:
            facts.status = {"kind": work.notice, "source": page(work)}
    return facts


def _title(facts: Statements, papers: Sequence[Work]) -> None:
    titled = [(work, work.title or work.name) for work in papers]
    known = [(work, _line(title)) for work, title in titled if title]
    if not known:
        return
    first = known[0][1]
    same = [(work, title) for work, title in known if squeeze(title) == squeeze(first)]
    best = next((title for _, title in same if not tex_in(title)), first)
    facts.say("title", best, [page(work) for work, _ in same])
    others: dict[str, tuple[str, list[str]]] = {}
    for work, title in known:
        if squeeze(title) != squeeze(best) and work.service != "bib":
            others.setdefault(squeeze(title), (title, []))[1].append(page(work))
    urls = [url for _, pages in others.values() for url in pages]
    facts.say("other_titles", [title for title, _ in others.values()], urls)


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
        facts.notes += [noted(work, f"dates it {date}") for work, date in early]
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
        places = [page(work) for work, date in known if date == best[1]]
        facts.say("date", best[1], places)


def _identifiers(
    facts: Statements, papers: Sequence[Work], works: Sequence[Work]
) -> None:
    _agreed(facts, "arxiv", works, _arxiv)
    if facts.value("arxiv"):
        _agreed(facts, "arxiv_class", papers, lambda work: work.arxiv_class)
    _agreed(facts, "doi", papers, lambda work: work.doi)
    _agreed(facts, "pages", papers, lambda work: _pages(work.pages))
    if not (facts.value("arxiv") or facts.value("doi")) and papers:
        facts.say("url", web_page(papers[0]), [page(papers[0])])


def _agreed(
    facts: Statements,
    path: str,
    works: Sequence[Work],
    value_of: Callable[[Work], str | None],
) -> None:
    """Take the first value; those who say something else are noted."""
    known = [(work, value) for work in works if (value := value_of(work))]
    if not known:
        return
    best = known[0][1]
    same = [
        page(work, path) for work, value in known if value.casefold() == best.casefold()
    ]
    facts.say(path, best, same)
    for work, value in known:
        if value.casefold() != best.casefold():
            facts.notes.append(noted(work, f"gives {path} {value}"))


def _venue(
    facts: Statements, papers: Sequence[Work], vocabularies: Vocabularies
) -> None:
    unsure: list[str] = []
    found: list[tuple[Work, str]] = []
    for work in papers:
        if work.venue and not is_preprint(work.venue):
            told = work.service in _TELL_TRACKS
            known = edition(
                work.venue, work.year, vocabularies.venues, tracks_told=told
            )
            if known:
                found.append((work, known))
            else:
                year = f", {work.year}" if work.year else ""
                unsure.append(f"{called(work)} says {_line(work.venue)!r}{year}")
    if found:
        best = found[0][1]
        facts.say("venue", best, [page(work) for work, name in found if name == best])
        for work, name in found:
            if name != best:
                facts.notes.append(noted(work, f"gives the venue as {name}"))
        return
    for work in papers:
        if work.kind == "paper" and work.comment and _ACCEPTED.search(work.comment):
            remark = _line(work.comment)
            unsure.append(f"the authors remark on {called(work)}: {remark!r}")
    if unsure:
        facts.doubt("venue", "; ".join(unsure))


def _links(facts: Statements, works: Sequence[Work]) -> None:
    for name in ("code", "demo", "project", "weights"):
        own = {"code": "repository", "weights": "model"}.get(name)

        def link(work: Work, name: str = name, own: str | None = own) -> str | None:
            return work.links.get(name) or (
                web_page(work) if work.kind == own else None
            )

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
            facts.doubt(path, f"{called(work)} says {_line(work.license)!r}")
        else:
            facts.say(path, known, [page(work, path)])


def _arxiv(work: Work) -> str | None:
    """Return the arXiv id; one of before April 2007, such as cs/0101003, is an address."""
    return work.arxiv if work.arxiv and "/" not in work.arxiv else None


def _pages(pages: str | None) -> str | None:
    return _PAGES.sub("–", pages.strip()) if pages else None


def _is_date(text: str) -> bool:
    try:
        date_span(text)
    except ValueError:
        return False
    return True


def _line(text: str) -> str:
    return " ".join(text.split())
