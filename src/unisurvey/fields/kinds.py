"""Fields of models, of datasets and of benchmarks, each kind in its order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import (
    Library,
    encoders_of,
    encoding_of,
    model_of,
    paradigm_of,
    sizes_of,
    weights_licenses_of,
)
from unisurvey.fields.common import (
    ALL,
    ARXIV,
    ARXIV_CLASS,
    AUTHORS,
    BEHIND,
    BENCHMARKS,
    BOOKS,
    CITED_IN,
    CODE,
    COMPLETE,
    DATASETS,
    DATE,
    DEMO,
    DOI,
    GIVES,
    ID,
    KEY,
    LICENSE,
    MODELS,
    NAME,
    PAGES,
    PROJECT,
    REFERENCES,
    REPOSITORY,
    ROW,
    SECTION,
    TAKES,
    TITLE,
    URL,
    VENUE,
    WEIGHTS,
    WORKS,
    YEAR,
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
from unisurvey.fields.words import read_dataset

if TYPE_CHECKING:
    from unisurvey.fields.attributes import Library
    from unisurvey.schema import Record


_model = partial(RecordField, "Model")


def _shared(record: Record, _library: Library) -> bool:
    model = model_of(record)
    return bool(model and model.encoders and model.encoders.shared)


def _shared_or_null(record: Record, library: Library) -> bool | None:
    model = model_of(record)
    return _shared(record, library) if model and model.encoders else None


# fmt: off
_PART: Fixed = {
    "compared": 3, "gap": MODELS, "template": "",
    "stored": Stored(table="model_components"),
}
_MODALITIES: Fixed = {
    "compared": 3, "gap": MODELS,
    "stored": Stored(table="model_modalities"),
}

MODEL_FIELDS = (
    ID,
    _model("name", **NAME),
    replace(TITLE, plain=4),
    KEY, ARXIV, ARXIV_CLASS, DOI,
    replace(DATE, column=Column(place=3, rank=3)),
    YEAR,
    replace(VENUE, column=Column(place=3, rank=4, narrow=20), plain=3),
    PAGES,
    _model("section", template="leaf of data/taxonomy.yaml: b-2", **SECTION),
    _model(
        "section_by", about="survey or us: who put it into its section.",
        get=lambda paper, _: paper.model.section_by or "survey", flat_as="text",
        counted=Counted(4), on_page=False,
    ),
    _model("section_reason", quiet=True),
    _model("section_alternatives", quiet=True),
    _model(
        "paradigm", about="How the model works in principle.", get=paradigm_of,
        compared=1, gap=MODELS, counted=Counted(2),
        filter=Filter("How it works: hybrid. An unknown word is answered with all.", "WORD", 1, WORKS),
        option=Option("", "Where the section does not decide it.", "WORD", 2),
        stored=Stored("How the model works in principle; NULL where neither the "
            "section nor a source decides it."),
    ),
    _model(
        "encoding", about="How what is not text is encoded.", get=encoding_of,
        closed="encodings",
        compared=1, counted=Counted(3),
        filter=Filter("How what is not text is encoded, such as pixel.", "WORD", 2, WORKS),
        stored=Stored("How what is not text is encoded; NULL where the section does not "
            "decide it."),
    ),
    _model(
        "backbone", "", "Components that fuse the modalities.",
        column=Column(place=4, wraps=True, rank=1), counted=Counted(11),
        filter=Filter("Component and its versions: qwen2.5 finds Qwen2.5-VL too; "
            "=qwen2.5 does not.", "NAME", 6),
        option=Option("", "What fuses the modalities.", "NAME", 1, asked=True),
        **{**_PART, "template": "what it is built on"},
    ),
    _model(
        "understanding_encoder", "encoders.understanding",
        "Components that read images.",
        get=lambda record, _: encoders_of(record, "understanding"),
        column=Column(header="Understanding", place=6, wraps=True, rank=6),
        counted=Counted(12), filter=Filter("Image encoder for understanding.", "NAME", 8),
        option=Option("", "Image encoder of understanding.", "NAME", 1, asked=True),
        **_PART,
    ),
    _model(
        "generation_encoder", "encoders.generation",
        "Components that give the representation which generation predicts.",
        get=lambda record, _: encoders_of(record, "generation"),
        column=Column(header="Generation", place=6, wraps=True, rank=7),
        counted=Counted(13),
        filter=Filter("Image encoder for generation: vae; kind:autoencoder for all "
            "of a kind.", "NAME", 9),
        option=Option("", "Image encoder of generation.", "NAME", 1, asked=True),
        **_PART,
    ),
    _model(
        "shared_encoder", "encoders.shared", "Whether one encoder serves both.",
        get=_shared, flat_as="boolean", form="boolean", compared=3, on_page=False,
        option=Option("", "Image encoder of both; instead of the two.", "NAME", 1),
        stored=Stored("1 when one encoder serves understanding and generation, else 0; "
            "NULL when no encoder is known.", place=100, of=_shared_or_null),
    ),
    _model(
        "decoder", "", "Components that make what comes out.",
        column=Column(place=7, wraps=True, rank=8), counted=Counted(14),
        filter=Filter("What makes the pixels or the sound.", "NAME", 10),
        option=Option("", "What makes the pixels.", "NAME", 1, asked=True), **_PART,
    ),
    _model(
        "mask", "", "Attention mask used in generation.",
        column=Column(place=8, rank=9), compared=3, gap=MODELS,
        counted=Counted(10), filter=Filter("Attention mask in generation, such as causal.", "WORD", 5),
        option=Option(metavar="WORD", place=1, asked=True),
        template="attention mask: causal",
    ),
    _model(
        "parameters_b", "variants",
        "Parameters of its variants in billions, one number per size, ascending.",
        get=sizes_of, flat_as="list of numbers", form="billions", label="parameters",
        column=Column(place=5, wraps=True, rank=5), compared=3, gap=MODELS,
        option=Option("parameters", "In billions: 7 or 1.5,7.", "NUMBER", 3,
            asked=True), template="billions: 7",
        stored=Stored("Parameters in billions.", table="model_parameters"),
    ),
    _model(
        "organizations", counted=Counted(8), compared=3, gap=MODELS,
        filter=Filter("Who made it: an id or name of data/organizations.yaml.", "NAME",
            13, name="organization"),
        option=Option("organization", "Who made it.", "NAME", 2, asked=True),
        template="id or name in data/organizations.yaml",
    ),
    _model(
        "tasks", counted=Counted(17), compared=3, gap=MODELS,
        option=Option("task", "What it is shown to do.", "WORD", 2, asked=True),
        template="",
    ),
    _model(
        "training_data", compared=5, gap=MODELS, counted=Counted(21),
        filter=Filter("Models that learned from a dataset: its id or name.", "DATASET",
            13, read=read_dataset, name="trained_on"),
        template="ids of data/datasets",
    ),
    _model(
        "input_modalities", "modalities.input", "What goes in.", counted=Counted(18),
        option=TAKES, template="what goes in: text", **_MODALITIES,
    ),
    _model(
        "output_modalities", "modalities.output", "What comes out.",
        counted=Counted(19), option=GIVES,
        template="what comes out: text", **_MODALITIES,
    ),
    URL,
    replace(CODE, option=CODE.option and CODE.option._replace(asked=True)),
    DEMO, WEIGHTS, PROJECT, *REPOSITORY,
    _model(
        "weights_license", about="SPDX identifiers of its weights' licences.",
        get=weights_licenses_of, flat_as="list of text", compared=6, gap=MODELS,
        counted=Counted(20),
        filter=Filter("Of the released weights: apache-2.0; beside --max-parameters, "
            "of the same variant.", "SPDX", 14),
        option=Option("", "Of the released weights.", "SPDX", 9),
        template="licence of the weights: Apache-2.0",
    ),
    AUTHORS,
    _model("survey_row", **ROW),
    REFERENCES, CITED_IN, COMPLETE, *BOOKS,
)
"""Of a paper that introduces a model, in the order of its flat object."""
# fmt: on


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
    "option": Option("", "What is counted, in the plural: documents.", "TEXT", 6,
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
        column=Column(place=3, rank=1), plain=2, compared=1, gap=DATASETS,
        option=Option("", "Number of samples: 2500000 or 2.5M.", "NUMBER", 4,
            asked=True), template="number of samples: 2500000",
    ),
    _dataset(
        "unit", column=Column(place=4, wraps=True, rank=4), gap=DATASETS, template="",
        **_UNIT,
    ),
    _dataset("date", column=Column(place=5, rank=3), **_OWN_DATE),
    _dataset(
        "license", "", LICENSE.about, column=Column(place=6, wraps=True, rank=5),
        compared=3, gap=DATASETS, counted=LICENSE.counted, filter=LICENSE.filter,
        option=LICENSE.option and LICENSE.option._replace(asked=True),
        template="licence of the data: CC-BY-4.0", stored=Stored(place=100),
    ),
    _dataset("home", "links.home", template="", **_HOME),
    _dataset(
        "code", "links.code", CODE.about, compared=3,
        option=CODE.option,
        template="code that made the data",
    ),
    _dataset("paper", column=Column(place=8, rank=7), **_OWN_PAPER),
    *BEHIND,
    replace(VENUE, column=Column(place=7, rank=6, narrow=20)),
    AUTHORS, REFERENCES,
    _dataset("survey_row", **ROW),
    COMPLETE, *BOOKS,
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
        column=Column(place=3, rank=1), plain=2, compared=1, gap=BENCHMARKS,
        option=Option("", "Number of units of a benchmark, likewise.", "NUMBER", 5, asked=True),
        template="number of units: 25000",
    ),
    _benchmark(
        "size_bound", "", "about, at least or at most; null means exactly or rounded.",
        on_page=False,
    ),
    _benchmark(
        "unit", "", column=Column(place=4, wraps=True, rank=3), plain=2, gap=BENCHMARKS,
        template="what is counted, in the plural: questions", **_UNIT,
    ),
    _benchmark(
        "evaluates", column=Column(place=5, wraps=True, rank=4, narrow=22), compared=1,
        gap=BENCHMARKS,
        option=Option("", "What the benchmark measures.", "TEXT", 7, asked=True),
        template="what it measures",
    ),
    _benchmark(
        "tasks", compared=1, counted=Counted(17),
        template="what it asks for beyond its section",
    ),
    _benchmark(
        "input", compared=1, gap=BENCHMARKS, counted=Counted(22),
        option=TAKES,
        template="what the model is given: question",
        stored=Stored(table="benchmark_modalities"),
    ),
    _benchmark(
        "output", compared=1, gap=BENCHMARKS, counted=Counted(23),
        option=GIVES, template="what the model must answer with",
        stored=Stored(table="benchmark_modalities"),
    ),
    _benchmark(
        "metrics", about="Ids of the numbers that it gives a model.",
        get=lambda bench, _: [each.id for each in bench.metrics or ()],
        flat_as="list of text", quiet=True, stored=Stored(table="benchmark_metrics"),
    ),
    _benchmark(
        "editions", about="Ids of its versions whose scores cannot be compared.",
        get=lambda bench, _: [each.id for each in bench.editions or ()],
        flat_as="list of text", quiet=True, stored=Stored(table="benchmark_editions"),
    ),
    _benchmark(
        "comparable_on", about="Settings in which comparable scores are equal.",
        quiet=True,
    ),
    _benchmark("date", column=Column(place=6, rank=5), **_OWN_DATE),
    _benchmark("home", "links.home", template="where it is published", **_HOME),
    _benchmark("paper", **_OWN_PAPER),
    *BEHIND,
    replace(VENUE, column=Column(place=7, rank=6, narrow=20)),
    AUTHORS, REFERENCES,
    _benchmark("survey_row", **ROW),
    COMPLETE, *BOOKS,
)
"""Of a benchmark, likewise."""
# fmt: on
