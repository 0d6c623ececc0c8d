"""What a person can state about a new record beside what services say.

Light enough to be read for every `--help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
