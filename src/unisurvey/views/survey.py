"""The survey from the records: its tables in full, its references, what differs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from unisurvey.fields import FIELDS
from unisurvey.fields.attributes import paper_url, venue_name
from unisurvey.records import name_of
from unisurvey.schema import Paper
from unisurvey.schema.provenance import Publication
from unisurvey.views.wording import (
    benchmark_size,
    component_names,
    encoder_names,
    parameters,
    short_count,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Dataset, Record, Section
    from unisurvey.schema.provenance import Correction


Cells = list[tuple[str | None, str | None]]
"""Text and link of each cell; `None` where nothing is known or linked."""


def _model(paper: Paper, catalog: Catalog) -> Cells:
    model = paper.model
    assert model is not None
    shared = bool(model.encoders and model.encoders.shared)
    return [
        (model.name, paper_url(paper)),
        (_joined(model.backbone, catalog), None),
        (encoder_names(model, "understanding", catalog), None),
        ("same" if shared else encoder_names(model, "generation", catalog), None),
        (_joined(model.decoder, catalog), None),
        (model.mask, None),
        (parameters(model.parameters_b) if model.parameters_b else None, None),
        (paper.date, None),
    ]


def _any_to_any(paper: Paper, catalog: Catalog) -> Cells:
    model = paper.model
    assert model is not None
    modalities = model.modalities
    return [
        (model.name, paper_url(paper)),
        (_joined(model.backbone, catalog), None),
        (encoder_names(model, "understanding", catalog), None),
        (_joined(model.decoder, catalog), None),
        (model.mask, None),
        (", ".join((modalities and modalities.input) or ()) or None, None),
        (", ".join((modalities and modalities.output) or ()) or None, None),
        (paper.date, None),
    ]


def _dataset(dataset: Dataset, catalog: Catalog) -> Cells:
    paper = catalog.paper_of(dataset)
    home = dataset.links.home if dataset.links else None
    return [
        (dataset.name, home),
        (short_count(dataset.samples) if dataset.samples else None, None),
        (dataset.unit, None),
        (dataset.license, None),
        (dataset.date, None),
        (paper.title if paper else None, paper_url(paper) if paper else None),
    ]


def _benchmark(benchmark: Benchmark, catalog: Catalog) -> Cells:
    paper = catalog.paper_of(benchmark)
    home = benchmark.links.home if benchmark.links else None
    given, answer = benchmark.input or (), benchmark.output or ()
    kind = f"{' + '.join(given)} → {' + '.join(answer)}" if given else None
    edition = paper.venue if paper else None
    venue = venue_name(edition, catalog) if edition else None
    return [
        (benchmark.name, home),
        (benchmark_size(benchmark), None),
        (benchmark.evaluates, None),
        (kind, None),
        (venue or ("arXiv" if paper and paper.arxiv else None), None),
        (paper.title if paper else None, paper_url(paper) if paper else None),
    ]


def _joined(ids: tuple[str, ...] | None, catalog: Catalog) -> str | None:
    return component_names(ids, catalog) if ids else None


def _page(
    catalog: Catalog,
    number: int,
    top: str,
    headers: tuple[str, ...],
    row: Callable[[Any, Catalog], Cells],
    remarks: tuple[str, ...] = (),
) -> dict[str, Any]:
    section = catalog.vocabularies.sections[top]
    kind = f"{section.kind}s"
    return {
        "number": number,
        "title": section.name,
        "headers": headers,
        "remarks": remarks,
        "groups": [
            {
                "heading": _heading(leaf),
                "rows": [row(record, catalog) for record in records],
                "keys": [
                    paper and paper.key for paper in map(catalog.paper_of, records)
                ],
            }
            for leaf in section.leaves
            if (records := _in_table_order(catalog.select(kind, section=leaf.id)))
        ],
    }


def _heading(leaf: Section) -> str:
    return f"{leaf.label} ({leaf.id})" if leaf.paradigm and leaf.label else leaf.name


def _in_table_order(records: tuple[Record, ...]) -> list[Record]:
    """Sort by the survey's rows; what it lacks follows, newest first."""

    def rank(record: Record) -> int:
        own = record.model if isinstance(record, Paper) else record
        return getattr(own, "survey_row", None) or 10**6

    return sorted(records, key=rank)


