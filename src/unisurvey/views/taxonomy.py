"""How to choose a section: definitions, counts and examples from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import paper_url
from unisurvey.records import name_of
from unisurvey.records.catalog import SELECTABLE
from unisurvey.views.flat import brief
from unisurvey.views.sections import by_section, heading

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


MOST_EXAMPLES = 3


def taxonomy_guide(catalog: Catalog) -> dict[str, Any]:
    """Return a table per group of sections, and what the page may link to.

    `works` holds every paper by id: its name, its address and, for a model, the
    section. A page names a work only if the catalogue has it.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    held = {kind: by_section(catalog.records(kind)) for kind in SELECTABLE}
    for top in catalog.vocabularies.taxonomy:
        group = "background" if top.page else top.kind
        tables.setdefault(group, []).extend(_rows(top, catalog, held))
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


def _rows(
    section: Section, catalog: Catalog, held: dict[str, defaultdict[str, list[Record]]]
) -> Iterator[dict[str, Any]]:
    for leaf in section.leaves:
        records = held[f"{leaf.kind}s"][leaf.id]
        yield {
            "id": leaf.id,
            "name": leaf.name,
            "definition": leaf.definition,
            "count": len(records),
            "examples": [
                (name_of(record), brief(record, catalog)["url"])
                for record in best_cited(records)[:MOST_EXAMPLES]
            ],
        }


MOST_NAMES = 8
"""Names shown of one leaf."""


def taxonomy_figure(catalog: Catalog) -> dict[str, Any]:
    """Return the tree's first branches and the number of all models.

    A top-level section with subsections is replaced by them: what they have in
    common is what the whole figure shows.
    """
    held = by_section(catalog.models)
    return {
        "title": catalog.vocabularies.about.models,
        "count": len(catalog.models),
        "branches": [
            {**_branch(section, held), "colour": _colour(section, n, catalog)}
            for n, section in enumerate(
                section
                for top in catalog.vocabularies.taxonomy
                if top.kind == "model"
                for section in top.children or (top,)
            )
        ],
    }


_USUAL = ("orange", "blue", "green", "purple")


def _colour(section: Section, place: int, catalog: Catalog) -> str:
    """Return the colour of a branch: its paradigm's, else the next of the usual ones."""
    paradigms = catalog.vocabularies.paradigms
    word = paradigms[section.paradigm] if section.paradigm else None
    return (word and word.colour) or _USUAL[place % len(_USUAL)]


def _branch(section: Section, held: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    names = list(map(name_of, best_cited(held[section.id])))
    return {
        "heading": heading(section),
        "count": sum(len(held[leaf.id]) for leaf in section.leaves),
        "names": names[:MOST_NAMES],
        "more": len(names[MOST_NAMES:]),
        "children": [_branch(child, held) for child in section.children or ()],
    }


def best_cited(records: Iterable[Record]) -> list[Record]:
    """Return records; first what the survey cites in most places, then the newest."""

    def places(record: Record) -> int:
        survey = getattr(record, "survey", None)
        return len((survey and survey.cited_in) or ())

    return sorted(records, key=places, reverse=True)
