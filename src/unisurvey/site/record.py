"""A page for each record: all that is known of it, and files of the same name beside it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from unisurvey.export.cite.references import single_references
from unisurvey.export.ris import to_ris
from unisurvey.fields.attributes import PARTS, is_beyond
from unisurvey.query.similarity import Neighbourhood
from unisurvey.records import SELECTABLE, name_of
from unisurvey.schema import Paper
from unisurvey.schema.hosted import hosted
from unisurvey.site.addresses import of_kind, of_record, of_word
from unisurvey.site.head import article, data_block, data_set, highwire
from unisurvey.site.pieces import TextPiece, of_fact, of_text
from unisurvey.site.proof import proof_of
from unisurvey.site.rows import LINKS as LINK_WORDS
from unisurvey.site.rows import marked
from unisurvey.site.scored import ScoreTables
from unisurvey.text.heads import as_head
from unisurvey.text.jsontext import json_document
from unisurvey.views.flat import address as address_of
from unisurvey.views.flat import full, kind_of
from unisurvey.views.news import record_path
from unisurvey.views.page import (
    BUILT,
    LINKS,
    PUBLISHED,
    artifact_told,
    facts_of,
    remarks,
    users_of,
    variants_told,
)
from unisurvey.views.searching import why
from unisurvey.views.survey import correction_row
from unisurvey.views.wording import ALONE, author_names, fate, marked_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.views.flat import Flat
    from unisurvey.views.page import Fact

STYLES = {"acl": "ACL", "ieee": "IEEE"}
"""Citation styles of every page; each costs as much as the page itself."""

_AUTHORS = 12
"""How many are named before the others are folded."""

_NEAR = 6
_IN_HEAD = frozenset({"name", "title", "authors", *LINK_WORDS})
"""Fields that stand above all others, and so not among them."""


class FactRow(NamedTuple):
    """A field and what it says."""

    head: str
    pieces: list[TextPiece]


class Near(NamedTuple):
    """A record that has something in common, and what."""

    piece: TextPiece
    share: str
    why: str


class _Site:
    """What pages of records take from the whole catalogue, worked out once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.catalog = frame.catalog
        self.scores = ScoreTables(frame.catalog)
        self._near: dict[str, Neighbourhood] = {}

    @cached_property
    def references(self) -> dict[str, dict[str, str | None]]:
        """Name of a style → id of each paper → its reference."""
        papers, known = self.catalog.papers, self.catalog.vocabularies
        ids = [paper.id for paper in papers]
        return {
            name: dict(zip(ids, found, strict=True))
            for name, found in zip(
                STYLES.values(), single_references(papers, known, STYLES), strict=True
            )
        }

    def near(self, record: Record, kind: str) -> Iterator[Near]:
        """Yield the nearest records of the same kind."""
        if kind not in self._near:
            self._near[kind] = Neighbourhood(self.catalog.records(kind), self.catalog)
        for each in self._near[kind].of(record, _NEAR):
            name = marked_name(each.record, self.catalog)
            share = f"{each.similarity:.2f}"
            told = why(each, self.catalog)
            yield Near(TextPiece(name, of_record(each.record)), share, told)


