"""Tables of where values come from, and where the survey says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.schema.provenance import CheckException, Correction, Source
from unisurvey.sql.relational import Table, TableColumn
from unisurvey.sql.tables.documented import field, record_kind

if TYPE_CHECKING:
    from unisurvey.records import Catalog

_KIND = TableColumn("kind", "Kind of the record.", required=True)
_RECORD = TableColumn("record_id", "The record.", required=True)
_POSITION = TableColumn(
    "position", "Place in the list, from 1.", "INTEGER", required=True
)
_OF_RECORD = ("(kind, record_id) REFERENCES records(kind, id)",)


def provenance_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `corrections`, `sources`, `vouches`, `unverified`, `notes` and so on."""
    named = [(record_kind(record), record.id, record) for record in catalog]
    sources = [
        (n, kind, record_id, source)
        for n, (kind, record_id, source) in enumerate(
            ((kind, id_, source) for kind, id_, r in named for source in r.sources), 1
        )
    ]
    return (
        Table(
            "corrections",
            "Values of the survey or its list from which records differ on purpose.",
            (
                _KIND,
                _RECORD,
                _POSITION,
                field(Correction, "in_", column="publication"),
                field(Correction, "field"),
                field(Correction, "was"),
                field(Correction, "reason"),
                field(Correction, "source"),
            ),
            ("kind", "record_id", "position"),
            [
                (*(kind, id_, n), c.in_, c.field, c.was, c.reason, c.source)
                for kind, id_, record in named
                for n, c in enumerate(record.corrections or (), 1)
            ],
            _OF_RECORD,
        ),
        Table(
            "sources",
            "Places that vouch for values of records.",
            (
                TableColumn(
                    "id",
                    "Number, for joins; not the same in the next file.",
                    "INTEGER",
                    required=True,
                ),
                _KIND,
                _RECORD,
                field(Source, "url"),
                field(Source, "file"),
                field(Source, "at"),
                field(Source, "note"),
            ),
            ("id",),
            [
                (n, kind, id_, s.url, s.file, s.at, s.note)
                for n, kind, id_, s in sources
            ],
            _OF_RECORD,
        ),
        Table(
            "vouches",
            "Fields that each source vouches for.",
            (
                TableColumn(
                    *("source_id", "The source.", "INTEGER"), True, "sources(id)"
                ),
                TableColumn(
                    "field",
                    "Dotted path; it covers all below it, so `model` covers the model.",
                    required=True,
                ),
            ),
            ("source_id", "field"),
            [(n, path) for n, _, _, s in sources for path in dict.fromkeys(s.vouches)],
        ),
        Table(
            "unverified",
            "Fields of records that nobody has confirmed yet.",
            (
                _KIND,
                _RECORD,
                TableColumn("field", "Dotted path, as in `vouches`.", required=True),
            ),
            ("kind", "record_id", "field"),
            [
                (kind, id_, path)
                for kind, id_, record in named
                for path in record.unverified or ()
            ],
            _OF_RECORD,
        ),
        Table(
            "notes",
            "Remarks for readers of records.",
            (
                _KIND,
                _RECORD,
                _POSITION,
                TableColumn("text", "The note.", required=True),
            ),
            ("kind", "record_id", "position"),
            [
                (kind, id_, n, text)
                for kind, id_, record in named
                for n, text in enumerate(record.notes or (), 1)
            ],
            _OF_RECORD,
        ),
        Table(
            "aliases",
            "Former ids and short names of records.",
            (_KIND, _RECORD, TableColumn("alias", "The other id.", required=True)),
            ("kind", "record_id", "alias"),
            [
                (kind, id_, alias)
                for kind, id_, record in named
                for alias in record.aliases or ()
            ],
            _OF_RECORD,
        ),
        Table(
            "exceptions",
            "Findings of checks that are right as they are.",
            (
                _KIND,
                _RECORD,
                _POSITION,
                field(CheckException, "check", column="code"),
                field(CheckException, "field"),
                field(CheckException, "reason"),
            ),
            ("kind", "record_id", "position"),
            [
                (kind, id_, n, e.check, e.field, e.reason)
                for kind, id_, record in named
                for n, e in enumerate(record.exceptions or (), 1)
            ],
            _OF_RECORD,
        ),
    )
