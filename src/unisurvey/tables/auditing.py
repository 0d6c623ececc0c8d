"""Somebody's own table of results against what sources say.

Its rows are compared as quotations, by the same rules as those of the catalogue: the table
is read as one more source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import Problem
from unisurvey.records.catalog import ScoreFiles
from unisurvey.schema.scores import ScoreOrigin, ScoreSource, ScoreTable
from unisurvey.scores.arithmetic import totals
from unisurvey.scores.contradictions import contradictions
from unisurvey.scores.placing import by_subject, contradict
from unisurvey.scores.score import limits_of, scores_of
from unisurvey.tables.matching import matched, table_of
from unisurvey.tables.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.errors import Severity
    from unisurvey.records import Catalog
    from unisurvey.scores.contradictions import Contradiction, Kind
    from unisurvey.scores.score import Score
    from unisurvey.tables.grid import Grid, TableCell
    from unisurvey.tables.matching import Matched

_YOURS = "your-table"
_CODES: dict[Kind, tuple[str, Severity]] = {
    "quotation differs": ("Q102", "error"),
    "setting lost": ("Q103", "error"),
    "other variant": ("Q104", "error"),
    "other row": ("Q105", "error"),
    "copying error": ("Q106", "error"),
    "authors differ": ("Q109", "warning"),
    "run differs": ("Q109", "warning"),
    "quotations differ": ("Q109", "warning"),
    "setting added": ("Q109", "warning"),
    "unseen variant": ("Q104", "warning"),
}
"""How a number is contradicted → its code; what was read only in a copy only warns."""


class Judged(NamedTuple):
    """One thing that is to be said of a number, a row or a column."""

    code: str
    cell: TableCell
    message: str
    severity: Severity
    hint: str | None = None
    score: Score | None = None
    against: Score | None = None


@dataclass(frozen=True)
class TableAudit:
    """The tables of one file, judged."""

    path: str
    judged: tuple[Judged, ...]
    numbers: int
    """How many were compared."""

    confirmed: int
    """How many of them a source has under the same settings."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is said, at its place."""
        return tuple(
            Problem(self.path, j.code, j.message, j.cell.span, j.hint, j.severity)
            for j in self.judged
        )

    @property
    def disagrees(self) -> bool:
        """Whether a number is wrong."""
        return any(each.severity == "error" for each in self.judged)


def audit_tables(grids: Iterable[Grid], path: str, catalog: Catalog) -> TableAudit:
    """Judge the numbers of tables; offline, and nothing is written.

    Args:
        grids: The tables of one file.
        path: Of it, as it is shown.
        catalog: What is known.
    """
    names = Names(catalog)
    found = [matched(grid, names) for grid in grids]
    source, cells = _as_source(found, catalog)
    judged = [
        Judged(left.code, left.cell, left.message, "note")
        for each in found
        for left in each.left
    ]
    scores: tuple[Score, ...] = ()
    if source.tables:
        known = catalog.scored.sources
        together = replace(catalog, read_scores=lambda: ScoreFiles((*known, source)))
        scores = tuple(scores_of(together))
        judged += _judged(scores, source, cells, together)
    mine = [score for score in scores if score.source is source]
    blamed = {each.score for each in judged if each.score}
    sure = [score for score in mine if score.is_quoted and score not in blamed]
    compared = sum(score.is_quoted for score in mine)
    return TableAudit(path, tuple(judged), compared, len(sure))


def _as_source(
    found: Sequence[Matched], catalog: Catalog
) -> tuple[ScoreSource, list[list[list[TableCell]]]]:
    """Return tables as one source that nobody vouches for, and their cells."""
    tables: list[ScoreTable] = []
    cells: list[list[list[TableCell]]] = []
    for each in found:
        data, places = table_of(each, "your table")
        if data["rows"]:
            tables.append(ScoreTable.model_validate(data, context=catalog.vocabularies))
            cells.append(places)
    # it has no address, which a file of the catalogue must have
    origin = ScoreOrigin.model_construct(url="", reporter="your table")
    source = ScoreSource.model_construct(
        id=_YOURS, source=origin, read_from="repository", tables=tuple(tables)
    )
    return source, cells


def _judged(
    scores: Sequence[Score],
    source: ScoreSource,
    cells: list[list[list[TableCell]]],
    catalog: Catalog,
) -> Iterator[Judged]:
    def cell(score: Score) -> TableCell:
        _, table, _, row, _, column = score.cell
        return cells[int(table)][int(row)][int(column)]

    mine = [score for score in scores if score.source is source]
    outside: set[Score] = set()
    for score in mine:
        if message := limits_of(score):
            outside.add(score)
            yield Judged("Q108", cell(score), _of(score, message), "error", score=score)
    for score, expected in totals(mine):
        message = f"{score.printed}, but the parts beside it give {expected:.4g}"
        yield Judged("Q107", cell(score), _of(score, message), "error", score=score)
    told: set[Score] = set(outside)
    subjects = by_subject(score for score in scores if score.source is not source)
    for each in contradictions(scores, catalog):
        score = each.score
        if score.source is source and score not in told:
            told.add(score)
            elsewhere = _elsewhere(score, subjects.get(score.subject, ()))
            yield _contradicted(each, elsewhere, cell(score), catalog)
    for subject, group in by_subject(mine).items():
        others = subjects.get(subject, [])
        for score in group:
            if score.is_quoted and score not in told:
                yield from _unsourced(score, others, cell(score))


