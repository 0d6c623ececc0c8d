"""Making an entry of a preprint one of its publication.

The work's own BibTeX entry tells type, venue, year, pages and DOI. What spoke of the
preprint goes: the place where a venue stands, its volume, number and month. The arXiv
id stays, in `eprint` if it stood elsewhere; key, order, layout and all other fields too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.claims import read_claim
from unisurvey.bib.tex.reader import plain
from unisurvey.matching import squeeze
from unisurvey.matching.venues import is_preprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.bib.blocks import BibFile, Block, Field
    from unisurvey.bib.claims import Claim
    from unisurvey.schema import Paper

_VENUE = ("booktitle", "journal", "journaltitle", "eventtitle", "howpublished")
_OF_PREPRINT = (
    *_VENUE, "volume", "number", "pages", "eid", "note", "publisher", "institution",
    "organization", "series", "type", "pubstate",
)  # fmt: skip
"""Fields that go where they name a preprint."""

_DATES = ("month", "day")
_TYPE = re.compile(r"@\s*(\w+)")


class Published(NamedTuple):
    """A work's own entry."""

    type: str
    fields: Mapping[str, str]
    """TeX source in braces by name."""


def upgraded(
    bib: BibFile, entry: Block, paper: Paper, published: Published
) -> tuple[tuple[int, int, str], ...]:
    """Return what to replace in the text: start, end and what belongs there.

    Nothing where our own entry names no venue, as that of a work without authors.
    """
    venue = next((n for n in _VENUE[:2] if n in published.fields), None)
    if venue is None:
        return ()
    claim = read_claim(bib, entry)
    gone = _gone(claim)
    values = dict(_values(claim, paper, published.fields, gone))
    start = key_end = entry.key_start + len(entry.key)
    first = entry.fields[0]
    before = bib.text[start : first.name_start]
    pieces = []
    wanted = {venue: published.fields[venue], **values}
    for field in entry.fields:
        gap = bib.text[start : field.name_start]
        start = field.end
        if field.name in gone and field.name in _VENUE and venue in wanted:
            pieces.append(gap + _spelled(bib, field, venue, wanted.pop(venue)))
        elif field.name in values:
            value = wanted.pop(field.name, values[field.name])
            pieces.append(f"{gap}{bib.text[field.name_start : field.start]}{value}")
        elif field.name not in gone:
            pieces.append(f"{gap}{bib.text[field.name_start : field.end]}")
    comma = before if "," in before else ",\n  "
    pieces += (comma + _spelled(bib, first, *new) for new in wanted.items())
    fields = (key_end, start, "".join(pieces))
    kind = _TYPE.match(bib.text, entry.start)
    if kind is None or entry.type == published.type:
        return (fields,)
    return ((*kind.span(1), published.type), fields)


def _gone(claim: Claim) -> set[str]:
    """Return the names of the entry's fields that hold for the preprint alone."""
    mentioned = {mention.field for mention in claim.arxiv}
    preprint = (n for n, v in claim.values.items() if is_preprint(plain(v)))
    return {*_DATES, *{*mentioned, *preprint}.intersection(_OF_PREPRINT)}


def _values(
    claim: Claim, paper: Paper, published: Mapping[str, str], gone: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the fields of the publication, its venue apart."""
    entry = claim.entry
    dated = claim.field("date") is not None  # also where it is inherited
    if dated:
        yield "date", published["year"]
    if not dated or entry.field("year"):
        yield "year", published["year"]
    if squeeze(claim.title) != squeeze(paper.title):  # that of an earlier version
        yield "title", published["title"]
        yield "author", published["author"]
    told = [name for name in ("pages", "doi") if name in published]
    yield from ((name, published[name]) for name in told)
    mentioned = {mention.field for mention in claim.arxiv}
    if mentioned and mentioned <= gone.union(told) and not entry.field("eprint"):
        yield "eprint", published["eprint"]
        if not entry.field("archiveprefix"):
            yield "archivePrefix", published["archivePrefix"]


def _spelled(bib: BibFile, like: Field, name: str, value: str) -> str:
    """Return a field with the white space of another, aligned where several are."""
    sign = bib.text[like.name_start + len(like.name) : like.start]
    left, _, right = sign.partition("=")
    if len(left) > 1:
        left = " " * max(len(like.name) + len(left) - len(name), 1)
    return f"{name}{left}={right}{value}"
