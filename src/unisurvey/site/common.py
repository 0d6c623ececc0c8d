"""Pages of what records have in common: sections, organizations and editions of venues."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields.attributes import model_of, venue_name
from unisurvey.figures.foundations import WIRINGS
from unisurvey.records import SELECTABLE
from unisurvey.schema.vocabulary import split_edition
from unisurvey.site.addresses import INDEX, of_word
from unisurvey.site.diagram import diagram
from unisurvey.site.pieces import Piece
from unisurvey.views.flat import kind_of
from unisurvey.views.sections import by_section, heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unisurvey.schema import Record, Section
    from unisurvey.site.frame import Frame
    from unisurvey.site.listing import Listing, Listings


class Entry(NamedTuple):
    """One line of an index."""

    piece: Piece
    held: int
    """How many records it leads to."""

    about: str = ""
    depth: int = 0


class Group(NamedTuple):
    """Lines of an index below one heading."""

    heading: str
    entries: list[Entry]


def index_page(
    what: str, title: str, groups: Iterable[Group], frame: Frame
) -> Iterator[tuple[str, str]]:
    """Yield the page that lists all pages of a kind of word; none where there is none."""
    found = [group for group in groups if group.entries]
    if found:
        address = f"{what}/{INDEX}"
        yield frame.fill("index.html.j2", address, title, groups=found)


def section_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each section, and the taxonomy as a list."""
    catalog = frame.catalog
    held = {kind: by_section(catalog, kind) for kind in SELECTABLE}
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
            below=[_entry(child, counts) for child in section.children or ()],
            tables=_tables(_kinds(section, held), f"section={section.id}", listings)
            if not section.children
            else [],
            description=section.definition,
        )
    groups = [
        Group(
            heading(top),
            [_entry(s, counts, depth) for s, depth in _walk(top, 0)],
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


def _tables(
    found: Mapping[str, list[Record]], query: str | None, listings: Listings
) -> list[Listing]:
    made = (listings.of(kind, records, query) for kind, records in found.items())
    return [table for table in made if table]


def _above(section: Section, above: Mapping[str, Section]) -> list[Piece]:
    """Return the sections above one, the topmost first."""
    found: list[Piece] = []
    while section.id in above:
        section = above[section.id]
        found.insert(0, Piece(heading(section), of_word("section", section.id)))
    return found


def _entry(section: Section, counts: Mapping[str, int], depth: int = 0) -> Entry:
    piece = Piece(heading(section), of_word("section", section.id))
    return Entry(piece, counts[section.id], section.definition or "", depth)


def _walk(section: Section, depth: int) -> Iterator[tuple[Section, int]]:
    yield section, depth
    for child in section.children or ():
        yield from _walk(child, depth + 1)


def organization_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each organization that made a model, and their list."""
    catalog = frame.catalog
    made: defaultdict[str, list[Record]] = defaultdict(list)
    for record in catalog.models:
        model = model_of(record)
        for one in (model and model.organizations) or ():
            made[one].append(record)
    known = [each for each in catalog.vocabularies.organizations if made[each.id]]
    for maker in known:
        yield frame.fill(
            "organization.html.j2",
            of_word("organization", maker.id),
            maker.name,
            maker=maker,
            tables=_tables(
                {"models": made[maker.id]}, f"organization={maker.id}", listings
            ),
        )
    ranked = sorted(known, key=lambda each: (-len(made[each.id]), each.name.casefold()))
    entries = [
        Entry(Piece(each.name, of_word("organization", each.id)), len(made[each.id]))
        for each in ranked
    ]
    yield from index_page("organization", "Organizations", [Group("", entries)], frame)


def venue_pages(frame: Frame, listings: Listings) -> Iterator[tuple[str, str]]:
    """Yield a page for each edition of a venue that published something, and their list."""
    catalog = frame.catalog
    found: defaultdict[str, dict[str, list[Record]]] = defaultdict(
        lambda: {kind: [] for kind in SELECTABLE}
    )
    for kind in SELECTABLE:
        for record in catalog.records(kind):
            paper = catalog.paper_of(record)
            if paper and paper.venue and kind_of(record) == kind:
                found[paper.venue][kind].append(record)
    editions = {edition: split_edition(edition) for edition in found}
    known = catalog.vocabularies.venues

    def entry(edition: str) -> Entry:
        piece = Piece(venue_name(edition, catalog), of_word("venue", edition))
        venue = known[editions[edition][0]]
        return Entry(piece, sum(map(len, found[edition].values())), venue.full)

    for edition, (venue_id, year) in editions.items():
        related = [
            other
            for other, (id_, in_year) in editions.items()
            if other != edition
            and (
                id_ == venue_id
                or (in_year == year and venue_id in {known[id_].part_of, id_})
                or (in_year == year and known[venue_id].part_of == id_)
            )
        ]
        yield frame.fill(
            "venue.html.j2",
            of_word("venue", edition),
            venue_name(edition, catalog),
            venue=known[venue_id],
            year=year,
            related=[entry(each) for each in sorted(related)],
            tables=_tables(found[edition], None, listings),
            description=f"{known[venue_id].full} {year}",
        )
    years = sorted({year for _, year in editions.values()}, reverse=True)
    groups = [
        Group(
            str(year),
            sorted(
                (entry(e) for e, (_, of_year) in editions.items() if of_year == year),
                key=lambda each: (-each.held, each.piece.text),
            ),
        )
        for year in years
    ]
    yield from index_page("venue", "Venues", groups, frame)
