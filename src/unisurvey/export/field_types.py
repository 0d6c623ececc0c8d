"""What the keys of the flat objects hold: their types and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.export.parquet import TypedField
from unisurvey.schema.dates import date_span
from unisurvey.views.flat import FLAT_KEYS

if TYPE_CHECKING:
    from unisurvey.views.flat import Flat

_FIELDS: dict[str, TypedField] = {
    field.name: field
    for field in (
        TypedField("id", "text", "Stable id; never reused."),
        TypedField("name", "text", "As its authors spell it."),
        TypedField(
            "title", "text", "Title of the paper's published version, else newest."
        ),
        TypedField("key", "text", "BibTeX key of the paper; never changes."),
        TypedField("arxiv", "text", "arXiv id of the paper."),
        TypedField("arxiv_class", "text", "Primary category on arXiv, such as cs.CV."),
        TypedField("doi", "text", "DOI of the paper's published version."),
        TypedField("date", "text", "When it came out: YYYY, YYYY-MM or YYYY-MM-DD."),
        TypedField("date_start", "day", "First day that `date` can mean."),
        TypedField("date_year", "integer", "Year of `date`."),
        TypedField("date_month", "integer", "Month of `date`; null where not known."),
        TypedField(
            "year", "integer", "Year of publication, else of the first version."
        ),
        TypedField("venue", "text", "Short name and year; null for a preprint."),
        TypedField("pages", "text", "Pages in the proceedings or journal."),
        TypedField("section", "text", "Code of the section of the taxonomy."),
        TypedField(
            "sections", "list of text", "Codes of the sections that list the paper."
        ),
        TypedField("paradigm", "text", "diffusion, autoregressive or hybrid."),
        TypedField("encoding", "text", "How images are encoded."),
        TypedField("backbone", "list of text", "Components that fuse the modalities."),
        TypedField(
            "understanding_encoder", "list of text", "Components that read images."
        ),
        TypedField(
            "generation_encoder",
            "list of text",
            "Components that give the representation which generation predicts.",
        ),
        TypedField("shared_encoder", "boolean", "Whether one encoder serves both."),
        TypedField("decoder", "list of text", "Components that make pixels or sound."),
        TypedField("mask", "text", "Attention mask used in image generation."),
        TypedField(
            "parameters_b",
            "list of numbers",
            "Parameters in billions, one number per size, ascending.",
        ),
        TypedField("input_modalities", "list of text", "What goes in."),
        TypedField("output_modalities", "list of text", "What comes out."),
        TypedField("url", "text", "Where the paper is read."),
        TypedField("code", "text", "Official code."),
        TypedField("demo", "text", "Page on which the work can be tried."),
        TypedField("weights", "text", "Where the trained weights are released."),
        TypedField("project", "text", "The authors' page about the work."),
        TypedField("home", "text", "Where it is published or described."),
        TypedField(
            "license", "text", "SPDX identifier: of the code; of a dataset's data."
        ),
        TypedField("stars", "integer", "How many people starred the code."),
        TypedField("last_commit", "text", "Day of the newest commit of the code."),
        TypedField("archived", "boolean", "Whether the code is closed for changes."),
        TypedField("authors", "list of text", "Authors of the paper, in order."),
        TypedField("authors_complete", "boolean", "False where the list is cut short."),
        TypedField(
            "unverified", "list of text", "Fields that nobody has confirmed yet."
        ),
        TypedField("model", "text", "Name of the model that the paper introduces."),
        TypedField("survey_row", "integer", "Row of the survey's table of its kind."),
        TypedField(
            "survey_references",
            "list of integers",
            "Numbers of the paper in the survey's references (v6).",
        ),
        TypedField(
            "cited_in", "list of text", "Sections and tables that cite the paper."
        ),
        TypedField("samples", "integer", "Number of samples as its authors state it."),
        TypedField(
            "size", "integer", "Number of units; null when not stated or varying."
        ),
        TypedField(
            "size_bound",
            "text",
            "about, at least or at most; null means exactly or rounded.",
        ),
        TypedField("unit", "text", "What is counted."),
        TypedField("evaluates", "text", "What it measures, in the survey's words."),
        TypedField("input", "list of text", "What the model is given."),
        TypedField("output", "list of text", "What the model must answer with."),
        TypedField("paper", "text", "Id of the paper behind it."),
    )
}

DATE_PARTS = ("date_start", "date_year", "date_month")
"""Columns that only Parquet has, because other programs cannot read partial dates."""


def fields_of(kind: str) -> tuple[TypedField, ...]:
    """Return the columns of a kind's Parquet file, the parts of its date added."""
    names = list(FLAT_KEYS[kind])
    place = names.index("date") + 1
    names[place:place] = DATE_PARTS
    return tuple(_FIELDS[name] for name in names)


def with_date_parts(flat: Flat) -> dict[str, Any]:
    """Return a flat object with the parts of its date."""
    date = flat["date"]
    start = date_span(date)[0] if date else None
    return {
        **flat,
        "date_start": start,
        "date_year": start and start.year,
        "date_month": start and (start.month if len(date) > len("2025") else None),
    }
