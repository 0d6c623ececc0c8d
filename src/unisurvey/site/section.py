"""A page for each section of the taxonomy: what belongs there, and what does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.figures.foundations import WIRINGS
from unisurvey.figures.sections import taxonomy
from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_page, of_word
from unisurvey.site.blocks import block_diagram, patterns
from unisurvey.site.diagram import diagram
from unisurvey.site.frame import Door
from unisurvey.site.indexes import IndexEntry, IndexGroup, index_page, tables_of
from unisurvey.site.pieces import TextPiece
from unisurvey.views.flat import kind_of
from unisurvey.views.sections import by_section, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section
    from unisurvey.site.frame import Frame
    from unisurvey.site.listing import Listings


def sections_door(catalog: Catalog) -> Door | None:
    """Return the way to the taxonomy, if there is one."""
    has_sections = bool(catalog.vocabularies.taxonomy)
    return Door("Sections", of_page("section")) if has_sections else None


def section_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each section, and the taxonomy as a list."""
    catalog = frame.catalog
    held = {kind: by_section(catalog.records(kind)) for kind in SELECTABLE}
    above = {
        child.id: section
        for section in catalog.vocabularies.sections
        for child in section.children or ()
    }
    counts = {
        section.id: sum(len(held[_kind(leaf)][leaf.id]) for leaf in section.leaves)
        for section in catalog.vocabularies.sections
    }
    survey = catalog.vocabularies.about.survey
    panels = taxonomy(catalog, catalog.models).panels
    numbers = patterns(panels)
    built = {leaf.id: block_diagram(leaf, numbers) for leaf in panels}
    for section in catalog.vocabularies.sections:
        yield frame.fill(
            "section.html.j2",
            of_word("section", section.id),
            heading(section),
            section=section,
            definition=section.definition,
            above=_above(section, above),
            survey=survey and {"label": survey.label, "url": survey.url},
            diagram=diagram(section.name, WIRINGS[section.drawn])
            if section.drawn
            else None,
            built=built.get(section.id),
            below=[_entry(child, counts) for child in section.children or ()],
            tables=tables_of(
                _kinds(section, held),
                {_kind(section): f"section={section.id}"},
                listings,
            )
            if not section.children
            else [],
            description=section.definition,
        )
    groups = [
        IndexGroup(
            _entry(top, counts).piece,
            [_entry(s, counts, depth) for s, depth in _walk(top, -1) if depth >= 0],
            top.definition or "",
            counts[top.id],
        )
        for top in catalog.vocabularies.taxonomy
    ]
    yield from index_page("section", "Sections", groups, frame)


def _kind(section: Section) -> str:
    return f"{section.kind}s"


def _kinds(
    section: Section, held: Mapping[str, Mapping[str, list[Record]]]
) -> dict[str, list[Record]]:
    """Return what a section holds by kind; models are no papers besides."""
    found: dict[str, list[Record]] = {}
    for kind in SELECTABLE:
        records = held[kind].get(section.id, [])
        found[kind] = [record for record in records if kind_of(record) == kind]
    return found


def _above(section: Section, above: Mapping[str, Section]) -> list[TextPiece]:
    """Return the sections above one, the topmost first."""
    found: list[TextPiece] = []
    while section.id in above:
        section = above[section.id]
        found.insert(0, TextPiece(heading(section), of_word("section", section.id)))
    return found


def _entry(section: Section, counts: Mapping[str, int], depth: int = 0) -> IndexEntry:
    piece = TextPiece(heading(section), of_word("section", section.id))
    return IndexEntry(piece, counts[section.id], section.definition or "", depth)


def _walk(section: Section, depth: int) -> Iterator[tuple[Section, int]]:
    yield section, depth
    for child in section.children or ():
        yield from _walk(child, depth + 1)
