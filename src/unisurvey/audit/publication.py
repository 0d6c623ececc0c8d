"""Where and when a work appeared, as an entry has it.

A year is judged by the publication the entry itself names. Works appear more than once,
as preprints, at workshops, at a conference and then in a journal; only two conferences
never print the same work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from unisurvey.audit.findings import EntryFinding
from unisurvey.bib.tex.reader import plain
from unisurvey.fields.attributes import publication_year
from unisurvey.matching.venues import are_related, is_track, venue_in
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from unisurvey.bib.claims import Claim
    from unisurvey.schema import Paper, Vocabularies

Place = Literal["none", "its", "another", "wrong"]
"""Where an entry says that a work was published: nowhere, where the catalogue says, in
another place where it may have been too, or where it cannot have been."""


def compare_publication(
    claim: Claim, paper: Paper, vocabularies: Vocabularies
) -> list[EntryFinding]:
    """Return what is wrong with the venue and the years."""
    venues = vocabularies.venues
    said = venue_in(claim.container, venues) if claim.container else None
    if not (said and paper.venue):
        return _years(claim, paper, "another" if claim.container else "none")
    venue_id, year = split_edition(paper.venue)
    own = venues[venue_id]
    related = are_related(said, own)
    excluded = said.kind == own.kind == "conference" and not related
    place: Place = "wrong" if excluded else "another"
    if said.id == own.id or is_track(own, said):
        place = "its"  # tracks are printed with the rest
    years = _years(claim, paper, place)
    if related:
        return years
    field = claim.field(claim.container_field)
    if excluded:
        message = f"published at {own.name} {year}, not at {said.name}"
        finding = EntryFinding("B210", "venue", message, field, right=own.full)
    else:
        also = f"whether also at {said.name} is not known"
        message = f"published at {own.name} {year}; {also}"
        finding = EntryFinding("B210", "venue", message, field, severity="warning")
    return [finding, *years]


def years_disagree(claim: Claim) -> list[EntryFinding]:
    """Report `year` and `date` that are of two years."""
    if len({stated.year for stated in claim.years}) < 2:
        return []
    (name, year), (other, date) = claim.years
    message = f"{name} says {year}, but {other} {date}"
    hint = "BibTeX prints the first, biblatex the second"
    field = claim.field(other)
    return [
        EntryFinding(
            "B211", "year", message, field, str(date), hint=hint, severity="warning"
        )
    ]


def published_since(
    claim: Claim, paper: Paper, vocabularies: Vocabularies
) -> list[EntryFinding]:
    """Report a preprint that was published."""
    if not paper.venue or claim.container or claim.inherited.broken:
        return []
    venue_id, year = split_edition(paper.venue)
    name = vocabularies.venues[venue_id].name
    how = plain(claim.values.get("howpublished", ""))
    if how == vocabularies.venues[venue_id].full:  # as `bib` writes it without authors
        return []
    message = f"cited as a preprint, but published at {name} {year}"
    return [EntryFinding("B207", "entry", message, severity="warning")]


def _years(claim: Claim, paper: Paper, place: Place) -> list[EntryFinding]:
    found = []
    for stated in claim.years:
        right = _right_years(claim, paper, place, stated.year)
        if not right or stated.year in right:
            continue
        preprint = _preprint_years(paper)
        best = publication_year(paper) if claim.container else min(preprint or right)
        shown = " or ".join(map(str, sorted(right)))
        message = f"the year is {shown}, not {stated.year}"
        years = (str(stated.year), str(best or min(right)))
        field = claim.field(stated.field)
        found.append(EntryFinding("B203", "year", message, field, *years))
    return found


def _right_years(claim: Claim, paper: Paper, place: Place, stated: int) -> set[int]:
    """Return the years that are right; empty when that is not known."""
    preprint = _preprint_years(paper)
    if place == "another" and (not preprint or stated >= min(preprint)):
        return set()
    if not paper.venue:
        return preprint
    _, year = split_edition(paper.venue)
    if place == "none":
        return {year, *preprint}
    printed = place == "its" and re.search(rf"(?<!\d){year}(?!\d)", claim.container)
    return {year, year + bool(printed)}  # proceedings may appear a year later


def _preprint_years(paper: Paper) -> set[int]:
    """Return the years of the first version; an id may be of the next month."""
    years = {day.year for day in date_span(paper.date)} if paper.date else set()
    return years | ({2000 + int(paper.arxiv[:2])} if paper.arxiv else set())
