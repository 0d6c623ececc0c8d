"""Mending what is found, where there is only one way to mend it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisurvey.checks.running import Choice, findings
from unisurvey.records.canonical import canonical
from unisurvey.records.editing import Place, edited
from unisurvey.records.formatting import format_files
from unisurvey.records.yamltext import CODES
from unisurvey.schema import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog, Loaded


def mended(loaded: Loaded, choice: Choice) -> Iterator[tuple[Path, str]]:
    """Yield path and new text of the files that can be mended.

    Text that has one canonical form is brought into it; records that checks can mend
    are changed. One pass: what is mended may show what was hidden behind it, so callers
    check again afterwards.
    """
    torn = {
        Path(problem.path)
        for problem in loaded.problems
        if choice.wants(problem.code) and (code := CODES.get(problem.code))
        if code.mendable
    }
    for formatted in format_files(loaded.catalog.root, sorted(torn)):
        if formatted.changed and formatted.text is not None:
            yield formatted.path, formatted.text
    catalog = loaded.catalog
    for record, changes in fixes(catalog, choice):
        made = edited(record, changes, catalog.vocabularies)
        yield catalog.path(record), canonical(made)


def fixes(
    catalog: Catalog, choice: Choice
) -> Iterator[tuple[Record, Mapping[Place, Any]]]:
    """Yield the records that chosen checks can mend, by id, and the changes."""
    changes: dict[Path, dict[Place, Any]] = defaultdict(dict)
    records: dict[Path, Record] = {}
    for _, finding in findings(catalog, choice):
        if finding.fix is not None and isinstance(finding.record, Record):
            path = catalog.path(finding.record)
            records[path] = finding.record
            for place, value in finding.fix.items():
                changes[path].setdefault(place, value)
    for path, record in sorted(records.items()):
        yield record, changes[path]
