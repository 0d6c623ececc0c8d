"""Author lists that were copied badly."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper

_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?)+")
_SHARED = 0.2
"""Share of the shorter list in common of which two records are one team's."""

_CAPITALS = re.compile(r"[^\W\d_]{3,}")


def _people(catalog: Catalog) -> Iterator[tuple[Paper, int, str]]:
    for paper in catalog.papers:
        for n, author in enumerate(paper.authors or ()):
            if isinstance(author, str):
                yield paper, n, author


@check("C251")
def name_in_capitals(catalog: Catalog) -> Iterator[Finding]:
    """A name is written in capitals.

    Capitals are the layout of a title page, not the name. Write it as its bearer does:
    `Ann McOne`, not `ANN MCONE`.

    Example:
        # data/papers/sketch.yaml
        authors: [ANN ONE, Bob Two]
    """
    for paper, n, name in _people(catalog):
        words = _CAPITALS.findall(name)
        if words and all(word.isupper() for word in words):
            message = f"{name!r} is in capitals, expected capital first letters only"
            yield Finding(paper, ("authors", n), message)


@check("C252")
def swapped_name(catalog: Catalog) -> Iterator[Finding]:
    """A name has its words in another order than elsewhere.

    Another record by partly the same authors has the same words the other way round.
    Given names come first, the family name last. If they are two people, say so under
    `exceptions`.

    Example:
        # data/papers/sketch.yaml
        authors: [Jinheng Example, Bob Two]
        # data/papers/brush.yaml
        authors: [Example Jinheng, Bob Two]
    """
    holders: dict[str, list[Paper]] = defaultdict(list)
    known: dict[str, set[str]] = {}
    for paper, _, name in _people(catalog):
        holders[fold(name)].append(paper)
        known.setdefault(paper.id, set()).add(fold(name))
    for paper, n, name in _people(catalog):
        words = fold(name).split()
        turned = {" ".join([words[-1], *words[:-1]]), " ".join([*words[1:], words[0]])}
        others = (p for one in turned - {fold(name)} for p in holders.get(one, ()))
        for other in others:
            shared = len(known[paper.id] & known[other.id])
            fewest = min(len(known[paper.id]), len(known[other.id]))
            if other.id < paper.id and shared >= _SHARED * fewest:
                message = f"{name!r} stands the other way round in {other.id!r}"
                yield Finding(paper, ("authors", n), message)
                break


@check("C253")
def doubled_name(catalog: Catalog) -> Iterator[Finding]:
    """A name stands twice in a list, or has a part twice.

    Long lists are often copied with a repetition. Look it up: two people can have one
    name, and some names repeat a word; say so under `exceptions` then.

    Example:
        # data/papers/sketch.yaml
        authors: [Ann One, Bob Two, Ann One]
    """
    seen: set[tuple[str, str]] = set()
    for paper, n, name in _people(catalog):
        words = [fold(word) for word in name.split()]
        half = len(words) // 2
        if (paper.id, fold(name)) in seen:
            message = f"{name!r} stands here twice"
            yield Finding(paper, ("authors", n), message)
        elif len(words) > 2 and (
            words[-1] == words[-2] or words[:half] == words[half:]
        ):
            message = f"{name!r} has a part twice"
            yield Finding(paper, ("authors", n), message)
        seen.add((paper.id, fold(name)))


@check("C254", severity="warning")
def only_initials(catalog: Catalog) -> Iterator[Finding]:
    """A name has only initials before the family name.

    Lists taken from bibliographies are cut like that; the paper prints the names in
    full. If its bearer publishes so, say so under `exceptions`.

    Example:
        # data/papers/sketch.yaml
        authors: [A. One, Bob Two]
    """
    for paper, n, name in _people(catalog):
        given = name.split()[:-1]
        if given and all(
            _INITIAL.fullmatch(word)
            and len(fold(word).replace(" ", "")) <= 2
            and ("." in word or len(word) == 1)
            for word in given
        ):
            message = f"{name!r} has initials only, expected given names"
            yield Finding(paper, ("authors", n), message)
