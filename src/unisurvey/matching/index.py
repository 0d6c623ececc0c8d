"""Which record of the catalogue a description is about.

Evidence is weighed: identifiers, the title, the authors. A title alone never decides;
the authors must fit too, and numbers in it (Qwen2-VL, Qwen2.5-VL) must be the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.matching.people import WrittenName, likeness, person_keys, written
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    same_authors: bool
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
        self._folded: dict[str, list[Paper]] = defaultdict(list)
        self._people_of: dict[str, set[tuple[str, str]]] = {}
        for paper in self.papers:
            for name in _identifiers(paper):
                self._by_id[name].append(paper)
            for title in titles(paper):
                self._by_title[squeeze(title)].append(paper)
                self._folded[fold(title)].append(paper)

    def _people(self, paper: Paper) -> set[tuple[str, str]]:
        if paper.id not in self._people_of:
            names = map(str, paper.authors or ())
            keys = {key for name in names for key in person_keys(name)}
            self._people_of[paper.id] = keys
        return self._people_of[paper.id]

    def by_arxiv(self, arxiv: str) -> list[Paper]:
        """Return the papers with an arXiv id, given without version."""
        return self._by_id.get(f"arxiv:{arxiv.lower()}", [])

    def by_doi(self, doi: str) -> list[Paper]:
        """Return the papers with a DOI."""
        return self._by_id.get(f"doi:{doi.lower()}", [])

    def match(self, description: Description) -> Match:
        """Return the record that a description is about, if there is one."""
        best: Evidence | None = None
        stranger: Paper | None = None
        for paper in self._candidates(description):
            found = self._weigh(description, paper)
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
        """Return the other papers that are probably the same work.

        Their titles are nearly the same, numbers included, and their authors do not
        speak against it; identifiers are not looked at.
        """
        from rapidfuzz import fuzz, process

        near = process.extract(
            squeeze(paper.title),
            list(self._by_title),
            scorer=fuzz.ratio,
            score_cutoff=_LOOKALIKE_SCORE,
            limit=None,
        )
        numbers = _numbers(fold(paper.title))
        found = {
            other.id: other
            for title, _, _ in near
            for other in self._by_title[title]
            if other is not paper
            and any(_numbers(fold(known)) == numbers for known in titles(other))
        }
        own = describe(paper)
        return [other for other in found.values() if _fits(self._overlap(own, other))]

    def _candidates(self, description: Description) -> list[Paper]:
        from rapidfuzz import fuzz, process

        found = [p for arxiv in description.arxiv for p in self.by_arxiv(arxiv)]
        found += [p for arxiv in description.hints for p in self.by_arxiv(arxiv)]
        found += [p for doi in description.dois for p in self.by_doi(doi)]
        found += self._by_id.get(f"url:{description.url}", [])
        titled = self._by_title.get(squeeze(description.title), [])
        if not titled:
            near = process.extract(
                fold(description.title),
                list(self._folded),
                scorer=fuzz.ratio,
                score_cutoff=_NEAR_SCORE,
                limit=3,
            )
            found += [p for title, _, _ in near for p in self._folded[title]]
        return list({paper.id: paper for paper in (*titled, *found)}.values())

    def _weigh(self, description: Description, paper: Paper) -> Evidence:
        title = _likeness(description.title, paper)
        authors = self._overlap(description, paper)
        whole = bool(authors) and _same_list(description, paper)
        ids = {arxiv.lower() for arxiv in description.arxiv}
        borne = {
            *(f"arxiv:{arxiv}" for arxiv in ids or description.hints),
            *(f"doi:{doi.lower()}" for doi in description.dois),
            f"url:{description.url}",
        }
        shared = (name for name in _identifiers(paper) if name in borne)
        kinds = tuple(name.partition(":")[0] for name in shared)
        return Evidence(paper, title, authors, whole, kinds)

    def _overlap(self, description: Description, paper: Paper) -> float | None:
        known = self._people(paper)
        if not description.names or not known:
            return None
        shared = sum(
            not known.isdisjoint(person_keys(name.text)) for name in description.names
        )
        least = min(len(description.names), len(paper.authors or ()))
        return min(shared / least, 1.0)

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
            return bool(found.authors) and fits and (not foreign or found.same_authors)
        if not found.identifiers:
            return False
        if found.authors is None:
            return not description.title or found.title == _RELATED
        return fits


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


def squeeze(title: str) -> str:
    """Return the letters and digits of a title: the same for all its spellings."""
    return fold(title.replace("&", " and ")).replace(" ", "")


def address(url: str) -> str:
    """Return a web address without what varies: scheme, `www.`, final slash."""
    return re.sub(r"^https?://(www\.)?", "", url.strip()).rstrip("/").casefold()
