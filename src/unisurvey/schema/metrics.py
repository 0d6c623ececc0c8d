"""The numbers that a benchmark gives a model, and how they belong together."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import Frozen, Many, PartialDate, Positive, Slug, Text


class Aggregate(Frozen):
    """How a metric follows from others."""

    mean: Many[Slug]
    """Metrics of which it is the mean."""

    weights: Many[Positive] | None = None
    """Of each of them; `None` means that all weigh the same."""

    tolerance: Positive
    """How far printed numbers may be from it, as they are rounded."""

    @model_validator(mode="after")
    def _each_has_a_weight(self) -> Self:
        if self.weights and len(self.weights) != len(self.mean):
            raise PydanticCustomError(
                "aggregate",
                "{weights} weights of {metrics} metrics, expected one for each",
                {"weights": len(self.weights), "metrics": len(self.mean)},
            )
        return self


class Metric(Frozen):
    """One number that a benchmark gives a model."""

    id: Slug
    """Its own within the benchmark."""

    name: Text | None = None
    """As its authors spell it; `None` is the id."""

    unit: Text | None = None
    """What stands behind the number, such as `%`; `None` is nothing."""

    range: Annotated[tuple[float, ...], Field(strict=False, min_length=1, max_length=2)]
    """Lowest and highest value that is possible; the lowest alone where there is no
    highest."""

    better: Literal["higher", "lower"]
    """Which of two values is the better one."""

    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    """How many are usually printed."""

    primary: Literal[True] | None = None
    """By which models are ranked where no other is named; else it is the first."""

    aggregate: Aggregate | None = None
    """Where it follows from other metrics."""

    @property
    def highest(self) -> float | None:
        """The highest possible value; `None` where there is none."""
        return self.range[1] if len(self.range) > 1 else None


class BenchmarkEdition(Frozen):
    """One of several versions of a benchmark, whose scores cannot be compared."""

    id: Slug
    """Its own within the benchmark."""

    name: Text | None = None
    """As its authors call it; `None` is the id."""

    date: PartialDate | None = None
    """When it came out."""

    aggregate: Aggregate | None = None
    """How the primary metric follows from others, where it differs between editions."""
