"""What a model scores, and who is best on a benchmark, as tables with links."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.schema import Benchmark
from unisurvey.scores.asking import ScoreQuestion, board_asked
from unisurvey.scores.plain import plain_of
from unisurvey.site.addresses import of_record, of_word
from unisurvey.site.pieces import TextPiece
from unisurvey.views.scores import (
    BOARD_COLUMNS,
    RIGHT,
    SHOW_COLUMNS,
    ScoreWords,
    subject_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.scores.board import Standing
    from unisurvey.views.scores import ScoreLine


_SETTINGS = next(column for column in SHOW_COLUMNS if column.name == "settings")
_BOARD = (*BOARD_COLUMNS[:4], _SETTINGS, *BOARD_COLUMNS[4:])


class ShownScore(NamedTuple):
    """One line of a table of scores."""

    cells: list[tuple[bool, TextPiece]]
    """Each with whether it is a number."""

    honour: str | None
    """Whether it is the best or the second."""


class ShownScores(NamedTuple):
    """Scores as a page has them."""

    heads: list[str]
    right: list[bool]
    """Which columns are numbers."""

    rows: list[ShownScore]
    others: list[ShownScore]
    """Of other metrics than the one by which models are ranked."""

    legend: str
    board: str | None = None
    """Page of all that is known of the benchmark."""


class ScoreTables:
    """Makes the tables of all records from one reading of the scores."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _held(self) -> dict[str, list[Standing]]:
        """What stands where, by address of the model and of the benchmark."""
        found: defaultdict[str, list[Standing]] = defaultdict(list)
        for each in board_asked(ScoreQuestion(), self._catalog):
            found[of_record(each.score.paper)].append(each)
            found[of_record(each.score.benchmark)].append(each)
        return found

    def of(self, record: Record) -> ShownScores | None:
        """Return the scores of a model, or the plain board of a benchmark."""
        held = self._held.get(of_record(record), [])
        words = ScoreWords(self._catalog)
        if isinstance(record, Benchmark):
            ranking = [e for e in held if e.score.metric is record.primary]
            board = plain_of(ranking, self._catalog)
            made = self._table(_BOARD, words.board_lines(board), [], words)
            made = made or ShownScores([], [], [], [], "")
            return made._replace(board=of_word("scores", record.id)) if held else None
        own = sorted(held, key=lambda each: subject_text(each.score).casefold())
        first = [e for e in own if e.score.metric is e.score.benchmark.primary]
        rest = [e for e in own if e.score.metric is not e.score.benchmark.primary]
        return self._table(
            SHOW_COLUMNS,
            words.board_lines(first),
            words.board_lines(rest),
            words,
            [*first, *rest],
        )

    def _table(
        self,
        columns: Sequence[Column],
        lines: Sequence[ScoreLine],
        others: Sequence[ScoreLine],
        words: ScoreWords,
        of: Iterable[Standing] = (),
    ) -> ShownScores | None:
        every = [*lines, *others]
        if not every:
            return None
        used = [c for c in columns if any(line.cells[c.name] for line in every)]
        benchmarks = [of_record(each.score.benchmark) for each in of]
        rows = [
            ShownScore(
                [(c.name in RIGHT, self._cell(c.name, line, page)) for c in used],
                line.honour,
            )
            for line, page in zip_longest(every, benchmarks)
        ]
        return ShownScores(
            [column.header for column in used],
            [column.name in RIGHT for column in used],
            rows[: len(lines)],
            rows[len(lines) :],
            words.legend,
        )

    def _cell(self, name: str, line: ScoreLine, benchmark: str | None) -> TextPiece:
        text = line.cells[name]
        work = self._catalog.index.get(f"papers/{line.works.get(name)}")
        if work:
            return TextPiece(text, of_record(work))
        if name == "benchmark":
            return TextPiece(text, benchmark)
        return TextPiece(text, url=line.links.get(name))
