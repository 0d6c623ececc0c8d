"""Papers → BibTeX.

`entry_fields` alone decides what a work's fields say, in plain Unicode. Flavours start
from these and only rename, merge or leave out; `to_library` spells them. Whatever a
valid record says, BibTeX reads the entry back. bibtexparser is imported late: it takes
as long as everything else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from unisurvey.bib.keys import key_year, split_name, with_keys
from unisurvey.bib.tex.writer import (
    definitions,
    escape,
    escape_name,
    escape_unicode,
    escape_unicode_name,
    group,
    title_to_latex,
)
from unisurvey.errors import UnknownValueError
from unisurvey.fields.attributes import is_beyond
from unisurvey.schema import Organization
from unisurvey.schema.dates import MONTHS, date_span
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.addresses import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bibtexparser import Library
    from bibtexparser.model import Field

    from unisurvey.schema import Paper, Vocabularies

    Fields = dict[str, str]

StyleName = Literal["bibtex", "biblatex", "arxiv"]

FIELDS = (
    "title", "author", "key", "booktitle", "journal", "journaltitle", "howpublished",
    "year", "month", "date", "pages", "doi", "eprint", "archivePrefix", "primaryClass",
    "eprinttype", "eprintclass", "url", "keywords",
)  # fmt: skip
"""Every field that some flavour writes, in the order in which it is written."""


BEYOND = "beyond-survey"
"""The keyword of works that the survey does not have; styles print none, biblatex selects
by it, and reference managers show it as a tag."""

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
_ASCII = _Spelling(escape, lru_cache(1 << 14)(escape_name))  # people share their words
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

    Takes and raises what `to_library` does.
    """
    from bibtexparser.middlewares import AddEnclosingMiddleware
    from bibtexparser.writer import BibtexFormat, write

    library = to_library(papers, vocabularies, style=style, omit=omit, keys=keys)
    form = BibtexFormat()  # type: ignore[no-untyped-call]  # has no types
    form.indent, form.block_separator, form.trailing_comma = "  ", "\n", True
    braces = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    )
    return write(braces.transform(library), form)


def to_library(
    papers: Iterable[Paper],
    vocabularies: Vocabularies,
    *,
    style: StyleName = "bibtex",
    omit: Iterable[str] = (),
    keys: Literal["key", "id"] = "key",
) -> Library:
    """Return the entries as bibtexparser's objects, as it would read them from a file.

    A `@preamble` stands before the entries when one of them has a letter that not
    every document can print.

    Args:
        papers: Each once.
        vocabularies: Those against which the papers were validated.
        style: `bibtex` and `arxiv` (preprints as articles of the journal "arXiv
            preprint arXiv:…") are ASCII as far as TeX has spellings; `biblatex` is
            Unicode.
        omit: Names of fields to leave out, in any case.
        keys: Whether works are cited by their keys or by their ids.

    Raises:
        UnknownValueError: there is no such style or field.
        RepeatedKeyError: two papers have the same key.
    """
    from bibtexparser import Library
    from bibtexparser.model import Entry, Preamble

    if style not in STYLES:
        raise UnknownValueError("style", style, STYLES)
    restyle, spelling = STYLES[style]
    omitted = find_fields(omit)
    entries: list[Entry] = []
    for paper in with_keys(papers) if keys == "key" else papers:
        kind, values = restyle(*entry_fields(paper, vocabularies, spelling), paper)
        fields = [
            _field(name, value, paper, spelling)
            for name, value in values.items()
            if name not in omitted
        ]
        entries.append(Entry(kind, paper.key if keys == "key" else paper.id, fields))
    if spelling is _ASCII:
        texts = (field.value for entry in entries for field in entry.fields)
        lines = definitions("\n".join(texts))
        if lines:  # in quotes: Typst takes no braces there
            before = "\n  ".join(['"', *lines]) + '\n"'
            return Library([Preamble(before), *entries])
    return Library([*entries])


def entry_fields(
    paper: Paper, vocabularies: Vocabularies, spelling: _Spelling = _PLAIN
) -> tuple[str, dict[str, str]]:
    """Return the entry type and the fields in the order in which they are written.

    These are the fields before a style renames some. Values are plain Unicode on one
    line; only in `author` do braces mark what BibTeX must not take apart, and only
    that is spelled already. A field whose value is not known is not there. The year is
    that of the publication, and only a preprint has a month.
    """
    kind = "misc"
    fields: dict[str, str | None] = {
        "title": _one_line(paper.title),
        "author": _join_authors(paper, spelling),
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
            "month": MONTHS[first_day.month - 1][:3].lower()
            if "-" in paper.date
            else None,
        }
    abstract = arxiv_address(paper.arxiv) if paper.arxiv else None
    fields |= {
        "pages": paper.pages,
        "doi": paper.doi,
        "eprint": paper.arxiv,
        "archivePrefix": "arXiv" if paper.arxiv else None,
        "primaryClass": paper.arxiv_class if paper.arxiv else None,
        "url": paper.url if paper.doi else abstract or paper.url,
        "note": paper.status.note if paper.status else None,
        "keywords": BEYOND if is_beyond(paper, vocabularies) else None,
    }
    return kind, {name: value for name, value in fields.items() if value}


