"""One entry against the record of the same work: what is wrong, what is missing.

An entry is blamed only for what the catalogue knows: any known title is right, and a
year is judged by the publication the entry itself names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.audit.authors import compare_authors
from unisurvey.audit.findings import EntryFinding
from unisurvey.audit.publication import compare_publication, published_since
from unisurvey.matching import bare, squeeze, titles
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from unisurvey.bib.claims import Claim
    from unisurvey.matching import Index
    from unisurvey.schema import Paper, Vocabularies


def compare(
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
    if squeeze(claim.title) in {squeeze(title) for title in titles(paper)}:
        return []
    if claim.inherited.broken and not claim.title:
        return []
    field = claim.field("title")
    message = f"the title is {paper.title!r}" if claim.title else "title is missing"
    hint = _differing(claim.title, paper.title) if claim.title else None
    return [EntryFinding("B204", "title", message, field, right=paper.title, hint=hint)]


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


def _authors(claim: Claim, paper: Paper) -> list[EntryFinding]:
    unknown = claim.inherited.broken and not claim.names.names
    if not paper.authors or unknown:
        return []
    field = claim.field("author")
    source = "" if field is None else "".join(part.text for part in field.parts)
    known = [str(author) for author in paper.authors]
    found = compare_authors(claim.names, known, field, source)
    if squeeze(claim.title) in {squeeze(t) for t in paper.other_titles or ()}:
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
        others = [other for other in index.by_doi(mention.id) if other is not paper]
        field = claim.field(mention.field)
        hint = f"the DOI known is {paper.doi}" if paper.doi else None
        if others:
            message = f"DOI {mention.id} is that of {others[0].title!r}"
            wrong, right = mention.id, paper.doi or ""
            found.append(
                EntryFinding("B206", "doi", message, field, wrong, right, hint)
            )
        elif paper.doi and _registrant(mention.id) == _registrant(paper.doi):
            message = f"DOI {mention.id} is not the one known of this paper"
            found.append(
                EntryFinding(
                    "B206", "doi", message, field, mention.id, "", hint, "warning"
                )
            )
    return found


def _registrant(doi: str) -> str:
    return doi.partition("/")[0]
