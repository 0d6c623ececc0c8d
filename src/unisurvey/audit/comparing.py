"""One entry against the record of the same work: what is wrong, what is missing.

An entry is blamed only for what the catalogue knows: any known title is right, and a
year is judged by the publication the entry itself names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.audit.authors import compare_authors
from unisurvey.audit.findings import Finding
from unisurvey.matching import bare, squeeze, titles
from unisurvey.matching.venues import is_track, venue_in
from unisurvey.query.folding import fold
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition
from unisurvey.views.flat import publication_year

if TYPE_CHECKING:
    from unisurvey.importers.bibfile_claims import Claim
    from unisurvey.matching import Index
    from unisurvey.schema import Paper, Venue, Vocabularies, Vocabulary


def compare(
    claim: Claim, paper: Paper, index: Index, vocabularies: Vocabularies
) -> tuple[Finding, ...]:
    """Return what differs, in the order title, authors, year, identifiers."""
    return (
        *_title(claim, paper),
        *_authors(claim, paper),
        *_year(claim, paper, vocabularies),
        *_arxiv(claim, paper, index),
        *_doi(claim, paper, index),
        *_published(claim, paper, vocabularies),
    )


def _title(claim: Claim, paper: Paper) -> list[Finding]:
    if squeeze(claim.title) in {squeeze(title) for title in titles(paper)}:
        return []
    field = claim.entry.field("title")
    message = f"the title is {paper.title!r}" if claim.title else "title is missing"
    hint = _differing(claim.title, paper.title) if claim.title else None
    return [Finding("B204", "title", message, field, right=paper.title, hint=hint)]


def _differing(written: str, title: str) -> str | None:
    """Return the words in which two titles differ, when they are few."""
    known, said = fold(title).split(), fold(written).split()
    wrong = [
        word for word in written.split() if not set(fold(word).split()) <= set(known)
    ]
    right = [word for word in title.split() if not set(fold(word).split()) <= set(said)]
    if not 0 < len(wrong) + len(right) <= 6:
        return None
    if not wrong:
        return f"{' '.join(right)!r} is missing"
    if not right:
        return f"{' '.join(wrong)!r} is too much"
    return f"{' '.join(wrong)!r} here, {' '.join(right)!r} there"


def _authors(claim: Claim, paper: Paper) -> list[Finding]:
    if not paper.authors:
        return []
    field = claim.entry.field("author")
    source = "" if field is None else "".join(part.text for part in field.parts)
    known = [str(author) for author in paper.authors]
    found = compare_authors(claim.names, known, field, source)
    if squeeze(claim.title) in {squeeze(t) for t in paper.other_titles or ()}:
        hint = "the entry cites another version, whose authors may have been others"
        return [f._replace(severity="warning", hint=hint) for f in found]
    return found


def _year(claim: Claim, paper: Paper, vocabularies: Vocabularies) -> list[Finding]:
    if claim.year is None:
        return []
    preprint = _preprint_years(paper)
    if not paper.venue:
        if claim.container and preprint and claim.year >= min(preprint):
            return []  # a publication that the catalogue does not know of
        right = preprint
    else:
        venue_id, year = split_edition(paper.venue)
        venue = vocabularies.venues[venue_id]
        if not claim.container:
            right = {year, *preprint}
        elif _is_venue(claim.container, venue, vocabularies.venues):
            right = {year}
            if re.search(rf"(?<!\d){year}(?!\d)", claim.container):
                right.add(year + 1)  # proceedings in print a year after the conference
        elif not preprint or claim.year >= min(preprint):
            return []  # another publication of the work
        else:
            right = {year}
    if not right or claim.year in right:
        return []
    best = publication_year(paper) if claim.container else min(preprint or right)
    shown = " or ".join(map(str, sorted(right)))
    field = claim.entry.field(claim.year_field)
    message = f"the year is {shown}, not {claim.year}"
    return [
        Finding(
            "B203", "year", message, field, str(claim.year), str(best or min(right))
        )
    ]


def _preprint_years(paper: Paper) -> set[int]:
    """Return the years of the first version; an id may be of the next month."""
    years = {day.year for day in date_span(paper.date)} if paper.date else set()
    return years | ({2000 + int(paper.arxiv[:2])} if paper.arxiv else set())


def _is_venue(container: str, venue: Venue, venues: Vocabulary[Venue]) -> bool:
    """Return whether an entry was published there; tracks are printed with the rest."""
    said = venue_in(container, venues)
    return said is not None and (said.id == venue.id or is_track(venue, said))


def _arxiv(claim: Claim, paper: Paper, index: Index) -> list[Finding]:
    found = []
    right = bare(paper.arxiv)
    for mention in claim.arxiv:
        if mention.id.lower() == right:
            continue
        others = index.by_arxiv(mention.id)
        if not right and not others:
            continue
        whose = f"that of {others[0].title!r}" if others else "not this paper's"
        message = f"arXiv id {mention.id} is {whose}"
        hint = f"it is {right}" if right else "no arXiv id of this paper is known"
        field = claim.entry.field(mention.field)
        found.append(Finding("B205", "arxiv", message, field, mention.id, right, hint))
    if claim.odd_eprint and right:
        field = claim.entry.field("eprint")
        message = f"{claim.odd_eprint!r} is not an arXiv id; it is {right}"
        found.append(Finding("B205", "arxiv", message, field, right=right))
    return found


def _doi(claim: Claim, paper: Paper, index: Index) -> list[Finding]:
    found = []
    for mention in claim.dois:
        if paper.doi and mention.id.lower() == paper.doi.lower():
            continue
        others = [other for other in index.by_doi(mention.id) if other is not paper]
        field = claim.entry.field(mention.field)
        hint = f"the DOI known is {paper.doi}" if paper.doi else None
        if others:
            message = f"DOI {mention.id} is that of {others[0].title!r}"
            wrong, right = mention.id, paper.doi or ""
            found.append(Finding("B206", "doi", message, field, wrong, right, hint))
        elif paper.doi and _registrant(mention.id) == _registrant(paper.doi):
            message = f"DOI {mention.id} is not the one known of this paper"
            found.append(
                Finding("B206", "doi", message, field, mention.id, "", hint, "warning")
            )
    return found


def _registrant(doi: str) -> str:
    return doi.partition("/")[0]


def _published(claim: Claim, paper: Paper, vocabularies: Vocabularies) -> list[Finding]:
    inherits = any(claim.entry.field(name) for name in ("crossref", "xdata"))
    if not paper.venue or claim.container or inherits:
        return []
    venue_id, year = split_edition(paper.venue)
    name = vocabularies.venues[venue_id].name
    message = f"cited as a preprint, but published at {name} {year}"
    return [Finding("B207", "entry", message, severity="warning")]
