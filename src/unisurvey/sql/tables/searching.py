"""The full-text table: the words of every record, to be searched with MATCH."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.fields.attributes import sections_of
from unisurvey.records import name_of
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.sql.relational import Table, TableColumn
from unisurvey.sql.tables.documented import record_kind

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


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
        [_row(record, catalog) for record in catalog],
        full_text=True,
    )


def _row(record: Record, catalog: Catalog) -> tuple[str | None, ...]:
    paper = catalog.paper_of(record)
    known = catalog.vocabularies
    sections = (known.sections[section].name for section in sections_of(record))
    titles = (paper.title, *(paper.other_titles or ())) if paper else ()
    arxiv = record.arxiv if isinstance(record, Paper) else None
    return (
        record_kind(record),
        record.id,
        _joined(name_of(record), *(record.aliases or ()), arxiv),
        _joined(*titles),
        _joined(*map(str, (paper and paper.authors) or ())),
        _joined(*_components(record, catalog)),
        _joined(*sections),
        _joined(*_words(record), *(record.notes or ())),
    )


def _joined(*words: str | None) -> str | None:
    return " · ".join(word for word in words if word) or None


def _words(record: Record) -> tuple[str | None, ...]:
    match record:
        case Dataset():
            return (record.unit,)
        case Benchmark():
            return (record.evaluates, record.unit)
        case _:
            return ()


def _components(record: Record, catalog: Catalog) -> tuple[str, ...]:
    if not isinstance(record, Paper) or not record.model:
        return ()
    model = record.model
    encoders = model.encoders
    ids = [*(model.backbone or ()), *(model.decoder or ())]
    for _, side in encoders or ():
        ids += side or ()
    entries = [catalog.vocabularies.components[id_] for id_ in dict.fromkeys(ids)]
    return tuple(
        word for entry in entries for word in (entry.name, *(entry.aliases or ()))
    )