TABLES: dict[str, Callable[[Catalog], dict[str, Any]]] = {
    "models": lambda catalog: _page(
        catalog, 1, "unified",
        ("Model", "Backbone", "Understanding encoder", "Generation encoder",
         "Decoder", "Mask", "Parameters", "Date"),
        _model,
        ('"same": one encoder serves understanding and generation.',
         "The mask is the attention mask used in image generation."),
    ),
    "any-to-any": lambda catalog: _page(
        catalog, 2, "any-to-any",
        ("Model", "Backbone", "Modality encoders", "Modality decoders", "Mask",
         "Input", "Output", "Date"),
        _any_to_any,
    ),
    "datasets": lambda catalog: _page(
        catalog, 3, "datasets",
        ("Dataset", "Samples", "Unit", "License", "Date", "Paper"), _dataset,
    ),
    "benchmarks": lambda catalog: _page(
        catalog, 4, "benchmarks",
        ("Benchmark", "Size", "Evaluates", "Input → output", "Venue", "Paper"),
        _benchmark,
    ),
}  # fmt: skip
"""File stem below `docs/tables/` → the values of its page."""


LAST = 403
"""Number of the last reference of version 6."""


def references(catalog: Catalog) -> dict[str, Any]:
    """Return the rows of the page by number; a number without a record says so."""
    by_number = {
        number: paper
        for paper in catalog.papers
        for number in (paper.survey and paper.survey.references) or ()
    }
    return {
        "rows": [
            _reference(number, by_number.get(number), catalog)
            for number in range(1, LAST + 1)
        ],
        "known": len(by_number),
        "total": LAST,
    }


def _reference(number: int, paper: Paper | None, catalog: Catalog) -> dict[str, Any]:
    if paper is None:
        return {
            "number": number,
            "title": None,
            "url": None,
            "venue": None,
            "cited": None,
        }
    venue = venue_name(paper.venue, catalog) if paper.venue else None
    survey = paper.survey
    return {
        "number": number,
        "title": paper.title,
        "url": paper_url(paper),
        "venue": venue or ("arXiv" if paper.arxiv else None),
        "cited": ", ".join((survey and survey.cited_in) or ()) or None,
    }


TITLES: dict[str, str] = {
    "survey-v6-table-1": "Table 1 (unified models)",
    "survey-v6-table-2": "Table 2 (any-to-any models)",
    "survey-v6-table-3": "Table 3 (datasets)",
    "survey-v6-table-4": "Table 4 (benchmarks)",
    "survey-v6-references": "The reference list",
    "awesome-list": "The Awesome list",
}


def corrections(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the corrections page, by publication and record."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in catalog:
        for correction in record.corrections or ():
            found[correction.in_].append(_correction(record, correction, catalog))
    for rows in found.values():
        rows.sort(key=lambda row: (row["field"], row["name"].casefold()))
    return {
        "groups": [
            {"title": TITLES[name], "rows": found[name]}
            for name in get_args(Publication)
            if found[name]
        ],
        "total": sum(map(len, found.values())),
    }


def _correction(
    record: Record, correction: Correction, catalog: Catalog
) -> dict[str, Any]:
    return {
        "name": name_of(record),
        "field": correction.field.removeprefix("model."),
        "was": correction.was,
        "now": _now(record, correction.field, catalog),
        "reason": correction.reason,
        "source": correction.source,
    }


def _now(record: Record, field: str, catalog: Catalog) -> str | None:
    """Return the record's value of a field in words; `None` when it has none."""
    value: Any = record
    for part in field.split("."):
        value = getattr(value, part, None)
    if value is None:
        return None
    last = field.rpartition(".")[2]
    match last:
        case "venue":
            return venue_name(value, catalog)
        case "samples":
            return short_count(value)
        case "size":
            return f"{value:,} {getattr(record, 'unit', None) or ''}".strip()
        case "authors":
            return ", ".join(map(str, value[:3])) + (" …" if len(value) > 3 else "")
        case "references":
            return ", ".join(f"[{number}]" for number in value)
        case "paper":
            paper = catalog[f"papers/{value}"]
            return paper.arxiv if isinstance(paper, Paper) else str(value)
        case _ if any(
            f.place == field and f.holds_components for f in FIELDS["models"]
        ):
            return component_names(value, catalog)
        case _ if isinstance(value, tuple):
            return " + ".join(map(str, value))
        case _:
            return str(value)
