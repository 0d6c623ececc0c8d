"""What the head of a record's page tells machines: Highwire tags and schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.export.csl import csl_item, page_span
from unisurvey.fields.attributes import paper_url, publication_year
from unisurvey.records import name_of
from unisurvey.schema import Organization
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.addresses import doi_address
from unisurvey.text.jsontext import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Record, Vocabularies

_PDF = "https://arxiv.org/pdf/"
_HIDDEN = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&"})
"""What could end a block of data within a page."""


def data_block(value: Any) -> str:
    """Return JSON that can stand in a `script` of a page, whatever it says."""
    return json_text(value).translate(_HIDDEN)


def highwire(paper: Paper, known: Vocabularies) -> Iterator[tuple[str, str]]:
    """Yield the tags by which reference managers and Scholar know a work.

    The only file they name is the paper's own.
    """
    yield "citation_title", paper.title
    for author in paper.authors or ():
        yield "citation_author", str(author)
    date = (paper.date or "").replace("-", "/")
    if paper.venue or date:
        year = str(publication_year(paper))
        yield "citation_publication_date", year if paper.venue else date
    if paper.venue:
        venue = known.venues[split_edition(paper.venue)[0]]
        journal = venue.kind == "journal"
        what = "journal_title" if journal else "conference_title"
        yield f"citation_{what}", venue.full
    pages = page_span(csl_item(paper, known))
    for which, number in zip(("first", "last"), pages, strict=True):
        if number:
            yield f"citation_{which}page", number
    if paper.doi:
        yield "citation_doi", paper.doi
    if paper.arxiv:
        yield "citation_arxiv_id", paper.arxiv
        yield "citation_pdf_url", f"{_PDF}{paper.arxiv}"


def article(paper: Paper, known: Vocabularies) -> dict[str, Any]:
    """Return a work as schema.org has it."""
    venue = paper.venue and known.venues[split_edition(paper.venue)[0]]
    facts = {
        "headline": paper.title,
        "name": paper.title,
        "author": [
            {
                "@type": "Organization"
                if isinstance(author, Organization)
                else "Person",
                "name": str(author),
            }
            for author in paper.authors or ()
        ],
        "datePublished": str(publication_year(paper)) if venue else paper.date,
        "isPartOf": venue and {"@type": "PublicationVolume", "name": venue.full},
        "pagination": paper.pages,
        "sameAs": list(
            dict.fromkeys(
                filter(None, (paper_url(paper), paper.doi and doi_address(paper.doi)))
            )
        ),
    }
    return {"@type": "ScholarlyArticle", **{k: v for k, v in facts.items() if v}}


def data_set(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return a dataset or benchmark as schema.org has it, with the paper behind it."""
    paper = catalog.paper_of(record)
    facts = {
        "name": name_of(record),
        "description": getattr(record, "evaluates", None),
        "url": getattr(getattr(record, "links", None), "home", None),
        "license": getattr(record, "license", None),
        "datePublished": getattr(record, "date", None),
        "citation": paper and article(paper, catalog.vocabularies),
    }
    return {"@type": "Dataset", **{k: v for k, v in facts.items() if v}}
