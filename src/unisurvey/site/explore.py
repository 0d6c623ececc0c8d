"""The page on which the records of a kind are filtered, searched, sorted and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields import fields_of
from unisurvey.fields.attributes import haystack, survey_place
from unisurvey.fields.field import is_known
from unisurvey.figures.theme import paradigm_styles
from unisurvey.schema.dates import FIRST_YEAR, LAST_YEAR, date_span
from unisurvey.site.addresses import of_kind
from unisurvey.site.bounds import amounts
from unisurvey.site.exports import exports
from unisurvey.site.frame import asset
from unisurvey.site.offers import offers
from unisurvey.site.rows import (
    IN_CHAIN,
    IN_ROW,
    Marked,
    chain_head,
    marked,
    row_columns,
    shown_row,
)
from unisurvey.text.heads import as_head
from unisurvey.text.jsontext import json_text
from unisurvey.views.columns import columns_of, flatten, sort_rows
from unisurvey.views.dimensions import groupings
from unisurvey.views.wording import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.site.frame import Frame
    from unisurvey.views.columns import Row

FIRST = 200
"""Rows of the page itself; a button shows as many more."""

_QUARTERS = 16
"""Bars of the strip of time; all that is older is one more."""


def explore(kind: str, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the page of a kind and its data."""
    catalog = frame.catalog
    address = of_kind(kind)
    rows = flatten(catalog.records(kind), kind, catalog)
    columns = row_columns(kind, catalog)
    shown = [shown_row(n, kind, *row, columns, catalog) for n, row in enumerate(rows)]
    order = [row[0].id for row in sort_rows(rows, "-date", kind, catalog)]
    place = {row["id"]: n for n, row in enumerate(shown)}
    newest = [shown[place[id_]] for id_ in order]
    draw = frame.macro("rows.html.j2", "row", address)
    drawn = [str(draw(row, kind)) for row in newest]
    pieces = exports(kind, rows, frame)
    yield pieces
    records = [record for record, _ in rows]
    offered = offers(kind, records, catalog)
    data = {
        "kind": kind,
        "pieces": pieces[0],
        "page": FIRST,
        "ids": [row["id"] for row in shown],
        "names": [row["name"] for row in shown],
        "folded": [next(iter(haystack(r, catalog))) for r, _ in rows],
        "years": [FIRST_YEAR, LAST_YEAR],
        "dates": [_days(flat["date"]) for _, flat in rows],
        "offers": [each._asdict() for each in offered],
        "amounts": [
            each._asdict() for each in amounts(kind, records, offered, catalog)
        ],
        "survey": _survey_order(records, catalog)
        if any(each.name == "survey-table" for each in offered)
        else [],
        "sorts": dict(_sorts(kind, rows, catalog)),
        "columns": list(_more_columns(kind, rows, catalog)),
        "later": drawn[FIRST:],
        "laterIds": [row["n"] for row in newest[FIRST:]],
    }
    script = asset(f"{kind}.js", f"UNISURVEY={json_text(data)}")
    yield script
    what = kind if kind != "models" else catalog.vocabularies.about.models
    yield frame.fill(
        "explore.html.j2",
        address,
        as_head(what),
        kind=kind,
        rows=drawn[:FIRST],
        count=len(rows),
        heads=[column.header for column in columns],
        chain=chain_head(catalog) if kind == "models" else None,
        strip=_strip(kind, records, catalog),
        legend=_legend(kind, catalog),
        data=script[0],
        description=catalog.vocabularies.about.description,
    )


def _survey_order(records: Sequence[Record], catalog: Catalog) -> list[int]:
    """Return the rank of each record where a table of the survey is asked for."""
    places = [survey_place(record, catalog) or ("", 0) for record in records]
    order = sorted(range(len(records)), key=places.__getitem__)
    ranks = [0] * len(records)
    for rank, row in enumerate(order):
        ranks[row] = rank
    return ranks


