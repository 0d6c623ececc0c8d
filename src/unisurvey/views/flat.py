"""Records → flat objects with stable keys, as JSON, CSV and the tables use them.

Components are given by id, venues by short name and year. Keys are only ever added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.query.attributes import (
    encoders_of,
    encoding_of,
    paradigm_of,
    sections_of,
)
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.schema.dates import date_span
from unisurvey.schema.vocabulary import split_edition
from unisurvey.text.addresses import arxiv_address, doi_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

Flat = dict[str, Any]


def venue_name(edition: str, catalog: Catalog) -> str:
    """Return `ICLR 2025` for `iclr-2025`."""
    venue, year = split_edition(edition)
    return f"{catalog.vocabularies.venues[venue].name} {year}"


def paper_url(paper: Paper) -> str | None:
    """Return where the paper is read: arXiv, else its own page, else its DOI."""
    if paper.arxiv:
        return arxiv_address(paper.arxiv)
    return paper.url or (doi_address(paper.doi) if paper.doi else None)


def publication_year(paper: Paper) -> int | None:
    """Return the year of publication, else of the first version."""
    if paper.venue:
        return split_edition(paper.venue)[1]
    return date_span(paper.date)[0].year if paper.date else None


def _citation(paper: Paper) -> Flat:
    survey = paper.survey
    return {
        "survey_references": list((survey and survey.references) or ()),
        "cited_in": list((survey and survey.cited_in) or ()),
    }


def _known(record: Record, paper: Paper | None) -> Flat:
    """Return how far a record can be relied on, and its paper's list of authors."""
    authors = paper.authors if paper else None
    complete = paper.authors_complete is not False if paper and authors else None
    return {
        "authors_complete": complete,
        "unverified": list(record.unverified or ()),
    }


def _links(paper: Paper) -> Flat:
    links = paper.links
    names = ("code", "demo", "weights", "project")
    return {name: getattr(links, name, None) for name in names}


def _repository(paper: Paper) -> Flat:
    names = ("stars", "last_commit", "archived")
    return {name: getattr(paper.repository, name, None) for name in names}


def _venue(paper: Paper, catalog: Catalog) -> str | None:
    return venue_name(paper.venue, catalog) if paper.venue else None


def flat_model(paper: Paper, catalog: Catalog) -> Flat:
    """Return the flat object of a paper that introduces a model."""
    model = paper.model
    if model is None:
        raise ValueError(f"{paper.id} introduces no model")
    modalities = model.modalities
    return {
        "id": paper.id,
        "name": model.name,
        "title": paper.title,
        "key": paper.key,
        "arxiv": paper.arxiv,
        "arxiv_class": paper.arxiv_class,
        "doi": paper.doi,
        "date": paper.date,
        "year": publication_year(paper),
        "venue": _venue(paper, catalog),
        "section": model.section,
        "paradigm": paradigm_of(paper, catalog),
        "encoding": encoding_of(paper, catalog),
        "backbone": list(model.backbone or ()),
        "understanding_encoder": list(encoders_of(paper, "understanding")),
        "generation_encoder": list(encoders_of(paper, "generation")),
        "shared_encoder": bool(model.encoders and model.encoders.shared),
        "decoder": list(model.decoder or ()),
        "mask": model.mask,
        "parameters_b": list(model.parameters_b or ()),
        "input_modalities": list((modalities and modalities.input) or ()),
        "output_modalities": list((modalities and modalities.output) or ()),
        "url": paper_url(paper),
        **_links(paper),
        "license": paper.license,
        **_repository(paper),
        "authors": [str(author) for author in paper.authors or ()],
        "survey_row": model.survey_row,
        **_citation(paper),
        **_known(paper, paper),
    }


def flat_paper(paper: Paper, catalog: Catalog) -> Flat:
    """Return the flat object of a paper as a bibliographic work."""
    return {
        "id": paper.id,
        "title": paper.title,
        "key": paper.key,
        "authors": [str(author) for author in paper.authors or ()],
        "arxiv": paper.arxiv,
        "arxiv_class": paper.arxiv_class,
        "doi": paper.doi,
        "date": paper.date,
        "year": publication_year(paper),
        "venue": _venue(paper, catalog),
        "pages": paper.pages,
        "url": paper_url(paper),
        "sections": list(sections_of(paper)),
        "model": paper.model.name if paper.model else None,
        **_links(paper),
        "license": paper.license,
        **_repository(paper),
        **_citation(paper),
        **_known(paper, paper),
    }


