"""What every problem code means, for pages and the terminal."""

from __future__ import annotations

from typing import NamedTuple

from unisurvey.checks import CHECKS, Check
from unisurvey.codes import problem_codes


class Explained(NamedTuple):
    """One code in words."""

    code: str
    title: str
    explanation: str
    severity: str = "error"
    """Warnings are reported only with `--strict` or when they are selected, notes only
    when they are selected."""

    fixable: bool = False
    """Whether `validate --fix` mends it."""

    example: str = ""
    """A file, or parts of records below lines `# path`; empty where none helps."""

    @property
    def asked(self) -> str:
        """How to get it reported, as a sentence; empty for what always is."""
        match self.severity:
            case "warning":
                return "A warning, which counts with `--strict` alone."
            case "note":
                return f"Reported only when it is asked for: `--select {self.code}`."
            case _:
                return ""


class CodeGroup(NamedTuple):
    """Codes that belong together."""

    title: str
    intro: str
    codes: tuple[Explained, ...]
    validates: bool = True
    """Whether `unisurvey validate` reports them."""


GROUPS = {
    "Text": ("Y", "What is wrong with a file before its content is looked at."),
    "Schema": ("S", "What a record says that no record may say."),
    "Catalogue": (
        "C",
        (
            "What is wrong between records, or between a record's fields. What is right "
            "as it is can be stated under `exceptions` in the record, with a reason."
        ),
    ),
    "Bibliographies and documents": (
        "B",
        "What `unisurvey audit` and `unisurvey bib --from` report.",
    ),
    "Tables of results": (
        "Q",
        (
            "What `unisurvey scores audit` reports of your own tables, and "
            "`unisurvey scores add` of what it leaves out."
        ),
    ),
    "Templates": (
        "T",
        "What `unisurvey render` reports of `templates/` and the guides.",
    ),
    "Awesome lists": (
        "L",
        "What `unisurvey diff` reports of lists that people keep by hand.",
    ),
}
"""Title → first letter of the codes, and what they have in common."""


def problems() -> tuple[CodeGroup, ...]:
    """Return every code, in groups and in order within each."""
    known = [
        *(_explained(CHECKS[code]) for code in sorted(CHECKS)),
        *(
            Explained(
                code,
                entry.title,
                entry.explanation,
                fixable=entry.mendable,
                example=_printable(entry.example),
            )
            for code, entry in problem_codes().items()
        ),
    ]
    return tuple(
        CodeGroup(
            title,
            intro,
            tuple(entry for entry in known if entry.code.startswith(letter)),
            validates=letter in "YSC",
        )
        for title, (letter, intro) in GROUPS.items()
    )


def _printable(example: str) -> str:
    return example if example.replace("\n", "").isprintable() else ""


def _explained(check: Check) -> Explained:
    return Explained(
        check.code,
        check.title[0].lower() + check.title[1:],
        check.explanation,
        check.severity,
        check.fixable,
        check.example,
    )
