"""Papers → BibTeX.

`entry_fields` alone decides what a work's fields say, in plain Unicode, and `styles`
what they are called; `to_bibtex` only spells them. Whatever a valid record says,
BibTeX reads the entry back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from unisurvey.export.keys import split_name
from unisurvey.export.latex import (
    escape,
    escape_name,
    escape_unicode,
    escape_unicode_name,
    group,
    title_to_latex,
)
from unisurvey.export.latex_preamble import preamble
from unisurvey.export.styles import find_fields, find_style
from unisurvey.schema import Organization
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from unisurvey.export.styles import StyleName
    from unisurvey.schema import Paper, Vocabularies

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_SEPARATORS = frozenset({"and", "others"})
"""Words that BibTeX reads as the list's grammar unless they stand in braces."""

_IN_ADDRESSES = "".join(map(chr, range(0x21, 0x7F))).translate(
    str.maketrans("", "", "{}\\")
)
"""What needs no percent sign: all of ASCII but what upsets BibTeX's brace count."""


class _Spelling(NamedTuple):
    """How text becomes the source of a field."""

    text: Callable[[str], str]
    name: Callable[[str], str]
    """For one word of a person's name."""


_PLAIN = _Spelling(str, str)
_ASCII = _Spelling(escape, escape_name)
_UNICODE = _Spelling(escape_unicode, escape_unicode_name)


def to_bibtex(
    papers: Iterable[Paper],
    vocabularies: Vocabularies,
    *,
    style: StyleName = "bibtex",
    omit: Iterable[str] = (),
    keys: Literal["key", "id"] = "key",
) -> str:
    """Return one entry per paper, in the order given, or `""` for no papers.

    A `@preamble` stands before the entries when one of them has a letter that not
    every document can print.

    Args:
        papers: Each once; BibTeX refuses repeated keys.
        vocabularies: Those against which the papers were validated.
        style: `bibtex` and `arxiv` (preprints as articles of the journal "arXiv
            preprint arXiv:…") are ASCII as far as TeX has spellings; `biblatex` is
            Unicode.
        omit: Names of fields to leave out, in any case.
        keys: Whether works are cited by their keys or by their ids.

    Raises:
        UnknownValueError: there is no such style or field.
    """
    chosen = find_style(style)
    omitted = find_fields(omit)
    spelling = _UNICODE if chosen.unicode else _ASCII
    entries: list[str] = []
    for paper in papers:
        kind, fields = chosen.restyle(*entry_fields(paper, vocabularies), paper)
        lines = [
            f"  {name} = {_spell_field(name, value, paper, spelling)},"
            for name, value in fields.items()
            if name not in omitted
        ]
        label = paper.key if keys == "key" else paper.id
        entries.append("\n".join([f"@{kind}{{{label},", *lines, "}\n"]))
    if not chosen.unicode:
        entries = [text for text in (preamble("".join(entries)),) if text] + entries
    return "\n".join(entries)


def entry_fields(
    paper: Paper, vocabularies: Vocabularies
) -> tuple[str, dict[str, str]]:
    """Return the entry type and the fields in the order in which they are written.

    These are the fields before a style renames some. Values are plain Unicode on one
    line; only in `author` do braces mark what BibTeX must not take apart. A field
    whose value is not known is not there. The year is that of the publication, and
    only a preprint has a month.
    """
    kind = "misc"
    fields: dict[str, str | None] = {
        "title": _one_line(paper.title),
        "author": _join_authors(paper.authors or (), _PLAIN),
    }
    if paper.venue:
        venue_id, year = split_edition(paper.venue)
        venue = vocabularies.venues[venue_id]
        kind = "article" if venue.kind == "journal" else "inproceedings"
        container = "journal" if venue.kind == "journal" else "booktitle"
        fields |= {container: _one_line(venue.full), "year": str(year)}
    elif paper.date:
        first_day, _ = date_span(paper.date)
        fields |= {
            "year": str(first_day.year),
            "month": _MONTHS[first_day.month - 1] if "-" in paper.date else None,
        }
    abstract = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else None
    fields |= {
        "pages": paper.pages,
        "doi": paper.doi,
        "eprint": paper.arxiv,
        "archivePrefix": "arXiv" if paper.arxiv else None,
        "url": paper.url if paper.doi else abstract or paper.url,
    }
    return kind, {name: value for name, value in fields.items() if value}


def _spell_field(name: str, value: str, paper: Paper, spelling: _Spelling) -> str:
    match name:
        case "author":
            return f"{{{_join_authors(paper.authors or (), spelling)}}}"
        case "month":
            return value
        case "title":
            return f"{{{title_to_latex(value, paper.capitals, spelling.text)}}}"
        case "booktitle" | "journal" | "journaltitle" | "howpublished" | "key":
            return f"{{{spelling.text(value)}}}"
        case "pages":
            return f"{{{value.replace('–', '--')}}}"
        case _:
            return f"{{{quote(value, safe=_IN_ADDRESSES)}}}"


def _join_authors(authors: Iterable[str | Organization], spelling: _Spelling) -> str:
    return " and ".join(_author(author, spelling) for author in authors)


def _author(author: str | Organization, spelling: _Spelling) -> str:
    if isinstance(author, Organization):
        return group(spelling.text(_one_line(author.organization)))
    name = split_name(author)
    parts = [name.family, name.suffix, name.given]
    if not name.given:
        return _spell_words(" ".join(author.split()), spelling)
    return ", ".join(_spell_words(part, spelling) for part in parts if part)


def _spell_words(text: str, spelling: _Spelling) -> str:
    return " ".join(_spell_word(word, spelling) for word in text.split())


def _spell_word(word: str, spelling: _Spelling) -> str:
    spelled = spelling.name(word)
    return f"{{{spelled}}}" if word.lower() in _SEPARATORS else spelled


def _one_line(text: str) -> str:
    """Return `text` with single spaces for all white space, as BibTeX reads it."""
    return " ".join(text.split())
