"""Measure which mistakes in the tables of scores are found, by making some.

    python benchmarks/score_mutations.py [COUNT] [--seed N] [--missed]

Of the tables in which nothing is found, one thing of one row is changed at a time: the unit
of a number, a digit, two rows change places, a setting with a mark is dropped, another variant
is named. A mistake is found if anything is told that was not told before. Told apart are
values that another source prints too: of one that stands nowhere else nothing but its own
row can tell that a digit is wrong.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unisurvey import load_catalog
from unisurvey.fields.attributes import model_of
from unisurvey.records import ScoreFiles
from unisurvey.schema import ScoreSource
from unisurvey.schema.scores import NOT_PRINTED
from unisurvey.scores.arithmetic import slips, strays, totals
from unisurvey.scores.contradictions import contradictions
from unisurvey.scores.outliers import outliers
from unisurvey.scores.score import limits_of, scores_of
from unisurvey.scores.settings import unsaid
from unisurvey.scores.variants import misnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.scores.score import Score

KINDS = ("unit", "digit", "rows", "mark", "variant")
SILENT = {"run differs", "copying error"}
"""What is told of numbers that are no mistake in copying, or known as one."""

Told = frozenset[tuple[str, str, tuple[str | int, ...]]]


@dataclass(frozen=True)
class Mistake:
    """One that was made."""

    kind: str
    source: int
    table: int
    row: int
    made: ScoreSource


class Forger:
    """Makes mistakes in the tables of a catalogue that are clean."""

    def __init__(self, catalog: Catalog, seed: int) -> None:
        self.catalog = catalog
        self.sources = catalog.scored.sources
        self.before = told(catalog)
        self._random = random.Random(seed)  # noqa: S311 - a sample, no secret
        self._models = {paper.id: model_of(paper) for paper in catalog.models}
        self._marks = {
            (key.id, word.id)
            for key in catalog.vocabularies.conditions
            for word in key.words or ()
            if word.mark
        }
        every = list(scores_of(catalog))
        self._subjects = {(s.source.id, *s.cell): s.subject for s in every}
        self._printing: defaultdict[object, set[str]] = defaultdict(set)
        for score in every:
            self._printing[score.subject].add(score.source.id)
        faulty = {(source, cell[1]) for _, source, cell in self.before}
        self.clean = [
            (s, t)
            for s, source in enumerate(self.sources)
            for t in range(len(source.tables))
            if (source.id, t) not in faulty
        ]

    def mistakes(self, count: int) -> Iterator[Mistake]:
        """Yield so many, every kind in turn."""
        for n in range(count):
            kind = KINDS[n % len(KINDS)]
            made = None
            while made is None:
                made = self._mistake(kind)
            yield made

    def is_found(self, mistake: Mistake) -> bool:
        """Return whether anything is told that was not told before."""
        sources = list(self.sources)
        sources[mistake.source] = mistake.made
        files = ScoreFiles(tuple(sources))
        changed = replace(self.catalog, read_scores=lambda: files)
        return bool(told(changed) - self.before)

    def is_known(self, mistake: Mistake) -> bool:
        """Return whether another source prints a number that was changed."""
        source = self.sources[mistake.source]
        table = source.tables[mistake.table]
        before, after = (
            each.tables[mistake.table].rows[mistake.row].values
            for each in (source, mistake.made)
        )
        changed = {n for n, text in enumerate(after) if text != before[n]}
        columns = changed or range(len(table.columns))
        place = ("tables", mistake.table, "rows", mistake.row, "values")
        here = {self._subjects.get((source.id, *place, n)) for n in columns} - {None}
        return any(len(self._printing[subject]) > 1 for subject in here)

    def _mistake(self, kind: str) -> Mistake | None:
        """Return one somewhere; `None` where there is nothing to do it to."""
        s, t = self._random.choice(self.clean)
        data = self.sources[s].model_dump(mode="json", exclude_none=True)
        rows = data["tables"][t]["rows"]
        one = self._random.choice(rows)
        if not getattr(self, f"_{kind}")(one, rows):
            return None
        known = self.catalog.vocabularies
        made = ScoreSource.model_validate(data, context=known)
        return Mistake(kind, s, t, rows.index(one), made)

    def _printed(self, row: dict[str, Any]) -> int:
        cells = [n for n, text in enumerate(row["values"]) if text != NOT_PRINTED]
        return self._random.choice(cells)

    def _unit(self, row: dict[str, Any], _rows: Sequence[dict[str, Any]]) -> bool:
        n = self._printed(row)
        value = float(row["values"][n])
        small = abs(value) < 1
        row["values"][n] = f"{value * 100:.2f}" if small else f"{value / 100:.4f}"
        return value != 0

    def _digit(self, row: dict[str, Any], _rows: Sequence[dict[str, Any]]) -> bool:
        n = self._printed(row)
        text = row["values"][n]
        at = self._random.choice([k for k, sign in enumerate(text) if sign.isdigit()])
        other = self._random.choice([d for d in "0123456789" if d != text[at]])
        row["values"][n] = f"{text[:at]}{other}{text[at + 1 :]}"
        return True

    def _rows(self, row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> bool:
        others = [each for each in rows if each["values"] != row["values"]]
        if others:
            other = self._random.choice(others)
            row["values"], other["values"] = other["values"], row["values"]
        return bool(others)

    def _mark(self, row: dict[str, Any], _rows: Sequence[dict[str, Any]]) -> bool:
        stated = row.get("conditions", {})
        marked = [key for key, value in stated.items() if (key, value) in self._marks]
        if marked:
            del stated[self._random.choice(marked)]
            row["conditions"] = stated or None
        return bool(marked)

    def _variant(self, row: dict[str, Any], _rows: Sequence[dict[str, Any]]) -> bool:
        model = self._models[row["model"]]
        known = [each.id for each in (model and model.variants) or ()]
        others = [id_ for id_ in known if id_ != row.get("variant")]
        if "variant" in row and others:
            row["variant"] = self._random.choice(others)
            return True
        return False


def told(catalog: Catalog) -> Told:
    """Return what the checks find of numbers: how, in which source and where.

    It is what they ask for, once instead of check by check.
    """
    scores = tuple(scores_of(catalog))
    found: list[tuple[str, Score]] = [
        *(("range", score) for score in scores if limits_of(score)),
        *(("total", score) for score, _ in totals(scores)),
        *(("parts", score) for score, _ in strays(scores)),
        *(("slip", score) for score, _ in slips(scores)),
        *(("outlier", score) for score, _ in outliers(scores)),
        *((e.kind, e.score) for e in contradictions(scores, catalog)),
    ]
    return frozenset(
        (
            *(("variant", source.id, loc) for source, loc, *_ in misnamed(catalog)),
            *(("setting", source.id, loc) for source, loc, *_ in unsaid(catalog)),
            *((how, s.source.id, s.cell) for how, s in found if how not in SILENT),
        )
    )


def table(rows: Iterable[tuple[str, bool, bool]]) -> str:
    """Return how many mistakes are found, of those that can and cannot be looked up."""
    counts: Counter[tuple[str, bool, bool]] = Counter(rows)

    def share(kinds: Sequence[str], known: Sequence[bool]) -> str:
        hits, misses = (
            sum(counts[kind, each, found] for kind in kinds for each in known)
            for found in (True, False)
        )
        return f"{hits} of {hits + misses}"

    lines = [
        "| mistake | found | of values that another source prints | of others |",
        "|---|--:|--:|--:|",
    ]
    for name, kinds in (*((kind, (kind,)) for kind in KINDS), ("together", KINDS)):
        cells = (
            share(kinds, (True, False)),
            share(kinds, (True,)),
            share(kinds, (False,)),
        )
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Make mistakes and print how many are found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--missed", action="store_true", help="Name what is not found.")
    asked = parser.parse_args()
    forger = Forger(load_catalog(), asked.seed)
    print(f"{len(forger.clean)} clean tables")
    rows = []
    for mistake in forger.mistakes(asked.count):
        found = forger.is_found(mistake)
        rows.append((mistake.kind, forger.is_known(mistake), found))
        if asked.missed and not found:
            row = mistake.made.tables[mistake.table].rows[mistake.row]
            place = f"{mistake.made.id} {mistake.made.tables[mistake.table].at}"
            print(mistake.kind, place, row.model, row.variant, row.basis, rows[-1][1])
    print(table(rows))


if __name__ == "__main__":
    main()
