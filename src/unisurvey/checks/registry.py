"""The register of whole-catalogue checks and how they are run.

A check is a function over the catalogue that yields findings. Its docstring is what
users read about it: a first line that names the fault, then why and how to mend it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unisurvey.catalog import shown_path
from unisurvey.errors import Problem, Severity
from unisurvey.schema import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from unisurvey.catalog import Catalog
    from unisurvey.yamltext import Positions


@dataclass(frozen=True)
class Finding:
    """Something wrong with one record."""

    record: Record | Path
    """The record, or the vocabulary file, that should be mended."""

    loc: tuple[str | int, ...]
    """Field that is wrong."""

    message: str
    hint: str | None = None
    of_key: bool = False
    """Point at the field's name instead of its value."""


@dataclass(frozen=True)
class Check:
    """One registered rule."""

    code: str
    severity: Severity
    """Warnings count only with `validate --strict`."""

    find: Callable[[Catalog], Iterable[Finding]]

    @property
    def title(self) -> str:
        """Name of the fault."""
        return (self.find.__doc__ or "").partition("\n")[0].rstrip(".")


CHECKS: dict[str, Check] = {}
"""Code → check, in the order of registration."""


def check(
    code: str, severity: Severity = "error"
) -> Callable[
    [Callable[[Catalog], Iterable[Finding]]], Callable[[Catalog], Iterable[Finding]]
]:
    """Register the decorated function as a check."""

    def register(
        find: Callable[[Catalog], Iterable[Finding]],
    ) -> Callable[[Catalog], Iterable[Finding]]:
        CHECKS[code] = Check(code, severity, find)
        return find

    return register


def run_checks(catalog: Catalog, *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what all checks find, sorted by place.

    Args:
        catalog: The records that are valid by themselves.
        strict: Count warnings as errors; otherwise they are not looked for at all.
    """
    positions: dict[Path, Positions] = {}

    def problems() -> Iterator[Problem]:
        for rule in CHECKS.values():
            if rule.severity == "warning" and not strict:
                continue
            for finding in rule.find(catalog):
                yield _problem(rule, finding)

    def _problem(rule: Check, finding: Finding) -> Problem:
        where = finding.record
        path = catalog.path(where) if isinstance(where, Record) else where
        if path not in positions:
            from unisurvey.yamltext import locate

            positions[path] = locate(path.read_bytes())
        span = positions[path].span(finding.loc, of_key=finding.of_key)
        return Problem(shown_path(path), rule.code, finding.message, span, finding.hint)

    return tuple(sorted(problems(), key=lambda problem: problem.sort_key))
