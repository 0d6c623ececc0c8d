"""Records that are not yet written, held to every rule that written ones are; then written.

Several files are written as if they were one: all of them or none.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from unisurvey.atomic import write_if_changed
from unisurvey.checks import Choice
from unisurvey.checks.running import findings, fixes
from unisurvey.errors import Problem
from unisurvey.files import read_regular
from unisurvey.records import ScoreFiles, folder_of, shown_path
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import edited
from unisurvey.records.reader import places
from unisurvey.records.yamltext import locate, parse
from unisurvey.root import tree_of
from unisurvey.schema import KINDS, Filed, ScoreSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from unisurvey.checks import Check, Finding
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def extended(catalog: Catalog, records: Sequence[Filed]) -> Catalog:
    """Return the catalogue with these records, in place of those of the same ids."""
    held: dict[str, Any] = {folder: catalog.records(folder) for folder in KINDS}
    scores = [record for record in records if isinstance(record, ScoreSource)]
    if scores:
        held["scores"] = catalog.scored.sources
    for record in records:
        by_id = {held_one.id: held_one for held_one in held[folder_of(record)]}
        held[folder_of(record)] = tuple({**by_id, record.id: record}.values())
    sources = held.pop("scores", None)
    if sources is not None:
        held["read_scores"] = lambda: ScoreFiles(sources)
    return replace(catalog, **held).arranged()


def prove(catalog: Catalog, records: Sequence[Filed]) -> tuple[Problem, ...]:
    """Return the problems that adding records or scores would bring into the catalogue.

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
    if isinstance(where, Filed):
        return (rule.code, folder_of(where), where.id, finding.loc, finding.message)
    return (rule.code, where, finding.loc, finding.message)


def _problem(
    rule: Check, finding: Finding, catalog: Catalog, texts: dict[Path, str]
) -> Problem:
    where = finding.record
    path = catalog.path(where) if isinstance(where, Filed) else where
    new = texts.get(path)
    found = locate(new.encode()) if new else places(path, tree_of(catalog.root))
    span = found.span(finding.loc, of_key=finding.of_key)
    return Problem(
        shown_path(path), rule.code, finding.message, span, finding.hint, rule.severity
    )


def write_all(texts: Mapping[Path, str]) -> None:
    """Write every file; when one cannot be, put the others back as they were.

    Raises:
        OSError: a file could not be written.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, text in texts.items():
            old = read_regular(path) if path.exists() else None
            write_if_changed(path, text)
            before[path] = old
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):
                if content is None:
                    path.unlink()
                else:
                    write_if_changed(path, content)
        raise
