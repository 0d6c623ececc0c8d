"""What an entry says about its work, read from all the fields people use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.blocks import Inheritance, inherit
from unisurvey.bib.names import BibNames, split_names
from unisurvey.bib.tex.reader import plain
from unisurvey.matching import Description, address
from unisurvey.matching.venues import is_preprint
from unisurvey.schema.forms import ARXIV_NEW, ARXIV_OLD, find_published_doi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.bib.blocks import BibFile, Block, Field

_ID = rf"(?<!\d)(?<!\d\.)({ARXIV_NEW}|{ARXIV_OLD})(?!\d)"
_ARXIV_NAME = r"arxiv(?:[\W_]*(?:arxiv|e-?prints?|preprints?|abs|id))*[\W_]*"
_BARE_ID = re.compile(rf"^\W*(?:{_ARXIV_NAME})?{_ID}", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|e-print|src)/"
    rf"|\b{_ARXIV_NAME}|\babs/|papers/|ar5iv[\w.]*/(?:html|abs)/){_ID}",
    re.IGNORECASE,
)
_ONLY_ARXIV = re.compile(
    rf"\W*(?:{_ARXIV_NAME}|https?://arxiv\.org/abs/"
    rf"|(?:doi\W*|https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.){_ID}"
    r"(?:v\d+)?\s*(?:\[[^\]]*\])?\W*",
    re.IGNORECASE,
)
_ESCAPED_SLASH = re.compile("%2f", re.IGNORECASE)
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


class Year(NamedTuple):
    """A year that stands in a field."""

    field: str
    year: int


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
    years: tuple[Year, ...]
    """What `year` and biblatex's `date` state, in this order."""

    container: str
    """The journal or proceedings it claims to be published in; empty for preprints."""

    container_field: str
    """Where that stands; empty without one."""

    inherited: Inheritance

    @property
    def year(self) -> int | None:
        """The year, where it is one."""
        return next((stated.year for stated in self.years), None)

    @property
    def values(self) -> Mapping[str, str]:
        """TeX source by field, inherited ones among them."""
        return self.inherited.values

    def field(self, name: str) -> Field | None:
        """Return a field of the entry, or of the parent that it is inherited from."""
        return self.inherited.fields.get(name)

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
    inherited = inherit(bib, entry)
    values = inherited.values
    title = plain(values.get("title", ""))
    if values.get("subtitle"):
        title = f"{title}: {plain(values['subtitle'])}"
    arxiv, odd = _arxiv(values)
    note = plain(values.get("note", ""))
    containers = ((_container(plain(values.get(n, ""))), n) for n in _CONTAINERS)
    container, container_field = next(filter(itemgetter(0), containers), ("", ""))
    return Claim(
        entry=entry,
        title=title,
        names=split_names(values.get("author", "")),
        arxiv=arxiv,
        hints=tuple(match[1] for match in _ARXIV.finditer(note)),
        odd_eprint=odd,
        dois=_dois(values),
        url=_address(values.get("url", "") or values.get("howpublished", "")),
        years=tuple(_years(values)),
        container=container,
        container_field=container_field,
        inherited=inherited,
    )


def _years(values: Mapping[str, str]) -> Iterator[Year]:
    """Yield the years; a field with several, such as a span, says none."""
    for name in ("year", "date"):
        found = set(_YEAR.findall(plain(values.get(name, ""))))
        if len(found) == 1:
            yield Year(name, int(found.pop()))


def _arxiv(values: Mapping[str, str]) -> tuple[tuple[Mention, ...], str]:
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
    for name in filter(values.__contains__, _SAYING):
        text = _source(values[name])
        found += (Mention(name, match[1]) for match in _ARXIV.finditer(text))
    note = _ONLY_ARXIV.fullmatch(_source(values.get("note", "")))
    if note:
        found.append(Mention("note", note[1]))
    return tuple(found), odd


def _container(text: str) -> str:
    """Return a venue as written; empty for a preprint, or an address in its place."""
    return "" if is_preprint(text) or "://" in text else text


def _dois(values: Mapping[str, str]) -> tuple[Mention, ...]:
    found = []
    for name in ("doi", "url", "ee"):
        known = find_published_doi(_source(values.get(name, "")))
        if known and (name == "doi" or "doi.org/" in values[name]):
            found.append(Mention(name, known))
    return tuple(found)


def _source(value: str) -> str:
    r"""Return an identifier as meant: people escape signs in it."""
    text = value.replace("\\_", "_").replace("\\%", "%")
    return _ESCAPED_SLASH.sub("/", text).replace("{", "").replace("}", "")


def _address(value: str) -> str:
    match = re.search(r"https?://[^\s{}]+", value.replace("\\_", "_"))
    return address(match[0]) if match else ""
