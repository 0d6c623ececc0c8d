"""The page on which the records of a kind are filtered, searched, sorted and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields import fields_of
from unisurvey.fields.attributes import (
    BEYOND,
    PARTS,
    haystack,
    is_beyond,
    model_of,
    paradigm_of,
    section_of,
)
from unisurvey.figures.theme import paradigm_styles
from unisurvey.records import name_of
from unisurvey.schema.dates import date_span
from unisurvey.site.addresses import of_kind, of_record, of_word
from unisurvey.site.exports import exports
from unisurvey.site.frame import asset
from unisurvey.site.offers import offers
from unisurvey.text.jsontext import json_text
from unisurvey.views.columns import columns_of, flatten, sort_rows
from unisurvey.views.dimensions import groupings
from unisurvey.views.wording import UNVERIFIED, fate, plain, stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.schema.words import Mark
    from unisurvey.site.frame import Frame
    from unisurvey.views.columns import Row
    from unisurvey.views.flat import Flat

FIRST = 200
"""Rows of the page itself; a button shows as many more."""

_QUARTERS = 16
"""Bars of the strip of time; all that is older is one more."""

GLYPHS: dict[Mark, str] = {
    "square": "■",
    "circle": "●",
    "triangle": "▲",
    "diamond": "◆",
    "down": "▼",
    "pentagon": "⬟",
    "star": "★",
    "plus": "✚",
    "cross": "✖",
    "left": "◀",
    "right": "▶",
    "hexagon": "⬢",
    "octagon": "⯃",
}
"""Mark → the sign that looks like it."""

_IN_ROW = frozenset({"id", "name", "title", "date", "venue", "section", "paper"})
_IN_CHAIN = frozenset({*PARTS, "parameters_b", "mask"})
LINKS = {
    "url": "Paper",
    "code": "Code",
    "weights": "Weights",
    "demo": "Demo",
    "project": "Project",
    "home": "Home",
}
"""Field → what its link is called, in the order of rows and pages."""


class LinkedText(NamedTuple):
    """A text that may lead somewhere."""

    text: str
    address: str | None = None


class Marked(NamedTuple):
    """How something is told from others at a glance."""

    sign: str
    colour: str
    name: str


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
    heads = [
        column.header for column in columns_of(kind, catalog) if column.name in columns
    ]
    drawn = [str(draw(row, kind)) for row in newest]
    pieces = exports(kind, rows, frame)
    yield pieces
    data = {
        "kind": kind,
        "pieces": pieces[0],
        "page": FIRST,
        "ids": [row["id"] for row in shown],
        "names": [row["name"] for row in shown],
        "folded": [next(iter(haystack(r, catalog))) for r, _ in rows],
        "dates": [_days(flat["date"]) for _, flat in rows],
        "offers": [
            each._asdict()
            for each in offers(kind, [record for record, _ in rows], catalog)
        ],
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
        f"{what[0].upper()}{what[1:]}",
        kind=kind,
        rows=drawn[:FIRST],
        count=len(rows),
        heads=heads,
        chain=chain_head(catalog) if kind == "models" else None,
        strip=_strip(kind, [record for record, _ in rows], catalog),
        legend=_legend(kind, catalog),
        data=script[0],
        description=catalog.vocabularies.about.description,
    )


def _parts(catalog: Catalog) -> tuple[str, ...]:
    """Return the parts of a model that this catalogue asks for, in the order of data."""
    order = ("understanding_encoder", "generation_encoder", "backbone", "decoder")
    return tuple(name for name in order if name not in catalog.vocabularies.unasked)


def chain_head(catalog: Catalog) -> str:
    """Return the head of the column of what a model is built of."""
    parts = dict.fromkeys(name.rpartition("_")[2] for name in _parts(catalog))
    words = [f"{name}s" if name == "encoder" else name for name in parts]
    text = " → ".join(words) or "parts"
    return f"{text[0].upper()}{text[1:]}"


def row_columns(kind: str, catalog: Catalog) -> list[str]:
    """Return the columns that a kind has beside those of every row."""
    known = catalog.vocabularies.unasked
    return [
        column.name
        for column in columns_of(kind, catalog)
        if column.name not in _IN_ROW | _IN_CHAIN | known
    ]


def shown_row(
    n: int, kind: str, record: Record, flat: Flat, columns: list[str], catalog: Catalog
) -> dict[str, Any]:
    """Return what the macro `row` draws.

    Args:
        n: By which a script knows the row.
        kind: Of the page; a model can also be a row of the papers.
        record: The record.
        flat: Its flat object.
        columns: Those of `row_columns`.
        catalog: What it is part of.
    """
    name = name_of(record)
    beyond = is_beyond(record, catalog.vocabularies)
    title = flat.get("title", None)
    venue = flat["venue"]
    paper = catalog.paper_of(record)
    edition = paper and paper.venue
    return {
        "n": n,
        "id": record.id,
        "name": name,
        "mark": f"{BEYOND if beyond else ''}{fate(record)}{_doubt(record)}",
        "page": of_record(record, kind if kind != "papers" else None),
        "title": title if title != name else None,
        "kind": marked(record, catalog) if kind == "models" else None,
        "section": _section(record, catalog),
        "stages": list(_stages(flat, catalog)) if kind == "models" else [],
        "sizes": " · ".join(_sizes(flat, catalog)) if kind == "models" else "",
        "cells": [stated(column, flat, catalog) for column in columns],
        "date": flat["date"],
        "venue": LinkedText(venue, of_word("venue", edition)) if edition else None,
        "links": [
            LinkedText(label, flat[key])
            for key, label in LINKS.items()
            if flat.get(key)
        ],
    }


def _doubt(record: Record) -> str:
    return f" {UNVERIFIED}" if record.unverified else ""


def marked(record: Record, catalog: Catalog) -> Marked | None:
    """Return sign, colour and name of the paradigm of a model."""
    if not model_of(record):
        return None
    paradigm = paradigm_of(record, catalog)
    style = paradigm_styles(catalog.vocabularies)[paradigm]
    return Marked(GLYPHS[style.mark], style.colour, style.name)


def _legend(kind: str, catalog: Catalog) -> list[Marked]:
    if kind != "models":
        return []
    found = (marked(record, catalog) for record in catalog.models)
    used = dict.fromkeys(filter(None, found))
    order = [style.name for style in paradigm_styles(catalog.vocabularies).values()]
    return sorted(used, key=lambda mark: order.index(mark.name))


def _section(record: Record, catalog: Catalog) -> dict[str, str | None] | None:
    id_ = section_of(record)
    if id_ is None:
        return None
    section = catalog.vocabularies.sections[id_]
    return {
        "code": section.code,
        "name": section.label or section.name,
        "page": of_word("section", id_),
    }


def _stages(flat: Flat, catalog: Catalog) -> Iterator[list[LinkedText]]:
    """Yield what a picture goes through, as far as it is stated: encoders to decoder."""
    known = catalog.vocabularies.components
    parts = {name: flat[name] for name in _parts(catalog)}
    encoders = dict.fromkeys(
        c for name in parts if name.endswith("_encoder") for c in parts[name]
    )
    for ids in (encoders, parts.get("backbone", ()), parts.get("decoder", ())):
        if ids:
            yield [LinkedText(known[c].name, of_word("component", c)) for c in ids]


def _sizes(flat: Flat, catalog: Catalog) -> Iterator[str]:
    unasked = catalog.vocabularies.unasked
    if "parameters_b" not in unasked and flat["parameters_b"]:
        yield plain("parameters_b", flat["parameters_b"], catalog)
    if "mask" not in unasked and flat["mask"]:
        yield f"{plain('mask', flat['mask'], catalog)} mask"


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
            if stated(name, rows[row][1], catalog) == "":
                continue
            if before is not None and down[row] < down[before]:
                rank += 1
            ranks[row], before = rank, row
        yield name, [label, ranks]


def _more_columns(
    kind: str, rows: Sequence[Row], catalog: Catalog
) -> Iterator[dict[str, Any]]:
    """Yield the columns that can be added: those of `--columns` that say something."""
    fixed = {*row_columns(kind, catalog), *_IN_ROW, *_IN_CHAIN, "id"}
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
