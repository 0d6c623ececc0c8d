"""How to choose a section: definitions, counts and examples from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import paper_url, sections_of
from unisurvey.records import name_of
from unisurvey.views.taxonomy_figure import best_cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section

MOST_EXAMPLES = 3


def taxonomy_guide(catalog: Catalog) -> dict[str, Any]:
    """Return a table per group of sections, and what the page may link to.

    `works` holds every paper by id: its name, its address and, for a model, the
    section. A page names a work only if the catalogue has it.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for top in catalog.vocabularies.taxonomy:
        group = "background" if top.page else top.kind
        tables.setdefault(group, []).extend(_rows(top, catalog))
    return {
        "tables": tables,
        "works": {
            paper.id: {
                "name": name_of(paper),
                "url": paper_url(paper),
                "section": paper.model.section if paper.model else None,
            }
            for paper in catalog.papers
        },
    }


def _rows(section: Section, catalog: Catalog) -> Iterator[dict[str, Any]]:
    for leaf in section.leaves:
        kind = f"{leaf.kind}s"
        records = [r for r in catalog.records(kind) if leaf.id in sections_of(r)]
        yield {
            "id": leaf.id,
            "name": leaf.name,
            "definition": leaf.definition,
            "count": len(records),
            "examples": [
                (name_of(record), _address(record, catalog))
                for record in best_cited(records)[:MOST_EXAMPLES]
            ],
        }


def _address(record: Record, catalog: Catalog) -> str | None:
    """Return where its paper is read, else its own page."""
    paper = catalog.paper_of(record)
    links: Any = getattr(record, "links", None)
    return (paper_url(paper) if paper else None) or getattr(links, "home", None)
