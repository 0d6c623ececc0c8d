"""What a person can state about a new record beside what services say.

Light enough to be read for every `--help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.errors import UsageError
from unisurvey.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.fields import RecordField

Kind = Literal["paper", "model", "dataset", "benchmark"]
KINDS: dict[Kind, str] = {
    "paper": "papers",
    "model": "models",
    "dataset": "datasets",
    "benchmark": "benchmarks",
}
"""What is recorded, and the kind of the table of fields."""


class Detail(NamedTuple):
    """One value that can be given, and where it stands in which kind of record."""

    having: Mapping[Kind, RecordField]
    """Kind of record → the field that it sets."""

    place: int
    metavar: str
    help: str

    @property
    def fields(self) -> dict[Kind, str]:
        """Kind → field as a dotted path; `paper:` leads to its paper's record."""
        return {
            kind: f"paper:{field.place}"
            if kind in {"dataset", "benchmark"} and field.of == "Paper"
            else field.place
            for kind, field in self.having.items()
        }


def _options() -> dict[str, Detail]:
    having: dict[str, dict[Kind, RecordField]] = {}
    for kind, folder in KINDS.items():
        for field in FIELDS[folder]:
            if field.option:
                name = field.option.name or field.name
                having.setdefault(name.replace("_", "-"), {})[kind] = field
    found = {}
    for name, fields in having.items():
        field = next(iter(fields.values()))
        assert field.option
        option = field.option
        found[name] = Detail(fields, option.place, option.metavar, field.told)
    return dict(sorted(found.items(), key=lambda pair: pair[1].place))


OPTIONS = _options()
"""Option of the command line → what it sets."""


def heads() -> dict[str, list[Detail]]:
    """Return the options as they are typed, each with what it can set."""
    found: dict[str, list[Detail]] = {}
    for name, detail in OPTIONS.items():
        found.setdefault(name.partition(":")[0], []).append(detail)
    return found


def spelled(name: str, word: str = "") -> str:
    """Return an option as it is typed: `--modality input:WORD`."""
    head, _, side = name.partition(":")
    value = f"{side}:{word}" if side else word
    return f"--{head} {value}".rstrip()


def by_side(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return values under the names of `OPTIONS`: those of `--modality` by their side.

    A side holds for what follows it: `input:text,image`.

    Raises:
        UsageError: the first says none, or there is no such side.
    """
    found = {name: [*texts] for name, texts in given.items() if name in OPTIONS}
    for name in (each for each in given if each not in OPTIONS):
        side = ""
        for word in ",".join(given[name]).split(","):
            before, colon, value = word.strip().rpartition(":")
            side = before if colon else side
            if f"{name}:{side}" not in OPTIONS:
                raise UsageError(
                    f"--{name} {word.strip()!r} is on no side, expected one such "
                    f"as input:{value or 'image'} or output:{value or 'image'}"
                )
            found.setdefault(f"{name}:{side}", []).append(value)
    return found
