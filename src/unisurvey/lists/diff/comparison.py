"""Compare any Awesome list with the catalogue, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.lists.diff.alignment import Aligner, Alignment
from unisurvey.lists.diff.facts import compare
from unisurvey.lists.diff.faults import faults, unread, unsure
from unisurvey.lists.diff.model import Difference, ListDiff
from unisurvey.query import kinds_for, make_query
from unisurvey.records import name_of
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.text.addresses import arxiv_address, doi_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.lists.awesome.model import AwesomeList
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

__all__ = ["Difference", "ListDiff", "compare_list"]

_ENOUGH = 3
"""Rows about datasets or benchmarks that make a list one of them too."""


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
    wanted = tuple(kinds) or _fitting(_kinds(alignments), filters)
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
                if row.is_identified:
                    message = f"the catalogue lacks {row.label!r}"
                    yield Difference("missing", "L101", message, row.span, row)
    if not found.is_understood:
        yield unread(found)
    yield from faults(found, alignments)


def _kinds(alignments: Sequence[Alignment]) -> tuple[str, ...]:
    """Return the kinds of records that a list is about: models always."""
    kinds: list[str] = ["models"]
    for name, schema in (("datasets", Dataset), ("benchmarks", Benchmark)):
        rows = [a for a in alignments if isinstance(a.record, schema)]
        if len(rows) >= _ENOUGH:
            kinds.append(name)
    return tuple(kinds)


def _fitting(kinds: Sequence[str], filters: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the kinds that all filters apply to; all when none does, to be refused."""
    able = kinds_for(make_query(**filters))
    fitting = [kind for kind in kinds if kind in able]
    return tuple(fitting or kinds)


def _absent(
    records: Sequence[Record], alignments: Sequence[Alignment]
) -> Iterator[Record]:
    """Yield the records no row is about; rows that are not sure count for both sides."""
    there = {id(a.record) for a in alignments if a.record}
    papers = {a.paper.id for a in alignments if a.paper}
    of_paper: dict[str, int] = {}
    for record in records:
        behind = getattr(record, "paper", None)
        if behind:
            of_paper[behind] = of_paper.get(behind, 0) + 1
    for record in records:
        behind = (
            record.id if isinstance(record, Paper) else getattr(record, "paper", "")
        )
        alone = isinstance(record, Paper) or of_paper.get(behind or "", 0) == 1
        if id(record) not in there and not (behind in papers and alone):
            yield record


def described(record: Record, catalog: Catalog) -> tuple[str, str, str, str]:
    """Return name, title, date and address of a record, empty where not known."""
    paper = catalog.paper_of(record)
    url = ""
    if paper:
        doi = doi_address(paper.doi) if paper.doi else ""
        arxiv = arxiv_address(paper.arxiv) if paper.arxiv else ""
        url = arxiv or paper.url or doi
    date = getattr(record, "date", None) or ""
    return name_of(record), paper.title if paper else "", date, url