def _legend(kind: str, catalog: Catalog) -> list[Marked]:
    if kind != "models":
        return []
    found = (marked(record, catalog) for record in catalog.models)
    used = dict.fromkeys(filter(None, found))
    order = [style.name for style in paradigm_styles(catalog.vocabularies).values()]
    return sorted(used, key=lambda mark: order.index(mark.name))


def _days(date: str | None) -> list[int]:
    """Return the first and last day that a date can mean, as numbers."""
    if date is None:
        return []
    return [int(day.strftime("%Y%m%d")) for day in date_span(date)]


def _sorts(
    kind: str, rows: Sequence[Row], catalog: Catalog
) -> Iterator[tuple[str, list[Any]]]:
    """Yield each column to sort by, its label, and the rank of each row; `-1` is unknown.

    Equal values have equal ranks, so that sorting by them is stable like that of `list`.
    """
    place = {record.id: n for n, (record, _) in enumerate(rows)}
    labels = {column.name: column.header for column in columns_of(kind, catalog)}
    for name, label in {"date": "Date", **labels}.items():
        up = [place[r.id] for r, _ in sort_rows(rows, name, kind, catalog)]
        down = {
            place[r.id]: n
            for n, (r, _) in enumerate(sort_rows(rows, f"-{name}", kind, catalog))
        }
        ranks = [-1] * len(rows)
        rank, before = 0, None
        for row in up:
            if not is_known(rows[row][1][name]):
                continue
            if before is not None and down[row] < down[before]:
                rank += 1
            ranks[row], before = rank, row
        yield name, [label, ranks]


def _more_columns(
    kind: str, rows: Sequence[Row], catalog: Catalog
) -> Iterator[dict[str, Any]]:
    """Yield the columns that can be added: those of `--columns` that say something."""
    own = (column.name for column in row_columns(kind, catalog))
    fixed = {*own, *IN_ROW, *IN_CHAIN}
    for field in fields_of(kind, catalog):
        shown = field.flat and field.on_page and field.name not in fixed
        if not shown or field.value_form == "url" or field.name == "authors":
            continue
        texts = [stated(field.name, flat, catalog) for _, flat in rows]
        if any(texts):
            words = list(dict.fromkeys(texts))
            number = {word: n for n, word in enumerate(words)}
            yield {
                "name": field.name,
                "header": field.header,
                "words": words,
                "rows": [number[text] for text in texts],
            }


def _strip(
    kind: str, records: Iterable[Record], catalog: Catalog
) -> list[dict[str, Any]]:
    """Return a bar for each quarter, the newest last: its parts by colour."""
    quarter = groupings(kind, catalog)["quarter"]
    held: dict[str, dict[tuple[str, str], int]] = {}
    for record in records:
        mark = marked(record, catalog) if kind == "models" else None
        for value in quarter.of(record, catalog):
            if "-Q" in value:
                parts = held.setdefault(value, {})
                key = (mark.colour, mark.name) if mark else ("blue", kind)
                parts[key] = parts.get(key, 0) + 1
    if not held:
        return []
    newest = max(held)
    year, q = int(newest[:4]), int(newest[-1])
    names = []
    for _ in range(_QUARTERS):
        names.append(f"{year}-Q{q}")
        year, q = (year, q - 1) if q > 1 else (year - 1, 4)
    names = [name for name in reversed(names) if name >= min(held)]
    most = max(sum(held.get(name, {}).values()) for name in names)
    order = [mark.name for mark in _legend(kind, catalog)] or [kind]
    bars = []
    for name in names:
        parts = held.get(name, {})
        year, q = int(name[:4]), int(name[-1])
        top = 0.0
        drawn = []
        for (colour, _label), count in sorted(
            parts.items(), key=lambda item: order.index(item[0][1])
        ):
            height = round(count / most * 100, 2)
            drawn.append({"colour": colour, "y": round(top, 2), "height": height})
            top += height
        bars.append(
            {
                "year": str(year),
                "name": f"Q{q}",
                "count": sum(parts.values()),
                "parts": drawn,
                "since": f"{year}-{3 * q - 2:02}",
                "until": f"{year}-{3 * q:02}",
            }
        )
    return bars
