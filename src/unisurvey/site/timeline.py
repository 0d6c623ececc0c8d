"""Every model by the time of its first public version."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from unisurvey.figures.models import paradigm_counts, undecided_counts
from unisurvey.figures.theme import OUTLINES
from unisurvey.figures.timeline import timeline
from unisurvey.site.addresses import of_page, of_record
from unisurvey.site.charts import kind_of_style
from unisurvey.site.frame import Door

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.figures.models import ModelMark, Period
    from unisurvey.figures.theme import Undecided
    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame

_ADDRESS = of_page("timeline")


def timeline_door(catalog: Catalog) -> Door | None:
    """Return the way to the page, if a model has a date."""
    dated = any(model.date for model in catalog.models)
    return Door("Timeline", _ADDRESS) if dated else None


def timeline_page(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page, the newest first."""
    catalog = frame.catalog
    shown = timeline(catalog, catalog.models)
    if shown.is_empty:
        return
    every = shown.models
    years = [
        {
            "year": year,
            "periods": [
                {
                    "id": _id(period),
                    "label": period.label or period.name,
                    "models": _chips(marks, catalog),
                }
                for period, marks in rows
            ],
        }
        for year, rows in groupby(reversed(shown.rows), lambda row: row[0].year)
    ]
    yield frame.fill(
        "timeline.html.j2",
        _ADDRESS,
        shown.title,
        years=years,
        by=shown.by,
        count=len(every),
        undated=shown.undated,
        legend=[
            (kind_of_style(style), count)
            for style, count in paradigm_counts(every).items()
        ],
        undecided=[
            (_framed(one), count) for one, count in undecided_counts(every).items()
        ],
    )


def _id(period: Period) -> str:
    """Return the fragment of a period: `2025-q2`; that of what has no month is `2025-x`."""
    if period.per_year == 1:
        return str(period.year)
    if period.number > period.per_year:
        return f"{period.year}-x"
    unit = "q" if period.per_year == 4 else ""
    return f"{period.year}-{unit}{period.number}"


def _chips(marks: Iterable[ModelMark], catalog: Catalog) -> list[dict[str, Any]]:
    return [
        {
            "name": mark.name,
            "page": of_record(catalog[f"papers/{mark.paper}"]),
            "kind": kind_of_style(mark.paradigm),
            "undecided": mark.undecided and _framed(mark.undecided),
            "date": mark.date,
        }
        for mark in marks
    ]


def _framed(undecided: Undecided) -> dict[str, str]:
    """Return what a section is called that decides no paradigm, and the look of its frame."""
    outline = undecided.outline
    looks = {
        "round": outline.round,
        "dashed": outline.dashed,
        "thick": outline.width > OUTLINES[0].width,
    }
    look = " ".join(word for word, is_so in looks.items() if is_so)
    return {"name": undecided.name, "look": f"undecided {look}".strip()}
