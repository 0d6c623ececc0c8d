"""Preprint → published: what follows from what the bibliographies say.

Nothing is certain that only one service says, or that another one contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.bib.tex.reader import tex_in
from unisurvey.matching import squeeze
from unisurvey.matching.venues import is_preprint
from unisurvey.outside.add.pages import called
from unisurvey.outside.add.venues import edition
from unisurvey.outside.refresh.changes import (
    Change,
    Edit,
    edit,
    retitled,
    witness,
)
from unisurvey.outside.refresh.sameness import (
    is_same_work,
    merged,
    same_people,
)
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.outside.services import Work
    from unisurvey.schema import Paper, Vocabularies
    from unisurvey.schema.provenance import Source

SERVICES = ("openreview", "dblp", "crossref", "semanticscholar")
"""Who is asked; the first to state something gives its wording."""

TELL_TRACKS = frozenset({"openreview"})
"""Who names a track apart from the venue in whose proceedings it stands."""


@dataclass(frozen=True)
class _Statement:
    """One service's word on where a paper was published."""

    work: Work
    edition: str | None
    """Such as `iclr-2025`; `None` when the vocabulary has no such venue."""

    year: int
    told: bool
    """Whether the service would name a track of the venue apart from the venue."""

    @property
    def about(self) -> str:
        """What statements must agree on."""
        return self.edition or f"{squeeze(self.shown)}"

    @property
    def shown(self) -> str:
        """Edition for people."""
        written = self.work.venue or ""
        dated = str(self.year) in written
        return self.edition or (written if dated else f"{written} {self.year}")


def published(
    paper: Paper,
    answers: Mapping[str, Iterable[Work]],
    vocabularies: Vocabularies,
) -> tuple[Change, ...]:
    """Return where a paper without a venue was published, as far as services tell.

    Args:
        paper: Is left alone when it has a venue.
        answers: Service → what it found for the paper's title.
        vocabularies: Whose venues count.
    """
    if paper.venue:
        return ()
    groups: dict[str, list[_Statement]] = defaultdict(list)
    for service in SERVICES:
        for statement in _statements(paper, answers.get(service, ()), vocabularies):
            groups[statement.about].append(statement)
    _join_tracks(groups, vocabularies)
    _drop_preprint_years(groups, paper)
    alone = len(groups) == 1
    return tuple(_change(paper, group, alone=alone) for group in groups.values())


def _statements(
    paper: Paper, works: Iterable[Work], vocabularies: Vocabularies
) -> Iterator[_Statement]:
    """Yield one statement for every edition that a service names."""
    venues = vocabularies.venues
    seen = set()
    for work in works:
        if not work.venue or is_preprint(work.venue) or work.notice:
            continue
        found = edition(work.venue, work.year, venues)
        year = split_edition(found)[1] if found else work.year
        if year is None or not is_same_work(paper, work):
            continue
        told = work.service in TELL_TRACKS or found == edition(
            work.venue, work.year, venues, tracks_told=False
        )
        statement = _Statement(work, found, year, told)
        if statement.about not in seen:
            seen.add(statement.about)
            yield statement


def _join_tracks(
    groups: dict[str, list[_Statement]], vocabularies: Vocabularies
) -> None:
    """Let those who do not tell tracks apart support the one who names a track."""
    for name, group in list(groups.items()):
        if group[0].edition is None or any(statement.told for statement in group):
            continue
        venue, year = split_edition(name)
        tracks = [
            other
            for other, (first, *_) in groups.items()
            if first.edition
            and split_edition(other)[1] == year
            and vocabularies.venues[split_edition(other)[0]].part_of == venue
        ]
        if len(tracks) == 1:
            groups[tracks[0]] += groups.pop(name)


def _drop_preprint_years(groups: dict[str, list[_Statement]], paper: Paper) -> None:
    """Forget who gives the right venue with the year of the preprint.

    Semantic Scholar's year is that of the first version.
    """
    for name, group in list(groups.items()):
        first = group[0]
        if not (first.edition and len(group) == 1 and paper.date):
            continue
        venue, year = split_edition(name)
        rivals = [
            other
            for other, (rival, *_) in groups.items()
            if rival.edition and other != name and split_edition(other)[0] == venue
        ]
        if (
            first.work.service == "semanticscholar"
            and rivals
            and year == date_span(paper.date)[0].year
        ):
            del groups[name]


def _change(paper: Paper, statements: Sequence[_Statement], *, alone: bool) -> Change:
    first = statements[0]
    names = [called(statement.work) for statement in statements]
    who = f"{_and(names)} {'say' if len(names) > 1 else 'says'} {first.shown}"
    if first.edition is None:
        note = f"{who}, which needs an entry in venues.yaml"
        wanted = Edit(("venue",), None, first.shown, _source(statements))
        return Change(paper, "published", note, (wanted,), decided=False)
    made = _edits(paper, statements)
    if len(statements) == 1:
        note = f"only {who}"
    elif not alone:
        note = f"{who}, but not all agree"
    elif not any(statement.told for statement in statements):
        note = f"{who}, or one of its tracks"
    else:
        note = f"{who}{_doubt(paper, statements)}"
        return Change(paper, "published", note, made)
    return Change(paper, "published", note, made, decided=False)


def _edits(paper: Paper, statements: Sequence[_Statement]) -> tuple[Edit, ...]:
    first = statements[0]
    found = list(edit(paper, ("venue",), first.edition, _source(statements)))
    for name in ("doi", "pages"):
        stated = next((s for s in statements if getattr(s.work, name)), None)
        if stated and getattr(paper, name) is None:
            value = getattr(stated.work, name)
            found += edit(paper, (name,), value, witness(stated.work.url, (name,)))
    title = _agreed_title(statements)
    if title and squeeze(title) != squeeze(paper.title):
        found += retitled(paper, title, witness(first.work.url, ("title",)))
    authors = _agreed_authors(statements)
    if authors and not same_people(authors, paper.authors or ()):
        names = merged(authors, paper.authors or ())
        found += edit(paper, ("authors",), names, witness(first.work.url, ("authors",)))
    return tuple(found)


def _source(statements: Sequence[_Statement]) -> Source:
    first, *others = (statement.work.url for statement in statements)
    note = f"Agrees with {_and(others)}." if others else None
    return witness(first, ("venue",), note)


def _agreed_title(statements: Sequence[_Statement]) -> str | None:
    titles = (s.work.title for s in statements)
    stated = [title for title in titles if title and not tex_in(title)]
    if len({squeeze(title) for title in stated}) == 1 and len(stated) > 1:
        return stated[0]
    return None


def _agreed_authors(statements: Sequence[_Statement]) -> Any:
    stated = [s.work.authors for s in statements if s.work.authors]
    if len(stated) < 2 or not all(same_people(a, stated[0]) for a in stated[1:]):
        return None
    return stated[0]


def _doubt(paper: Paper, statements: Sequence[_Statement]) -> str:
    """Return what they do not agree on, which is left as it is."""
    doubts = []
    if _agreed_title(statements) is None and any(
        s.work.title and squeeze(s.work.title) != squeeze(paper.title)
        for s in statements
    ):
        doubts.append("title")
    if _agreed_authors(statements) is None and any(
        not same_people(s.work.authors, paper.authors or ())
        for s in statements
        if s.work.authors
    ):
        doubts.append("authors")
    return f"; they disagree on {_and(doubts)}" if doubts else ""


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
