"""Neighbours of a record as rows, with the reasons in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.query.similarity import grouped
from unisurvey.views.flat import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.query.similarity import Neighbour, Reason
    from unisurvey.records import Catalog

MOST_NAMES = 3
"""Values of one aspect that are named before the rest is counted."""


def neighbour_row(neighbour: Neighbour, catalog: Catalog) -> dict[str, Any]:
    """Return a neighbour for machines, with every reason and its share."""
    return {
        **brief(neighbour.record, catalog),
        "similarity": round(neighbour.similarity, 3),
        "reasons": [
            {
                "aspect": reason.aspect,
                "value": reason.value,
                "share": round(reason.share, 3),
            }
            for reason in neighbour.reasons
        ],
    }


def why(neighbour: Neighbour, catalog: Catalog) -> str:
    """Return the reasons as a text such as `backbone Qwen2.5; 3 authors: …`.

    A family goes without saying where one of its components is a reason, and a
    component of any role where its role is one.
    """
    parts = []
    told: set[str] = set()
    for aspect, reasons in grouped(neighbour.reasons).items():
        if aspect == "component":
            continue
        shown = _most_telling(reasons, catalog)
        told.update(reason.value for reason in shown)
        parts.append(_phrase(aspect, shown, catalog))
    loose = [
        reason
        for reason in grouped(neighbour.reasons).get("component", [])
        if reason.value not in _with_families(told, catalog)
    ]
    if loose:
        parts.append(_phrase("component", _most_telling(loose, catalog), catalog))
    return "; ".join(parts)


def _phrase(aspect: str, reasons: Sequence[Reason], catalog: Catalog) -> str:
    names = [_name(aspect, reason.value, catalog) for reason in reasons]
    text = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        text += f" and {len(names) - MOST_NAMES} more"
    return f"{aspect}{'s' if len(names) > 1 and aspect == 'author' else ''} {text}"


def _name(aspect: str, value: str, catalog: Catalog) -> str:
    known = catalog.vocabularies.components
    if aspect not in {"author", "section", "paradigm", "paper", "input", "output"}:
        return known[value].name
    if aspect == "section":
        section = catalog.vocabularies.sections[value]
        return value if section.paradigm else section.name
    return value


def _most_telling(reasons: Sequence[Reason], catalog: Catalog) -> list[Reason]:
    """Return reasons without the families of components that are reasons too."""
    values = {reason.value for reason in reasons}
    above = _with_families(values, catalog) - values
    for value in values:
        above |= _with_families({value}, catalog) - {value}
    return [reason for reason in reasons if reason.value not in above]


def _with_families(values: set[str], catalog: Catalog) -> set[str]:
    known = catalog.vocabularies.components
    found = set()
    for value in values:
        above: str | None = value
        while above and above not in found:
            found.add(above)
            above = known[above].family if above in known else None
    return found
