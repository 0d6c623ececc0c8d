"""Fields that kinds share: of every record, of papers, and what others say alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import (
    in_sections,
    in_survey,
    paper_url,
    publication_year,
    sections_of,
    venue_name,
    venues,
)
from unisurvey.fields.field import Column, Counted, Filter, Option, RecordField, Stored

if TYPE_CHECKING:
    from unisurvey.fields.attributes import Library
    from unisurvey.schema import Paper, Record

_paper = partial(RecordField, "Paper")

MODELS, WORKS = ("models",), ("models", "papers")
DATASETS, BENCHMARKS = ("datasets",), ("benchmarks",)
ALL = (*WORKS, *DATASETS, *BENCHMARKS)
_NOT_ASKED = "NULL when its host was not asked yet."


def _venue(paper: Paper, library: Library) -> str | None:
    return venue_name(paper.venue, library) if paper.venue else None


def _venue_alone(record: Record, library: Library) -> tuple[str, ...]:
    paper = library.paper_of(record)
    edition = _venue(paper, library) if paper else None
    return (edition.rpartition(" ")[0],) if edition else ()


def _complete(paper: Paper, _library: Library) -> bool | None:
    return paper.authors_complete is not False if paper.authors else None


# fmt: off
ID = RecordField("Record", "id", about="Stable id; never reused.", plain=1)
UNVERIFIED = RecordField(
    "Record", "unverified", "", "Fields that nobody has confirmed yet.", on_page=False,
    stored=Stored(table="unverified"),
)
IN_SURVEY = RecordField(
    "Record", "in_survey", about="Whether the survey has it: a row, or a reference.",
    get=in_survey, flat_as="boolean", form="boolean", on_page=False,
    filter=Filter("What the survey has: a row of its tables, or a reference.", "", 19),
)
STATUS = RecordField(
    "Record", "status", "status.kind", on_page=False,
    about="withdrawn, retracted or superseded; null where nothing is known of it.",
    flat_as="text", form="text",
)
ABSENT = RecordField(
    "Record", "absent", about="Fields of which a source says that there is none.",
    on_page=False,
)
CHALLENGES = RecordField(
    "Record", "challenges", "addresses", "Challenges that it says it addresses.",
    compared=4, counted=Counted(18), on_page=False,
    filter=Filter("Challenge that it says it addresses: tokenization.", "WORD", 12,
        name="challenge"),
    stored=Stored(table="addresses"),
)
BOOKS = (CHALLENGES, IN_SURVEY, STATUS, ABSENT, UNVERIFIED)
"""What is said of the record itself, behind all else."""

TITLE = _paper(
    "title", about="Title of the paper's published version, else newest.",
    template="title of the published version, else of the newest preprint",
    stored=Stored(place=3),
)
KEY = _paper(
    "key", about="BibTeX key of the paper; never changes.",
    template="family name, year and first title word: doe2024sketches",
    stored=Stored(place=1),
)
AUTHORS = _paper(
    "authors", about="Authors of the paper, in order.",
    get=lambda paper, _: map(str, paper.authors or ()), compared=7, gap=ALL,
    template="every author in order, given names first", stored=Stored(table="authors"),
)
ARXIV = _paper(
    "arxiv", about="arXiv id of the paper.", label="arXiv", gap=MODELS,
    template="arXiv id without version: 2408.12528",
)
ARXIV_CLASS = _paper(
    "arxiv_class", about="Primary category on arXiv, such as cs.CV.", label="arXiv class",
    template="primary category at arXiv: cs.CV",
)
DOI = _paper(
    "doi", about="DOI of the paper's published version.", label="DOI",
    template="DOI of the published version: 10.1109/5.771073",
)
DATE = _paper(
    "date", about="When it came out: YYYY, YYYY-MM or YYYY-MM-DD.", plain=3, compared=2,
    gap=ALL, template="day of the first public version: 2024-08-22",
    stored=Stored(place=4),
)
YEAR = _paper(
    "year", about="Year of publication, else of the first version.",
    get=lambda paper, _: publication_year(paper), flat_as="integer", form="integer",
    stored=Stored(place=4),
)
VENUE = _paper(
    "venue", about="Short name and year; null for a preprint.",
    get=_venue, compared=2, counted=Counted(8, _venue_alone),
    filter=Filter("iclr, iclr-2025, or arxiv for preprints.", "NAME", 14, ALL, venues),
    option=Option(help="Venue and year: iclr-2025.", metavar="NAME", place=8),
    template="venue and year: iclr-2025; remove it for a preprint",
    stored=Stored(place=4),
)
PAGES = _paper(
    "pages", about="Pages in the proceedings or journal.",
    template="pages with an en dash: 100–112", stored=Stored(place=4),
)
URL = _paper(
    "url", about="Where the paper is read.", get=lambda paper, _: paper_url(paper),
    compared=8, gap=("papers",),
    stored=Stored("Where it is read: arXiv, else its page, else its DOI."),
)
SECTIONS = _paper(
    "sections", about="Codes of the sections that list the paper.",
    get=lambda paper, _: sections_of(paper), compared=3, counted=Counted(9),
    template="leaf of data/taxonomy.yaml; remove it where none lists the paper",
    stored=Stored(table="paper_sections"),
)
CODE = _paper(
    "code", "links.code", "Official code.", compared=4, gap=MODELS,
    option=Option("", "The authors' repository.", "URL", 10), template="",
)
DEMO = _paper(
    "demo", "links.demo", "Page on which the work can be tried.", compared=6,
    option=Option("", "A page to try it.", "URL", 11), template="",
)
WEIGHTS = _paper(
    "weights", "links.weights", compared=5, gap=MODELS,
    option=Option("", "Where the weights are.", "URL", 13), template="",
)
PROJECT = _paper(
    "project", "links.project", compared=6, gap=MODELS,
    option=Option("", "The authors' page about it.", "URL", 12), template="",
)
LICENSE = _paper(
    "license", "code_license", "SPDX identifier: of the code; of a dataset's data.",
    on_page=False, counted=Counted(20),
    filter=Filter("Of the code, or of a dataset's data: apache-2.0, cc-by-4.0.", "SPDX",
        14),
    option=Option("", "Of the official code, or of the data.", "SPDX", 9),
    template="licence of the code: Apache-2.0",
)
CODE_LICENSE = _paper(
    "code_license", about="SPDX identifier of the official code's licence.", compared=6,
    gap=MODELS,
)
STARS = _paper(
    "stars", "repository.stars", "How many people starred the code.", compared=6,
    stored=Stored(f"How many people starred the code; {_NOT_ASKED}"),
)
LAST_COMMIT = _paper(
    "last_commit", "repository.last_commit", "Day of the newest commit of the code.",
    stored=Stored(f"Day of the code's newest commit; {_NOT_ASKED}"),
)
ARCHIVED = _paper(
    "archived", "repository.archived", "Whether the code is closed for changes.",
    stored=Stored(f"1 when the code is closed, else 0; {_NOT_ASKED}"),
)
SEEN = _paper(
    "repository_seen", "repository.seen", flat=False,
    stored=Stored(f"Day on which its host said so; {_NOT_ASKED}"),
)
REFERENCES = _paper(
    "survey_references", "survey.references",
    "Numbers of the paper in the survey's references.",
    stored=Stored(table="survey_references"),
)
CITED_IN = _paper(
    "cited_in", "survey.cited_in", "Sections and tables that cite the paper.",
    stored=Stored(table="survey_citations"),
)
COMPLETE = _paper(
    "authors_complete", about="False where the list is cut short.", get=_complete,
    flat_as="boolean", on_page=False,
    stored=Stored("0 when more authors follow than are known, else 1; NULL when none "
        "is known."),
)
REPOSITORY = (LICENSE, CODE_LICENSE, STARS, LAST_COMMIT, ARCHIVED, SEEN)
BEHIND = (TITLE, KEY, ARXIV, DOI, URL)

Fixed = dict[str, Any]

NAME: Fixed = {"on_page": False, "plain": 1, "column": Column(place=1, narrow=20),
    "template": "",
}
SECTION: Fixed = {
    "about": "Code of the section of the taxonomy.", "column": Column(place=2, rank=2),
    "plain": 2, "compared": 1, "counted": Counted(1),
    "filter": Filter("Code, name or number: b-3, 3.2.", "CODE", 3, ALL,
        in_sections),
}
ROW: Fixed = {
    "about": "Row of the survey's table of its kind.", "on_page": False,
    "stored": Stored(place=100),
}
TAKES = Option("modality:input", "What goes in: input:text,image.", "WORD", 3, True)
GIVES = Option("modality:output", "What comes out: output:image.", "WORD", 3, True)

PAPER_FIELDS = (
    replace(ID, column=Column(place=1, narrow=24)),
    _paper(
        "name", flat=False, template="what the work is called for short",
        stored=Stored(place=2),
    ),
    replace(TITLE, plain=1, compared=1, column=Column(place=2, wraps=True, narrow=30)),
    KEY, AUTHORS, ARXIV, ARXIV_CLASS, DOI,
    replace(DATE, column=Column(place=4, rank=2)),
    YEAR,
    replace(VENUE, column=Column(place=3, rank=1, narrow=20), plain=3),
    PAGES, URL, SECTIONS,
    RecordField(
        "Model", "model", "name", "Name of the model that the paper introduces.",
    ),
    CODE, DEMO, WEIGHTS, PROJECT, *REPOSITORY, REFERENCES, CITED_IN, COMPLETE, *BOOKS,
)
"""Of a paper as a bibliographic work."""
# fmt: on
