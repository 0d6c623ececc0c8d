"""The taxonomy of models as a tree with counts and a few names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.records import name_of
from unisurvey.views.readme import heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section

MOST_NAMES = 8
"""Names shown of one leaf."""


def taxonomy_figure(catalog: Catalog) -> dict[str, Any]:
    """Return the tree's first branches and the number of all models.

    A top-level section with subsections is replaced by them: what they have in
    common is what the whole figure shows.
    """
    return {
        "title": "Unified multimodal models",
        "count": len(catalog.models),
        "branches": [
            _branch(section, catalog)
            for top in catalog.vocabularies.taxonomy
            if top.kind == "model"
            for section in top.children or (top,)
        ],
    }


def _branch(section: Section, catalog: Catalog) -> dict[str, Any]:
    records = catalog.select("models", section=section.id)
    names = [] if section.children else list(map(name_of, best_cited(records)))
    return {
        "heading": heading(section),
        "count": len(records),
        "names": names[:MOST_NAMES],
        "more": len(names[MOST_NAMES:]),
        "children": [_branch(child, catalog) for child in section.children or ()],
    }


def best_cited(records: Iterable[Record]) -> list[Record]:
    """Return records; first what the survey cites in most places, then the newest."""

    def places(record: Record) -> int:
        survey = getattr(record, "survey", None)
        return len((survey and survey.cited_in) or ())

    return sorted(records, key=places, reverse=True)
