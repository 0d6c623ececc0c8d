"""Facts of an aligned row against the record: identifier, title, date, venue, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from unisurvey.checks.publication import SUBMISSION_LAG
from unisurvey.errors import Problem
from unisurvey.lists.awesome.links import is_web, role_of, same_owner, same_place
from unisurvey.lists.awesome.published import venue_year
from unisurvey.lists.awesome.titles import split_name
from unisurvey.lists.diff.alignment import without_maker
from unisurvey.matching import bare, squeeze, titles
from unisurvey.matching.venues import are_related, is_preprint, venue_in
from unisurvey.schema import Benchmark, Dataset
from unisurvey.schema.dates import arxiv_month, date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from unisurvey.errors import Severity, Span
    from unisurvey.lists.awesome.links import Role
    from unisurvey.lists.awesome.model import ListLink, ListRow
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.schema import Paper, Record, Venue, Vocabularies

_QUALIFIER = re.compile(r"\b(?:workshops?|w)\b", re.IGNORECASE)
_ROLES: tuple[Role, ...] = ("code", "demo", "weights", "project")

Group = Literal["missing", "left out", "unsure", "disagrees", "fault"]


@dataclass(frozen=True)
class Difference:
    """One thing that the list and the catalogue do not both say, at its place."""

    group: Group
    """`missing` in the catalogue, `left out` of it, `unsure` what it is, `disagrees`, the list's `fault`."""

    code: str
    message: str
    span: Span
    row: ListRow | None = None
    """`None` for what is outside the rows."""

    record: Record | None = None
    field: str = ""
    """Field of the record, as a dotted path."""

    said: str = ""
    """What the list says."""

    known: str = ""
    """What the catalogue says; empty when it says nothing."""

    source: str = ""
    """Address that vouches for what the catalogue says."""

    hint: str = ""
    severity: Severity = "error"
    """A warning is a hint that does not count as a difference."""

    def problem(self, path: str) -> Problem:
        """Return it as reports show it."""
        hint = self.hint
        if self.source:
            hint = f"{hint + '; ' if hint else ''}source: {self.source}"
        return Problem(
            path, self.code, self.message, self.span, hint or None, self.severity
        )


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
        if f"{field}.".startswith(f"{path}.")
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
    span = next((link.span for link in row.links if link.arxiv), row.span)
    fact = (alignment, "L111", "arxiv", row.arxiv[0], paper.arxiv or "")
    yield _different(*fact, span=span, record=paper)


def _title(alignment: Alignment, paper: Paper) -> Iterator[Difference]:
    row = alignment.row
    known = {squeeze(title) for title in titles(paper)}
    written = (row.title, f"{row.name}: {row.title}", without_maker(row.title))
    said = {squeeze(title) for title in written}
    if not row.title or squeeze(paper.title) in said or squeeze(row.perhaps) in known:
        return
    short = len(without_maker(row.title).split()) <= 2
    if short or squeeze(row.title) == squeeze(row.name):
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
    fact = (alignment, "L112", "title", row.title, paper.title)
    severity = "warning" if hint else "error"
    yield _different(*fact, record=paper, severity=severity, hint=hint)


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
    hint, severity = "", "error"
    if venue is None and not is_preprint(said):
        hint, severity = "a venue that the catalogue does not know", "warning"
    elif not named:
        if venue is None:
            return  # a preprint on both sides
        hint = "if it is true, the catalogue lacks it"
    fact = (alignment, "L114", "venue", said, named)
    yield _different(*fact, record=paper, hint=hint, severity=severity)


def _related(said: Venue, known: Venue, text: str) -> bool:
    """Return whether both are one venue; a workshop must be called one."""
    workshop = known.kind == "workshop" and not _QUALIFIER.search(text)
    return said.id == known.id or (not workshop and are_related(said, known))


def _date(alignment: Alignment) -> Iterator[Difference]:
    row, record = alignment.row, alignment.record
    known = getattr(record, "date", None)
    if record is None or not (row.date and known):
        return
    own = row.arxiv and alignment.stranger is None
    if own and outside_month(row.date, row.arxiv[0]):
        return  # it contradicts the row's own arXiv id, a fault of its own
    first, last = date_span(row.date)
    begin, end = date_span(known)
    if first <= end and begin <= last:
        return
    arxiv = alignment.paper and alignment.paper.arxiv
    right = {known[:7], *([arxiv_month(arxiv)] if arxiv else [])}
    reported = arxiv and last < begin and row.link("paper") and not row.arxiv
    fact = (alignment, "L113", "date", row.date, known)
    if row.date[:7] in right:
        yield _different(*fact, hint="the month is right", severity="warning")
    elif reported:
        hint = "perhaps that of the report it links to"
        yield _different(*fact, hint=hint, severity="warning")
    else:
        yield _different(*fact)


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
        elif not any(
            same_place(link.url, known)
            # a repository under another heading: `[Project]`
            or (role == "project" and role_of(link.url, "") == "code")
            for link in said
        ):
            yield _link(alignment, "L115", field, said[0], known)


def _home(alignment: Alignment, links: Any) -> Iterator[Difference]:
    """Compare the page of a dataset or benchmark, which may stand in any column."""
    known = [url for _, url in links or () if url]
    behind = alignment.paper and alignment.paper.links
    accepted = (*known, *(url for _, url in behind or () if url))
    homes = {role_of(url, "") for url in known}
    said = []
    for link in alignment.row.links:
        leads_to = role_of(link.url, "")
        page = is_web(link.url) and not link.is_badge
        page = page and link.role not in {"paper", "demo"}
        # other pages than the home are no other home
        if page and leads_to != "paper" and (not known or leads_to in homes):
            said.append(link)
    if not said or any(same_place(x.url, url) for x in said for url in accepted):
        return
    code = "L115" if known else "L116"
    yield _link(alignment, code, "links.home", said[0], known[0] if known else "")


def _link(
    alignment: Alignment, code: str, field: str, link: ListLink, known: str
) -> Difference:
    akin = field == "links.home" or same_owner(link.url, known)
    severity = "error" if known and not akin else "warning"
    fact = (alignment, code, field, link.url, known)
    return _different(*fact, span=link.span, severity=severity)
