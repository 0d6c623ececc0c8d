"""Tables of what records have several of: authors, components, sources, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS, by_name
from unisurvey.fields.attributes import sizes_of
from unisurvey.schema import Organization, Record, Variant
from unisurvey.schema.model import Parameters
from unisurvey.schema.provenance import CheckException, Correction, Source
from unisurvey.sql.sqlite import Table, TableColumn
from unisurvey.sql.tables.records import described, field, position, record_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.sql.sqlite import Row

_PAPER = TableColumn("paper_id", "The paper.", "TEXT", True, "papers(id)")
_MODEL = TableColumn("model_id", "The model.", "TEXT", True, "models(id)")
_BENCHMARK = TableColumn(
    "benchmark_id", "The benchmark.", "TEXT", True, "benchmarks(id)"
)
_RECORD = (
    TableColumn("kind", "Kind of the record.", required=True),
    TableColumn("record_id", "The record.", required=True),
)
_POSITION = position()
_DIRECTION = TableColumn("direction", "`input` or `output`.", required=True)


def _table(
    name: str,
    about: str,
    columns: tuple[TableColumn, ...],
    rows: Iterable[Row],
    key: tuple[str, ...] = (),
) -> Table:
    """Return a table; its key is all up to `position`, or every column without one."""
    names = tuple(column.name for column in columns)
    if not key:
        key = names[: names.index("position") + 1] if "position" in names else names
    of_record = "(kind, record_id) REFERENCES records(kind, id)"
    references = (of_record,) if _RECORD[1] in columns else ()
    return Table(name, about, columns, key, rows, references)


def part_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return the tables that hold the lists of papers, models and benchmarks."""
    papers = catalog.papers
    return (
        _table(
            "authors",
            "Authors of papers, complete and in order where they are known.",
            (
                *(_PAPER, _POSITION),
                TableColumn("name", "As printed, given names first.", required=True),
                TableColumn("kind", "`person` or `organization`.", required=True),
            ),
            (
                (id_, n, str(author), _author_kind(author))
                for id_, n, author in _values(papers, "authors")
            ),
        ),
        _table(
            "model_components",
            "Building blocks of models, in the order they are stated.",
            (
                _MODEL,
                TableColumn(
                    "role",
                    "backbone, understanding_encoder, generation_encoder, shared_encoder "
                    "(serves understanding and generation) or decoder.",
                    required=True,
                ),
                _POSITION,
                TableColumn(
                    *("component_id", "The component.", "TEXT", True),
                    refers="components(id)",
                ),
            ),
            (
                (paper.id, part.name, n, component)
                for paper in catalog.models
                for part in FIELDS["models"]
                if part.holds_components
                for n, component in enumerate(part.raw(paper) or (), 1)
            ),
        ),
        _table(
            "model_parameters",
            "Sizes of models, ascending; several where several were released.",
            (
                *(_MODEL, _POSITION),
                described(by_name()["parameters_b"])._replace(required=True),
            ),
            (
                (model.id, n, float(size))
                for model in catalog.models
                for n, size in enumerate(sizes_of(model, catalog), 1)
            ),
        ),
        _table(
            "model_variants",
            "Released or reported models of a name, ascending in size.",
            (
                *(_MODEL, _POSITION),
                field(Variant, "id", column="variant"),
                field(Variant, "name"),
                *(
                    field(Parameters, name)._replace(name=f"{name}_b", type="REAL")
                    for name in Parameters.model_fields
                ),
                field(Variant, "resolution")._replace(type="INTEGER"),
                field(Variant, "weights"),
                field(Variant, "license", refers="licenses(id)")._replace(
                    about="Licence of its weights."
                ),
                field(Variant, "released"),
            ),
            (
                (
                    *(paper.id, n, each.id, each.name),
                    *(
                        getattr(each.parameters, name, None)
                        for name in Parameters.model_fields
                    ),
                    *(each.resolution, each.weights, paper.model.license_of(each)),
                    each.released,
                )
                for paper in catalog.models
                if paper.model
                for n, each in enumerate(paper.model.variants or (), 1)
            ),
        ),
        _table(
            "model_modalities",
            "What goes into models and what comes out.",
            (
                *(_MODEL, _DIRECTION, _POSITION),
                TableColumn(
                    "modality", "A modality of `data/words.yaml`.", required=True
                ),
            ),
            _both_ways(catalog.models, "input_modalities", "output_modalities"),
        ),
        _table(
            "benchmark_modalities",
            "What benchmarks give to a model, and what it must answer with.",
            (
                *(_BENCHMARK, _DIRECTION, _POSITION),
                TableColumn("modality", "What its authors call it.", required=True),
            ),
            _both_ways(catalog.benchmarks, "input", "output"),
        ),
        _table(
            "paper_sections",
            "Sections that list papers themselves, without a model.",
            (
                _PAPER,
                TableColumn("section", "The section.", "TEXT", True, "sections(id)"),
            ),
            ((id_, section) for id_, _, section in _values(papers, "sections")),
        ),
        _table(
            "other_titles",
            "Titles of other versions of papers.",
            (*(_PAPER, _POSITION), TableColumn("title", "The title.", required=True)),
            (
                (paper.id, n, title)
                for paper in papers
                for n, title in enumerate(paper.other_titles or (), 1)
            ),
        ),
        _table(
            "survey_references",
            "Numbers of papers in the survey's list of references.",
            (
                _PAPER,
                TableColumn(
                    *("number", "Number; a list may have a work twice."),
                    *("INTEGER", True),
                ),
            ),
            ((id_, number) for id_, _, number in _values(papers, "survey_references")),
        ),
        _table(
            "survey_citations",
            "Where the survey cites papers.",
            (
                _PAPER,
                TableColumn(
                    "place", "Section `3.3` or table `table-1`.", required=True
                ),
            ),
            ((id_, place) for id_, _, place in _values(papers, "cited_in")),
        ),
        _table(
            "addresses",
            "Challenges that records say they address, with what they claim.",
            (
                *_RECORD,
                TableColumn(
                    *("challenge_id", "The challenge.", "TEXT", True),
                    refers="challenges(id)",
                ),
                TableColumn("claim", "What it does about it, a clause.", required=True),
            ),
            (
                (record_kind(record), record.id, *stated)
                for record in catalog
                for stated in (record.addresses or {}).items()
            ),
            ("kind", "record_id", "challenge_id"),
        ),
        _table(
            "links",
            "Pages beside the paper: code, demo, project, weights, home.",
            (
                *_RECORD,
                TableColumn(
                    "name",
                    "code (official), demo, project, weights; home of datasets and "
                    "benchmarks.",
                    required=True,
                ),
                TableColumn("url", "The address.", required=True),
            ),
            (row for record in catalog for row in _links(record)),
            ("kind", "record_id", "name"),
        ),
    )


