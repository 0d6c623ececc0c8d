"""Facts of an aligned row against the record: identifier, title, date, venue, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.checks.publication import SUBMISSION_LAG
from unisurvey.lists.awesome.links import role_of, same_owner, same_place
from unisurvey.lists.awesome.titles import split_name
from unisurvey.lists.awesome.venues import venue_year
from unisurvey.lists.diff.model import Difference
from unisurvey.lists.diff.names import without_maker
from unisurvey.matching import bare, squeeze, titles
from unisurvey.matching.venues import is_preprint, venue_in
from unisurvey.schema import Benchmark, Dataset
from unisurvey.schema.dates import arxiv_month, date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from unisurvey.lists.awesome.links import Role
    from unisurvey.lists.awesome.model import ListLink
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.schema import Paper, Record, Venue, Vocabularies

_QUALIFIER = re.compile(r"\b(?:workshops?|w)\b", re.IGNORECASE)
_ROLES: tuple[Role, ...] = ("code", "demo", "weights", "project")


def compare(alignment: Alignment, vocabularies: Vocabularies) -> Iterator[Difference]:
    """Yield what an aligned row says otherwise than the catalogue."""
    if alignment.record is None:
        return
    if alignment.paper:
        yield from _arxiv(alignment, alignment.paper)
        yield from _title(alignment, alignment.paper)
        yield from _venue(alignment, alignment.paper, vocabularies)
    yield from _date(alignment)
    yield from _links(alignment)


def source_of(record: Record, field: str) -> str:
    """Return the source that vouches for a field; empty when none does."""
    vouching = [
        (len(path), source.place)
        for source in record.sources
        for path in source.vouches
        if field == path or field.startswith(f"{path}.")
    ]
    return max(vouching, default=(0, ""))[1]


def _different(
    alignment: Alignment, code: str, field: str, said: str, known: str, **more: Any
) -> Difference:
    """Return a difference, with what the catalogue noted of the list's value."""
    record: Record = more.pop("record", alignment.record)
    hint = more.pop("hint", "")
    source = source_of(record, field) if known else ""
    for correction in record.corrections or ():
        if correction.field == field and squeeze(correction.was) == squeeze(said):
            hint, source = correction.reason, correction.source
    shown = f"the list says {said}" if said else "the list gives none"
    message = f"{field}: {shown}, the catalogue {known or 'has none'}"
    span = more.pop("span", alignment.row.span)
    return Difference(
        *("disagrees", code, message, span, alignment.row, record, field, said, known),
        source,
        hint,
        **more,
    )


def _arxiv(alignment: Alignment, paper: Paper) -> Iterator[Difference]:
    row = alignment.row
    if alignment.stranger or not row.arxiv or bare(paper.arxiv) in row.arxiv:
        return
    if row.dois and paper.doi and paper.doi.lower() in {d.lower() for d in row.dois}:
        return
    link = next((link for link in row.links if link.arxiv), None)
    span = link.span if link else row.span
    yield _different(
        *(alignment, "L111", "arxiv", row.arxiv[0], paper.arxiv or ""),
        span=span,
        record=paper,
    )


def _title(alignment: Alignment, paper: Paper) -> Iterator[Difference]:
    row = alignment.row
    known = {squeeze(title) for title in titles(paper)}
    written = (row.title, f"{row.name}: {row.title}", without_maker(row.title))
    said = {squeeze(title) for title in written}
    if not row.title or squeeze(paper.title) in said or squeeze(row.perhaps) in known:
        return
    if (
        squeeze(row.title) == squeeze(row.name)
        or len(without_maker(row.title).split()) <= 2
    ):
        return
    name, rest = split_name(row.title)
    hint = ""
    if not known.isdisjoint(said):
        hint = "the title of another version"
    elif squeeze(rest) in known:
        hint = f"{name!r} before it is not part of the title"
    elif any(squeeze(row.title).endswith(title) for title in known):
        hint = "what is before it is not part of the title"
    elif squeeze(row.title) in {squeeze(split_name(t)[1]) for t in titles(paper)}:
        hint = "the name before it is left out"
    elif row.in_heading:
        hint = "a heading, which need not be a title"
    yield _different(
        *(alignment, "L112", "title", row.title, paper.title),
        record=paper,
        severity="warning" if hint else "error",
        hint=hint,
    )


