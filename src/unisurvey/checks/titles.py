"""Titles with what does not belong to them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

from unisurvey.bib.tex.reader import tex_in
from unisurvey.checks.registry import Finding, check
from unisurvey.matching.venues import names_pattern
from unisurvey.schema import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records.editing import Place
    from unisurvey.schema import Venue, Vocabulary

_MARKUP = re.compile(r"</?[a-z]+>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_END = re.compile(r"(?<![.!?])[.,;]$")
_ARXIV = re.compile(r"\[?arXiv[ :]?\d{4}\.\d{4,5}(?:v\d+)?\]?", re.IGNORECASE)


def _titles(paper: Paper) -> Iterator[tuple[Place, str]]:
    yield ("title",), paper.title
    for n, title in enumerate(paper.other_titles or ()):
        yield ("other_titles", n), title


@check("C261", each=Paper)
def venue_in_title(subject: Subject[Paper]) -> Iterator[Finding]:
    """A title names where the paper was published.

    Lists write `(ICLR 2025)` or `[arXiv:2408.00001]` behind titles. The venue has a field
    of its own, and so has the arXiv id.

    Example:
        # data/papers/sketch.yaml
        title: "Sketch: Drawing and Reading [ICLR 2025]"
    """
    edition = _edition(subject.catalog.vocabularies.venues)
    for loc, title in _titles(subject.record):
        if match := edition.search(title) or _ARXIV.search(title):
            message = f"{match[0]!r} is no part of a title"
            hint = "remove it; it belongs into a field"
            yield Finding(subject.record, loc, message, hint)


@lru_cache(maxsize=1)  # of one catalogue at a time
def _edition(venues: Vocabulary[Venue]) -> re.Pattern[str]:
    choices = names_pattern(venues)
    return re.compile(rf"(?<!\w)(?:{choices})[ '’]{{1,2}}(?:20)?\d{{2}}(?!\d)")


@check("C262", fixable=True, each=Paper)
def markup_in_title(subject: Subject[Paper]) -> Iterator[Finding]:
    """A title ends like a sentence or has HTML in it.

    Publishers' data write `&amp;` and put a full stop behind titles. Titles are plain
    Unicode text.

    Example:
        # data/papers/sketch.yaml
        title: "Sketch: Drawing &amp; Reading."
    """
    for loc, title in _titles(subject.record):
        plain = _END.sub("", unescape(re.sub(r"</?[a-z]+>", "", title)))
        if plain != title:
            found = _MARKUP.search(title) or _END.search(title)
            what = found[0] if found else title
            message = f"{what!r} does not belong to a title, expected {plain!r}"
            yield Finding(
                subject.record, loc, message, fix={loc: " ".join(plain.split())}
            )


@check("C263", each=Paper)
def odd_title(subject: Subject[Paper]) -> Iterator[Finding]:
    """A title is in capitals, has no capital at all, or is TeX.

    Titles stand as the paper prints them in running text: "Sketch: Drawing and Reading",
    in plain Unicode. Style files turn them into capitals or lower case by themselves.

    Example:
        # data/papers/sketch.yaml
        title: "SKETCH: DRAWING AND READING WITH ONE MODEL"
    """
    for loc, title in _titles(subject.record):
        words = re.findall(r"[^\W\d_]{3,}", title)
        if tex := tex_in(title):
            message = f"{tex!r} is TeX, expected plain Unicode"
        elif len(words) > 2 and all(word.isupper() for word in words):
            message = "title in capitals"
        elif title.islower():
            message = "title without a capital letter"
        else:
            continue
        yield Finding(subject.record, loc, message)