def _field(name: str, value: str, paper: Paper, spelling: _Spelling) -> Field:
    from bibtexparser.model import Field

    match name:
        case "month":  # a @string that every style defines
            return Field(name, value, enclosing="no-enclosing")
        case "author":
            pass  # spelled already
        case "title":
            value = title_to_latex(value, paper.capitals, spelling.text)
        case "booktitle" | "journal" | "journaltitle" | "howpublished" | "key" | "note":
            value = spelling.text(value)
        case "pages":
            value = value.replace("–", "--")
        case _:
            value = quote(value, safe=_IN_ADDRESSES)
    return Field(name, value)


def _join_authors(paper: Paper, spelling: _Spelling) -> str:
    names = [_author(author, spelling) for author in paper.authors or ()]
    if paper.authors_complete is False:
        names.append("others")
    return " and ".join(names)


def _author(author: str | Organization, spelling: _Spelling) -> str:
    if isinstance(author, Organization):
        return group(spelling.text(_one_line(author.organization)))
    name = split_name(author)
    parts = [name.family, name.suffix, name.given] if name.given else [author]
    return ", ".join(_spell_words(part, spelling) for part in parts if part)


def _spell_words(text: str, spelling: _Spelling) -> str:
    return " ".join(
        f"{{{spelling.name(word)}}}"
        if word.lower() in _SEPARATORS
        else spelling.name(word)
        for word in text.split()
    )


def _one_line(text: str) -> str:
    """Return `text` with single spaces for all white space, as BibTeX reads it."""
    return " ".join(text.split())


def find_fields(names: Iterable[str]) -> frozenset[str]:
    """Return field names as they are written, from names in any case.

    Raises:
        UnknownValueError: no flavour writes such a field.
    """
    by_folded = {field.casefold(): field for field in FIELDS}
    found = {name: by_folded.get(name.casefold()) for name in names}
    for name, field in found.items():
        if field is None:
            raise UnknownValueError("field", name, FIELDS)
    return frozenset(filter(None, found.values()))


def _bibtex(kind: str, fields: Fields, paper: Paper) -> tuple[str, Fields]:
    # Styles warn about @inproceedings and @article without authors, and about every
    # entry that they cannot sort; they take any @misc that has a `key`. Those that
    # cite by author and year want a year, too, and biber wants it to be a number.
    fields = _in_order({"year": str(key_year(paper))} | fields)
    if "author" in fields:
        return kind, fields
    name = paper.name or (paper.model.name if paper.model else paper.title)
    for container in ("booktitle", "journal"):
        fields = _rename(fields, container, "howpublished")
    return "misc", _in_order(fields | {"key": name})


def _biblatex(kind: str, fields: Fields, paper: Paper) -> tuple[str, Fields]:
    if kind == "misc" and ("url" in fields or "doi" in fields):
        kind = "online"
    if "eprint" in fields:
        fields = fields | {"eprinttype": "arxiv"}
    date = fields["year"] if paper.venue else paper.date or str(key_year(paper))
    fields = fields | {"date": date}
    fields = _rename(fields, "journal", "journaltitle")
    fields = _rename(fields, "primaryClass", "eprintclass")
    return kind, _in_order(fields, "year", "month", "archivePrefix")


def _arxiv(kind: str, fields: Fields, paper: Paper) -> tuple[str, Fields]:
    if not paper.venue and paper.arxiv:
        fields = fields | {"journal": f"arXiv preprint arXiv:{paper.arxiv}"}
        kind = "article" if "year" in fields else "misc"
    if kind == "misc":
        fields = _rename(fields, "journal", "howpublished")
    fields = _in_order(fields, "eprint", "archivePrefix", "primaryClass", "month")
    return _bibtex(kind, fields, paper)


def _rename(fields: Fields, old: str, new: str) -> Fields:
    return {(new if name == old else name): value for name, value in fields.items()}


def _in_order(fields: Fields, *omitted: str) -> Fields:
    names = (name for name in FIELDS if name in fields and name not in omitted)
    return {name: fields[name] for name in names}


STYLES = {
    "bibtex": (_bibtex, _ASCII),
    "biblatex": (_biblatex, _UNICODE),
    "arxiv": (_arxiv, _ASCII),
}
"""Name → how a work's type and fields are changed, and how text is spelled; the first
is what `unisurvey.bib` is written in."""
