"""The register of whole-catalogue checks.

A check is a function over the catalogue that yields findings. Its docstring is what
users read about it: a first line that names the fault, then why and how to mend it,
then an example of records that have it.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from unisurvey.errors import Severity
    from unisurvey.records.editing import Place
    from unisurvey.schema import Filed, Record

P = ParamSpec("P")
EXAMPLE = "Example:\n"


@dataclass(frozen=True)
class Finding:
    """Something wrong with one record."""

    record: Filed | Path
    """The record, the scores, or the vocabulary file, that should be mended."""

    loc: Place
    """Field that is wrong."""

    message: str
    hint: str | None = None
    of_key: bool = False
    """Point at the field's name instead of its value."""

    fix: Mapping[Place, Any] | None = None
    """Changes that mend the record, as `records.editing.edited` takes them; `None`
    where a person must decide."""


@dataclass(frozen=True)
class Check:
    """One registered rule."""

    code: str
    severity: Severity
    """Warnings count only with `validate --strict`, or when they are selected; notes are
    looked for only then, and are never errors."""

    find: Callable[..., Iterable[Finding]]
    """Takes the catalogue, and stored metadata where it needs them; or a record; or the
    catalogue and the records to compare with all of it."""

    fixable: bool
    """Whether `validate --fix` mends what it finds."""

    open_work: bool
    """Whether this warning is always told, though it counts only when strict."""

    needs_metadata: bool
    """Whether it runs only where stored metadata are given."""

    each: type[Record] | None
    """Of which kind it looks at each record by itself, as a `Subject`, so that nothing
    but the record and the vocabularies decides; `None`: at the whole catalogue."""

    pairs: bool
    """Whether it compares records by twos, so that nothing but the two and the
    vocabularies decides. Pairs of which neither is to be compared it may leave out."""

    @cached_property
    def _parts(self) -> tuple[str, str, str]:
        title, _, rest = (inspect.getdoc(self.find) or "").partition("\n")
        explanation, _, example = rest.partition(EXAMPLE)
        return title.rstrip("."), explanation, inspect.cleandoc(f"\n{example}")

    @property
    def title(self) -> str:
        """Name of the fault."""
        return self._parts[0]

    @property
    def explanation(self) -> str:
        """Why it is one and how to mend it, in one paragraph."""
        return " ".join(self._parts[1].split())

    @property
    def example(self) -> str:
        """Parts of records that have the fault, each below a line `# path`."""
        return self._parts[2]


CHECKS: dict[str, Check] = {}
"""Code → check, in the order of registration."""


def check(
    code: str,
    severity: Severity = "error",
    *,
    fixable: bool = False,
    open_work: bool = False,
    needs_metadata: bool = False,
    each: type[Record] | None = None,
    pairs: bool = False,
) -> Callable[[Callable[P, Iterable[Finding]]], Callable[P, Iterable[Finding]]]:
    """Register the decorated function as a check."""

    def register(
        find: Callable[P, Iterable[Finding]],
    ) -> Callable[P, Iterable[Finding]]:
        CHECKS[code] = Check(
            code, severity, find, fixable, open_work, needs_metadata, each, pairs
        )
        return find

    return register