def _venue(
    alignment: Alignment, paper: Paper, vocabularies: Vocabularies
) -> Iterator[Difference]:
    said = alignment.row.venue
    if not said:
        return
    venue = venue_in(said, vocabularies.venues)
    named = ""
    if paper.venue:
        id_, year = split_edition(paper.venue)
        known = vocabularies.venues[id_]
        named = f"{known.name} {year}"
        same = venue and _related(venue, known, said)
        if same and venue_year(said) in {None, str(year)}:
            return
    more: dict[str, Any] = {"record": paper}
    if venue is None and not is_preprint(said):
        hint = "a venue that the catalogue does not know"
        more |= {"hint": hint, "severity": "warning"}
    elif not named:
        if venue is None:
            return  # a preprint on both sides
        more["hint"] = "if it is true, the catalogue lacks it"
    yield _different(alignment, "L114", "venue", said, named, **more)


def _related(said: Venue, known: Venue, text: str) -> bool:
    """Return whether both are one venue; a workshop must be called one."""
    if said.id == known.id:
        return True
    if known.kind == "workshop" and not _QUALIFIER.search(text):
        return False
    return known.id in {said.id, said.part_of} or said.id in {known.id, known.part_of}


def _date(alignment: Alignment) -> Iterator[Difference]:
    row, record = alignment.row, alignment.record
    known = getattr(record, "date", None)
    if record is None or not (row.date and known) or _outside(alignment):
        return
    first, last = date_span(row.date)
    begin, end = date_span(known)
    if first <= end and begin <= last:
        return
    arxiv = alignment.paper.arxiv if alignment.paper else None
    hint = ""
    if row.date[:7] in {known[:7], arxiv and arxiv_month(arxiv)}:
        hint = "the month is right"
    elif arxiv and last < begin and row.link("paper") and not row.arxiv:
        hint = "perhaps that of the report it links to"
    severity = "warning" if hint else "error"
    yield _different(
        alignment, "L113", "date", row.date, known, hint=hint, severity=severity
    )


def _outside(alignment: Alignment) -> bool:
    """Return whether the date contradicts the row's own arXiv id, a fault of its own."""
    row = alignment.row
    return alignment.stranger is None and bool(
        row.date and row.arxiv and outside_month(row.date, row.arxiv[0])
    )


def outside_month(date: str, arxiv: str, lag: timedelta = SUBMISSION_LAG) -> bool:
    """Return whether a date is not in the month of an arXiv id, nor shortly before."""
    first, last = date_span(arxiv_month(arxiv))
    begin, end = date_span(date)
    return end < first - lag or begin > last


def _links(alignment: Alignment) -> Iterator[Difference]:
    row, record = alignment.row, alignment.record
    links: Any = getattr(record, "links", None)
    if isinstance(record, Dataset | Benchmark):
        yield from _home(alignment, links)
        return
    for role in _ROLES:
        known = getattr(links, role, None) or ""
        said = [link for link in row.links if link.role == role and link.url]
        field = f"links.{role}"
        if not said:
            if known and role in row.empty:
                yield _different(alignment, "L116", field, "", known)
        elif not known:
            if role != "project" and not said[0].is_badge:
                yield _link(alignment, "L116", field, said[0], "")
        elif not any(same_place(x.url, known) or _is_code(role, x) for x in said):
            yield _link(alignment, "L115", field, said[0], known)


def _is_code(role: Role, link: ListLink) -> bool:
    """Return whether a repository stands under another heading: `[Project]`."""
    return role == "project" and role_of(link.url, "") == "code"


def _home(alignment: Alignment, links: Any) -> Iterator[Difference]:
    """Compare the page of a dataset or benchmark, which may stand in any column."""
    pages = {"code", "dataset", "project", "weights", "other"}
    said = [
        x
        for x in alignment.row.links
        if x.role in pages
        and x.url
        and not x.is_badge
        and role_of(x.url, "") != "paper"
    ]
    known = [url for _, url in links or () if url]
    behind = alignment.paper and alignment.paper.links
    of_paper = [url for _, url in behind or () if url]
    accepted = (*known, *of_paper)
    if known:  # other pages than the home are no other home
        homes = {role_of(url, "") for url in known}
        said = [x for x in said if role_of(x.url, "") in homes]
    if not said or any(same_place(x.url, url) for x in said for url in accepted):
        return
    code = "L115" if known else "L116"
    yield _link(alignment, code, "links.home", said[0], known[0] if known else "")


def _link(
    alignment: Alignment, code: str, field: str, link: ListLink, known: str
) -> Difference:
    akin = field == "links.home" or same_owner(link.url, known)
    severity = "error" if known and not akin else "warning"
    return _different(
        alignment, code, field, link.url, known, span=link.span, severity=severity
    )
