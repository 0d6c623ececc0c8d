"""Which record of the catalogue a description is about.

Evidence is weighed: identifiers, the title, the authors. A title alone never decides;
the authors must fit too, and numbers in it (Qwen2-VL, Qwen2.5-VL) must be the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.matching.people import (
    People,
    WrittenName,
    likeness,
    person_keys,
    written,
)
from unisurvey.matching.pieces import Pieces
from unisurvey.matching.teams import Teams
from unisurvey.text.addresses import address
from unisurvey.text.folding import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.schema import Paper

_EXACT, _NEAR, _RELATED = 3, 2, 1
_NEAR_SCORE = 85
_RELATED_SCORE = 60
_LOOKALIKE_SCORE = 92
SHARED_AUTHORS = 0.5
"""Share of the shorter author list that both have in common."""

_TELLING = 4
"""Words of a title that stands for a work even without authors."""

_NUMBER = re.compile(r"\S*\d\S*|\S*\+\S*")


@dataclass(frozen=True)
class Description:
    """What one place says of a work; what it does not say is empty."""

    title: str = ""
    names: tuple[WrittenName, ...] = ()
    arxiv: tuple[str, ...] = ()
    """Ids without version."""

    dois: tuple[str, ...] = ()
    url: str = ""
    """As `address` gives it."""

    hints: tuple[str, ...] = ()
    """arXiv ids that may be another work's; good for finding only."""


class Match(NamedTuple):
    """The record a description is about, and what both share."""

    paper: Paper | None
    by: tuple[str, ...] = ()
    stranger: Paper | None = None
    """Whose identifier the description bears although title and authors are not its."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for one record."""

    paper: Paper
    title: int
    """3 the same, 2 nearly the same, 1 related, 0 another or none."""

    authors: float | None
    """Share in common; `None` when either side names none."""

    identifiers: tuple[str, ...]
    """Which are the record's: `arxiv`, `doi`, `url`."""

    @property
    def weight(self) -> float:
        """The more, the likelier."""
        identifiers = sum(1 if name == "url" else 2 for name in self.identifiers)
        return self.title + identifiers + 2 * (self.authors or 0)

    @property
    def names(self) -> tuple[str, ...]:
        """What the record shares with the description."""
        titled = ("title",) if self.title >= _NEAR else ()
        written = ("authors",) if (self.authors or 0) >= SHARED_AUTHORS else ()
        return (*self.identifiers, *titled, *written)


