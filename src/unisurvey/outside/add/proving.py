"""Records that are not yet written, held to every rule that written ones are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from unisurvey.checks import Choice
from unisurvey.checks.running import findings, fixes
from unisurvey.errors import Problem
from unisurvey.records import folder_of, shown_path
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import edited
from unisurvey.records.loading import places
from unisurvey.records.root import tree_of
from unisurvey.records.yamltext import locate, parse
from unisurvey.schema import Benchmark, Dataset, Paper, Record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from unisurvey.checks import Check, Finding
    from unisurvey.records import Catalog

R = TypeVar("R", bound=Record)


def extended(catalog: Catalog, records: Sequence[Record]) -> Catalog:
    """Return the catalogue with these records, in place of those of the same ids."""
    return replace(
        catalog,
        papers=_replaced(Paper, catalog.papers, records),
        datasets=_replaced(Dataset, catalog.datasets, records),
        benchmarks=_replaced(Benchmark, catalog.benchmarks, records),
    ).arranged()


def _replaced(
    kind: type[R], held: Sequence[R], records: Sequence[Record]
) -> tuple[R, ...]:
    """Return records of one kind with the new ones of that kind among them."""
    by_id = {record.id: record for record in held}
    by_id |= {record.id: record for record in records if isinstance(record, kind)}
    return tuple(by_id.values())


def prove(catalog: Catalog, records: Sequence[Record]) -> tuple[Problem, ...]:
    """Return the problems that adding records would bring into the catalogue.

    Work that is left open in them is no problem.
    """
    texts = {catalog.path(record): canonical(record) for record in records}
    found: list[Problem] = []
    for path, text in texts.items():
        found += parse(text.encode(), shown_path(path)).problems
    all_rules = Choice(strict=True)
    before = {_told(*pair) for pair in findings(catalog, all_rules)}
    for rule, finding in findings(extended(catalog, records), all_rules):
        if not rule.open_work and _told(rule, finding) not in before:
            found.append(_problem(rule, finding, catalog, texts))
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def mend(catalog: Catalog, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return records that are to be added, mended where there is only one way to."""
    mending = {
        (folder_of(record), record.id): changes
        for record, changes in fixes(extended(catalog, records), Choice(strict=True))
    }
    return tuple(
        edited(
            record,
            mending.get((folder_of(record), record.id), {}),
            catalog.vocabularies,
        )
        for record in records
    )


def _told(rule: Check, finding: Finding) -> tuple[object, ...]:
    where = finding.record
    if isinstance(where, Record):
        return (rule.code, folder_of(where), where.id, finding.loc, finding.message)
    return (rule.code, where, finding.loc, finding.message)


def _problem(
    rule: Check, finding: Finding, catalog: Catalog, texts: dict[Path, str]
) -> Problem:
    where = finding.record
    path = catalog.path(where) if isinstance(where, Record) else where
    new = texts.get(path)
    found = locate(new.encode()) if new else places(path, tree_of(catalog.root))
    span = found.span(finding.loc, of_key=finding.of_key)
    return Problem(
        shown_path(path), rule.code, finding.message, span, finding.hint, rule.severity
    )
