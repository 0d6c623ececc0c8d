"""Author lists that were copied badly."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.schema import Paper
from unisurvey.text.folding import fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?)+")
_SHARED = 0.2
"""Share of the shorter list in common of which two records are one team's."""

_CAPITALS = re.compile(r"[^\W\d_]{3,}")


def _people(paper: Paper) -> Iterator[tuple[int, str]]:
    for n, author in enumerate(paper.authors or ()):
        if isinstance(author, str):
            yield n, author


@check("C251", each=Paper)
def name_in_capitals(subject: Subject[Paper]) -> Iterator[Finding]:
    """A name is written in capitals.

    Capitals are the layout of a title page, not the name. Write it as its bearer does:
    `Ann McOne`, not `ANN MCONE`.

    Example:
        # data/papers/sketch.yaml
        authors: [ANN ONE, Bob Two]
    """
    for n, name in _people(subject.record):
        words = _CAPITALS.findall(name)
        if words and all(map(str.isupper, words)):
            message = f"{name!r} is in capitals, expected capital first letters only"
            yield Finding(subject.record, ("authors", n), message)


@check("C252", pairs=True)
def swapped_name(catalog: Catalog, fresh: Collection[Record]) -> Iterator[Finding]:
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
    people = [
        (paper, n, name) for paper in catalog.papers for n, name in _people(paper)
    ]
    if len(fresh) ** 2 < len(people):
        papers = (one for one in fresh if isinstance(one, Paper))
        names_of_few = (name for paper in papers for _, name in _people(paper))
        words = {word for name in names_of_few for word in folded_words(name)}
        people = [
            each
            for each in people
            if words.issuperset(fold(each[2].rpartition(" ")[2]).split())
        ]
    folded = {
        name: " ".join(folded_words(name)) for name in {name for *_, name in people}
    }
    names = set(folded.values())
    swapped = {
        name: found
        for name in names
        if (found := [one for one in _turned(name) if one in names])
    }
    concerned = [each for each in people if folded[each[2]] in swapped]
    holders: dict[str, list[Paper]] = defaultdict(list)
    known: dict[str, set[str]] = {}
    for paper, _, name in concerned:
        holders[folded[name]].append(paper)
        if paper.id not in known:
            known[paper.id] = {" ".join(folded_words(one)) for _, one in _people(paper)}
    for paper, n, name in concerned:
        for other in (p for one in swapped[folded[name]] for p in holders[one]):
            shared = len(known[paper.id] & known[other.id])
            fewest = min(len(known[paper.id]), len(known[other.id]))
            if other.id < paper.id and shared >= _SHARED * fewest:
                message = f"{name!r} stands the other way round in {other.id!r}"
                yield Finding(paper, ("authors", n), message)
                break


def _turned(name: str) -> list[str]:
    first, _, rest = name.partition(" ")
    before, _, last = name.rpartition(" ")
    turned = (f"{rest} {first}", f"{last} {before}")
    return [one for one in turned if one != name] if rest else []


@check("C253", each=Paper)
def doubled_name(subject: Subject[Paper]) -> Iterator[Finding]:
    """A name stands twice in a list, or has a part twice.

    Long lists are often copied with a repetition. Look it up: two people can have one
    name, and some names repeat a word; say so under `exceptions` then.

    Example:
        # data/papers/sketch.yaml
        authors: [Ann One, Bob Two, Ann One]
    """
    seen: set[str] = set()
    for n, name in _people(subject.record):
        words = [fold(word) for word in name.split()]
        folded = " ".join(filter(None, words))
        half = len(words) // 2
        if folded in seen:
            message = f"{name!r} stands here twice"
            yield Finding(subject.record, ("authors", n), message)
        elif len(words) > 2 and (
            words[-1] == words[-2] or words[:half] == words[half:]
        ):
            message = f"{name!r} has a part twice"
            yield Finding(subject.record, ("authors", n), message)
        seen.add(folded)


@check("C254", severity="warning", each=Paper)
def only_initials(subject: Subject[Paper]) -> Iterator[Finding]:
    """A name has only initials before the family name.

    Lists taken from bibliographies are cut like that; the paper prints the names in
    full. If its bearer publishes so, say so under `exceptions`.

    Example:
        # data/papers/sketch.yaml
        authors: [A. One, Bob Two]
    """
    for n, name in _people(subject.record):
        given = name.split()[:-1]
        if given and all(map(_is_initial, given)):
            message = f"{name!r} has initials only, expected given names"
            yield Finding(subject.record, ("authors", n), message)


def _is_initial(word: str) -> bool:
    return bool(
        ("." in word or len(word) == 1)
        and _INITIAL.fullmatch(word)
        and len(fold(word).replace(" ", "")) <= 2
    )
