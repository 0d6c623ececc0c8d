"""The immutable catalogue and its indexes."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from unisurvey.errors import (
    SeveralRecordsError,
    UnknownRecordError,
    UnknownValueError,
    UsageError,
)
from unisurvey.fields.attributes import BEYOND, section_of
from unisurvey.query import make_query, select
from unisurvey.root import data_directory
from unisurvey.schema import FOLDERS, KINDS, Benchmark, Dataset, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from unisurvey.errors import Problem
    from unisurvey.records.addresses import Addresses
    from unisurvey.records.ties import Use
    from unisurvey.schema import Filed, Record, ScoreSource, Vocabularies

Listed = TypeVar("Listed", Dataset, Benchmark)
Made = TypeVar("Made")

SELECTABLE = ("models", "papers", "datasets", "benchmarks")
"""What can be listed; a model is a paper with a `model` block."""

_MAY_LEAD = re.compile(r"\w[.:/]+\w")
"""What every address and identifier has, and few names do."""


def kind_named(word: str) -> str:
    """Return one of `SELECTABLE` by its name, in the singular or the plural.

    Raises:
        UnknownValueError: there is no such kind.
    """
    for kind in SELECTABLE:
        if word.casefold() in {kind, kind.removesuffix("s")}:
            return kind
    raise UnknownValueError("kind", word, SELECTABLE)


class ScoreFiles(NamedTuple):
    """What came of reading the files of scores."""

    sources: tuple[ScoreSource, ...] = ()
    """Those that are valid by themselves, by id."""

    problems: tuple[Problem, ...] = ()
    files: int = 0
    following: int = 0
    """As of `Loaded`."""


@dataclass(frozen=True)
class Catalog:
    """All valid records of one root, in canonical order.

    Models, datasets and benchmarks come in the order of the taxonomy, newest first
    within a section; papers by id. Look-ups take an id, an alias, a BibTeX key, a name,
    an arXiv id or a pasted address;
    `datasets/anyedit` names the dataset where a paper has the same id.
    """

    root: Path
    vocabularies: Vocabularies
    papers: tuple[Paper, ...]
    datasets: tuple[Dataset, ...]
    benchmarks: tuple[Benchmark, ...]
    read_scores: Callable[[], ScoreFiles] = field(
        default=ScoreFiles, compare=False, repr=False
    )
    """Reads the scores; most of what is asked needs none."""

    compare_scores: Callable[[Catalog, str], Mapping[str, Sequence[float]]] | None = (
        field(default=None, compare=False, repr=False)
    )
    """What `plain_scores` asks: how scores compare is decided above the records."""

    def plain_scores(self, benchmark: str) -> Mapping[str, Sequence[float]]:
        """Return, by id of the model, what authors say of its variants, the best first.

        Args:
            benchmark: Id or name, or one of its metrics: `geneval/counting`.

        Raises:
            UsageError: there is no such benchmark, or nothing here compares scores.
        """
        if self.compare_scores is None:
            raise UsageError("scores cannot be asked for in this catalogue")
        return self.compare_scores(self, benchmark)

    @cached_property
    def scored(self) -> ScoreFiles:
        """The files of scores, read when they are first asked for."""
        return self.read_scores()

    @cached_property
    def models(self) -> tuple[Paper, ...]:
        """Papers that introduce a unified model."""
        return self._arranged(paper for paper in self.papers if paper.model)

    def records(self, kind: str) -> tuple[Record, ...]:
        """Return all records of `models`, `papers`, `datasets` or `benchmarks`.

        Raises:
            UnknownValueError: there is no such kind.
        """
        found: tuple[Record, ...] = getattr(self, kind_named(kind))
        return found

    def __iter__(self) -> Iterator[Record]:
        """Iterate over papers, then datasets, then benchmarks; models are papers."""
        yield from self.papers
        yield from self.datasets
        yield from self.benchmarks

    def __bool__(self) -> bool:
        """Return true: a catalogue without records has words and fields too."""
        return True

    def __len__(self) -> int:
        return len(self.papers) + len(self.datasets) + len(self.benchmarks)

    def __getitem__(self, wanted: str) -> Record:
        """Return the record with this id, alias, key, name or arXiv id, or at an address.

        Papers go before datasets and benchmarks, ids before names; case matters for
        neither names nor arXiv ids. Addresses are those of arXiv, DOIs, OpenReview, the
        ACL Anthology, Hugging Face and GitHub, and every link that a record has; what
        several records of one work have leads to its paper.

        Raises:
            UnknownRecordError: nothing has it; carries the closest ids.
            SeveralRecordsError: the address is that of several works.
        """
        named = self._named(wanted)
        if named:
            return named
        found = self._at(wanted)
        if len(found) == 1:
            return found[0]
        if found:
            raise SeveralRecordsError(wanted, map(clear_name, found))
        known = (name for name in self.index if ("/" in name) == ("/" in wanted))
        raise UnknownRecordError(wanted, known)

    def __contains__(self, wanted: object) -> bool:
        return isinstance(wanted, str) and (
            self._named(wanted) is not None or len(self._at(wanted)) == 1
        )

    def _named(self, wanted: str) -> Record | None:
        """Return the record of a name, also as lists show it that mark some names."""
        for word in dict.fromkeys((wanted, wanted.removesuffix(BEYOND))):
            named = self.index.get(word) or self._by_name.get(word.casefold())
            if named:
                return named
        return None

    def _at(self, wanted: str) -> tuple[Record, ...]:
        """Return the records at an address; several of one work are its paper."""
        if not _MAY_LEAD.search(wanted):
            return ()
        found = self._addresses.find(wanted)
        if len(found) < 2:
            return found
        behind = (self.paper_of(record) or record for record in found)
        return tuple({id(record): record for record in behind}.values())

    @cached_property
    def _addresses(self) -> Addresses:
        from unisurvey.records.addresses import Addresses

        return Addresses(self)

    @cached_property
    def index(self) -> dict[str, Record]:
        """Every word that names a record."""
        found: dict[str, Record] = {}
        for record in self:
            folder = folder_of(record)
            for name in names_of(record):
                found.setdefault(name, record)
                found.setdefault(f"{folder}/{name}", record)
        return found

    @cached_property
    def _by_name(self) -> dict[str, Record]:
        """Names and arXiv ids, folded."""
        found: dict[str, Record] = {}
        for record in self:
            found.setdefault(name_of(record).casefold(), record)
            if isinstance(record, Paper) and record.arxiv:
                found.setdefault(record.arxiv.casefold(), record)
        return found

    @cached_property
    def _paper_by_id(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    def paper_of(self, record: Record) -> Paper | None:
        """Return the paper behind a record, which for a paper is itself."""
        if isinstance(record, Paper):
            return record
        paper_id = getattr(record, "paper", None)
        return self._paper_by_id.get(paper_id) if paper_id else None

    def of_papers(self, make: Callable[[tuple[Paper, ...]], Made]) -> Made:
        """Return what a function makes of all papers, made once in this catalogue."""
        if make not in self._of_papers:
            self._of_papers[make] = make(self.papers)
        made: Made = self._of_papers[make]
        return made

    @cached_property
    def _of_papers(self) -> dict[Callable[[tuple[Paper, ...]], Any], Any]:
        return {}

    def introduced(self, record: Record) -> tuple[Dataset | Benchmark, ...]:
        """Return the datasets and benchmarks behind which a paper stands, in order."""
        found = self._introduced.get(record.id, ()) if isinstance(record, Paper) else ()
        return tuple(found)

    @cached_property
    def _introduced(self) -> defaultdict[str, list[Dataset | Benchmark]]:
        found: defaultdict[str, list[Dataset | Benchmark]] = defaultdict(list)
        listed: tuple[Dataset | Benchmark, ...] = (*self.datasets, *self.benchmarks)
        for record in listed:
            if record.paper:
                found[record.paper].append(record)
        return found

    def uses(self, record: Record) -> tuple[Use, ...]:
        """Return which other records name this one and how, in canonical order."""
        return tuple(self._uses.get(id(record), ()))

    @cached_property
    def _uses(self) -> defaultdict[int, list[Use]]:
        """Uses by the identity of the record that is named, which is of this catalogue."""
        from unisurvey.records.ties import Use, ties

        found: defaultdict[int, list[Use]] = defaultdict(list)
        others = (paper for paper in self.papers if not paper.model)
        for record in (*self.models, *others, *self.datasets, *self.benchmarks):
            for word, tie in ties(record, folder_of(record), self.vocabularies):
                named = self.index.get(word)
                if named is not None and named is not record:
                    found[id(named)].append(Use(record, tie))
        return found

    def select(self, kind: str = "models", **filters: Any) -> tuple[Record, ...]:
        """Return the records that fit, in canonical order.

        Takes the command line's filters as keywords: `paradigm="hybrid"`,
        `encoder="siglip,clip"`, `has=("code", "weights")`, `since="2025"`,
        `stated="mask"`, `without={"mask": "causal"}`.

        Raises:
            UsageError: a filter or value is unknown or does not apply to `kind`.
        """
        of = kind_named(kind)
        return select(self.records(of), of, make_query(self, **filters), self)

    def confirmed(self) -> Self:
        """Return the catalogue without records of which something is unverified.

        What refers to the paper of such a record is left out with it.
        """
        if not any(record.unverified for record in self):
            return self
        papers = tuple(paper for paper in self.papers if not paper.unverified)
        left_out = {paper.id for paper in self.papers if paper.unverified}

        def sound(records: tuple[Listed, ...]) -> tuple[Listed, ...]:
            return tuple(
                record
                for record in records
                if not record.unverified and record.paper not in left_out
            )

        return replace(
            self,
            papers=papers,
            datasets=sound(self.datasets),
            benchmarks=sound(self.benchmarks),
        )

    @cached_property
    def existing(self) -> dict[str, set[str]]:
        """The ids of each folder, also of records that have problems of their own."""
        data = data_directory(self.root)
        found = {kind: {record.id for record in self.records(kind)} for kind in KINDS}
        for folder, ids in found.items():
            with suppress(OSError):
                names = os.listdir(data / folder)  # noqa: PTH208 - faster than paths
                ids |= {n.removesuffix(".yaml") for n in names if n.endswith(".yaml")}
        return found

    def path(self, record: Filed) -> Path:
        """Return the file that holds a record, or scores."""
        return data_directory(self.root) / folder_of(record) / f"{record.id}.yaml"

    def arranged(self) -> Catalog:
        """Return the same catalogue with its datasets and benchmarks in order."""
        return replace(
            self,
            papers=tuple(sorted(self.papers, key=lambda paper: paper.id)),
            datasets=self._arranged(self.datasets),
            benchmarks=self._arranged(self.benchmarks),
        )

    def _arranged(self, records: Iterable[Any]) -> tuple[Any, ...]:
        rank = {section.id: n for n, section in enumerate(self.vocabularies.sections)}
        by_name = sorted(records, key=lambda r: (name_of(r).casefold(), r.id))
        by_date = sorted(by_name, key=lambda r: r.date or "", reverse=True)
        return tuple(sorted(by_date, key=lambda r: rank.get(section_of(r) or "", 0)))


def folder_of(record: Filed) -> str:
    """Return the folder below `data/` that holds what is of this kind."""
    return next(name for name, schema in FOLDERS.items() if isinstance(record, schema))


def clear_name(record: Record) -> str:
    """Return a word for the record, which papers need no folder for."""
    return (
        record.id if isinstance(record, Paper) else f"{folder_of(record)}/{record.id}"
    )


def short_name(record: Record) -> str | None:
    """Return the name that the record states; `None` where it has a title alone."""
    match record:
        case Paper(model=model) if model:
            return model.name
        case Paper() | Dataset() | Benchmark():
            return record.name
        case _:
            return None


def name_of(record: Record) -> str:
    """Return what people call the record: its name, else its title."""
    title = record.title if isinstance(record, Paper) else record.id
    return short_name(record) or title


def names_of(record: Record) -> tuple[str, ...]:
    """Return the id, the aliases and the key, if any."""
    key = (record.key,) if isinstance(record, Paper) else ()
    return (record.id, *(record.aliases or ()), *key)
