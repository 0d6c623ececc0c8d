"""Every entry of a file against the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.audit.comparing import compare
from unisurvey.audit.findings import Audit, EntryFinding, Judgement
from unisurvey.audit.publication import years_disagree
from unisurvey.bib.claims import Claim, read_claim
from unisurvey.matching import Index, Match

if TYPE_CHECKING:
    from unisurvey.bib.blocks import BibFile
    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabularies


def audit(bib: BibFile, catalog: Catalog) -> Audit:
    """Judge every entry of a file; offline, and the file is not touched."""
    index = Index(catalog.papers)
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
        return compare(claim, match.paper, index, vocabularies)
    if match.stranger is None:
        return ()
    paper = match.stranger
    elsewhere = f"is that of {paper.title!r}, not of this work"
    for arxiv in claim.arxiv:
        if paper in index.by_arxiv(arxiv.id):
            message = f"arXiv id {arxiv.id} {elsewhere}"
            field = claim.field(arxiv.field)
            return (EntryFinding("B205", "arxiv", message, field, arxiv.id),)
    for doi in claim.dois:
        if paper in index.by_doi(doi.id):
            message = f"DOI {doi.id} {elsewhere}"
            field = claim.field(doi.field)
            return (EntryFinding("B206", "doi", message, field, doi.id),)
    return ()


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