class Index:
    """The catalogue's papers by everything that identifies them."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.papers = tuple(papers)
        self._by_id: dict[str, list[Paper]] = defaultdict(list)
        self._by_title: dict[str, list[Paper]] = defaultdict(list)
        self._people_of: dict[str, People] = {}
        self._keys = cache(person_keys)  # for names recur, and keys are many
        self._titled: list[tuple[str, Paper]] = []
        for paper in self.papers:
            for name in _identifiers(paper):
                self._by_id[name].append(paper)
            for title in titles(paper):
                self._by_title[squeeze(title)].append(paper)
                self._titled.append((title, paper))

    def _people(self, paper: Paper) -> People:
        if paper.id not in self._people_of:
            self._people_of[paper.id] = tuple(
                self._keys(str(author)) for author in paper.authors or ()
            )
        return self._people_of[paper.id]

    @cached_property
    def _teams(self) -> Teams:
        """The authors behind each known title."""
        return Teams(self._people(paper) for _, paper in self._titled)

    @cached_property
    def _pieces(self) -> Pieces:
        """What each known title is made of, squeezed."""
        return Pieces(self._squeezed)

    def _near(
        self, title: str, written: Sequence[str], numbers: Iterable[int], least: float
    ) -> Iterator[Paper]:
        """Yield the works of some known titles that are nearly `title`, likest first.

        Args:
            title: What is looked for.
            written: All known titles, in the spelling in which `title` is given.
            numbers: Of the known titles to look at.
            least: Lowest score.
        """
        from rapidfuzz import fuzz, process

        among = tuple(numbers)
        choices = [written[n] for n in among]
        near = process.extract(
            title, choices, scorer=fuzz.ratio, score_cutoff=least, limit=None
        )
        return (self._titled[among[at]][1] for _, _, at in near)

    @cached_property
    def _squeezed(self) -> list[str]:
        return [squeeze(title) for title, _ in self._titled]

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(title) for title, _ in self._titled]

    def by_arxiv(self, arxiv: str) -> list[Paper]:
        """Return the papers with an arXiv id, given without version."""
        return self._by_id.get(f"arxiv:{arxiv.lower()}", [])

    def by_doi(self, doi: str) -> list[Paper]:
        """Return the papers with a DOI."""
        return self._by_id.get(f"doi:{doi.lower()}", [])

    def match(self, description: Description) -> Match:
        """Return the record that a description is about, if there is one."""
        people = tuple(self._keys(name.text) for name in description.names)
        best: Evidence | None = None
        stranger: Paper | None = None
        for paper in self._candidates(description, people):
            found = self._weigh(description, people, paper)
            if self._is_same(description, found):
                if best is None or found.weight > best.weight:
                    best = found
            elif {"arxiv", "doi"}.intersection(found.identifiers):
                # a title and people that are certainly not of the paper with that id
                foreign = description.title and found.title == 0 and not found.authors
                stranger = stranger or (paper if foreign else None)
        if best:
            return Match(best.paper, best.names)
        return Match(None, stranger=stranger)

    def lookalikes(self, paper: Paper) -> list[Paper]:
        """Return the other papers that are probably the same work, the likest first.

        Their titles are nearly the same, numbers included, and their authors do not
        speak against it; identifiers are not looked at.
        """
        title = squeeze(paper.title)
        among = self._pieces.maybe_near(title, _LOOKALIKE_SCORE)
        near = self._near(title, self._squeezed, among, _LOOKALIKE_SCORE)
        numbers = _numbers(fold(paper.title))
        found = {
            other.id: other
            for other in near
            if other is not paper
            and any(_numbers(fold(known)) == numbers for known in titles(other))
        }
        people = self._people(paper) if found else ()
        return [p for p in found.values() if _fits(self._overlap(people, p))]

    def _candidates(self, description: Description, people: People) -> list[Paper]:
        found = [p for arxiv in description.arxiv for p in self.by_arxiv(arxiv)]
        found += [p for arxiv in description.hints for p in self.by_arxiv(arxiv)]
        found += [p for doi in description.dois for p in self.by_doi(doi)]
        found += self._by_id.get(f"url:{description.url}", [])
        titled = self._by_title.get(squeeze(description.title), [])
        if not titled:
            # a title that is only near tells nothing without the authors
            among = self._teams.sharing_half(people)
            title = fold(description.title)
            found += self._near(title, self._folded, among, _NEAR_SCORE)
        return list({paper.id: paper for paper in (*titled, *found)}.values())

    def _weigh(
        self, description: Description, people: People, paper: Paper
    ) -> Evidence:
        title = _likeness(description.title, paper)
        authors = self._overlap(people, paper)
        ids = {arxiv.lower() for arxiv in description.arxiv}
        borne = {
            *(f"arxiv:{arxiv}" for arxiv in ids or description.hints),
            *(f"doi:{doi.lower()}" for doi in description.dois),
            f"url:{description.url}",
        }
        shared = (name for name in _identifiers(paper) if name in borne)
        kinds = tuple(name.partition(":")[0] for name in shared)
        return Evidence(paper, title, authors, kinds)

    def _overlap(self, people: People, paper: Paper) -> float | None:
        authors = self._people(paper)
        known = set(chain.from_iterable(authors))
        if not people or not known:
            return None
        shared = sum(not known.isdisjoint(keys) for keys in people)
        return min(shared / min(len(people), len(authors)), 1.0)

    def _is_same(self, description: Description, found: Evidence) -> bool:
        fits = _fits(found.authors)
        if found.title == _EXACT:
            if found.identifiers:
                return True
            if found.authors is None:
                return len(description.title.split()) >= _TELLING
            return fits
        if found.title == _NEAR:
            if found.identifiers:
                return fits
            foreign = description.arxiv and found.paper.arxiv
            alike = bool(found.authors) and fits
            return alike and (not foreign or _same_list(description, found.paper))
        if not found.identifiers:
            return False
        if found.authors is None:
            return not description.title or found.title == _RELATED
        return fits


def alike_in_title(papers: Sequence[Paper], some: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the papers that may be lookalikes of some of them, or have such, in order.

    Titles are compared one by one, which is quick for a few of many.
    """
    from rapidfuzz import fuzz, process

    titled = [(squeeze(title), paper) for paper in papers for title in titles(paper)]
    known = [title for title, _ in titled]
    near = {
        titled[at][1].id
        for paper in some
        for title in titles(paper)
        for *_, at in process.extract_iter(
            squeeze(title), known, scorer=fuzz.ratio, score_cutoff=_LOOKALIKE_SCORE
        )
    }
    return tuple(paper for paper in papers if paper.id in near)


def _fits(overlap: float | None) -> bool:
    """Return whether the share of authors in common does not speak against a match."""
    return overlap is None or overlap >= SHARED_AUTHORS


def _identifiers(paper: Paper) -> list[str]:
    found = [f"arxiv:{bare(paper.arxiv)}"] if paper.arxiv else []
    found += [f"doi:{paper.doi.lower()}"] if paper.doi else []
    return found + ([f"url:{address(paper.url)}"] if paper.url else [])


def _likeness(title: str, paper: Paper) -> int:
    from rapidfuzz import fuzz

    if not title:
        return 0
    if has_title(paper, title):
        return _EXACT
    best = 0
    folded = fold(title)
    for known in titles(paper):
        score = fuzz.ratio(folded, fold(known))
        if score >= _NEAR_SCORE and _numbers(folded) == _numbers(fold(known)):
            best = _NEAR
        elif score >= _RELATED_SCORE:
            best = max(best, _RELATED)
    return best


def _numbers(folded: str) -> list[str]:
    return _NUMBER.findall(folded)


def _same_list(description: Description, paper: Paper) -> bool:
    known = [str(author) for author in paper.authors or ()]
    names = description.names
    return len(names) == len(known) > 1 and all(
        likeness(name, author) == "same"
        for name, author in zip(names, known, strict=True)
    )


def describe(paper: Paper) -> Description:
    """Return what a record says of its work."""
    return Description(
        title=paper.title,
        names=tuple(map(written, paper.authors or ())),
        arxiv=(bare(paper.arxiv),) if paper.arxiv else (),
        dois=(paper.doi,) if paper.doi else (),
        url=address(paper.url or ""),
    )


def titles(paper: Paper) -> tuple[str, ...]:
    """Return every title under which a work is known, the current one first."""
    return (paper.title, *(paper.other_titles or ()))


def has_title(paper: Paper, title: str) -> bool:
    """Return whether a work is known under a title, in whatever spelling."""
    return squeeze(title) in {squeeze(known) for known in titles(paper)}


def bare(arxiv: str | None) -> str:
    """Return an arXiv id without its version."""
    return re.sub(r"v\d+$", "", arxiv or "")
