"""Several services' words about one work → one set of facts.

Where they disagree, the published version counts for title and authors and arXiv for
the date; the other title is kept beside it and other disagreements go into the notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.checks.dates import SUBMISSION_LAG
from unisurvey.curation.statements import Statements
from unisurvey.curation.venues import edition, is_preprint
from unisurvey.errors import UnknownValueError
from unisurvey.matching import squeeze
from unisurvey.matching.describing import WrittenName
from unisurvey.matching.people import likeness
from unisurvey.schema.dates import arxiv_month, date_span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from unisurvey.schema import Organization, Vocabularies
    from unisurvey.services.work import Work

    Author = str | Organization

SERVICES = {
    "acl": "the ACL Anthology",
    "openreview": "OpenReview",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "dblp": "DBLP",
    "arxiv": "arXiv",
    "semanticscholar": "Semantic Scholar",
    "huggingface": "Hugging Face",
    "github": "GitHub",
    "bib": "the .bib file",
}
"""Service and how people call it, the better first where two disagree."""

_OF_PUBLISHED = ("acl", "openreview", "crossref", "datacite", "dblp")
_TELL_TRACKS = ("acl", "openreview", "arxiv")
_ORDER = tuple(SERVICES)
_ACCEPTED = re.compile(
    r"accept|appear|publish|proceedings|conference|workshop|journal|\b20\d\d\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\s*(?:-{1,3}|[‐-―])\s*")


def called(work: Work) -> str:
    """Return how people call the service that a work's statements come from."""
    return SERVICES.get(work.service, work.service)


def page(work: Work) -> str:
    """Return the address under which anybody can check a work's statements."""
    if work.url or not (work.arxiv or work.doi):
        return work.url
    return (
        f"https://arxiv.org/abs/{work.arxiv}"
        if work.arxiv
        else f"https://doi.org/{work.doi}"
    )


def best_first(works: Sequence[Work]) -> list[Work]:
    """Return the works, those that describe the published version first."""

    def rank(work: Work) -> tuple[int, int, int]:
        published = work.service in _OF_PUBLISHED and bool(work.venue or work.doi)
        tier = 0 if published else 1 if work.service == "arxiv" else 2
        place = _ORDER.index(work.service) if work.service in _ORDER else len(_ORDER)
        return (work.kind != "paper", tier, place)

    return sorted(works, key=rank)


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
    best = known[0][1]
    alike = [page(work) for work, title in known if squeeze(title) == squeeze(best)]
    facts.say("title", best, alike)
    others: dict[str, tuple[str, list[str]]] = {}
    for work, title in known:
        if squeeze(title) != squeeze(best) and work.service != "bib":
            others.setdefault(squeeze(title), (title, []))[1].append(page(work))
    urls = [url for _, pages in others.values() for url in pages]
    facts.say("other_titles", [title for title, _ in others.values()], urls)


def _authors(facts: Statements, papers: Sequence[Work]) -> None:
    known = [work for work in papers if work.authors]
    if not known:
        facts.doubt("authors", "no service gives a complete list")
        return
    best = known[0].authors
    alike = []
    for work in known:
        if _same_people(work.authors, best):
            alike.append(page(work))
            continue
        pairs = ((work.authors, best, "names also"), (best, work.authors, "leaves out"))
        parts = [
            f"{verb} {', '.join(more)}"
            for these, those, verb in pairs
            if (more := _missing(these, those))
        ]
        said = " and ".join(parts) or "gives the authors in another order"
        facts.notes.append(f"{_start(called(work))} {said} ({page(work)}).")
    facts.say("authors", [_plain(author) for author in best], alike)


def _date(facts: Statements, papers: Sequence[Work]) -> None:
    """State the day of the first version; a later one is that of the publication."""
    dated = [(work, work.date) for work in papers if work.date]
    known = [(work, date) for work, date in dated if _is_date(date)]
    arxiv = facts.value("arxiv")
    if arxiv and _is_date(arxiv_month(arxiv)):
        first, last = date_span(arxiv_month(arxiv))
        early = [
            pair for pair in known if date_span(pair[1])[1] < first - SUBMISSION_LAG
        ]
        facts.notes += [
            f"{_start(called(work))} dates it {date} ({page(work)})."
            for work, date in early
        ]
        known = [p for p in known if p not in early and date_span(p[1])[0] <= last]
        if not known:
            facts.say("date", arxiv_month(arxiv), facts.urls("arxiv"))
    if known:
        best = min(known, key=lambda p: (p[0].service != "arxiv", date_span(p[1])[0]))
        urls = [page(work) for work, date in known if date == best[1]]
        facts.say("date", best[1], urls)


def _identifiers(
    facts: Statements, papers: Sequence[Work], works: Sequence[Work]
) -> None:
    _agreed(facts, "arxiv", works, lambda work: work.arxiv)
    _agreed(facts, "doi", papers, lambda work: work.doi)
    _agreed(facts, "pages", papers, lambda work: _pages(work.pages))
    if not (facts.value("arxiv") or facts.value("doi")) and papers:
        facts.say("url", page(papers[0]), [page(papers[0])])


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
    same = [page(work) for work, value in known if value.casefold() == best.casefold()]
    facts.say(path, best, same)
    for work, value in known:
        if value.casefold() != best.casefold():
            said = f"{_start(called(work))} gives {path} {value} ({page(work)})."
            facts.notes.append(said)


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
                said = f"{_start(called(work))} gives the venue as {name}"
                facts.notes.append(f"{said} ({page(work)}).")
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
            return work.links.get(name) or (page(work) if work.kind == own else None)

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
            facts.say(path, known, [page(work)])


def _same_people(these: Sequence[Author], those: Sequence[Author]) -> bool:
    return len(these) == len(those) and all(
        _same(one, other) for one, other in zip(these, those, strict=True)
    )


def _same(one: Author, other: Author) -> bool:
    written = WrittenName(str(one), whole=not isinstance(one, str))
    return likeness(written, str(other)) == "same"


def _missing(these: Sequence[Author], those: Sequence[Author]) -> list[str]:
    return [str(one) for one in these if not any(_same(one, other) for other in those)]


def _plain(author: Author) -> Any:
    return author if isinstance(author, str) else {"organization": author.organization}


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


def _start(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"
