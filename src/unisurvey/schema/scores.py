"""What one source says of scores: its tables, as they stand there."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from unisurvey.schema.base import (
    EXPECTED,
    Filed,
    Frozen,
    Many,
    PartialDate,
    Positive,
    Slug,
    Text,
    Url,
)
from unisurvey.schema.conditions import Conditions

NOT_PRINTED = "-"
"""A cell of a table that holds no number."""

_PRINTED = rf"^(?:{NOT_PRINTED}|[+-]?\d+(?:\.\d+)?)$"
EXPECTED[_PRINTED] = (
    "a number as it is printed such as '0.80', or '-' where there is none"
)

Printed = Annotated[str, StringConstraints(pattern=_PRINTED)]
ReadFrom = Literal[
    "pdf", "html", "repository", "leaderboard", "issue", "transcription"
]  # fmt: skip
Basis = Literal["own-run", "quoted", "unknown"]


class ScoreOrigin(Frozen):
    """Where scores stand, and who reports them."""

    url: Url
    """Where anybody can look them up; a file of a repository at a commit."""

    paper: Slug | None = None
    """Record of the work whose authors report them."""

    reporter: Text | None = None
    """Who reports them, where there is no record of a work of theirs."""

    date: PartialDate | None = None
    """Day or month of the version that was read; `None` means not known."""

    @model_validator(mode="after")
    def _somebody_reports_them(self) -> Self:
        if (self.paper is None) == (self.reporter is None):
            raise PydanticCustomError(
                "score_reporter",
                "scores with neither or both of paper and reporter, "
                "expected one of them",
            )
        return self


class ScoreColumn(Frozen):
    """What the numbers below the head of a column are."""

    benchmark: Slug
    """Record of the benchmark."""

    metric: Slug | None = None
    """One of those that the benchmark's record lists; not needed where that is one."""

    edition: Slug | None = None
    """Likewise of its editions."""

    conditions: Conditions | None = None
    """Settings of the whole column."""

    out_of: Positive | None = None
    """What the highest possible value would be printed as, where it is not that of the
    metric: 100 where a share is printed in percent."""


class ScoreRow(Frozen):
    """What is printed of one model."""

    model: Slug
    """Record of the paper that introduces it."""

    name: Text | None = None
    """What the source calls it, and behind that what columns of sizes or language models
    say: `Sketch 7B`; `None` where no row names it."""

    variant: Slug | None = None
    """One of those that the model's record lists; `None` means not stated."""

    basis: Basis
    """Whether the reporter ran the model, quotes somebody, or does not say."""

    conditions: Conditions | None = None
    """Settings of this row; those of column and table hold where it names no other."""

    values: Many[Printed]
    """One for each column, as printed: 0.80 says more than 0.8."""


class ScoreTable(Frozen):
    """A table, or what stands together."""

    at: Text
    """Place inside the source, such as `Table 4`."""

    columns: Many[ScoreColumn]
    """Those of benchmarks in the catalogue."""

    conditions: Conditions | None = None
    """Settings of the whole table; one that is not stated is not known."""

    rows: Many[ScoreRow]
    """Those of models in the catalogue, in the order of the table."""

    @model_validator(mode="after")
    def _each_row_fills_the_columns(self) -> Self:
        for row in self.rows:
            if len(row.values) != len(self.columns):
                raise PydanticCustomError(
                    "score_row",
                    "{held} values of {model} below {columns} columns, expected one "
                    "for each",
                    {
                        "held": len(row.values),
                        "model": row.model,
                        "columns": len(self.columns),
                    },
                )
        return self


class CopyingError(Frozen):
    """Numbers that went wrong when they were copied, wherever they are printed."""

    model: Slug
    """Of whom they are printed."""

    variant: Slug | None = None
    """`None` means that it does not matter."""

    benchmark: Slug
    """Likewise of what."""

    printed: dict[Slug, Printed] = Field(min_length=1)
    """Metric → the wrong number."""

    reason: Text
    """What they are instead; one clause."""

    proof: Url
    """Where that can be checked."""

    at: Text | None = None
    """Place inside it."""


class ScoreSource(Filed):
    """The tables of one source."""

    source: ScoreOrigin
    """Where they stand."""

    read_from: ReadFrom
    """What was opened; a transcription is a copy of the text that somebody else made, so
    its numbers count as not looked up."""

    checked: PartialDate | None = None
    """Day on which every number was found in the source itself; `None` means never."""

    tables: Many[ScoreTable]
    """In the order of the source."""

    corrections: Many[CopyingError] | None = None
    """Copying errors that this source shows; they are known in every other one too."""
