"""Where the records differ from the survey and its list, grouped for their authors."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from unisurvey.fields import FIELDS
from unisurvey.fields.attributes import venue_name
from unisurvey.records import name_of
from unisurvey.schema import Paper
from unisurvey.schema.provenance import Publication
from unisurvey.views.wording import component_names, short_count

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.schema.provenance import Correction

TITLES: dict[str, str] = {
    "survey-v6-table-1": "Table 1 (unified models)",
    "survey-v6-table-2": "Table 2 (any-to-any models)",
    "survey-v6-table-3": "Table 3 (datasets)",
    "survey-v6-table-4": "Table 4 (benchmarks)",
    "survey-v6-references": "The reference list",
    "awesome-list": "The Awesome list",
}


def corrections(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the corrections page, by publication and record."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in catalog:
        for correction in record.corrections or ():
            found[correction.in_].append(_row(record, correction, catalog))
    for rows in found.values():
        rows.sort(key=lambda row: (row["field"], row["name"].casefold()))
    return {
        "groups": [
            {"title": TITLES[name], "rows": found[name]}
            for name in get_args(Publication)
            if found[name]
        ],
        "total": sum(map(len, found.values())),
    }


def _row(record: Record, correction: Correction, catalog: Catalog) -> dict[str, Any]:
    return {
        "name": name_of(record),
        "field": correction.field.removeprefix("model."),
        "was": correction.was,
        "now": _now(record, correction.field, catalog),
        "reason": correction.reason,
        "source": correction.source,
    }


def _now(record: Record, field: str, catalog: Catalog) -> str | None:
    """Return the record's value of a field in words; `None` when it has none."""
    value: Any = record
    for part in field.split("."):
        value = getattr(value, part, None)
    if value is None:
        return None
    last = field.rpartition(".")[2]
    match last:
        case "venue":
            return venue_name(value, catalog)
        case "samples":
            return short_count(value)
        case "size":
            return f"{value:,} {getattr(record, 'unit', None) or ''}".strip()
        case "authors":
            return ", ".join(map(str, value[:3])) + (" …" if len(value) > 3 else "")
        case "references":
            return ", ".join(f"[{number}]" for number in value)
        case "paper":
            paper = catalog[f"papers/{value}"]
            return paper.arxiv if isinstance(paper, Paper) else str(value)
        case _ if any(
            f.place == field and f.holds_components for f in FIELDS["models"]
        ):
            return component_names(value, catalog)
        case _ if isinstance(value, tuple):
            return " + ".join(map(str, value))
        case _:
            return str(value)
