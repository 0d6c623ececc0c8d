"""A benchmark that models are evaluated on."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import (
    Count,
    Frozen,
    Many,
    PartialDate,
    Slug,
    Text,
    Url,
)
from unisurvey.schema.metrics import BenchmarkEdition, Metric
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import ConditionId, SectionId, Task


class BenchmarkLinks(Frozen):
    """Pages of the benchmark beside its paper."""

    home: Url | None = None
    """Where the benchmark is published: its repository, page or data."""


class Benchmark(Record):
    """One benchmark; its venue, title and authors are those of its paper."""

    name: Text
    """As its authors spell it."""

    section: SectionId
    """Leaf of the taxonomy: what is evaluated."""

    survey_row: Annotated[int, Field(ge=1)] | None = None
    """Row of the survey's table of its section; `None` when it has none."""

    size: Count | None = None
    """Number of units; `None` means not stated or varying."""

    size_bound: Literal["about", "at least", "at most"] | None = None
    """How the number is meant; `None` means exactly or as rounded by the authors."""

    unit: Text | None = None
    """What is counted, in the plural: prompts, questions, edits."""

    tasks: Many[Task] | None = None
    """What it asks for beyond what its section says, in the order of `data/words.yaml`."""

    evaluates: Text | None = None
    """What it measures, in the words of its source."""

    input: Many[Text] | None = None
    """What the model is given."""

    output: Many[Text] | None = None
    """What the model must answer with."""

    date: PartialDate | None = None
    """Day or month in which the data came out, the whole of them where parts came
    before; that of the paper only where no more is known."""

    paper: Slug | None = None
    """Record of the paper behind it."""

    metrics: Many[Metric] | None = None
    """The numbers that it gives a model; `None` means that nobody looked."""

    editions: Many[BenchmarkEdition] | None = None
    """Versions whose scores cannot be compared, where there are several."""

    comparable_on: Many[ConditionId] | None = None
    """Settings that split its board: scores are compared where all of them are equal."""

    links: BenchmarkLinks | None = None
    """`None` means that none is known."""

    @model_validator(mode="after")
    def _metrics_are_told_apart(self) -> Self:
        ids = [metric.id for metric in self.metrics or ()]
        editions = [edition.id for edition in self.editions or ()]
        for what, found in (("metrics", ids), ("editions", editions)):
            for n, one in enumerate(found):
                if one in found[:n]:
                    raise PydanticCustomError(
                        "benchmark_ids",
                        "two {what} are called {id}, expected an id of its own for each",
                        {"what": what, "id": repr(one)},
                    )
        derived: tuple[Metric | BenchmarkEdition, ...]
        derived = (*(self.metrics or ()), *(self.editions or ()))
        for each in derived:
            for one in each.aggregate.mean if each.aggregate else ():
                if one not in ids:
                    raise PydanticCustomError(
                        "aggregate_metric",
                        "{each} follows from {id}, which is no metric of the benchmark",
                        {"each": each.id, "id": repr(one)},
                    )
        if sum(bool(metric.primary) for metric in self.metrics or ()) > 1:
            raise PydanticCustomError(
                "primary_metric", "two metrics are primary, expected one at most"
            )
        return self

    @property
    def primary(self) -> Metric | None:
        """The metric by which models are ranked; `None` where none is known."""
        metrics = self.metrics or ()
        return next((m for m in metrics if m.primary), next(iter(metrics), None))
