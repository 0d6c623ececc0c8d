"""Where and when a work appeared, as an entry has it.

A year is judged by the publication the entry itself names. Works appear more than once,
as preprints, at workshops, at a conference and then in a journal; only two conferences
never print the same work.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from unisurvey.audit.findings import EntryFinding
from unisurvey.fields.attributes import publication_year
from unisurvey.matching.venues import is_track, venue_in
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from unisurvey.bib.claims import Claim
    from unisurvey.schema import Paper, Venue, Vocabularies, Vocabulary

Place = Literal["none", "its", "another", "wrong"]
"""Where an entry says that a work was published: nowhere, where the catalogue says, in
another place where it may have been too, or where it cannot have been."""


def compare_publication(
    claim: Claim, paper: Paper, vocabularies: Vocabularies
) -> list[EntryFinding]:
    """Return what is wrong with the venue and the years."""
    place = _place(claim, paper, vocabularies.venues)
    years = _years(claim, paper, place)
    return [*_venue(claim, paper, vocabularies.venues), *years]


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
    message = f"cited as a preprint, but published at {name} {year}"
    return [EntryFinding("B207", "entry", message, severity="warning")]


def _place(claim: Claim, paper: Paper, venues: Vocabulary[Venue]) -> Place:
    if not claim.container:
        return "none"
    if not paper.venue:
        return "another"
    said = venue_in(claim.container, venues)
    own = venues[split_edition(paper.venue)[0]]
    if said and (said.id == own.id or is_track(own, said)):
        return "its"  # tracks are printed with the rest
    return "wrong" if said and _excludes(said, own) else "another"


def _excludes(said: Venue, own: Venue) -> bool:
    related = said.part_of == own.id or own.part_of == said.id
    return said.kind == own.kind == "conference" and not related


def _venue(claim: Claim, paper: Paper, venues: Vocabulary[Venue]) -> list[EntryFinding]:
    said = venue_in(claim.container, venues) if claim.container else None
    if not (said and paper.venue):
        return []
    venue_id, year = split_edition(paper.venue)
    own = venues[venue_id]
    if own.id in {said.id, said.part_of} or said.id == own.part_of:
        return []
    field = claim.field(claim.container_field)
    if _excludes(said, own):
        message = f"published at {own.name} {year}, not at {said.name}"
        return [EntryFinding("B210", "venue", message, field, right=own.full)]
    message = (
        f"published at {own.name} {year}; whether also at {said.name} is not known"
    )
    return [EntryFinding("B210", "venue", message, field, severity="warning")]


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
        field, wrong = claim.field(stated.field), str(stated.year)
        found.append(
            EntryFinding("B203", "year", message, field, wrong, str(best or min(right)))
        )
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
    return (
        {year, year + 1} if printed else {year}
    )  # proceedings may appear a year later


def _preprint_years(paper: Paper) -> set[int]:
    """Return the years of the first version; an id may be of the next month."""
    years = {day.year for day in date_span(paper.date)} if paper.date else set()
    return years | ({2000 + int(paper.arxiv[:2])} if paper.arxiv else set())
