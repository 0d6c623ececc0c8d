"""Counts and gaps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from unisurvey.errors import UnknownValueError
from unisurvey.views.wording import COMPONENT_COLUMNS, component_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.catalog import Catalog
    from unisurvey.views.flat import Flat

GROUPINGS: dict[str, tuple[str, ...]] = {
    "models": (
        *("section", "paradigm", "encoding", "year", "venue", "mask", "backbone"),
        *("understanding_encoder", "generation_encoder", "decoder"),
        *("input_modalities", "output_modalities", "license", "author"),
    ),
    "papers": ("year", "venue", "sections", "license", "author"),
    "datasets": ("section", "year", "license", "unit", "venue"),
    "benchmarks": ("section", "year", "unit", "venue"),
}
"""Kind → what its records can be counted by."""

GAPS: dict[str, tuple[str, ...]] = {
    "models": (
        *("authors", "date", "arxiv", "paradigm", "backbone", "understanding_encoder"),
        *("generation_encoder", "decoder", "mask", "parameters_b", "input_modalities"),
        *("output_modalities", "code", "weights", "project", "license"),
    ),
    "papers": ("authors", "date", "url"),
    "datasets": ("samples", "unit", "date", "license", "home", "paper", "authors"),
    "benchmarks": (
        *("size", "unit", "evaluates", "input", "output", "date", "home", "paper"),
        "authors",
    ),
}
"""Kind → fields that every record should have in the end.

Others may rightly be absent: not every work is published, has a demo or is in the
survey.
"""


def count_by(
    flats: Sequence[Flat], kind: str, by: str, catalog: Catalog
) -> list[tuple[str, int]]:
    """Return value and count, most frequent first; `–` counts what is not known.

    A record with several values counts once for each. Sections and years keep their
    own order.

    Raises:
        UnknownValueError: records of this kind cannot be counted by that.
    """
    if by not in GROUPINGS[kind]:
        raise UnknownValueError("grouping", by, GROUPINGS[kind])
    counts = Counter(
        word for flat in flats for word in dict.fromkeys(_values(flat, by, catalog))
    )
    if by in {"section", "sections"}:
        rank = {s.id: n for n, s in enumerate(catalog.vocabularies.sections)}
        return sorted(counts.items(), key=lambda pair: rank.get(pair[0], len(rank)))
    if by == "year":
        return sorted(counts.items())
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].casefold()))


def _values(flat: Flat, by: str, catalog: Catalog) -> list[str]:
    value: Any = flat["authors"] if by == "author" else flat.get(by)
    if by == "year" and "year" not in flat:
        value = (flat["date"] or "")[:4] or None
    if by == "venue" and value:
        value = value.rsplit(" ", 1)[0]
    if value in (None, []):
        return ["–"]
    values = value if isinstance(value, list) else [value]
    if by in COMPONENT_COLUMNS:
        return [component_names([element], catalog) for element in values]
    return [str(element) for element in values]


def gaps(flats: Sequence[Flat], kind: str) -> list[tuple[str, int]]:
    """Return each field of `GAPS` with how many records lack it, most frequent first."""
    counts = {
        name: sum(flat[name] in (None, []) for flat in flats) for name in GAPS[kind]
    }
    found = [(name, count) for name, count in counts.items() if count]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
