"""Tables of the closed vocabularies: sections, venues, components and licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.schema import Component, License, Section, Venue
from unisurvey.sql.relational import Table, TableColumn
from unisurvey.sql.tables.documented import field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Vocabularies
    from unisurvey.sql.relational import Value

    Row = tuple[Value, ...]


def vocabulary_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `components`, `sections`, `venues`, `licenses` and `spellings`."""
    known = catalog.vocabularies
    return (
        Table(
            "components",
            "Building blocks of models: language models, encoders, tokenizers, decoders.",
            (
                field(Component, "id"),
                field(Component, "name"),
                field(Component, "kind"),
                field(Component, "family", refers="components(id)"),
                field(Component, "paper", column="paper_id", refers="papers(id)"),
            ),
            ("id",),
            [(c.id, c.name, c.kind, c.family, c.paper) for c in known.components],
        ),
        Table(
            "sections",
            "The taxonomy, in the survey's order, parents before children.",
            (
                field(Section, "id"),
                TableColumn(
                    "parent",
                    "Section above it; NULL at the top.",
                    refers="sections(id)",
                ),
                TableColumn(
                    "position",
                    "Place in the survey's order, from 1.",
                    "INTEGER",
                    required=True,
                ),
                TableColumn(
                    "leaf", "1 when it holds records, else 0.", "INTEGER", True
                ),
                field(Section, "name"),
                field(Section, "label"),
                field(Section, "survey")._replace(
                    about="Number of the survey's section that defines it."
                ),
                field(Section, "kind"),
                field(Section, "paradigm"),
                field(Section, "encoding"),
                field(Section, "definition"),
            ),
            ("id",),
            _sections(known),
        ),
        Table(
            "venues",
            "Conferences, workshops, tracks and journals, without a year.",
            (
                field(Venue, "id")._replace(about="Used in `papers.venue`."),
                field(Venue, "name")._replace(about="Short name."),
                field(Venue, "full", column="full_name"),
                field(Venue, "kind")._replace(about="conference, workshop or journal."),
                field(Venue, "part_of", refers="venues(id)")._replace(
                    about="Venue whose track or workshop it is."
                ),
                field(Venue, "url"),
            ),
            ("id",),
            [(v.id, v.name, v.full, v.kind, v.part_of, v.url) for v in known.venues],
        ),
        Table(
            "licenses",
            "Licences of code and data.",
            (field(License, "id"), field(License, "name")),
            ("id",),
            [(entry.id, entry.name) for entry in known.licenses],
        ),
        Table(
            "spellings",
            "Other names of sections, venues, components and licences, the survey's "
            "among them.",
            (
                TableColumn(
                    "vocabulary",
                    "Table of the entry: sections, venues, components or licenses.",
                    required=True,
                ),
                TableColumn("entry_id", "The entry.", required=True),
                TableColumn("spelling", "The other name.", required=True),
            ),
            ("vocabulary", "entry_id", "spelling"),
            list(_spellings(known)),
        ),
    )


def _sections(known: Vocabularies) -> list[Row]:
    parents = {
        child.id: section.id
        for section in known.sections
        for child in section.children or ()
    }
    return [
        (
            *(s.id, parents.get(s.id), n, int(not s.children), s.name, s.label),
            *(s.survey, s.kind, s.paradigm, s.encoding, s.definition),
        )
        for n, s in enumerate(known.sections, 1)
    ]


def _spellings(known: Vocabularies) -> Iterator[Row]:
    for name in ("sections", "venues", "components", "licenses"):
        for entry in getattr(known, name):
            for spelling in dict.fromkeys(entry.aliases or ()):
                yield name, entry.id, spelling
