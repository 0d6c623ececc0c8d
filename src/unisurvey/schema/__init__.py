"""What a record may say: pure pydantic, no file, clock or network."""

from unisurvey.schema.about import About
from unisurvey.schema.base import Organization
from unisurvey.schema.benchmark import Benchmark
from unisurvey.schema.dataset import Dataset
from unisurvey.schema.entries import (
    Challenge,
    Component,
    Excluded,
    KnownSource,
    License,
    Maker,
    OtherList,
    Section,
    Venue,
)
from unisurvey.schema.model import Model, Variant
from unisurvey.schema.paper import Paper
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabularies import Vocabularies
from unisurvey.schema.vocabulary import Vocabulary
from unisurvey.schema.words import Words

KINDS: dict[str, type[Paper] | type[Dataset] | type[Benchmark]] = {
    "papers": Paper,
    "datasets": Dataset,
    "benchmarks": Benchmark,
}
"""Folder below `data/` and the schema of the records in it."""

__all__ = [
    "KINDS",
    "About",
    "Benchmark",
    "Challenge",
    "Component",
    "Dataset",
    "Excluded",
    "KnownSource",
    "License",
    "Maker",
    "Model",
    "Organization",
    "OtherList",
    "Paper",
    "Record",
    "Section",
    "Variant",
    "Venue",
    "Vocabularies",
    "Vocabulary",
    "Words",
]
