"""What every problem code means, for pages and the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.checks import CHECKS, Check
from unisurvey.records import codes
from unisurvey.records.yamltext import CODES as TEXT_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        _group("Schema", "What a record says that no record may say.", codes.CODES),
        CodeGroup(
            "Catalogue",
            "What is wrong between records, or between a record's fields. What is right "
            "as it is can be stated under `exceptions` in the record, with a reason.",
            tuple(_explained(CHECKS[code]) for code in sorted(CHECKS)),
        ),
        _group(
            "Bibliographies and documents",
            "What `unisurvey audit` and `unisurvey bib --from` report.",
            codes.BIBLIOGRAPHY_CODES,
            validates=False,
        ),
        _group(
            "Templates",
            "What `unisurvey render` reports of `templates/` and the guides.",
            codes.TEMPLATE_CODES,
            validates=False,
        ),
        _group(
            "Awesome lists",
            "What `unisurvey diff` reports of lists that people keep by hand.",
            codes.LIST_CODES,
            validates=False,
        ),
    )


def _group(
    title: str, intro: str, known: Mapping[str, Any], *, validates: bool = True
) -> CodeGroup:
    explained = tuple(Explained(code, *entry) for code, entry in known.items())
    return CodeGroup(title, intro, explained, validates)


def _explained(check: Check) -> Explained:
    return Explained(
        check.code,
        check.title[0].lower() + check.title[1:],
        check.explanation,
        check.severity,
        check.fixable,
        check.example,
    )
