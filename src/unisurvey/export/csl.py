"""Papers → CSL-JSON, which is also what the other citation formats are made of.

The fields are those of the Citation Style Language 1.0.2
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.bib.keys import split_name, with_keys
from unisurvey.schema import Organization
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.addresses import arxiv_address
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Paper, Vocabularies

Item = dict[str, Any]
"""One work as CSL-JSON; a field whose value is not known is not there."""


OTHERS = {"literal": "others"}
"""Stands for the authors that are not known, where a list is cut; itself, because a team
may be called so."""


def to_csl_json(papers: Iterable[Paper], vocabularies: Vocabularies) -> str:
    """Return an array with one item per paper, in the order given.

    Raises:
        RepeatedKeyError: two papers have the same key.
    """
    items = csl_items(with_keys(papers), vocabularies)
    return json_document(items)


def csl_items(papers: Iterable[Paper], vocabularies: Vocabularies) -> list[Item]:
    """Return one item per paper, in the order given."""
    return [csl_item(paper, vocabularies) for paper in papers]


def csl_item(paper: Paper, vocabularies: Vocabularies) -> Item:
    """Return one paper, its title in plain Unicode.

    The date is that of the publication, so a published work has only a year; a
    preprint is an `article` of the publisher arXiv, with its id as `number`. What
    is neither is a `document`. `custom` has the arXiv id of published works too.
    """
    arxiv = f"arXiv:{paper.arxiv}" if paper.arxiv else None
    item: Item = {
        "id": paper.key,
        "type": "article" if arxiv else "document",
        "title": paper.title,
        "author": csl_authors(paper),
    }
    if paper.venue:
        venue_id, year = split_edition(paper.venue)
        venue = vocabularies.venues[venue_id]
        journal = venue.kind == "journal"
        item |= {
            "type": "article-journal" if journal else "paper-conference",
            "issued": {"date-parts": [[year]]},
            "container-title": venue.full,
        }
    else:
        if paper.date:
            parts = [int(part) for part in paper.date.split("-")]
            item["issued"] = {"date-parts": [parts]}
        if arxiv:
            item |= {"publisher": "arXiv", "number": arxiv}
    abstract = arxiv_address(paper.arxiv) if paper.arxiv else None
    item |= {
        "page": paper.pages.replace("–", "-") if paper.pages else None,
        "DOI": paper.doi,
        "URL": paper.url if paper.doi else abstract or paper.url,
        "note": paper.status.note if paper.status else None,
        "custom": {"arxiv": paper.arxiv} if arxiv else None,
    }
    return {name: value for name, value in item.items() if value}


def csl_authors(paper: Paper) -> list[dict[str, str]]:
    """Return the authors; a list that is cut ends as pandoc writes `and others`.

    CSL itself has no word for it: https://github.com/citation-style-language/schema/issues/34.
    """
    names = [_name(author) for author in paper.authors or ()]
    return [*names, OTHERS] if paper.authors_complete is False else names


def date_parts(item: Item) -> list[int]:
    """Return year, month and day as far as they are known."""
    parts: list[list[int]] = item.get("issued", {}).get("date-parts", [[]])
    return parts[0]


def page_span(item: Item) -> tuple[str | None, str | None]:
    """Return the first and the last page; a single page has no last one."""
    first, _, last = item.get("page", "").partition("-")
    return first or None, last or None


def arxiv_of(item: Item) -> str | None:
    """Return the arXiv id, of published works too."""
    found: str | None = item.get("custom", {}).get("arxiv")
    return found


def _name(author: str | Organization) -> dict[str, str]:
    if isinstance(author, Organization):
        return {"literal": author.organization}
    name = split_name(author)
    if not name.given:
        return {"literal": name.family}
    particle, _, family = name.family.rpartition(" ")
    parts = {
        "family": family,
        "given": name.given,
        "non-dropping-particle": particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
