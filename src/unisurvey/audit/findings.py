"""What an audit says: a verdict per entry, and what differs where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.errors import Problem

if TYPE_CHECKING:
    from unisurvey.bib.blocks import BibFile, Block, Field
    from unisurvey.errors import Severity
    from unisurvey.schema import Paper

Verdict = Literal["agrees", "disagrees", "not in the catalogue"]
Subject = Literal["authors", "year", "venue", "title", "arxiv", "doi", "entry"]


class EntryFinding(NamedTuple):
    """One difference; an error makes the entry disagree, a warning is a hint."""

    code: str
    subject: Subject
    message: str
    field: Field | None = None
    """The field that says so; `None` for what the entry does not say."""

    wrong: str = ""
    """The part of the field's value that is wrong; empty means all of it."""

    right: str = ""
    """What belongs there, in plain text; empty when the catalogue does not know."""

    hint: str | None = None
    severity: Severity = "error"


@dataclass(frozen=True)
class Judgement:
    """What the catalogue says about one entry."""

    entry: Block
    paper: Paper | None
    """The record of the same work; `None` when there is none."""

    matched_by: tuple[str, ...]
    """What entry and record share: `arxiv`, `doi`, `url`, `title`, `authors`."""

    findings: tuple[EntryFinding, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the entry is right, as far as the catalogue can tell."""
        if any(finding.severity == "error" for finding in self.findings):
            return "disagrees"
        return "agrees" if self.paper else "not in the catalogue"


@dataclass(frozen=True)
class Audit:
    """One file's judgements, in the order of its entries."""

    bib: BibFile
    judgements: tuple[Judgement, ...]

    @cached_property
    def disagrees(self) -> bool:
        """Whether any entry does."""
        return any(found.verdict == "disagrees" for found in self.judgements)

    @cached_property
    def all_problems(self) -> tuple[Problem, ...]:
        """What could not be read, then the findings of all entries."""
        judged = (p for found in self.judgements for p in self.problems(found))
        return (*self.bib.problems, *judged)

    def problems(self, judgement: Judgement) -> tuple[Problem, ...]:
        """Return an entry's findings with their places."""
        entry = judgement.entry
        name = entry.key or "entry without key"
        return tuple(
            Problem(
                self.bib.path,
                finding.code,
                f"{name}: {finding.message}",
                self.bib.span(*_place(self.bib, entry, finding)),
                finding.hint,
                finding.severity,
            )
            for finding in judgement.findings
        )


def _place(bib: BibFile, entry: Block, finding: EntryFinding) -> tuple[int, int]:
    field = finding.field
    if field is None:
        return entry.start, entry.key_start + len(entry.key)
    if finding.wrong:
        place = bib.text.find(finding.wrong, field.start, field.end)
        if place >= 0:
            return place, place + len(finding.wrong)
    return field.start, field.end
