"""Tables of what records have several of: authors, components, modalities and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.schema import Model, Organization
from unisurvey.sql.relational import Table, TableColumn
from unisurvey.sql.tables.documented import field, record_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Record
    from unisurvey.schema.paper import Links
    from unisurvey.sql.relational import Value

    Row = tuple[Value, ...]

_PAPER = TableColumn(
    "paper_id", "The paper.", "TEXT", required=True, refers="papers(id)"
)
_MODEL = TableColumn(
    "model_id", "The model.", "TEXT", required=True, refers="models(id)"
)
_POSITION = TableColumn(
    "position", "Place in the list, from 1.", "INTEGER", required=True
)


def part_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return the tables that hold the lists of papers, models and benchmarks."""
    models = catalog.models
    return (
        _table(
            "authors",
            "Authors of papers, complete and in order where they are known.",
            _PAPER,
            _POSITION,
            TableColumn("name", "As printed, given names first.", required=True),
            TableColumn("kind", "`person` or `organization`.", required=True),
            rows=(row for paper in catalog.papers for row in _authors(paper)),
        ),
        _table(
            "model_components",
            "Building blocks of models, in the order they are stated.",
            _MODEL,
            TableColumn(
                "role",
                "backbone, understanding_encoder, generation_encoder, shared_encoder "
                "(serves understanding and generation) or decoder.",
                required=True,
            ),
            _POSITION,
            TableColumn(
                "component_id",
                "The component.",
                required=True,
                refers="components(id)",
            ),
            rows=(row for paper in models for row in _components(paper)),
        ),
        _table(
            "model_parameters",
            "Sizes of models, ascending; several where several were released.",
            _MODEL,
            _POSITION,
            field(Model, "parameters_b", "REAL")._replace(
                about="Parameters in billions.", required=True
            ),
            rows=(
                (paper.id, n, float(size))
                for paper in models
                if paper.model
                for n, size in enumerate(paper.model.parameters_b or (), 1)
            ),
        ),
        _table(
            "model_modalities",
            "What goes into models and what comes out.",
            _MODEL,
            TableColumn("direction", "`input` or `output`.", required=True),
            _POSITION,
            TableColumn(
                "modality", "text, image, video, audio and so on.", required=True
            ),
            rows=(
                (paper.id, direction, n, word)
                for paper in models
                if paper.model
                for direction, n, word in _both_ways(paper.model.modalities)
            ),
        ),
        _table(
            "benchmark_modalities",
            "What benchmarks give to a model, and what it must answer with.",
            TableColumn(
                "benchmark_id", "The benchmark.", required=True, refers="benchmarks(id)"
            ),
            TableColumn("direction", "`input` or `output`.", required=True),
            _POSITION,
            TableColumn(
                "modality", "text, image, instruction and so on.", required=True
            ),
            rows=(
                (benchmark.id, direction, n, word)
                for benchmark in catalog.benchmarks
                for direction, n, word in _both_ways(benchmark)
            ),
        ),
        Table(
            "paper_sections",
            "Sections that list papers themselves, without a model.",
            (
                _PAPER,
                TableColumn(
                    "section", "The section.", refers="sections(id)", required=True
                ),
            ),
            ("paper_id", "section"),
            [(p.id, section) for p in catalog.papers for section in p.sections or ()],
        ),
        Table(
            "other_titles",
            "Titles of other versions of papers.",
            (_PAPER, _POSITION, TableColumn("title", "The title.", required=True)),
            ("paper_id", "position"),
            [
                (paper.id, n, title)
                for paper in catalog.papers
                for n, title in enumerate(paper.other_titles or (), 1)
            ],
        ),
        Table(
            "survey_references",
            "Numbers of papers in the survey's list of references (arXiv 2505.02567v6).",
            (
                _PAPER,
                TableColumn(
                    "number",
                    "Number; the survey lists six works twice.",
                    "INTEGER",
                    required=True,
                ),
            ),
            ("paper_id", "number"),
            [
                (paper.id, number)
                for paper in catalog.papers
                if paper.survey
                for number in paper.survey.references or ()
            ],
        ),
        Table(
            "survey_citations",
            "Where the survey cites papers.",
            (
                _PAPER,
                TableColumn(
                    "place", "Section `3.3` or table `table-1`.", required=True
                ),
            ),
            ("paper_id", "place"),
            [
                (paper.id, place)
                for paper in catalog.papers
                if paper.survey
                for place in paper.survey.cited_in or ()
            ],
        ),
        Table(
            "links",
            "Pages beside the paper: code, demo, project, weights, home.",
            (
                TableColumn("kind", "Kind of the record.", required=True),
                TableColumn("record_id", "The record.", required=True),
                TableColumn(
                    "name",
                    "code (official), demo, project, weights; home of datasets and "
                    "benchmarks.",
                    required=True,
                ),
                TableColumn("url", "The address.", required=True),
            ),
            ("kind", "record_id", "name"),
            [row for record in catalog for row in _links(record)],
            ("(kind, record_id) REFERENCES records(kind, id)",),
        ),
    )


def _table(name: str, about: str, *columns: TableColumn, rows: Iterable[Row]) -> Table:
    """Return a table of lists; all before the value, up to `position`, is its key."""
    names = [column.name for column in columns]
    key = tuple(names[: names.index("position") + 1])
    return Table(name, about, columns, key, list(rows))


def _authors(paper: Paper) -> Iterator[Row]:
    for n, author in enumerate(paper.authors or (), 1):
        kind = "organization" if isinstance(author, Organization) else "person"
        yield paper.id, n, str(author), kind


def _components(paper: Paper) -> Iterator[Row]:
    model = paper.model
    assert model
    encoders = model.encoders
    roles = {
        "backbone": model.backbone,
        "understanding_encoder": encoders and encoders.understanding,
        "generation_encoder": encoders and encoders.generation,
        "shared_encoder": encoders and encoders.shared,
        "decoder": model.decoder,
    }
    for role, components in roles.items():
        for n, component in enumerate(components or (), 1):
            yield paper.id, role, n, component


def _both_ways(thing: object) -> Iterator[tuple[str, int, str]]:
    for direction in ("input", "output"):
        for n, word in enumerate(getattr(thing, direction, None) or (), 1):
            yield direction, n, word


def _links(record: Record) -> Iterator[Row]:
    links: Links | None = getattr(record, "links", None)
    for name, url in links or ():
        if url:
            yield record_kind(record), record.id, name, url
