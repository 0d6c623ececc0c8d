"""What an entry says about its work, read from all the fields people use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.importers.bibfile_names import BibNames, split_names
from unisurvey.importers.bibfile_tex import plain
from unisurvey.matching import Description, address
from unisurvey.matching.venues import is_preprint
from unisurvey.schema.forms import find_doi

if TYPE_CHECKING:
    from unisurvey.importers.bibfile_model import BibFile, Block

_ID = r"(?<![\d.])(\d{4}\.\d{4,5}(?!\d)|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?!\d))"
_BARE_ID = re.compile(rf"^\W*(?:arxiv\W*)?{_ID}", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|e-print|src)/|arxiv\s*[:.]\s*|arxiv\s+"
    rf"|\babs/|papers/|ar5iv[\w.]*/(?:html|abs)/){_ID}",
    re.IGNORECASE,
)
_ONLY_ARXIV = re.compile(
    rf"\W*(?:arxiv preprint\s*)?(?:arxiv\W*|https?://arxiv\.org/abs/){_ID}"
    r"(?:v\d+)?\s*(?:\[[^\]]*\])?\W*",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CONTAINERS = ("booktitle", "journal", "journaltitle", "eventtitle")
_SAYING = (
    "url", "doi", "journal", "journaltitle", "booktitle", "volume", "number", "pages",
    "howpublished", "publisher", "institution", "eid", "ee", "link", "pdf",
)  # fmt: skip
"""Fields that speak of the work itself, so that an arXiv id in them is the work's."""

_ID_FIELDS = ("eprint", "arxiv", "arxivid", "arxiv-id")


class Mention(NamedTuple):
    """An identifier that stands in a field."""

    field: str
    id: str
    """As written, without arXiv's version."""


@dataclass(frozen=True)
class Claim:
    """One entry's statements in plain text."""

    entry: Block
    title: str
    names: BibNames
    arxiv: tuple[Mention, ...]
    hints: tuple[str, ...]
    """arXiv ids in notes, which may be another work's; good for finding only."""

    odd_eprint: str
    """An arXiv `eprint` that has not the form of an arXiv id."""

    dois: tuple[Mention, ...]
    url: str
    year: int | None
    year_field: str
    """`year`, or `date` of biblatex."""

    container: str
    """The journal or proceedings it claims to be published in; empty for preprints."""

    @cached_property
    def description(self) -> Description:
        """What identifies the work."""
        return Description(
            self.title,
            self.names.names,
            tuple(mention.id for mention in self.arxiv),
            tuple(mention.id for mention in self.dois),
            self.url,
            self.hints,
        )


def read_claim(bib: BibFile, entry: Block) -> Claim:
    """Return what an entry says; a missing field says nothing."""
    values = bib.values(entry)
    title = plain(values.get("title", ""))
    if values.get("subtitle"):
        title = f"{title}: {plain(values['subtitle'])}"
    arxiv, odd = _arxiv(values)
    note = plain(values.get("note", ""))
    year_field = "year" if values.get("year") else "date"
    years = _YEAR.findall(plain(values.get(year_field, "")))
    containers = (_container(plain(values.get(name, ""))) for name in _CONTAINERS)
    return Claim(
        entry=entry,
        title=title,
        names=split_names(values.get("author", "")),
        arxiv=arxiv,
        hints=tuple(match[1] for match in _ARXIV.finditer(note)),
        odd_eprint=odd,
        dois=_dois(values),
        url=_address(values.get("url", "") or values.get("howpublished", "")),
        year=int(years[0]) if len(set(years)) == 1 else None,
        year_field=year_field,
        container=next(filter(None, containers), ""),
    )


def _arxiv(values: dict[str, str]) -> tuple[tuple[Mention, ...], str]:
    found: list[Mention] = []
    odd = ""
    kind = values.get("archiveprefix") or values.get("eprinttype") or ""
    for name in _ID_FIELDS:
        text = _source(values.get(name, ""))
        if not text or (name == "eprint" and kind and kind.lower() != "arxiv"):
            continue
        match = _BARE_ID.search(text) or _ARXIV.search(text)
        if match:
            found.append(Mention(name, match[1]))
        elif kind.lower() == "arxiv" and name == "eprint":
            odd = text
    for name in _SAYING:
        text = _source(values.get(name, ""))
        found += (Mention(name, match[1]) for match in _ARXIV.finditer(text))
    note = _ONLY_ARXIV.fullmatch(_source(values.get("note", "")))
    if note:
        found.append(Mention("note", note[1]))
    return tuple(found), odd


def _container(text: str) -> str:
    """Return a venue as written; empty for a preprint, or an address in its place."""
    return "" if is_preprint(text) or "://" in text else text


def _dois(values: dict[str, str]) -> tuple[Mention, ...]:
    found = []
    for name in ("doi", "url", "ee"):
        known = find_doi(_source(values.get(name, "")))
        if (
            known
            and not _ARXIV_DOI.match(known)
            and (name == "doi" or "doi.org/" in values[name])
        ):
            found.append(Mention(name, known))
    return tuple(found)


def _source(value: str) -> str:
    r"""Return an identifier as meant: people escape the `_` in it."""
    return value.replace("\\_", "_").replace("{", "").replace("}", "")


def _address(value: str) -> str:
    match = re.search(r"https?://[^\s{}]+", value.replace("\\_", "_"))
    return address(match[0]) if match else ""
