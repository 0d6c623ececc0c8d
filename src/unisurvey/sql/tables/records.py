"""Tables with one row a record: papers, models, datasets and benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.query.attributes import encoding_of, paradigm_of
from unisurvey.records import name_of
from unisurvey.schema import Benchmark, Dataset, Model, Paper
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import split_edition
from unisurvey.sql.relational import Table, TableColumn
from unisurvey.sql.tables.documented import (
    DATE_START,
    field,
    first_day,
    record_kind,
)
from unisurvey.views.flat import paper_url, publication_year

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.sql.relational import Value

    Row = tuple[Value, ...]

_BEHIND = "papers(id)"
_SECTION = "sections(id)"
_POSITION = TableColumn(
    "position",
    "Place in the survey's order of sections, newest first within one, from 1.",
    "INTEGER",
    required=True,
)
_NOT_ASKED = "NULL when its host was not asked yet."
_REPOSITORY = (
    TableColumn("stars", f"How many people starred the code; {_NOT_ASKED}", "INTEGER"),
    TableColumn("last_commit", f"Day of the code's newest commit; {_NOT_ASKED}"),
    TableColumn(
        "archived", f"1 when the code is closed, else 0; {_NOT_ASKED}", "INTEGER"
    ),
    TableColumn("repository_seen", f"Day on which its host said so; {_NOT_ASKED}"),
)


def record_tables(catalog: Catalog) -> tuple[Table, ...]:
    """Return `records`, `papers`, `models`, `datasets` and `benchmarks`."""
    return (
        Table(
            "records",
            "Every record: one paper, dataset or benchmark. A model is a paper.",
            (
                TableColumn(
                    "kind", "`paper`, `dataset` or `benchmark`.", required=True
                ),
                field(Record, "id"),
                TableColumn(
                    "name", "What people call it: name, else title.", required=True
                ),
                field(Record, "added"),
                TableColumn(
                    "status",
                    "withdrawn, retracted or superseded; NULL means nothing is known "
                    "to have changed since publication.",
                ),
                TableColumn(
                    "status_by", "Record that takes its place; NULL if none does."
                ),
                TableColumn("status_source", "Where the status is stated."),
            ),
            ("kind", "id"),
            [_record_row(record) for record in catalog],
        ),
        Table(
            "papers",
            "Bibliographic works, each once.",
            (
                field(Paper, "id"),
                field(Paper, "key"),
                field(Paper, "name"),
                field(Paper, "title"),
                field(Paper, "date"),
                DATE_START,
                TableColumn(
                    "year",
                    "Year of publication, else of the first version.",
                    "INTEGER",
                ),
                field(Paper, "venue", refers="venues(id)"),
                TableColumn(
                    "venue_year", "Year of the venue, part of its edition.", "INTEGER"
                ),
                field(Paper, "pages"),
                field(Paper, "arxiv"),
                field(Paper, "arxiv_class"),
                field(Paper, "doi"),
                TableColumn(
                    "url", "Where it is read: arXiv, else its page, else its DOI."
                ),
                field(Paper, "license", refers="licenses(id)"),
                *_REPOSITORY,
                TableColumn(
                    "authors_complete",
                    "0 when more authors follow than are known, else 1; NULL when none "
                    "is known.",
                    "INTEGER",
                ),
            ),
            ("id",),
            [_paper_row(paper) for paper in catalog.papers],
        ),
        Table(
            "models",
            "Papers that introduce a unified model.",
            (
                field(Paper, "id", refers=_BEHIND),
                _POSITION,
                field(Model, "name"),
                field(Model, "section", refers=_SECTION),
                TableColumn(
                    "paradigm",
                    "diffusion, autoregressive or hybrid; NULL where neither the "
                    "section nor a source decides it.",
                ),
                TableColumn(
                    "encoding",
                    "How images are encoded; NULL where the section does not decide it.",
                ),
                field(Model, "mask"),
                TableColumn(
                    "shared_encoder",
                    "1 when one encoder serves understanding and generation, else 0; "
                    "NULL when no encoder is known.",
                    "INTEGER",
                ),
                field(Model, "survey_row", "INTEGER"),
            ),
            ("id",),
            [
                _model_row(n, paper, catalog)
                for n, paper in enumerate(catalog.models, 1)
            ],
        ),
        Table(
            "datasets",
            "Corpora that unified models are trained on.",
            (
                field(Dataset, "id"),
                _POSITION,
                field(Dataset, "name"),
                field(Dataset, "section", refers=_SECTION),
                field(Dataset, "samples", "INTEGER"),
                field(Dataset, "unit"),
                field(Dataset, "date"),
                DATE_START,
                field(Dataset, "paper", column="paper_id", refers=_BEHIND),
                field(Dataset, "license", refers="licenses(id)"),
                field(Dataset, "survey_row", "INTEGER"),
            ),
            ("id",),
            [_dataset_row(n, dataset) for n, dataset in enumerate(catalog.datasets, 1)],
        ),
        Table(
            "benchmarks",
            "What unified models are evaluated on.",
            (
                field(Benchmark, "id"),
                _POSITION,
                field(Benchmark, "name"),
                field(Benchmark, "section", refers=_SECTION),
                field(Benchmark, "size", "INTEGER"),
                field(Benchmark, "size_bound"),
                field(Benchmark, "unit"),
                field(Benchmark, "evaluates"),
                field(Benchmark, "date"),
                DATE_START,
                field(Benchmark, "paper", column="paper_id", refers=_BEHIND),
                field(Benchmark, "survey_row", "INTEGER"),
            ),
            ("id",),
            [_benchmark_row(n, found) for n, found in enumerate(catalog.benchmarks, 1)],
        ),
    )


def _record_row(record: Record) -> Row:
    status = record.status
    what = (status.kind, status.by, status.source) if status else (None, None, None)
    return (record_kind(record), record.id, name_of(record), record.added, *what)


def _paper_row(paper: Paper) -> Row:
    venue, venue_year = split_edition(paper.venue) if paper.venue else (None, None)
    state = paper.repository
    return (
        *(paper.id, paper.key, paper.name, paper.title),
        *(paper.date, first_day(paper.date), publication_year(paper)),
        *(venue, venue_year, paper.pages, paper.arxiv, paper.arxiv_class, paper.doi),
        paper_url(paper),
        paper.license,
        *(
            (state.stars, state.last_commit, int(state.archived), state.seen)
            if state
            else (None,) * 4
        ),
        int(paper.authors_complete is not False) if paper.authors else None,
    )


def _model_row(position: int, paper: Paper, catalog: Catalog) -> Row:
    model = paper.model
    assert model
    encoders = model.encoders
    return (
        *(paper.id, position, model.name, model.section),
        *(paradigm_of(paper, catalog), encoding_of(paper, catalog), model.mask),
        int(bool(encoders.shared)) if encoders else None,
        model.survey_row,
    )


def _dataset_row(position: int, dataset: Dataset) -> Row:
    return (
        *(dataset.id, position, dataset.name, dataset.section),
        *(dataset.samples, dataset.unit),
        *(dataset.date, first_day(dataset.date), dataset.paper, dataset.license),
        dataset.survey_row,
    )


def _benchmark_row(position: int, benchmark: Benchmark) -> Row:
    return (
        *(benchmark.id, position, benchmark.name, benchmark.section),
        *(benchmark.size, benchmark.size_bound, benchmark.unit, benchmark.evaluates),
        *(benchmark.date, first_day(benchmark.date), benchmark.paper),
        benchmark.survey_row,
    )
