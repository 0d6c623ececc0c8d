"""The flavours of .bib files: which entry type and which fields a work gets.

Each starts from the fields that `entry_fields` gives and only renames, merges or
leaves out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.errors import UnknownValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.schema import Paper

    Fields = dict[str, str]

StyleName = Literal["bibtex", "biblatex", "arxiv"]

FIELDS = (
    "title", "author", "key", "booktitle", "journal", "journaltitle", "howpublished",
    "year", "month", "date", "pages", "doi", "eprint", "archivePrefix", "primaryClass",
    "eprinttype", "eprintclass", "url",
)  # fmt: skip
"""Every field that some flavour writes, in the order in which it is written."""


class Flavour(NamedTuple):
    """One flavour."""

    restyle: Callable[[str, Fields, Paper], tuple[str, Fields]]
    """Takes and returns the entry type and the fields."""

    unicode: bool
    """Whether letters beyond ASCII stay as they are."""


def find_style(name: str) -> Flavour:
    """Return a flavour.

    Raises:
        UnknownValueError: there is none of that name.
    """
    if name not in STYLES:
        raise UnknownValueError("style", name, STYLES)
    return STYLES[name]


def find_fields(names: Iterable[str]) -> frozenset[str]:
    """Return field names as they are written, from names in any case.

    Raises:
        UnknownValueError: no flavour writes such a field.
    """
    by_folded = {field.casefold(): field for field in FIELDS}
    wanted = list(names)
    for name in wanted:
        if name.casefold() not in by_folded:
            raise UnknownValueError("field", name, FIELDS)
    return frozenset(by_folded[name.casefold()] for name in wanted)


def _bibtex(kind: str, fields: Fields, paper: Paper) -> tuple[str, Fields]:
    # Styles warn about @inproceedings and @article without authors, and about every
    # entry that they cannot sort; they take any @misc that has a `key`. Those that
    # cite by author and year want a year, too, and biber wants it to be a number.
    fields = _in_order({"year": _year_of_key(paper)} | fields)
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
    date = fields["year"] if paper.venue else paper.date or _year_of_key(paper)
    fields = fields | {"date": date}
    fields = _rename(fields, "journal", "journaltitle")
    fields = _rename(fields, "primaryClass", "eprintclass")
    return kind, _in_order(_without(fields, "year", "month", "archivePrefix"))


def _arxiv(kind: str, fields: Fields, paper: Paper) -> tuple[str, Fields]:
    if not paper.venue and paper.arxiv:
        fields = fields | {"journal": f"arXiv preprint arXiv:{paper.arxiv}"}
        kind = "article" if "year" in fields else "misc"
    if kind == "misc":
        fields = _rename(fields, "journal", "howpublished")
    fields = _without(fields, "eprint", "archivePrefix", "primaryClass", "month")
    return _bibtex(kind, _in_order(fields), paper)


def _year_of_key(paper: Paper) -> str:
    """Return the year under which a work was recorded, for one without date and venue.

    That is all that is known of a work of which only the year is stated.
    """
    return str(re.findall(r"\d{4}", paper.key)[0])


def _without(fields: Fields, *names: str) -> Fields:
    return {name: value for name, value in fields.items() if name not in names}


def _rename(fields: Fields, old: str, new: str) -> Fields:
    return {(new if name == old else name): value for name, value in fields.items()}


def _in_order(fields: Fields) -> Fields:
    return {name: fields[name] for name in FIELDS if name in fields}


STYLES: dict[str, Flavour] = {
    "bibtex": Flavour(_bibtex, unicode=False),
    "biblatex": Flavour(_biblatex, unicode=True),
    "arxiv": Flavour(_arxiv, unicode=False),
}
"""Name → flavour; the first is what `unisurvey.bib` is written in."""