def _behind(record: Record, catalog: Catalog) -> Flat:
    paper = catalog.paper_of(record)
    if paper is None:
        names = ("paper", "title", "key", "arxiv", "doi", "url", "venue")
        return dict.fromkeys(names) | {"authors": [], "survey_references": []}
    return {
        "paper": paper.id,
        "title": paper.title,
        "key": paper.key,
        "arxiv": paper.arxiv,
        "doi": paper.doi,
        "url": paper_url(paper),
        "venue": _venue(paper, catalog),
        "authors": [str(author) for author in paper.authors or ()],
        "survey_references": _citation(paper)["survey_references"],
    }


def flat_dataset(dataset: Dataset, catalog: Catalog) -> Flat:
    """Return the flat object of a dataset; bibliographic keys are its paper's."""
    links = dataset.links
    return {
        "id": dataset.id,
        "name": dataset.name,
        "section": dataset.section,
        "samples": dataset.samples,
        "unit": dataset.unit,
        "date": dataset.date,
        "license": dataset.license,
        "home": links.home if links else None,
        "code": links.code if links else None,
        **_behind(dataset, catalog),
        "survey_row": dataset.survey_row,
        **_known(dataset, catalog.paper_of(dataset)),
    }


def flat_benchmark(benchmark: Benchmark, catalog: Catalog) -> Flat:
    """Return the flat object of a benchmark; bibliographic keys are its paper's."""
    return {
        "id": benchmark.id,
        "name": benchmark.name,
        "section": benchmark.section,
        "size": benchmark.size,
        "size_bound": benchmark.size_bound,
        "unit": benchmark.unit,
        "evaluates": benchmark.evaluates,
        "input": list(benchmark.input or ()),
        "output": list(benchmark.output or ()),
        "date": benchmark.date,
        "home": benchmark.links.home if benchmark.links else None,
        **_behind(benchmark, catalog),
        "survey_row": benchmark.survey_row,
        **_known(benchmark, catalog.paper_of(benchmark)),
    }


FLATTEN: dict[str, Callable[[Any, Catalog], Flat]] = {
    "models": flat_model,
    "papers": flat_paper,
    "datasets": flat_dataset,
    "benchmarks": flat_benchmark,
}
"""Kind → its flat object."""


def kind_of(record: Record) -> str:
    """Return what a record is shown as: a paper with a model block as a model."""
    match record:
        case Paper(model=model):
            return "models" if model else "papers"
        case Dataset():
            return "datasets"
        case _:
            return "benchmarks"


def full(record: Record, catalog: Catalog) -> Flat:
    """Return the flat object with provenance: everything the record says."""
    kind = kind_of(record)
    stored = record.model_dump(mode="json", exclude_none=True)
    names = (
        "aliases",
        "other_titles",
        "status",
        "corrections",
        "exceptions",
        "notes",
        "sources",
        "added",
    )
    return {
        "kind": kind.removesuffix("s"),
        **FLATTEN[kind](record, catalog),
        **{name: stored[name] for name in names if name in stored},
    }


_KNOWN = ("authors_complete", "unverified")

FLAT_KEYS: dict[str, tuple[str, ...]] = {
    "models": (
        *("id", "name", "title", "key", "arxiv", "arxiv_class", "doi", "date", "year"),
        *("venue", "section", "paradigm", "encoding", "backbone"),
        *("understanding_encoder", "generation_encoder", "shared_encoder", "decoder"),
        *("mask", "parameters_b", "input_modalities", "output_modalities", "url"),
        *("code", "demo", "weights", "project", "license", "stars", "last_commit"),
        *("archived", "authors", "survey_row", "survey_references", "cited_in"),
        *_KNOWN,
    ),
    "papers": (
        *("id", "title", "key", "authors", "arxiv", "arxiv_class", "doi", "date"),
        *("year", "venue", "pages", "url", "sections", "model", "code", "demo"),
        *("weights", "project", "license", "stars", "last_commit", "archived"),
        *("survey_references", "cited_in"),
        *_KNOWN,
    ),
    "datasets": (
        *("id", "name", "section", "samples", "unit", "date", "license", "home"),
        *("code", "paper", "title", "key", "arxiv", "doi", "url", "venue", "authors"),
        *("survey_references", "survey_row"),
        *_KNOWN,
    ),
    "benchmarks": (
        *("id", "name", "section", "size", "size_bound", "unit", "evaluates", "input"),
        *("output", "date", "home", "paper", "title", "key", "arxiv", "doi", "url"),
        *("venue", "authors", "survey_references", "survey_row"),
        *_KNOWN,
    ),
}
"""Kind → the keys of its flat object, in order; known without any record."""
