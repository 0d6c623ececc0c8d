"""The page that explains every problem code."""

from __future__ import annotations

import inspect
from typing import Any

from unisurvey.catalog import codes
from unisurvey.checks import CHECKS
from unisurvey.yamltext import CODES as TEXT_CODES


def problems() -> dict[str, Any]:
    """Return the values of the page: groups of codes with title and explanation."""
    return {
        "groups": [
            {
                "title": "Text",
                "intro": "What is wrong with a file before its content is looked at.",
                "codes": [
                    (code, entry.title, entry.explanation)
                    for code, entry in TEXT_CODES.items()
                ],
            },
            {
                "title": "Schema",
                "intro": "What a record says that no record may say.",
                "codes": [(code, *entry) for code, entry in codes.CODES.items()],
            },
            {
                "title": "Catalogue",
                "intro": "What is wrong between records, or between a record's fields.",
                "codes": [
                    (check.code, check.title, _explanation(check.find, check.severity))
                    for check in sorted(CHECKS.values(), key=lambda check: check.code)
                ],
            },
            {
                "title": "Bibliographies and documents",
                "intro": "What `unisurvey audit` and `unisurvey bib --from` report.",
                "codes": [
                    (code, *entry) for code, entry in codes.BIBLIOGRAPHY_CODES.items()
                ],
            },
            {
                "title": "Awesome lists",
                "intro": "What `unisurvey diff` reports of lists that people keep by hand.",
                "codes": [(code, *entry) for code, entry in codes.LIST_CODES.items()],
            },
        ]
    }


def _explanation(find: Any, severity: str) -> str:
    _, _, rest = (inspect.getdoc(find) or "").partition("\n")
    only = " Reported only with `--strict`." if severity == "warning" else ""
    return " ".join(rest.split()) + only
