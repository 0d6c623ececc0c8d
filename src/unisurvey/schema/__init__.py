"""What a record may say: pure pydantic, no file, clock or network."""

from unisurvey.schema.about import About
from unisurvey.schema.base import Filed, Organization
from unisurvey.schema.benchmark import Benchmark
from unisurvey.schema.dataset import Dataset
from unisurvey.schema.entries import (
    Challenge,
    Component,
    ConditionKey,
    Excluded,
    KnownSource,
    License,
    Maker,
    OtherList,
    Section,
    Venue,
)
from unisurvey.schema.metrics import Metric
from unisurvey.schema.model import Model, Variant
from unisurvey.schema.paper import Paper
from unisurvey.schema.provenance import Record
from unisurvey.schema.scores import ScoreSource
from unisurvey.schema.vocabularies import Vocabularies
from unisurvey.schema.vocabulary import Vocabulary
from unisurvey.schema.words import Words

KINDS: dict[str, type[Paper] | type[Dataset] | type[Benchmark]] = {
    "papers": Paper,
    "datasets": Dataset,
    "benchmarks": Benchmark,
}
"""Folder below `data/` and the schema of the records in it."""

FOLDERS: dict[str, type[Filed]] = {**KINDS, "scores": ScoreSource}
"""Likewise of every folder: scores are no records, but are read and written like them."""

__all__ = [
    "FOLDERS",
    "KINDS",
    "About",
    "Benchmark",
    "Challenge",
    "Component",
    "ConditionKey",
    "Dataset",
    "Excluded",
    "Filed",
    "KnownSource",
    "License",
    "Maker",
    "Metric",
    "Model",
    "Organization",
    "OtherList",
    "Paper",
    "Record",
    "ScoreSource",
    "Section",
    "Variant",
    "Venue",
    "Vocabularies",
    "Vocabulary",
    "Words",
]
