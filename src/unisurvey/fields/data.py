"""Fields of datasets and of benchmarks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import (
    Library,
    things,
)
from unisurvey.fields.common import (
    ALL,
    AUTHORS,
    BEHIND,
    BENCHMARKS,
    CODE,
    COMPLETE,
    DATASETS,
    DATE,
    GIVES,
    ID,
    LICENSE,
    NAME,
    REFERENCES,
    ROW,
    SECTION,
    TAKES,
    UNVERIFIED,
    VENUE,
    Fixed,
)
from unisurvey.fields.field import (
    Column,
    Counted,
    Filter,
    Option,
    RecordField,
    Stored,
)
from unisurvey.fields.words import read_beginning

if TYPE_CHECKING:
    from unisurvey.fields.attributes import Library
    from unisurvey.schema import Record

_dataset, _benchmark = (
    partial(RecordField, "Dataset"),
    partial(RecordField, "Benchmark"),
)


def _behind(record: Record, library: Library) -> str | None:
    paper = library.paper_of(record)
    return paper.id if paper else None


# fmt: off
_UNIT: Fixed = {
    "about": "What is counted.", "compared": 1, "counted": Counted(21),
    "on_page": False,
    "option": Option("", "What is counted, in the plural: image-text pairs.", "TEXT", 6,
        asked=True),
}
_OWN_DATE: Fixed = {
    "about": DATE.about, "plain": 3, "compared": 2, "gap": ALL,
    "template": "day the data came out: 2024-11-24",
}
_OWN_PAPER: Fixed = {
    "about": "Id of the paper behind it.", "get": _behind, "compared": 3, "gap": ALL,
    "template": "id of its paper's record in data/papers/",
    "stored": Stored(column="paper_id"),
}
_HOME: Fixed = {
    "about": "Where it is published or described.", "plain": 3, "compared": 3,
    "gap": ALL,
    "option": Option("", "Where the data are published.", "URL", 14, asked=True),
}

DATASET_FIELDS = (
    ID,
    _dataset("name", **NAME),
    _dataset(
        "section", template="leaf of data/taxonomy.yaml: datasets-editing", **SECTION,
    ),
    _dataset(
        "samples", "", "Number of samples as its authors state it.",
        column=Column(place=3), plain=2, compared=1, gap=DATASETS,
        option=Option("", "Number of samples: 2500000 or 2.5M.", "NUMBER", 4,
            asked=True), template="number of samples: 2500000",
    ),
    _dataset(
        "unit", column=Column(from_width=100, place=4), gap=DATASETS, template="",
        **_UNIT,
    ),
    _dataset("date", column=Column(place=5), **_OWN_DATE),
    _dataset(
        "license", "", LICENSE.about, column=Column("", "", 120, wraps=True, place=6),
        compared=3, gap=DATASETS, counted=LICENSE.counted,
        option=LICENSE.option and LICENSE.option._replace(asked=True),
        template="licence of the data: CC-BY-4.0", stored=Stored(place=100),
    ),
    _dataset("home", "links.home", template="", **_HOME),
    _dataset(
        "code", "links.code", CODE.about, compared=3,
        option=CODE.option,
        template="code that made the data",
    ),
    _dataset("paper", column=Column(from_width=140, place=8), **_OWN_PAPER),
    *BEHIND,
    replace(VENUE, column=Column(from_width=100, place=7)),
    AUTHORS, REFERENCES,
    _dataset("survey_row", **ROW),
    COMPLETE, UNVERIFIED,
)
"""Of a dataset, in the order of its flat object."""

BENCHMARK_FIELDS = (
    ID,
    _benchmark("name", **NAME),
    _benchmark(
        "section", "", template="leaf of data/taxonomy.yaml: benchmarks-editing",
        **SECTION,
    ),
    _benchmark(
        "size", "", "Number of units; null when not stated or varying.",
        column=Column(place=3), plain=2, compared=1, gap=BENCHMARKS,
        option=Option("", "Likewise.", "NUMBER", 5, asked=True),
        template="number of units: 25000",
    ),
    _benchmark(
        "size_bound", "", "about, at least or at most; null means exactly or rounded.",
        on_page=False,
    ),
    _benchmark(
        "unit", "", column=Column(place=4), plain=2, gap=BENCHMARKS,
        template="what is counted, in the plural: questions", **_UNIT,
    ),
    _benchmark(
        "evaluates", column=Column("", "", 100, wraps=True, place=5), compared=1,
        gap=BENCHMARKS,
        option=Option("", "What the benchmark measures.", "TEXT", 7, asked=True),
        template="what it measures",
    ),
    _benchmark(
        "input", compared=1, gap=BENCHMARKS, counted=Counted(22),
        filter=Filter("What a benchmark gives: image, question.", "TEXT", 12, (),
            things("input"), read_beginning, "--modality input:image"), option=TAKES,
        template="what the model is given: image, question",
        stored=Stored(table="benchmark_modalities"),
    ),
    _benchmark(
        "output", compared=1, gap=BENCHMARKS, counted=Counted(23),
        filter=Filter("What a benchmark wants for an answer: image, text.", "TEXT", 13,
            (), things("output"), read_beginning, "--modality output:image"),
        option=GIVES, template="what the model must answer with",
        stored=Stored(table="benchmark_modalities"),
    ),
    _benchmark("date", column=Column(from_width=100, place=6), **_OWN_DATE),
    _benchmark("home", "links.home", template="where it is published", **_HOME),
    _benchmark("paper", **_OWN_PAPER),
    *BEHIND,
    replace(VENUE, column=Column(from_width=120, place=7)),
    AUTHORS, REFERENCES,
    _benchmark("survey_row", **ROW),
    COMPLETE, UNVERIFIED,
)
"""Of a benchmark, likewise."""
# fmt: on
