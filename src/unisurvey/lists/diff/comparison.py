"""Compare any Awesome list with the catalogue, offline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import paper_url
from unisurvey.lists.diff.alignment import Aligner, Alignment
from unisurvey.lists.diff.facts import Difference, compare
from unisurvey.lists.diff.faults import faults, unread, unsure
from unisurvey.matching import left_out
from unisurvey.query import kinds_for, make_query
from unisurvey.records import name_of
from unisurvey.schema import Benchmark, Dataset, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.lists.awesome.model import AwesomeList, ListRow
    from unisurvey.lists.diff.facts import Group
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

__all__ = ["Difference", "ListDiff", "compare_list"]

_ENOUGH = 3
"""Rows about datasets or benchmarks that make a list one of them too."""


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

    kinds: tuple[str, ...] = ()
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


def compare_list(
    found: AwesomeList,
    catalog: Catalog,
    kinds: Sequence[str] = (),
    **filters: tuple[str, ...] | str,
) -> ListDiff:
    """Return what a list and the catalogue do not both say.

    Args:
        found: The list.
        catalog: What it is compared with.
        kinds: Kinds of records to look for in the list. Default: models, and datasets
            or benchmarks when at least three rows of the list are about them.
        filters: Which records to look for, as in `Catalog.select`.

    Raises:
        UsageError: a filter is unknown or does not apply to a kind.
    """
    aligner = Aligner(catalog)
    alignments = tuple(aligner.align(row) for row in found.rows)
    wanted = tuple(kinds) or _fitting(_kinds(alignments), filters, catalog)
    absent = [
        record
        for kind in (wanted if found.is_understood else ())
        for record in _absent(catalog.select(kind, **filters), alignments)
    ]
    differences = sorted(
        _differences(found, alignments, catalog),
        key=lambda d: (d.span.line, d.span.column, d.code, d.message),
    )
    return ListDiff(
        found,
        alignments,
        tuple(differences),
        tuple({id(record): record for record in absent}.values()),
        wanted,
    )


def _differences(
    found: AwesomeList, alignments: Sequence[Alignment], catalog: Catalog
) -> Iterator[Difference]:
    for alignment in alignments:
        row = alignment.row
        match alignment.verdict:
            case "aligned":
                yield from compare(alignment, catalog.vocabularies)
            case "unsure":
                yield unsure(alignment)
            case "missing":
                titles = (row.title, row.perhaps, row.name)
                entry = left_out(catalog.vocabularies, row.arxiv, titles)
                if entry:
                    message = f"{row.label!r} is left out: {entry.reason}"
                    yield Difference(
                        *("left out", "L102", message, row.span, row),
                        severity="warning",
                    )
                elif row.is_identified:
                    message = f"the catalogue lacks {row.label!r}"
                    yield Difference("missing", "L101", message, row.span, row)
    if not found.is_understood:
        yield unread(found)
    yield from faults(found, alignments)


def _kinds(alignments: Sequence[Alignment]) -> tuple[str, ...]:
    """Return the kinds of records that a list is about: models always."""
    about = Counter(type(alignment.record) for alignment in alignments)
    listed = (("datasets", Dataset), ("benchmarks", Benchmark))
    often = (name for name, schema in listed if about[schema] >= _ENOUGH)
    return ("models", *often)


def _fitting(
    kinds: Sequence[str], filters: Mapping[str, Any], catalog: Catalog
) -> tuple[str, ...]:
    """Return the kinds that all filters apply to; all when none does, to be refused."""
    able = kinds_for(make_query(catalog, **filters), catalog)
    fitting = [kind for kind in kinds if kind in able]
    return tuple(fitting or kinds)


def _absent(
    records: Sequence[Record], alignments: Sequence[Alignment]
) -> Iterator[Record]:
    """Yield the records no row is about; rows that are not sure count for both sides."""
    there = {id(a.record) for a in alignments if a.record}
    papers = {a.paper.id for a in alignments if a.paper}
    of_paper = Counter(getattr(record, "paper", None) for record in records)
    for record in records:
        own = isinstance(record, Paper)
        behind = record.id if own else getattr(record, "paper", None)
        alone = own or of_paper[behind] == 1
        if id(record) not in there and not (behind in papers and alone):
            yield record


def described(record: Record, catalog: Catalog) -> tuple[str, str, str, str]:
    """Return name, title, date and address of a record, empty where not known."""
    paper = catalog.paper_of(record)
    date = getattr(record, "date", None) or ""
    title, url = (paper.title, paper_url(paper)) if paper else ("", None)
    return name_of(record), title, date, url or ""
