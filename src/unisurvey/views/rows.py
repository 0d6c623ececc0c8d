"""The rows of the README's tables: what each record says there.

The newest work decides what is new, never the clock: the same records give the same page
on any day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import BEYOND, is_beyond
from unisurvey.records import clear_name, short_name
from unisurvey.schema.dates import date_span
from unisurvey.schema.hosted import hosted
from unisurvey.views.flat import LazyFlat, kind_of
from unisurvey.views.news import record_path
from unisurvey.views.wording import (
    benchmark_size,
    fate,
    plain,
    short_count,
    venue_or_arxiv,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat

_UNTOUCHED = timedelta(days=2 * 365)
"""How long before the newest work the newest commit of a work's code is told."""


def date_of(record: Record) -> str:
    """Return when a work appeared, for sorting; undated ones come first."""
    return getattr(record, "date", None) or ""


def newest_day(catalog: Catalog) -> date:
    """Return the first day on which the newest work can have appeared.

    Without any it is a day before which nothing is long ago.
    """
    return max(filter(None, map(_first_day, catalog)), default=date.min)


def new_since(newest: date) -> str:
    """Return the first of the three months whose works are new, as `2026-06`.

    Whole months: with each new day the marks of many rows would change.
    """
    months = newest.year * 12 + newest.month - 1 - 2
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _first_day(record: Record) -> date | None:
    told = date_of(record)
    return date_span(told)[0] if told else None


def row_of(
    record: Record, listed: Iterable[RecordField], catalog: Catalog, newest: date
) -> dict[str, Any]:
    """Return one row; the template decides only how links look."""
    flat = LazyFlat(kind_of(record), record, catalog)
    name = short_name(record)
    paper = catalog.paper_of(record)
    beyond = is_beyond(record, catalog.vocabularies)
    day = _first_day(record)
    row = {
        "anchor": clear_name(record),
        "name": name and f"{name}{BEYOND if beyond else ''}{fate(record)}",
        "beyond": beyond,
        "new": day is not None and day.isoformat() >= new_since(newest),
        "listed": {f.header: plain(f.name, flat.get(f.name), catalog) for f in listed},
        "venue": venue_or_arxiv(paper, catalog),
        "key": paper and paper.key,
        "record": paper and record_path(paper),
        **{name: flat[name] for name in ("title", "url", "date")},
    }
    if "home" not in flat:
        return {**row, **_of_work(flat, newest, catalog)}
    samples = flat.get("samples")
    size = (
        benchmark_size(record) if "size" in flat else samples and short_count(samples)
    )
    home = flat["home"]
    return {**row, "size": size, "link": home, "stars": _starred(home)}


def _of_work(flat: Flat, newest: date, catalog: Catalog) -> dict[str, Any]:
    """Return what a row tells of a model or another paper alone."""
    return {
        "code": flat["code"],
        "demo": flat["demo"],
        "stars": _starred(flat["code"]),
        "state": _state(flat, newest),
        "backbone": plain("backbone", flat.get("backbone"), catalog),
        "parameters": plain("parameters_b", flat.get("parameters_b"), catalog),
    }


def _starred(address: str | None) -> str | None:
    """Return the repository of an address, where its host counts stars."""
    found = hosted(address) if address else None
    return found.repository if found and found.host == "github.com" else None


def _state(flat: Flat, newest: date) -> str | None:
    """Return that the code is closed or long untouched, where that is known."""
    if flat["archived"]:
        return "archived"
    last = flat["last_commit"]
    if last and newest - date_span(last)[1] > _UNTOUCHED:
        return f"untouched since {last}"
    return None
