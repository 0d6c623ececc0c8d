"""A benchmark that models are evaluated on."""

from typing import Annotated, Literal

from pydantic import Field

from unisurvey.schema.base import Count, Frozen, Many, PartialDate, Slug, Text, Url
from unisurvey.schema.provenance import Record
from unisurvey.schema.vocabulary import SectionId


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

    links: BenchmarkLinks | None = None
    """`None` means that none is known."""
