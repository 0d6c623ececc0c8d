"""What rows and papers are called, and whether they point to the same code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.lists.awesome.links import same_place
from unisurvey.lists.awesome.titles import split_name
from unisurvey.matching import squeeze, titles

if TYPE_CHECKING:
    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.schema import Paper


_REPORT = re.compile(r"\s+Technical Report$", re.IGNORECASE)
_MAKER = re.compile(r"\s*\([^()]*\)$")
_FEWEST = 3
"""Words of a title that is more than a name."""


def names(paper: Paper) -> tuple[str, ...]:
    """Return the short names of a paper: its own, its model's, those in its titles."""
    reports = [_REPORT.sub("", t) for t in titles(paper) if _REPORT.search(t)]
    named = [paper.name, paper.model.name if paper.model else None, *reports]
    prefixes = [split_name(title)[0] for title in titles(paper)]
    return tuple(dict.fromkeys(name for name in (*named, *prefixes) if name))


def called(row: ListRow) -> tuple[str, ...]:
    """Return the short names of a row: its own, and that before its title."""
    prefix, _ = split_name(row.title)
    bare = without_maker(row.name or row.title)
    short = bare if row.name or len(bare.split()) < _FEWEST else ""
    return tuple(dict.fromkeys(name for name in (row.name, short, prefix) if name))


def without_maker(name: str) -> str:
    """Return a name without who made it, a title without its name in brackets."""
    return _MAKER.sub("", name)


def renamed(row: ListRow, paper: Paper) -> bool:
    """Return whether a title alike in words is another name's, not a former name's."""
    name, rest = split_name(row.title)
    rests = {squeeze(split_name(title)[1]) for title in titles(paper)}
    return bool(name and names(paper)) and squeeze(rest) not in rests


def has_title(paper: Paper, title: str) -> bool:
    """Return whether a title is exactly that of a version of the paper."""
    return squeeze(title) in {squeeze(known) for known in titles(paper)}


def same_code(row: ListRow, paper: Paper) -> bool:
    """Return whether both name one repository."""
    known = paper.links and paper.links.code
    return bool(known) and any(same_place(x.url, known or "") for x in row.links)


def other_code(row: ListRow, paper: Paper) -> bool:
    """Return whether both name a repository, and not the same."""
    said, known = row.link("code"), paper.links and paper.links.code
    return bool(said and known and not same_place(said.url, known))
