"""What a comparison of a list with the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from unisurvey.errors import Problem

if TYPE_CHECKING:
    from unisurvey.errors import Severity, Span
    from unisurvey.lists.awesome.model import AwesomeList, ListRow
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.schema import Record

Group = Literal["missing", "unsure", "disagrees", "fault"]


@dataclass(frozen=True)
class Difference:
    """One thing that the list and the catalogue do not both say, at its place."""

    group: Group
    """`missing` in the catalogue, `unsure` what it is, `disagrees`, the list's `fault`."""

    code: str
    message: str
    span: Span
    row: ListRow | None = None
    """`None` for what is outside the rows."""

    record: Record | None = None
    field: str = ""
    """Field of the record, as a dotted path."""

    said: str = ""
    """What the list says."""

    known: str = ""
    """What the catalogue says; empty when it says nothing."""

    source: str = ""
    """Address that vouches for what the catalogue says."""

    hint: str = ""
    severity: Severity = "error"
    """A warning is a hint that does not count as a difference."""

    def problem(self, path: str) -> Problem:
        """Return it as reports show it."""
        hint = self.hint
        if self.source:
            hint = f"{hint + '; ' if hint else ''}source: {self.source}"
        return Problem(
            path, self.code, self.message, self.span, hint or None, self.severity
        )


@dataclass(frozen=True)
class ListDiff:
    """A list against the catalogue."""

    found: AwesomeList
    alignments: tuple[Alignment, ...]
    """One per row, in the order of the list."""

    differences: tuple[Difference, ...]
    """In the order of the list."""

    absent: tuple[Record, ...]
    """Records that the list lacks, in the catalogue's order."""

    kinds: tuple[str, ...] = field(default=())
    """Kinds of records that were looked for in the list."""

    def of(self, *groups: Group) -> tuple[Difference, ...]:
        """Return the differences of some groups."""
        return tuple(found for found in self.differences if found.group in groups)

    @property
    def missing(self) -> tuple[ListRow, ...]:
        """Rows about works that the catalogue lacks."""
        return tuple(d.row for d in self.of("missing") if d.row)

    @property
    def differs(self) -> bool:
        """Whether anything is to be done, hints aside."""
        return bool(self.absent) or any(
            found.severity == "error" for found in self.differences
        )
