"""Running the checks, the exceptions that records state, and mending what is found."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisurvey.checks.provenance import idle
from unisurvey.checks.registry import CHECKS, Check, Finding
from unisurvey.checks.subject import Subject
from unisurvey.codes import problem_codes
from unisurvey.errors import Problem
from unisurvey.records import shown_path
from unisurvey.records.canonical import canonical, format_files
from unisurvey.records.editing import Place, edited
from unisurvey.records.mending import applied
from unisurvey.records.reader import places, read_record
from unisurvey.records.sound import Sound
from unisurvey.root import tree_of
from unisurvey.schema import KINDS, Record
from unisurvey.schema.provenance import covers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from unisurvey.errors import Severity
    from unisurvey.matching import Description
    from unisurvey.records import Catalog, Loaded
    from unisurvey.records.sound import NameInKind
    from unisurvey.records.yamltext import Positions


IDLE = "C235"
"""An exception that excuses nothing; most are known only after the other checks ran."""


@dataclass(frozen=True)
class Choice:
    """Which codes a user wants to hear of."""

    strict: bool = False
    """With warnings; otherwise only those that show open work are looked for."""

    select: Collection[str] = ()
    """Codes or their beginnings; none means all. Selected warnings are looked for."""

    ignore: Collection[str] = ()
    """Codes or their beginnings; goes before `select`."""

    metadata: Mapping[str, Description] | None = None
    """What stored metadata say of papers, by arXiv id; `None` where there are none."""

    def wants(self, code: str) -> bool:
        """Return whether a code is selected and not ignored."""
        return not code.startswith(tuple(self.ignore)) and (
            not self.select or code.startswith(tuple(self.select))
        )

    def runs(self, rule: Check) -> bool:
        """Return whether a check is to be run."""
        if rule.severity == "note" and not self.select:
            return False
        told = rule.open_work or self.severity(rule) != "warning"
        able = not rule.needs_metadata or self.metadata is not None
        return told and able and self.wants(rule.code)

    def found_in(
        self, catalog: Catalog, digests: Mapping[NameInKind, bytes]
    ) -> Iterator[tuple[Check, Finding]]:
        """Yield what the chosen checks find, check by check."""
        some = self.select or self.ignore
        sound = Sound(catalog, {} if some else digests, strict=self.strict)
        ran = [rule for rule in CHECKS.values() if self.runs(rule)]
        found: dict[str, list[Finding]] = {rule.code: [] for rule in ran}
        alone: dict[type[Record], list[tuple[Check, list[Finding]]]] = {
            kind: [
                (r, found[r.code]) for r in ran if r.each and issubclass(kind, r.each)
            ]
            for kind in KINDS.values()
        }
        for record in sound.fresh:
            subject = Subject(record, catalog)
            for rule, told in alone[type(record)]:
                told.extend(rule.find(subject))
        for rule in ran:
            if not rule.each:
                more: list[object] = [sound.fresh] if rule.pairs else []
                more += [self.metadata or {}] if rule.needs_metadata else []
                found[rule.code] += rule.find(catalog, *more)
            yield from ((rule, finding) for finding in found[rule.code])
        own = (finding for r in ran if r.each or r.pairs for finding in found[r.code])
        sound.remember(f.record for f in own if isinstance(f.record, Record))

    def severity(self, rule: Check) -> Severity:
        """Return what a finding counts as: warnings that are asked for as errors."""
        asked = self.strict or self.select
        return "error" if asked and rule.severity == "warning" else rule.severity


def run_checks(
    catalog: Catalog,
    *,
    strict: bool = False,
    choice: Choice | None = None,
    digests: Mapping[NameInKind, bytes] | None = None,
) -> tuple[Problem, ...]:
    """Return what the checks find, sorted by place.

    Args:
        catalog: The records that are valid by themselves.
        strict: Count warnings as errors; otherwise only those are looked for that
            show open work.
        choice: Which checks to run, instead of `strict`.
        digests: As `Loaded` has them, so that what was found sound before and is the
            same still is not looked at again.
    """
    chosen = choice or Choice(strict)
    positions: dict[Path, Positions] = {}
    tree = tree_of(catalog.root)

    def problem(rule: Check, finding: Finding) -> Problem:
        where = finding.record
        path = where if isinstance(where, Path) else catalog.path(where)
        if path not in positions:
            positions[path] = places(path, tree)
        span = positions[path].span(finding.loc, of_key=finding.of_key)
        hint = finding.hint
        if finding.fix is not None:
            hint = f"{hint}; validate --fix does" if hint else "validate --fix mends it"
        severity = chosen.severity(rule)
        return Problem(
            shown_path(path), rule.code, finding.message, span, hint, severity
        )

    found = findings(catalog, chosen, digests)
    return tuple(
        sorted(
            (problem(rule, finding) for rule, finding in found),
            key=lambda problem: problem.sort_key,
        )
    )


def findings(
    catalog: Catalog,
    choice: Choice,
    digests: Mapping[NameInKind, bytes] | None = None,
) -> list[tuple[Check, Finding]]:
    """Return what the chosen checks find, without what records state as exceptions."""
    ran = [rule for rule in CHECKS.values() if choice.runs(rule)]
    found = choice.found_in(catalog, digests or {})
    used: set[tuple[str, int]] = set()
    kept = [pair for pair in found if not _excused(*pair, used)]
    if choice.runs(CHECKS[IDLE]):
        codes = {rule.code for rule in ran}
        kept += [(CHECKS[IDLE], finding) for finding in _idle(catalog, codes, used)]
    return kept


def _excused(rule: Check, finding: Finding, used: set[tuple[str, int]]) -> bool:
    """Return whether the record excuses the finding; remember its exception."""
    record = finding.record
    if not isinstance(record, Record):
        return False
    place = ".".join(str(part) for part in finding.loc if isinstance(part, str))
    for n, exception in enumerate(record.exceptions or ()):
        if exception.check == rule.code and (
            exception.field is None or covers(exception.field, place)
        ):
            used.add((_name(record), n))
            return True
    return False


def _idle(
    catalog: Catalog, codes: Collection[str], used: Collection[tuple[str, int]]
) -> Iterator[Finding]:
    for record in catalog:
        for n, exception in enumerate(record.exceptions or ()):
            if exception.check in codes and (_name(record), n) not in used:
                yield idle(record, n, "it finds nothing here")


def _name(record: Record) -> str:
    return f"{type(record).__name__}/{record.id}"


def codes_like(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return codes or beginnings of codes as given, in capitals.

    Raises:
        UnknownValueError: a word begins no known code.
    """
    from unisurvey.errors import UnknownValueError

    known = tuple(known)
    found = tuple(word.strip().upper() for word in words if word.strip())
    for word in found:
        if not any(code.startswith(word) for code in known):
            raise UnknownValueError("code", word, known)
    return found