def _values(records: Iterable[Record], name: str) -> Iterator[tuple[str, int, Any]]:
    """Yield id, place in the list and value, for each value of a field."""
    for record in records:
        for n, value in enumerate(by_name()[name].raw(record) or (), 1):
            yield record.id, n, value


def _author_kind(author: object) -> str:
    return "organization" if isinstance(author, Organization) else "person"


def _both_ways(records: Iterable[Record], *sides: str) -> Iterator[Row]:
    """Yield the rows of a record together, what goes in first."""
    for record in records:
        for direction, side in zip(("input", "output"), sides, strict=True):
            for id_, n, word in _values([record], side):
                yield id_, direction, n, word


def _links(record: Record) -> Iterator[Row]:
    links: Any = getattr(record, "links", None)
    for name, url in links or ():
        if url:
            yield record_kind(record), record.id, name, url


def provenance_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `corrections`, `sources`, `vouches`, `unverified`, `notes` and so on."""
    return (
        _table(
            "corrections",
            "Values of a publication or a list from which records differ on purpose.",
            (
                *(*_RECORD, _POSITION),
                field(Correction, "in_", column="publication"),
                *(field(Correction, name) for name in ("field", "was", "reason")),
                field(Correction, "source"),
            ),
            (
                (*place, c.in_, c.field, c.was, c.reason, c.source)
                for *place, c in _of_records(catalog, "corrections")
            ),
        ),
        _table(
            "sources",
            "Places that vouch for values of records.",
            (
                TableColumn(
                    *("id", "Number, for joins; not the same in the next file."),
                    *("INTEGER", True),
                ),
                *_RECORD,
                *(field(Source, name) for name in ("url", "file", "at", "note")),
            ),
            ((*place, s.url, s.file, s.at, s.note) for *place, s in _sources(catalog)),
            ("id",),
        ),
        _table(
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
            (
                (n, path)
                for n, *_, source in _sources(catalog)
                for path in dict.fromkeys(source.vouches)
            ),
        ),
        _table(
            "unverified",
            "Fields of records that nobody has confirmed yet.",
            (
                *_RECORD,
                TableColumn("field", "Dotted path, as in `vouches`.", required=True),
            ),
            ((*owner, path) for *owner, _, path in _of_records(catalog, "unverified")),
        ),
        *(
            _table(
                name,
                field(Record, name).about,
                (
                    *_RECORD,
                    TableColumn(
                        "field", "Dotted path, as in `vouches`.", required=True
                    ),
                ),
                ((*owner, path) for *owner, _, path in _of_records(catalog, name)),
            )
            for name in ("absent", "gaps")
        ),
        _table(
            "notes",
            "Remarks for readers of records.",
            (*_RECORD, _POSITION, TableColumn("text", "The note.", required=True)),
            (tuple(row) for row in _of_records(catalog, "notes")),
        ),
        _table(
            "aliases",
            "Former ids and short names of records.",
            (*_RECORD, TableColumn("alias", "The other id.", required=True)),
            ((*owner, alias) for *owner, _, alias in _of_records(catalog, "aliases")),
        ),
        _table(
            "exceptions",
            "Findings of checks that are right as they are.",
            (
                *(*_RECORD, _POSITION),
                field(CheckException, "check", column="code"),
                *(field(CheckException, name) for name in ("field", "reason")),
            ),
            (
                (*place, e.check, e.field, e.reason)
                for *place, e in _of_records(catalog, "exceptions")
            ),
        ),
    )


def _sources(catalog: Catalog) -> Iterator[tuple[Any, ...]]:
    """Yield number, kind and id of the record before each source."""
    for n, (*owner, _, source) in enumerate(_of_records(catalog, "sources"), 1):
        yield n, *owner, source


def _of_records(catalog: Catalog, name: str) -> Iterator[tuple[Any, ...]]:
    """Yield kind, id and place in the list before each element of a list."""
    for record in catalog:
        for n, element in enumerate(getattr(record, name) or (), 1):
            yield record_kind(record), record.id, n, element