def _elsewhere(score: Score, others: Iterable[Score]) -> list[Score]:
    """Return the same value in other sources, what somebody measured first."""
    same = [
        other
        for other in others
        if other.agrees(score)
        and not contradict(score, other)
        and (score.variant in {None, other.variant} or not other.variant)
    ]
    return sorted(same, key=lambda other: other.is_quoted)


def _contradicted(
    each: Contradiction, elsewhere: Sequence[Score], cell: TableCell, catalog: Catalog
) -> Judged:
    score, other = each.score, each.against
    code, severity = _CODES[each.kind]
    said_by: tuple[Score | None, ...] = (other,)
    if other and other.is_transcribed:
        severity = "warning"
    match each.kind:
        case "copying error":
            assert each.known is not None  # that is how it is found
            message, hint = (
                f"{score.printed} is a known copying error",
                each.known.reason,
            )
            hint = f"{hint}; {each.known.proof}"
            return Judged(code, cell, _of(score, message), severity, hint, score)
        case "setting lost":
            lost = ", ".join(_settings(each, catalog))
            message = f"{score.printed} was reached with {lost}, which is not said"
        case "setting added":
            more = ", ".join(_settings(each, catalog))
            message = f"{score.printed} with {more}, of which the authors say nothing"
        case "other variant" | "unseen variant":
            variant = other.variant if other else None
            message = f"{score.printed} is that of {variant}"
            if each.kind == "unseen variant":
                message += f", and no source has one of {score.variant}"
        case "other row":
            model = other.paper.id if other else ""
            message = f"{score.printed} stands in the row of {model}"
        case _:
            said = "the authors state" if other and other.is_own else "sources have"
            right = other.shown if other else ""
            message = f"{score.printed}, but {said} {right}"
            said_by = (other, *elsewhere[:1])
            runs = dict.fromkeys(o.reporter for o in elsewhere if not o.is_quoted)
            if runs and other and other.is_own:
                code, severity = "Q110", "warning"
                message = f"{message}; it is what {' and '.join(runs)} measured"
            elif elsewhere:
                message = f"{message}; others quote it too"
    hint = "; ".join(filter(None, map(_where, said_by)))
    return Judged(code, cell, _of(score, message), severity, hint, score, other)


def _settings(each: Contradiction, catalog: Catalog) -> Iterator[str]:
    holder = each.score if each.kind == "setting added" else each.against
    stated = holder.conditions if holder else {}
    for name in each.lost:
        key = catalog.vocabularies.conditions[name]
        words = {word.id: word.name for word in key.words or ()}
        yield f"{key.name.lower()} {words.get(str(stated[name]), stated[name])}"


def _unsourced(
    score: Score, others: Sequence[Score], cell: TableCell
) -> Iterator[Judged]:
    """Yield that no source has a number, where it is the same model and variant."""
    same = [o for o in others if score.variant in {None, o.variant} or not o.variant]
    if any(other.agrees(score) for other in same):
        return
    if not same:
        message = f"no source here has a number to compare {score.printed} with"
        yield Judged("Q206", cell, _of(score, message), "note", score=score)
        return
    near = min(same, key=lambda other: abs(other.value - score.value))
    message = _of(score, f"no source has {score.printed}; the nearest is {near.shown}")
    yield Judged("Q101", cell, message, "warning", _where(near), score, near)


def _of(score: Score, message: str) -> str:
    edition = f" {score.edition}" if score.edition else ""
    variant = f" {score.variant}" if score.variant else ""
    what = f"{score.benchmark.id}/{score.metric.id}{edition}"
    return f"{score.paper.id}{variant}, {what}: {message}"


def _where(score: Score | None) -> str | None:
    """Return who says a number, under which settings, and where."""
    if score is None:
        return None
    stated = ", ".join(f"{key}={value}" for key, value in score.conditions.items())
    variant = f" of {score.variant}" if score.variant else ""
    under = f" under {stated}" if stated else ""
    who = "the authors" if score.relation == "authors" else score.reporter
    copy = ", read in a copy of the text" if score.is_transcribed else ""
    place = f"{score.source.source.url}, {score.at}{copy}"
    return f"{score.shown}{variant}{under}: {who}, {place}"
