"""What became of papers: preprints that were published or revised, withdrawn works.

Nothing is certain that only one service says, or that another one contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.bib.tex.reader import tex_in
from unisurvey.matching import bare, has_title, squeeze
from unisurvey.outside.refresh.changes import (
    Change,
    Edit,
    edit,
    retitled,
    value_at,
    witness,
)
from unisurvey.outside.services.sameness import (
    agreement,
    is_another_work,
    is_same_work,
    merged,
    same_people,
    same_title,
    shares_authors,
)
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.outside.services import Work
    from unisurvey.outside.services.sameness import Authors
    from unisurvey.schema import Paper, Vocabularies
    from unisurvey.schema.provenance import Source

SERVICES = ("openreview", "dblp", "crossref", "semanticscholar")
"""Who is asked; the first to state something gives its wording."""


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
        return self.edition or squeeze(self.shown)

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
        if not work.published_in or work.notice:
            continue
        found = work.edition(venues, or_track=True)
        year = split_edition(found)[1] if found else work.year
        if year is None or not is_same_work(paper, work):
            continue
        statement = _Statement(work, found, year, found == work.edition(venues))
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
        alone = first.work.service == "semanticscholar" and len(group) == 1
        if not (first.edition and alone and paper.date):
            continue
        venue, year = split_edition(name)
        has_rival = any(
            rival.edition and other != name and split_edition(other)[0] == venue
            for other, (rival, *_) in groups.items()
        )
        if has_rival and year == date_span(paper.date)[0].year:
            del groups[name]


def _change(paper: Paper, statements: Sequence[_Statement], *, alone: bool) -> Change:
    first = statements[0]
    names = [statement.work.called for statement in statements]
    who = f"{_and(names)} {'say' if len(names) > 1 else 'says'} {first.shown}"
    if first.edition is None:
        note = f"{who}, which needs an entry in venues.yaml"
        wanted = Edit(("venue",), None, first.shown, _source(statements))
        return Change(paper, "published", note, (wanted,), decided=False)
    made = _edits(paper, statements)
    decided = False
    if len(statements) == 1:
        note = f"only {who}"
    elif not alone:
        note = f"{who}, but not all agree"
    elif not any(statement.told for statement in statements):
        note = f"{who}, or one of its tracks"
    else:
        note, decided = f"{who}{_doubt(paper, statements)}", True
    return Change(paper, "published", note, made, decided)


def _edits(paper: Paper, statements: Sequence[_Statement]) -> tuple[Edit, ...]:
    first = statements[0]
    found = list(edit(paper, ("venue",), first.edition, _source(statements)))
    for name in ("doi", "pages"):
        stated = next((s for s in statements if getattr(s.work, name)), None)
        if stated and getattr(paper, name) is None:
            value = getattr(stated.work, name)
            found += edit(paper, (name,), value, witness(stated.work.url, (name,)))
    title, authors = _title(statements), _authors(statements)
    if title and not same_title(title, paper.title):
        found += retitled(paper, title, witness(first.work.url, ("title",)))
    if authors and not same_people(authors, paper.authors or ()):
        names = merged(authors, paper.authors or ())
        found += edit(paper, ("authors",), names, witness(first.work.url, ("authors",)))
    return tuple(found)


def _source(statements: Sequence[_Statement]) -> Source:
    first, *others = (statement.work.url for statement in statements)
    note = f"Agrees with {_and(others)}." if others else None
    return witness(first, ("venue",), note)


def _title(statements: Sequence[_Statement]) -> str | None:
    works = (s.work for s in statements if not tex_in(s.work.title or ""))
    found = agreement(works, lambda work: work.title, same_title)
    return found.value if found and found.is_certain else None


def _authors(statements: Sequence[_Statement]) -> Authors | None:
    works = (s.work for s in statements)
    found = agreement(works, lambda work: work.authors, same_people)
    return found.value if found and found.is_certain else None


def _doubt(paper: Paper, statements: Sequence[_Statement]) -> str:
    """Return what they do not agree on, which is left as it is."""
    doubts = []
    if _title(statements) is None and any(
        s.work.title and not same_title(s.work.title, paper.title) for s in statements
    ):
        doubts.append("title")
    if _authors(statements) is None and any(
        not same_people(s.work.authors, paper.authors or ())
        for s in statements
        if s.work.authors
    ):
        doubts.append("authors")
    return f"; they disagree on {_and(doubts)}" if doubts else ""


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def revised(paper: Paper, work: Work) -> Change | None:
    """Return what the newest version of a preprint says otherwise.

    A published paper has the title and authors of its publication, so nothing follows
    for it, unless its id is another work's; nor from a version that only withdraws the
    work.
    """
    if paper.venue or work.notice:
        return None if work.notice else mistaken(paper, work)
    retitles = bool(work.title) and not has_title(paper, work.title or "")
    authors_differ = bool(work.authors) and not same_people(
        work.authors, paper.authors or ()
    )
    url = f"{work.url}v{work.arxiv_version}" if work.arxiv_version else work.url
    made: list[Edit] = []
    if retitles:
        made += retitled(paper, work.title or "", witness(url, ("title",)))
    if authors_differ:
        authors = merged(work.authors, paper.authors or ())
        made += edit(paper, ("authors",), authors, witness(url, ("authors",)))
    if not made:
        return None
    which = f"version {work.arxiv_version}" if work.arxiv_version else "arXiv"
    what = " and ".join(
        word for word, new in (("title", retitles), ("authors", authors_differ)) if new
    )
    if paper.authors and not shares_authors(paper, work.authors):
        note = f"{which} has other authors; is it the same work?"
        if retitles:
            note = f"arXiv {work.arxiv} is another work, or was rewritten by others"
        return Change(paper, "revised", note, tuple(made), decided=False)
    doubt = ""
    if retitles and (tex := tex_in(work.title or "")):
        doubt = f"; {tex!r} is TeX, which could not be read"
    elif retitles and not paper.authors:
        doubt = "; no authors are known to compare"
    note = f"{which} on arXiv has another {what}{doubt}"
    return Change(paper, "revised", note, tuple(made), decided=not doubt)


def mistaken(paper: Paper, work: Work) -> Change | None:
    """Return that an identifier leads to another work, by title and authors.

    Nothing is ever written for it: only a person knows the right one.
    """
    if not is_another_work(paper, work):
        return None
    name = f"arXiv {work.arxiv}" if work.arxiv == bare(paper.arxiv) else work.url
    note = f"{name} is another work: {work.title!r}"
    return Change(paper, "identifier", note, decided=False)


def gone(paper: Paper, work: Work) -> Change | None:
    """Return that a work was withdrawn or retracted, where the record does not say so."""
    if work.notice is None or (paper.status and paper.status.kind == work.notice):
        return None
    new = {"kind": work.notice, "source": work.url}
    old: Any = value_at(paper, ("status",))
    change = Edit(("status",), old, new)
    doubt = ""
    if paper.status:
        doubt = f", the record that it was {paper.status.kind}"
    elif paper.venue and work.notice == "withdrawn":
        doubt = f", although it was published ({paper.venue})"
    elif work.title and not has_title(paper, work.title) and not work.authors:
        doubt = ", under another title"
    note = f"{work.called} says that it was {work.notice}{doubt}"
    return Change(paper, work.notice, note, (change,), decided=not doubt)
