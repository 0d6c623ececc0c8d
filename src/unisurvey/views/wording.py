"""How values read: numbers, dates, lists and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields import by_name
from unisurvey.fields.attributes import BEYOND, is_beyond, venue_name
from unisurvey.fields.field import is_known
from unisurvey.records import name_of

if TYPE_CHECKING:
    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Record
    from unisurvey.views.flat import Flat

ABSENT = "–"
"""Shown for what is not known; never stored."""

NONE = "none"
"""Shown where a source says that there is nothing to state."""

ALONE = "a list alone says so"
"""Follows what only a survey or a list states of a model, not its makers."""

UNVERIFIED = "(unverified)"
"""Follows the name of a record that nobody has confirmed."""

ET_AL = "et al."
"""Stands for the authors that are not known, where a list is cut, to people."""


def fate(record: Record) -> str:
    """Return what follows the name of a work that was withdrawn, retracted or replaced."""
    return f" ({record.status.kind})" if record.status else ""


def marked_name(record: Record, catalog: Catalog) -> str:
    """Return what people call a record, with ° where the survey does not have it."""
    return (
        f"{name_of(record)}{BEYOND if is_beyond(record, catalog.vocabularies) else ''}"
    )


def shown_name(record: Record) -> str:
    """Return what people call a record, with what became of it."""
    return f"{name_of(record)}{fate(record)}"


def short_count(number: int) -> str:
    """Return at most three significant digits with K, M or B: `5.85B`, `227K`, `553`."""
    for unit, size in (("B", 10**9), ("M", 10**6), ("K", 10**3)):
        if number >= size * 0.9995:  # rounds to at least one of the unit
            digits = f"{number / size:.3g}"
            if "e" in digits:
                digits = str(round(number / size))
            return f"{digits}{unit}"
    return str(number)


def parameters(sizes: list[float] | tuple[float, ...]) -> str:
    """Return `1.5B, 7B`."""
    return ", ".join(f"{size:g}B" for size in sizes)


def benchmark_size(record: Any) -> str | None:
    """Return `about 2,000 prompts` for a benchmark; `None` when it is not known."""
    if record.size is None:
        return None
    bound = f"{record.size_bound} " if record.size_bound else ""
    return f"{bound}{record.size:,} {record.unit or ''}".strip()


def component_names(ids: Any, catalog: Catalog, joiner: str = " + ") -> str:
    """Return the names of components as one text."""
    known = catalog.vocabularies.components
    return joiner.join(known[component_id].name for component_id in ids)


def venue_or_arxiv(paper: Paper | None, catalog: Catalog) -> str | None:
    """Return the venue and year, `arXiv` for a preprint there."""
    if paper is None:
        return None
    if paper.venue:
        return venue_name(paper.venue, catalog)
    return "arXiv" if paper.arxiv else None


def author_names(paper: Paper | None) -> tuple[str, ...]:
    """Return the authors as people read them; a list that is cut says so."""
    names = tuple(map(str, (paper and paper.authors) or ()))
    return (*names, ET_AL) if paper and paper.authors_complete is False else names


def _named(field: RecordField, value: Any, catalog: Catalog) -> Any:
    """Return a value of a field with names in place of ids."""
    words = field.vocabulary(catalog.vocabularies)
    added = field.added
    refers = added.type == "record" if added else field.name == "training_data"

    def name(one: Any) -> Any:
        if words is not None and one in words:
            return words[one].name
        for folder in ("datasets", "benchmarks", "papers") if refers else ():
            if f"{folder}/{one}" in catalog:  # papers have their data sets' ids
                return name_of(catalog[f"{folder}/{one}"])
        return one

    return [name(one) for one in value] if isinstance(value, list) else name(value)


def stated(name: str, flat: Flat, catalog: Catalog) -> str:
    """Return one value of a flat object as people read it, or that there is none.

    It is `""` where that is not known either.
    """
    text = plain(name, flat[name], catalog)
    if (
        not text
        and flat.get("absent")
        and by_name(catalog)[name].place in flat["absent"]
    ):
        return NONE
    return text


def plain(name: str, value: Any, catalog: Catalog) -> str:
    """Return one value of a flat object as people read it; `""` when not known."""
    if not is_known(value):
        return ""
    field = by_name(catalog).get(name)
    form = field.value_form if field else "text"
    if field and (field.added or form == "organization" or name == "training_data"):
        value = _named(field, value, catalog)
    match form, value:
        case "amount", int():
            return short_count(value)
        case "billions", list():
            return parameters(value)
        case "component", list():
            return component_names(value, catalog)
        case _, bool():
            return "yes" if value else "no"
        case "number", int() | float():
            return f"{value:,}" if isinstance(value, int) else f"{value:g}"
        case _, list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
