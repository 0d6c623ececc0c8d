"""The catalogue as Python users have it: selections instead of bare tuples."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from unisurvey import records as below
from unisurvey.api.selection import Selection
from unisurvey.errors import UsageError
from unisurvey.records import SELECTABLE, kind_named
from unisurvey.scores.comparing import comparing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from unisurvey.schema import Benchmark, Dataset, Paper, Record
    from unisurvey.scores.asking import ScoreQuestion
    from unisurvey.views.comparison import Comparison


def load_catalog(root: str | Path | None = None, *, cached: bool = True) -> Catalog:
    """Read the catalogue.

    Args:
        root: Directory that holds `data/`. `None` takes the nearest one above the
            working directory, else the one that was installed.
        cached: Whether valid records are kept between runs, so that only changed files
            are parsed again.

    Raises:
        RootError: there is none.
        InvalidCatalogError: a record has problems; carries all of them.
    """
    loaded = below.load_catalog(root, cached=cached)
    own = Catalog(**{f.name: getattr(loaded, f.name) for f in fields(loaded)})
    return comparing(own)


@dataclass(frozen=True, repr=False)
class Catalog(below.Catalog):
    """All records of one root; `models`, `papers` … are selections in canonical order."""

    papers: Selection[Paper]
    datasets: Selection[Dataset]
    benchmarks: Selection[Benchmark]

    def __post_init__(self) -> None:
        """Let each tuple of records know this catalogue."""
        for kind in ("papers", "datasets", "benchmarks"):
            records = Selection(getattr(self, kind), self, kind)
            object.__setattr__(self, kind, records)

    @cached_property
    def models(self) -> Selection[Paper]:
        """Papers that introduce a model."""
        return Selection(super().models, self, "models")

    def select(self, kind: str = "models", **filters: Any) -> Selection[Any]:
        """Return the records that fit, in canonical order.

        Args:
            kind: `models`, `papers`, `datasets` or `benchmarks`.
            filters: Those of `unisurvey list`: `paradigm="hybrid"`,
                `encoder="siglip,clip"`, `has=("code", "weights")`, `since="2025"`,
                `stated="mask"`, `score="geneval>=0.8"`; for `--not`,
                `without={"mask": "causal"}`.

        Raises:
            UsageError: a filter or value is unknown or does not apply to `kind`.
        """
        return Selection(super().select(kind, **filters), self, kind_named(kind))

    def pick(self, *wanted: str) -> Selection[Any]:
        """Return the records with these ids, aliases, keys or names, or at addresses.

        Raises:
            UnknownRecordError: nothing has one of them.
            SeveralRecordsError: one is the address of several works.
        """
        return self._of_any_kind([self[word] for word in wanted])

    def search(
        self,
        text: str,
        kind: str | None = None,
        limit: int | None = None,
        **filters: Any,
    ) -> Selection[Any]:
        """Return the works that words are found in, the best first.

        Args:
            text: Words as people type them; case, accents and small slips do not matter.
            kind: Each record of this kind that fits; `None` is one record per work.
            limit: At most so many.
            filters: Those of `select`.

        Raises:
            UsageError: a filter or value is unknown or does not apply to the kind.
        """
        from unisurvey.views.searching import by_work, search_index, searched_kinds

        kinds = searched_kinds(kind, filters, self)
        records = [record for of in kinds for record in self.select(of, **filters)]
        hits = search_index(records, self).search(text)
        found = [work.record for work in by_work(hits, records, self)[:limit]]
        return Selection(found, self, kinds[0]) if kind else self._of_any_kind(found)

    def _of_any_kind(self, records: Sequence[Record]) -> Selection[Any]:
        from unisurvey.views.flat import kind_of

        kinds = {kind_of(record) for record in records}
        if kinds == {"models", "papers"}:
            kinds = {"papers"}  # a model is a paper too
        return Selection(records, self, kinds.pop() if len(kinds) == 1 else None)

    def compare(self, *wanted: str, kind: str | None = None) -> Comparison:
        """Compare records, named as for `pick`, attribute by attribute.

        Args:
            wanted: Two or more.
            kind: What they are read as; `None` is what all of them are.

        Raises:
            UnknownRecordError: nothing has one of these names.
            UsageError: there are less than two, or they are of several kinds.
        """
        from unisurvey.views.comparison import compare

        chosen = self.pick(*dict.fromkeys(wanted))
        what = kind or chosen.kind
        if len(chosen) < 2 or what is None:
            raise UsageError("compare takes two or more records of one kind")
        return compare(chosen, what, self)

    def related(
        self, wanted: str, kind: str | None = None, limit: int = 10
    ) -> Selection[Any]:
        """Return the records that are nearest to one, the nearest first.

        Args:
            wanted: Named as for `pick`.
            kind: Among which; `None` is that of the record.
            limit: At most so many.

        Raises:
            UnknownRecordError: nothing has this name.
        """
        from unisurvey.query.similarity import Neighbourhood
        from unisurvey.views.flat import kind_of

        record = self[wanted]
        among = kind or kind_of(record)
        found = Neighbourhood(self.records(among), self).of(record)
        return Selection((near.record for near in found[:limit]), self, among)

    def stats(
        self,
        by: str,
        kind: str = "models",
        *,
        families: bool = False,
        limit: int | None = None,
        **filters: Any,
    ) -> dict[str, int]:
        """Return how many records there are of each value, as `stats --by` has it.

        Args:
            by: What they are counted by: `paradigm`, `backbone`, `year` …
            kind: What is counted.
            families: Let a component stand for the family at the top.
            limit: Only the first so many values.
            filters: Those of `select`.

        Raises:
            UsageError: records of this kind cannot be counted by that, or a filter is
                unknown.
        """
        from unisurvey.views.statistics import count_by

        records = self.select(kind, **filters)
        return dict(count_by(records, kind, by, self, families=families)[:limit])

    def shown(self, record: Record) -> dict[str, str]:
        """Return what a record says as people read it: names in place of ids.

        What is not known is left out; `url` is where the work is read.
        """
        from unisurvey.views.flat import FLATTEN, kind_of
        from unisurvey.views.wording import plain

        flat = FLATTEN[kind_of(record)](record, self)
        texts = ((name, plain(name, value, self)) for name, value in flat.items())
        return {name: text for name, text in texts if text}

    def board(self, benchmark: str, **asked: Any) -> list[dict[str, Any]]:
        """Return who stands where on a benchmark, as `scores board --format json` does.

        Args:
            benchmark: Id or name, or one of its metrics: `geneval/counting`.
            asked: `edition="en"`, `under=["prompts=original"]`,
                `reported_by=["authors"]`, and the filters of `select`.

        Raises:
            UnknownRecordError: there is no such benchmark.
            UsageError: something that is asked for is unknown.
            InvalidCatalogError: files of scores have problems.
        """
        from unisurvey.scores.asking import board_asked
        from unisurvey.views.score_flats import standing_flat

        question = self._question(benchmark=benchmark, **asked)
        return [standing_flat(each) for each in board_asked(question, self)]

    def scores(self, **asked: Any) -> list[dict[str, Any]]:
        """Return scores as sources print them, as `scores list --format json` does.

        Args:
            asked: `benchmark="geneval"`, `model="bagel"` and those of `board`.

        Raises:
            UsageError: something that is asked for is unknown.
            InvalidCatalogError: files of scores have problems.
        """
        from unisurvey.scores.asking import scores_asked
        from unisurvey.views.score_flats import score_flat

        question = self._question(**asked)
        return [score_flat(score) for score in scores_asked(question, self)]

    def conflicts(self, **asked: Any) -> list[dict[str, Any]]:
        """Return where sources differ, as `scores conflicts --format json` does.

        Args:
            asked: As for `scores`.

        Raises:
            UsageError: something that is asked for is unknown.
            InvalidCatalogError: files of scores have problems.
        """
        from unisurvey.scores.contradictions import conflicts_asked
        from unisurvey.views.score_flats import conflict_flat

        question = self._question(**asked)
        return [conflict_flat(each) for each in conflicts_asked(question, self)]

    def _question(self, **asked: Any) -> ScoreQuestion:
        from unisurvey.errors import InvalidCatalogError
        from unisurvey.scores.asking import make_question

        if self.scored.problems:
            raise InvalidCatalogError(self.scored.problems)
        return make_question(self, **asked)

    def additions(
        self, since: str | None = None, kind: str | None = None
    ) -> Selection[Record]:
        """Return what entered the catalogue since a day, newest first.

        Raises:
            UsageError: `since` is no date.
        """
        from unisurvey.views.news import additions

        return Selection(additions(self, kind, since), self, kind)

    def render(
        self, *targets: str, run: Callable[..., str] | None = None
    ) -> dict[str, str]:
        """Return path below the root and text of generated files; nothing is written.

        Args:
            targets: As `unisurvey render` names them: `tables`, `bib`. None named
                means all.
            run: Returns what a command line prints, for pages that show commands; with
                `light` or `dark` as second argument a picture of such a terminal.
                Without it, these are left out unless they are named; so are figures
                where matplotlib is missing.

        Raises:
            UnknownValueError: there is no such target.
            UsageError: a page shows commands, and `run` is not given.
        """
        from unisurvey.render.targets import TARGETS, outputs

        def refuse(line: str, _look: str = "plain") -> str:
            raise UsageError(
                f"the output of {line!r} is part of this page; give run=, or write it "
                "with 'unisurvey render'"
            )

        names = targets or tuple(
            name for name, target in TARGETS.items() if run or not target.shows_commands
        )
        return {
            path.relative_to(self.root).as_posix(): text
            for path, text in outputs(self, names, run or refuse)
        }

    def __repr__(self) -> str:
        counts = (f"{len(self.records(kind))} {kind}" for kind in SELECTABLE)
        return f"<Catalog: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from unisurvey.render.html import catalog_html

        return catalog_html(self, SELECTABLE)
