"""Papers → BibTeX.

`entry_fields` alone decides entry types and fields, in plain Unicode; `to_bibtex`
only spells them. Whatever a valid record says, BibTeX reads the entry back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.export.keys import split_name
from unisurvey.export.latex import escape, title_to_latex
from unisurvey.schema import Organization
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.schema import Paper, Vocabularies

_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_SEPARATORS = frozenset({"and", "others"})
"""Words that BibTeX reads as the list's grammar unless they stand in braces."""

_UNBALANCED = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def to_bibtex(papers: Iterable[Paper], vocabularies: Vocabularies) -> str:
    """Return one entry per paper, in the order given, or `""` for no papers.

    Args:
        papers: Each once; BibTeX refuses repeated keys.
        vocabularies: Those against which the papers were validated.
    """
    return "\n".join(_entry(paper, vocabularies) for paper in papers)


def entry_fields(
    paper: Paper, vocabularies: Vocabularies
) -> tuple[str, dict[str, str]]:
    """Return the entry type and the fields in the order in which they are written.

    Values are plain Unicode on one line; only in `author` do braces mark what BibTeX
    must not take apart. A field whose value is not known is not there. The year is
    that of the publication, and only a preprint has a month.
    """
    kind = "misc"
    fields: dict[str, str | None] = {
        "title": _one_line(paper.title),
        "author": _join_authors(paper.authors or (), str),
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
            "month": _MONTHS[first_day.month - 1],
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


def _entry(paper: Paper, vocabularies: Vocabularies) -> str:
    kind, fields = entry_fields(paper, vocabularies)
    lines = [f"@{kind}{{{paper.key},"]
    for name, value in fields.items():
        match name:
            case "author":
                source = f"{{{_join_authors(paper.authors or (), escape)}}}"
            case "month":
                source = value
            case _:
                source = f"{{{_SPELLINGS.get(name, _verbatim)(value)}}}"
        lines.append(f"  {name} = {source},")
    return "\n".join([*lines, "}", ""])


def _join_authors(
    authors: Iterable[str | Organization], spell: Callable[[str], str]
) -> str:
    return " and ".join(_author(author, spell) for author in authors)


def _author(author: str | Organization, spell: Callable[[str], str]) -> str:
    if isinstance(author, Organization):
        return f"{{{spell(_one_line(author.organization))}}}"
    name = split_name(author)
    parts = [name.family, name.suffix, name.given]
    if not name.given:
        return _spell_words(" ".join(author.split()), spell)
    return ", ".join(_spell_words(part, spell) for part in parts if part)


def _spell_words(text: str, spell: Callable[[str], str]) -> str:
    return " ".join(_spell_word(word, spell) for word in text.split())


def _spell_word(word: str, spell: Callable[[str], str]) -> str:
    spelled = spell(word)
    # bibtexparser 2.1 loses its place between names at a backslash outside braces.
    if word.lower() in _SEPARATORS or "\\" in spelled:
        return f"{{{spelled}}}"
    return spelled


def _one_line(text: str) -> str:
    """Return `text` with single spaces for all white space, as BibTeX reads it."""
    return " ".join(text.split())


def _verbatim(text: str) -> str:
    r"""Return an identifier as it is, without what would upset BibTeX's brace count.

    Styles and biblatex hand these fields to ``\url``, which wants no escapes.
    """
    return text.translate(_UNBALANCED)


def _spell_pages(pages: str) -> str:
    return pages.replace("–", "--")


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "title": title_to_latex,
    "booktitle": escape,
    "journal": escape,
    "pages": _spell_pages,
}
"""How the fields of running text are written; all others are `_verbatim`."""
