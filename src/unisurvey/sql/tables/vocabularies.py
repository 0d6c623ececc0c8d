"""Tables of the closed vocabularies, and the full-text table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.fields import FIELDS
from unisurvey.fields.attributes import sections_of
from unisurvey.records import name_of
from unisurvey.schema import (
    Challenge,
    Component,
    License,
    Maker,
    Section,
    Venue,
)
from unisurvey.sql.sqlite import Table, TableColumn
from unisurvey.sql.tables.records import field, position, record_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Vocabularies
    from unisurvey.sql.sqlite import Row


def vocabulary_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `components`, `sections`, `venues`, `licenses` and others."""
    known = catalog.vocabularies
    return (
        Table(
            "components",
            "Building blocks of models, such as language models and encoders.",
            (
                *(field(Component, name) for name in ("id", "name", "kind")),
                field(Component, "family", refers="components(id)"),
                field(Component, "paper", column="paper_id", refers="papers(id)"),
            ),
            ("id",),
            [(c.id, c.name, c.kind, c.family, c.paper) for c in known.components],
        ),
        Table(
            "sections",
            "The taxonomy in its order, parents before children.",
            (
                field(Section, "id"),
                TableColumn(
                    "parent",
                    "Section above it; NULL at the top.",
                    refers="sections(id)",
                ),
                position("Place in this order, from 1."),
                TableColumn(
                    "leaf", "1 when it holds records, else 0.", "INTEGER", True
                ),
                field(Section, "name"),
                field(Section, "label"),
                field(Section, "survey")._replace(
                    about="Number of the survey's section that defines it."
                ),
                *(
                    field(Section, name)
                    for name in ("kind", "paradigm", "encoding", "definition")
                ),
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
            "organizations",
            "Who makes models.",
            tuple(field(Maker, name) for name in ("id", "name", "url")),
            ("id",),
            [(entry.id, entry.name, entry.url) for entry in known.organizations],
        ),
        Table(
            "challenges",
            "Problems that works say they address.",
            (
                field(Challenge, "id"),
                position("Place in the order of their page, from 1."),
                *(field(Challenge, name) for name in ("name", "definition")),
                field(Challenge, "opportunity"),
            ),
            ("id",),
            [
                (entry.id, n, entry.name, entry.definition, entry.opportunity)
                for n, entry in enumerate(known.challenges, 1)
            ],
        ),
        Table(
            "spellings",
            "Other names of sections, venues, components and so on.",
            (
                TableColumn(
                    "vocabulary",
                    "Table of the entry: sections, venues, components, licenses, "
                    "organizations or challenges.",
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
    for name in (
        *("sections", "venues", "components", "licenses", "organizations"),
        "challenges",
    ):
        for entry in getattr(known, name):
            for spelling in dict.fromkeys(entry.aliases or ()):
                yield name, entry.id, spelling


def search_table(catalog: Catalog) -> Table:
    """Return the table `search`, one row a record."""
    return Table(
        "search",
        "Full text of every record, for `WHERE search MATCH 'words' ORDER BY rank`; "
        "diacritics and case do not matter. Words with hyphens stand in double quotes "
        "inside the text. Left out where SQLite has no FTS5.",
        (
            TableColumn("kind", "`paper`, `dataset` or `benchmark`.", required=True),
            TableColumn("id", "The record.", required=True),
            TableColumn("name", "Name, aliases and arXiv id."),
            TableColumn("title", "Title of the paper, other titles too."),
            TableColumn("authors", "Authors of the paper."),
            TableColumn("components", "Names and other spellings of components."),
            TableColumn("section", "Names of the sections."),
            TableColumn("text", "Notes, what a benchmark evaluates, what is counted."),
        ),
        (),
        (_row(record, catalog) for record in catalog),
        full_text=True,
    )


def _row(record: Record, catalog: Catalog) -> tuple[str | None, ...]:
    paper = catalog.paper_of(record)
    known = catalog.vocabularies
    sections = (known.sections[section].name for section in sections_of(record))
    titles = (paper.title, *(paper.other_titles or ())) if paper else ()
    arxiv = getattr(record, "arxiv", None)
    words = (getattr(record, name, None) for name in ("evaluates", "unit"))
    return (
        record_kind(record),
        record.id,
        _joined(name_of(record), *(record.aliases or ()), arxiv),
        _joined(*titles),
        _joined(*map(str, (paper and paper.authors) or ())),
        _joined(*_components(record, catalog)),
        _joined(*sections),
        _joined(*words, *(record.notes or ())),
    )


def _joined(*words: str | None) -> str | None:
    return " · ".join(word for word in words if word) or None


def _components(record: Record, catalog: Catalog) -> tuple[str, ...]:
    parts = [part for part in FIELDS["models"] if part.holds_components]
    parts.sort(key=lambda part: part.name not in {"backbone", "decoder"})
    ids = dict.fromkeys(id_ for part in parts for id_ in part.raw(record) or ())
    entries = [catalog.vocabularies.components[id_] for id_ in ids]
    return tuple(
        word for entry in entries for word in (entry.name, *(entry.aliases or ()))
    )
