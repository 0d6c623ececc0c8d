"""The catalogue as Python users have it: selections instead of bare tuples."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from unisurvey import records as below
from unisurvey.api.selection import Selection
from unisurvey.errors import UsageError
from unisurvey.records import SELECTABLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from unisurvey.schema import Benchmark, Dataset, Paper, Record


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
    return Catalog(**{f.name: getattr(loaded, f.name) for f in fields(loaded)})


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
        """Papers that introduce a unified model."""
        return Selection(super().models, self, "models")

    def select(self, kind: str = "models", **filters: Any) -> Selection[Any]:
        """Return the records that fit, in canonical order.

        Args:
            kind: `models`, `papers`, `datasets` or `benchmarks`.
            filters: Those of `unisurvey list`: `paradigm="hybrid"`,
                `encoder="siglip,clip"`, `has=("code", "weights")`, `since="2025"`.

        Raises:
            UsageError: a filter or value is unknown or does not apply to `kind`.
        """
        return Selection(super().select(kind, **filters), self, kind)

    def pick(self, *wanted: str) -> Selection[Any]:
        """Return the records with these ids, aliases, keys or names, or at addresses.

        Raises:
            UnknownRecordError: nothing has one of them.
            SeveralRecordsError: one is the address of several works.
        """
        from unisurvey.views.flat import kind_of

        records = [self[word] for word in wanted]
        kinds = {kind_of(record) for record in records}
        if kinds == {"models", "papers"}:
            kinds = {"papers"}  # a model is a paper too
        return Selection(records, self, kinds.pop() if len(kinds) == 1 else None)

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
