"""The rows of tables of records: name, type, what it is built of, date and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.fields.attributes import (
    BEYOND,
    PARTS,
    is_beyond,
    model_of,
    paradigm_of,
    section_of,
)
from unisurvey.figures.theme import paradigm_styles
from unisurvey.records import name_of
from unisurvey.site.addresses import of_record, of_word
from unisurvey.site.pieces import TextPiece
from unisurvey.text.heads import as_head
from unisurvey.views.columns import columns_of
from unisurvey.views.wording import UNVERIFIED, fate, plain, stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.schema.words import Mark
    from unisurvey.views.flat import Flat

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

IN_ROW = frozenset({"id", "name", "title", "date", "venue", "section", "paper"})
IN_CHAIN = frozenset({*PARTS, "parameters_b", "mask"})
"""Fields that a row shows without a column of their own, and those of the chain."""

LINKS = {
    "url": "Paper",
    "code": "Code",
    "weights": "Weights",
    "demo": "Demo",
    "project": "Project",
    "home": "Home",
}
"""Field → what its link is called, in the order of rows and pages."""


class Marked(NamedTuple):
    """How something is told from others at a glance."""

    sign: str
    colour: str
    name: str


def _parts(catalog: Catalog) -> tuple[str, ...]:
    """Return the parts of a model that this catalogue asks for, in the order of data."""
    order = ("understanding_encoder", "generation_encoder", "backbone", "decoder")
    return tuple(name for name in order if name not in catalog.vocabularies.unasked)


def chain_head(catalog: Catalog) -> str:
    """Return the head of the column of what a model is built of."""
    parts = dict.fromkeys(name.rpartition("_")[2] for name in _parts(catalog))
    words = [f"{name}s" if name == "encoder" else name for name in parts]
    return as_head(" → ".join(words) or "parts")


def row_columns(kind: str, catalog: Catalog) -> list[Column]:
    """Return the columns that a kind has beside those of every row."""
    known = catalog.vocabularies.unasked
    return [
        column
        for column in columns_of(kind, catalog)
        if column.name not in IN_ROW | IN_CHAIN | known
    ]


def shown_row(
    n: int,
    kind: str,
    record: Record,
    flat: Flat,
    columns: Sequence[Column],
    catalog: Catalog,
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
        "cells": [(c.header, stated(c.name, flat, catalog)) for c in columns],
        "date": flat["date"],
        "venue": TextPiece(venue, of_word("venue", edition)) if edition else None,
        "links": [
            TextPiece(label, url=flat[key])
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


def _stages(flat: Flat, catalog: Catalog) -> Iterator[list[TextPiece]]:
    """Yield what a picture goes through, as far as it is stated: encoders to decoder."""
    known = catalog.vocabularies.components
    parts = {name: flat[name] for name in _parts(catalog)}
    encoders = dict.fromkeys(
        c for name in parts if name.endswith("_encoder") for c in parts[name]
    )
    for ids in (encoders, parts.get("backbone", ()), parts.get("decoder", ())):
        if ids:
            yield [TextPiece(known[c].name, of_word("component", c)) for c in ids]


def _sizes(flat: Flat, catalog: Catalog) -> Iterator[str]:
    unasked = catalog.vocabularies.unasked
    if "parameters_b" not in unasked and flat["parameters_b"]:
        yield plain("parameters_b", flat["parameters_b"], catalog)
    if "mask" not in unasked and flat["mask"]:
        yield f"{plain('mask', flat['mask'], catalog)} mask"
