"""What the keys of the flat objects hold: their types and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.export.parquet import Field
from unisurvey.schema.dates import date_span
from unisurvey.views.flat import FLAT_KEYS

if TYPE_CHECKING:
    from unisurvey.views.flat import Flat

_FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("id", "text", "Stable id; never reused."),
        Field("name", "text", "As its authors spell it."),
        Field("title", "text", "Title of the paper's published version, else newest."),
        Field("key", "text", "BibTeX key of the paper; never changes."),
        Field("arxiv", "text", "arXiv id of the paper."),
        Field("arxiv_class", "text", "Primary category on arXiv, such as cs.CV."),
        Field("doi", "text", "DOI of the paper's published version."),
        Field("date", "text", "When it came out: YYYY, YYYY-MM or YYYY-MM-DD."),
        Field("date_start", "day", "First day that `date` can mean."),
        Field("date_year", "integer", "Year of `date`."),
        Field("date_month", "integer", "Month of `date`; null where not known."),
        Field("year", "integer", "Year of publication, else of the first version."),
        Field("venue", "text", "Short name and year; null for a preprint."),
        Field("pages", "text", "Pages in the proceedings or journal."),
        Field("section", "text", "Code of the section of the taxonomy."),
        Field("sections", "list of text", "Codes of the sections that list the paper."),
        Field("paradigm", "text", "diffusion, autoregressive or hybrid."),
        Field("encoding", "text", "How images are encoded."),
        Field("backbone", "list of text", "Components that fuse the modalities."),
        Field("understanding_encoder", "list of text", "Components that read images."),
        Field(
            "generation_encoder",
            "list of text",
            "Components that give the representation which generation predicts.",
        ),
        Field("shared_encoder", "boolean", "Whether one encoder serves both."),
        Field("decoder", "list of text", "Components that make pixels or sound."),
        Field("mask", "text", "Attention mask used in image generation."),
        Field(
            "parameters_b",
            "list of numbers",
            "Parameters in billions, one number per size, ascending.",
        ),
        Field("input_modalities", "list of text", "What goes in."),
        Field("output_modalities", "list of text", "What comes out."),
        Field("url", "text", "Where the paper is read."),
        Field("code", "text", "Official code."),
        Field("demo", "text", "Page on which the work can be tried."),
        Field("weights", "text", "Where the trained weights are released."),
        Field("project", "text", "The authors' page about the work."),
        Field("home", "text", "Where it is published or described."),
        Field("license", "text", "SPDX identifier: of the code; of a dataset's data."),
        Field("stars", "integer", "How many people starred the code."),
        Field("last_commit", "text", "Day of the newest commit of the code."),
        Field("archived", "boolean", "Whether the code is closed for changes."),
        Field("authors", "list of text", "Authors of the paper, in order."),
        Field("authors_complete", "boolean", "False where the list is cut short."),
        Field("unverified", "list of text", "Fields that nobody has confirmed yet."),
        Field("model", "text", "Name of the model that the paper introduces."),
        Field("survey_row", "integer", "Row of the survey's table of its kind."),
        Field(
            "survey_references",
            "list of integers",
            "Numbers of the paper in the survey's references (v6).",
        ),
        Field("cited_in", "list of text", "Sections and tables that cite the paper."),
        Field("samples", "integer", "Number of samples as its authors state it."),
        Field("size", "integer", "Number of units; null when not stated or varying."),
        Field(
            "size_bound",
            "text",
            "about, at least or at most; null means exactly or rounded.",
        ),
        Field("unit", "text", "What is counted."),
        Field("evaluates", "text", "What it measures, in the survey's words."),
        Field("input", "list of text", "What the model is given."),
        Field("output", "list of text", "What the model must answer with."),
        Field("paper", "text", "Id of the paper behind it."),
    )
}

DATE_PARTS = ("date_start", "date_year", "date_month")
"""Columns that only Parquet has, because other programs cannot read partial dates."""


def fields_of(kind: str) -> tuple[Field, ...]:
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
