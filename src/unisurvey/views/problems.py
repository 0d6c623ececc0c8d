"""What every problem code means, for pages and the terminal."""

from __future__ import annotations

from typing import NamedTuple

from unisurvey.checks import CHECKS, Check
from unisurvey.records import codes
from unisurvey.records.yamltext import CODES as TEXT_CODES


class Explained(NamedTuple):
    """One code in words."""

    code: str
    title: str
    explanation: str
    severity: str = "error"
    """Warnings are reported only with `--strict` or when they are selected."""

    fixable: bool = False
    """Whether `validate --fix` mends it."""

    example: str = ""
    """A file, or parts of records below lines `# path`; empty where none helps."""


class CodeGroup(NamedTuple):
    """Codes that belong together."""

    title: str
    intro: str
    codes: tuple[Explained, ...]
    validates: bool = True
    """Whether `unisurvey validate` reports them."""


def problems() -> tuple[CodeGroup, ...]:
    """Return every code, in groups and in order within each."""
    return (
        CodeGroup(
            "Text",
            "What is wrong with a file before its content is looked at.",
            tuple(
                Explained(
                    code,
                    entry.title,
                    entry.explanation,
                    fixable=entry.mendable,
                    example=entry.example
                    if entry.example.replace("\n", "").isprintable()
                    else "",
                )
                for code, entry in TEXT_CODES.items()
            ),
        ),
        CodeGroup(
            "Schema",
            "What a record says that no record may say.",
            tuple(Explained(code, *entry) for code, entry in codes.CODES.items()),
        ),
        CodeGroup(
            "Catalogue",
            "What is wrong between records, or between a record's fields. What is right "
            "as it is can be stated under `exceptions` in the record, with a reason.",
            tuple(_explained(CHECKS[code]) for code in sorted(CHECKS)),
        ),
        CodeGroup(
            "Bibliographies and documents",
            "What `unisurvey audit` and `unisurvey bib --from` report.",
            tuple(
                Explained(code, *entry)
                for code, entry in codes.BIBLIOGRAPHY_CODES.items()
            ),
            validates=False,
        ),
        CodeGroup(
            "Templates",
            "What `unisurvey render` reports of `templates/` and the guides.",
            tuple(
                Explained(code, *entry) for code, entry in codes.TEMPLATE_CODES.items()
            ),
            validates=False,
        ),
        CodeGroup(
            "Awesome lists",
            "What `unisurvey diff` reports of lists that people keep by hand.",
            tuple(Explained(code, *entry) for code, entry in codes.LIST_CODES.items()),
            validates=False,
        ),
    )


def _explained(check: Check) -> Explained:
    return Explained(
        check.code,
        check.title[0].lower() + check.title[1:],
        check.explanation,
        check.severity,
        check.fixable,
        check.example,
    )