def record_pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page of each record, and its citation and data beside it."""
    site = _Site(frame)
    for kind in SELECTABLE:
        for record in frame.catalog.records(kind):
            if kind_of(record) == kind:
                yield from _files(record, kind, site)


def _files(record: Record, kind: str, site: _Site) -> Iterator[tuple[str, str]]:
    catalog = site.catalog
    paper = catalog.paper_of(record)
    flat = full(record, catalog)
    texts = {
        "bib": paper and site.frame.entries[paper.id],
        "json": json_document(flat),
        "ris": paper and to_ris([paper], catalog.vocabularies),
    }
    beside = {ending: text for ending, text in texts.items() if text}
    for ending, text in beside.items():
        yield f"{kind}/{record.id}.{ending}", text
    address = of_record(record)
    yield site.frame.fill(
        "record.html.j2",
        address,
        marked_name(record, catalog),
        door=of_kind(kind),
        kind=kind,
        id=record.id,
        word=address_of(record, catalog),
        beside=[*beside],
        entry=beside.get("bib"),
        references=[
            (name, found[paper.id])
            for name, found in site.references.items()
            if paper and found[paper.id]
        ],
        scores=site.scores.of(record),
        near=list(site.near(record, kind)),
        **_told(record, kind, flat, catalog),
        **_head(record, paper, site.frame, address),
    )


def _head(
    record: Record, paper: Paper | None, frame: Frame, address: str
) -> dict[str, Any]:
    """Return what machines are told."""
    catalog = frame.catalog
    known = catalog.vocabularies
    if isinstance(record, Paper):
        data, tags = article(record, known), list(highwire(record, known))
    else:
        data, tags = data_set(record, catalog), []
    here = {"@id": f"{frame.base}{address.removesuffix('index.html')}"}
    return {
        "description": paper.title if paper else None,
        "highwire": tags,
        "data": data_block(
            {"@context": "https://schema.org", **(here if frame.base else {}), **data}
        ),
    }


def _told(record: Record, kind: str, flat: Flat, catalog: Catalog) -> dict[str, Any]:
    """Return what people are told."""
    known = catalog.vocabularies
    paper = catalog.paper_of(record)
    facts = facts_of(record, catalog, flat)
    stated = [fact for fact in facts if fact.text]
    groups: dict[str, list[FactRow]] = {"": [], BUILT: [], LINKS: [], PUBLISHED: []}
    for fact in stated:
        is_above = fact.field.name in _IN_HEAD and flat[fact.field.name]
        if not is_above or fact.words != fact.field.words:
            row = FactRow(as_head(fact.words), of_fact(fact, flat, record, catalog))
            groups[fact.group].append(row)
    authors = author_names(paper)
    gaps = set(record.gaps or ())
    unstated = [fact.field for fact in facts if not fact.text]
    title = flat["title"]
    return {
        "full_title": title if title != name_of(record) else None,
        "paper": TextPiece(name_of(paper), of_record(paper))
        if paper and paper is not record
        else None,
        "authors": authors[:_AUTHORS],
        "more_authors": authors[_AUTHORS:],
        "date": flat["date"],
        "venue": _venue(paper, flat),
        "beyond": is_beyond(record, known),
        "survey": known.about.survey and known.about.survey.label,
        "fate": fate(record).strip(" ()"),
        "unverified": bool(record.unverified),
        "mark": marked(record, catalog),
        "section": _section(flat, catalog),
        "links": [
            TextPiece(words, url=flat[name])
            for name, words in LINK_WORDS.items()
            if flat.get(name)
        ],
        "stages": _stages(stated, flat, record, catalog),
        "facts": groups.pop(""),
        "groups": {name: rows for name, rows in groups.items() if rows},
        "looked_for": [field.words for field in unstated if field.place in gaps],
        "unstated": [field.words for field in unstated if field.place not in gaps],
        "addresses": [
            (
                TextPiece(
                    known.challenges[challenge].name,
                    f"{of_kind(kind)}?challenge={challenge}",
                ),
                of_text(claim),
            )
            for challenge, claim in (record.addresses or {}).items()
        ],
        "introduces": [
            (
                kind_of(each).removesuffix("s"),
                TextPiece(marked_name(each, catalog), of_record(each)),
                artifact_told(each, catalog),
            )
            for each in catalog.introduced(record)
        ],
        "variants": list(variants_told(record, catalog)),
        "users": [
            (
                as_head(words),
                [
                    TextPiece(marked_name(each, catalog), of_record(each))
                    for each in users
                ],
            )
            for words, users in users_of(record, catalog)
        ],
        "corrections": [
            {
                **correction_row(record, each, catalog),
                "in": known.publications[each.in_].name,
                "reason": of_text(each.reason),
            }
            for each in record.corrections or ()
        ],
        "remarks": [
            FactRow(as_head(words), of_text(text))
            for words, text in remarks(record, catalog, corrections=False)
        ],
        "proof": proof_of(record, catalog),
        "file": _kept(record, catalog),
    }


def _venue(paper: Paper | None, flat: Flat) -> TextPiece | None:
    if paper and paper.venue:
        return TextPiece(flat["venue"], of_word("venue", paper.venue))
    return None


def _section(flat: Flat, catalog: Catalog) -> TextPiece | None:
    """Return the section that holds a record; of several the first."""
    id_ = flat.get("section") or next(iter(flat.get("sections") or ()), None)
    if id_ is None:
        return None
    section = catalog.vocabularies.sections[id_]
    return TextPiece(section.label or section.name, of_word("section", id_))


def _stages(
    facts: Iterable[Fact], flat: Flat, record: Record, catalog: Catalog
) -> list[list[FactRow]]:
    """Return what a picture goes through; encoders of both sides stand in one place."""
    told = {fact.field.name: fact for fact in facts if flat.get(fact.field.name)}
    if flat.get("shared_encoder"):
        told.pop("generation_encoder", None)
    backbone, *encoders, decoder = PARTS
    places = [
        [
            FactRow(
                as_head(told[part].words),
                of_fact(_bare(told[part]), flat, record, catalog),
            )
            for part in parts
            if part in told
        ]
        for parts in (encoders, [backbone], [decoder])
    ]
    return [place for place in places if place]


def _bare(fact: Fact) -> Fact:
    """Return a fact without who alone says so, which stands where it is told in full."""
    return fact._replace(text=fact.text.removesuffix(f" ({ALONE})"))


def _kept(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return where the record itself is kept, and where mistakes are reported."""
    home = catalog.vocabularies.about.repository
    place = record_path(record)
    if not home:
        return {"path": place, "url": None, "report": None}
    home = home.rstrip("/")
    found = hosted(home)
    is_github = found and found.host == "github.com"
    subject = quote(f"Correction: {record.id}")
    return {
        "path": place,
        "url": f"{home}/blob/HEAD/{place}" if is_github else home,
        "report": f"{home}/issues/new?title={subject}" if is_github else home,
    }
