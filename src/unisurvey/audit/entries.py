"""Every entry of a file against the catalogue: what is wrong in it, what is missing.

An entry is blamed only for what the catalogue knows: any known title is right, and a
year is judged by the publication the entry itself names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.audit.authors import compare_authors
from unisurvey.audit.findings import Audit, EntryFinding, Judgement
from unisurvey.audit.publication import (
    compare_publication,
    published_since,
    years_disagree,
)
from unisurvey.bib.claims import Claim, read_claim
from unisurvey.matching import Index, Match, bare, has_title, squeeze
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from unisurvey.bib.blocks import BibFile
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Vocabularies


def audit(bib: BibFile, catalog: Catalog) -> Audit:
    """Judge every entry of a file; offline, and the file is not touched."""
    index = catalog.of_papers(Index)
    first: dict[str, Claim] = {}
    judgements = []
    for entry in bib.entries:
        claim = read_claim(bib, entry)
        match = index.match(claim.description)
        judged = _judged(claim, match, index, catalog.vocabularies)
        if not any(finding.subject == "year" for finding in judged):
            judged = (*judged, *years_disagree(claim))
        told = (_with_parent(claim, finding) for finding in judged)
        findings = (*told, *_again(bib, claim, match, first))
        judgements.append(Judgement(entry, match.paper, match.by, findings))
    return Audit(bib, tuple(judgements))


def _judged(
    claim: Claim, match: Match, index: Index, vocabularies: Vocabularies
) -> tuple[EntryFinding, ...]:
    if match.paper:
        return _compared(claim, match.paper, index, vocabularies)
    if match.stranger is None:
        return ()
    paper = match.stranger
    arxiv = (m for m in claim.arxiv if paper in index.by_arxiv(m.id))
    dois = (m for m in claim.dois if paper in index.by_doi(m.id))
    elsewhere = f"is that of {paper.title!r}, not of this work"
    if borne := next(arxiv, None):
        found = EntryFinding("B205", "arxiv", f"arXiv id {borne.id} {elsewhere}")
    elif borne := next(dois, None):
        found = EntryFinding("B206", "doi", f"DOI {borne.id} {elsewhere}")
    else:
        return ()
    return (found._replace(field=claim.field(borne.field), wrong=borne.id),)


def _with_parent(claim: Claim, finding: EntryFinding) -> EntryFinding:
    """Say so where the fault stands in another entry."""
    if finding.field is None or finding.field in claim.entry.fields:
        return finding
    hint = "the entry inherits it, others perhaps too"
    return finding._replace(hint=f"{hint}; {finding.hint}" if finding.hint else hint)


def _again(
    bib: BibFile, claim: Claim, match: Match, first: dict[str, Claim]
) -> tuple[EntryFinding, ...]:
    """Report an entry of a work that another entry has already."""
    if match.paper:
        names = [f"paper:{match.paper.id}"]
    elif match.stranger:
        names = []
    else:
        names = [f"arxiv:{mention.id}" for mention in claim.arxiv]
        names += [f"doi:{mention.id.lower()}" for mention in claim.dois]
    earlier = next((first[name] for name in names if name in first), None)
    for name in names:
        first.setdefault(name, claim)
    if earlier is None:
        return ()
    line = bib.line(earlier.entry.start)
    message = f"the same work as {earlier.entry.key!r} in line {line}"
    return (EntryFinding("B208", "entry", message, severity="warning"),)


def _compared(
    claim: Claim, paper: Paper, index: Index, vocabularies: Vocabularies
) -> tuple[EntryFinding, ...]:
    """Return what differs: in title, authors, venue, years and identifiers."""
    return (
        *_title(claim, paper),
        *_authors(claim, paper),
        *compare_publication(claim, paper, vocabularies),
        *_arxiv(claim, paper, index),
        *_doi(claim, paper, index),
        *published_since(claim, paper, vocabularies),
    )


def _title(claim: Claim, paper: Paper) -> list[EntryFinding]:
    if has_title(paper, claim.title) or (claim.inherited.broken and not claim.title):
        return []
    field = claim.field("title")
    message = f"the title is {paper.title!r}" if claim.title else "title is missing"
    hint = _differing(claim.title, paper.title) if claim.title else None
    return [EntryFinding("B204", "title", message, field, right=paper.title, hint=hint)]


def _differing(written: str, title: str) -> str | None:
    """Return the words in which two titles differ, when they are few."""
    wrong, right = _words_beyond(written, title), _words_beyond(title, written)
    if not 0 < len(wrong) + len(right) <= 6:
        return None
    if not wrong:
        return f"{' '.join(right)!r} is missing"
    if not right:
        return f"{' '.join(wrong)!r} is too much"
    return f"{' '.join(wrong)!r} here, {' '.join(right)!r} there"


def _words_beyond(text: str, other: str) -> list[str]:
    """Return the words of a text that another does not have."""
    known = set(fold(other).split())
    return [word for word in text.split() if not set(fold(word).split()) <= known]


def _authors(claim: Claim, paper: Paper) -> list[EntryFinding]:
    unknown = claim.inherited.broken and not claim.names.names
    if not paper.authors or unknown:
        return []
    field = claim.field("author")
    source = "" if field is None else "".join(part.text for part in field.parts)
    known = [str(author) for author in paper.authors]
    complete = paper.authors_complete is not False
    found = compare_authors(claim.names, known, field, source, complete=complete)
    others = {squeeze(t) for t in paper.other_titles or ()} - {squeeze(paper.title)}
    if squeeze(claim.title) in others:
        hint = "the entry cites another version, whose authors may have been others"
        return [f._replace(severity="warning", hint=hint) for f in found]
    return found


def _arxiv(claim: Claim, paper: Paper, index: Index) -> list[EntryFinding]:
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
        field = claim.field(mention.field)
        found.append(
            EntryFinding("B205", "arxiv", message, field, mention.id, right, hint)
        )
    if claim.odd_eprint and right:
        field = claim.field("eprint")
        message = f"{claim.odd_eprint!r} is not an arXiv id; it is {right}"
        found.append(EntryFinding("B205", "arxiv", message, field, right=right))
    return found


def _doi(claim: Claim, paper: Paper, index: Index) -> list[EntryFinding]:
    found = []
    for mention in claim.dois:
        if paper.doi and mention.id.lower() == paper.doi.lower():
            continue
        others = index.by_doi(mention.id)
        field = claim.field(mention.field)
        hint = f"the DOI known is {paper.doi}" if paper.doi else None
        if others:
            message = f"DOI {mention.id} is that of {others[0].title!r}"
        elif paper.doi and _registrant(mention.id) == _registrant(paper.doi):
            message = f"DOI {mention.id} is not the one known of this paper"
        else:
            continue
        finding = EntryFinding("B206", "doi", message, field, mention.id, hint=hint)
        if others:
            found.append(finding._replace(right=paper.doi or ""))
        else:
            found.append(finding._replace(severity="warning"))
    return found


def _registrant(doi: str) -> str:
    return doi.partition("/")[0]