def mended(loaded: Loaded, choice: Choice) -> Iterator[tuple[Path, str]]:
    """Yield path and new text of the files that can be mended.

    Text that has one canonical form is brought into it; records that checks can mend
    are changed. One pass: what is mended may show what was hidden behind it, so callers
    check again afterwards.
    """
    torn = {
        Path(problem.path)
        for problem in loaded.problems
        if choice.wants(problem.code)
        and (code := problem_codes().get(problem.code))
        and code.mendable
    }
    for formatted in format_files(loaded.catalog.root, sorted(torn)):
        if formatted.changed and formatted.text is not None:
            yield formatted.path, formatted.text
    yield from _with_remedies(loaded, choice)
    catalog = loaded.catalog
    for record, changes in fixes(catalog, choice):
        made = edited(record, changes, catalog.vocabularies)
        yield catalog.path(record), canonical(made)


def _with_remedies(loaded: Loaded, choice: Choice) -> Iterator[tuple[Path, str]]:
    """Yield the files of which single values can be mended, whatever else is wrong."""
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in loaded.problems:
        if problem.fix is not None and choice.wants(problem.code):
            by_path[problem.path].append(problem)
    tree = tree_of(loaded.catalog.root)
    for path, problems in by_path.items():
        raw = read_record(Path(path), tree)
        with suppress(UnicodeDecodeError):  # which is a problem of its own
            if isinstance(raw, bytes):
                yield Path(path), applied(raw.decode(), problems)


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
