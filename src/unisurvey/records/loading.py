"""Files → catalogue and problems; one bad file never hides the rest."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.errors import InvalidCatalogError, Problem
from unisurvey.kept.folder import kept_file
from unisurvey.records.cache import RecordCache
from unisurvey.records.catalog import Catalog, ScoreFiles
from unisurvey.records.reader import RootReader
from unisurvey.root import find_root
from unisurvey.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from unisurvey.records.sound import NameInKind
    from unisurvey.schema import Vocabularies


@dataclass(frozen=True)
class Loaded:
    """What came of reading a root."""

    catalog: Catalog
    """Every record that is valid by itself."""

    problems: tuple[Problem, ...]
    """Of all files, sorted."""

    files: int
    """How many files were read."""

    digests: Mapping[NameInKind, bytes] = field(default_factory=dict)
    """Of each valid record, what is the same only while its file, the vocabularies and
    the program are; none where nothing is kept between runs."""

    following: int = 0
    """Records that are left out without a problem of their own: they use words of a
    vocabulary that has problems, so that nobody knows whether the words are right."""

    def with_scores(self) -> Loaded:
        """Return the same with what came of reading the files of scores."""
        scored = self.catalog.scored
        return replace(
            self,
            problems=_sorted((*self.problems, *scored.problems)),
            files=self.files + scored.files,
            following=self.following + scored.following,
        )


def load_catalog(root: str | Path | None = None, *, cached: bool = True) -> Catalog:
    """Read the catalogue at `root`, or at the root that `find_root` finds.

    Args:
        root: Directory that holds `data/`.
        cached: As for `load`.

    Raises:
        RootError: there is none.
        InvalidCatalogError: a record has problems; carries all of them.
    """
    loaded = load(find_root(root), cached=cached)
    if loaded.problems:
        raise InvalidCatalogError(loaded.problems)
    return loaded.catalog


def load(root: Path, *, cached: bool = False) -> Loaded:
    """Read every record below `root`, whatever is wrong with some of them.

    Scores are read when somebody asks the catalogue for them.

    Args:
        root: Directory that holds `data/`.
        cached: Whether valid records are kept between runs, in the user's folder for
            such files, so that only changed files are parsed again.
    """
    collecting = gc.isenabled()
    gc.disable()  # there is nothing to free among what is being read
    try:
        return _load(root, cached=cached)
    finally:
        if collecting:
            gc.enable()


def _load(root: Path, *, cached: bool) -> Loaded:
    def kept(ending: str) -> Path | None:
        return kept_file(root, ending) if cached else None

    reader = RootReader(root, RecordCache(kept(".records")))
    vocabularies = reader.vocabularies()
    read_scores = partial(
        _scores,
        root,
        vocabularies,
        frozenset(reader.doubtful),
        kept(".scores"),
        reader.cache.context,
    )
    by_kind: dict[str, Any] = {
        folder: tuple(reader.records(folder, vocabularies)) for folder in KINDS
    }
    catalog = Catalog(
        root,
        vocabularies,
        **by_kind,
        read_scores=read_scores,
    ).arranged()
    reader.cache.save()
    problems = _sorted(reader.problems)
    return Loaded(catalog, problems, reader.files, reader.digests, reader.following)


def _scores(
    root: Path,
    known: Vocabularies,
    doubtful: frozenset[str],
    cache: Path | None,
    context: bytes,
) -> ScoreFiles:
    """Read the scores of a root whose vocabularies were read before."""
    reader = RootReader(root, RecordCache.beside(cache, context), doubtful)
    sources = tuple(reader.records("scores", known))
    reader.cache.save()
    return ScoreFiles(sources, _sorted(reader.problems), reader.files, reader.following)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.sort_key))


def load_vocabularies(root: Path) -> Vocabularies:
    """Read only the vocabularies, leaving out entries with problems."""
    return read_vocabularies(root)[0]


def read_vocabularies(root: Path) -> tuple[Vocabularies, frozenset[str]]:
    """Read only the vocabularies, and tell which may lack words for their problems.

    Returns:
        With the vocabularies what words are called of which some may be missing:
        `section`.
    """
    reader = RootReader(root, RecordCache(None))
    return reader.vocabularies(), frozenset(reader.doubtful)
