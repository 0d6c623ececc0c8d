"""How models are built: what is combined how often, what nobody built, and diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.fields.attributes import encoding_of, paradigm_of
from unisurvey.figures.sections import taxonomy
from unisurvey.figures.theme import paradigm_styles
from unisurvey.site.addresses import of_kind, of_page, of_record, of_word
from unisurvey.site.blocks import block_diagram, patterns
from unisurvey.site.charts import kind_of_style
from unisurvey.site.frame import Door
from unisurvey.site.pieces import TextPiece
from unisurvey.views.statistics import cross
from unisurvey.views.wording import ABSENT, marked_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame

_ADDRESS = of_page("architecture")
_FIRST = 12
"""Names of a cell; the others are folded."""


def architecture_door(catalog: Catalog) -> Door | None:
    """Return the way to the page, if paradigms and encodings are told apart."""
    told = any(
        section.paradigm and section.encoding
        for section in catalog.vocabularies.sections
    )
    return Door("Architecture", _ADDRESS) if told and catalog.models else None


def architecture_page(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the matrix of paradigms and encodings, and a diagram of each section."""
    catalog = frame.catalog
    if architecture_door(catalog) is None:
        return
    known = catalog.vocabularies
    table = cross(catalog.models, "models", ("paradigm", "encoding"), catalog)
    held: dict[tuple[str, str], list[TextPiece]] = {}
    for model in catalog.models:
        place = (
            paradigm_of(model, catalog) or ABSENT,
            encoding_of(model, catalog) or ABSENT,
        )
        word = TextPiece(marked_name(model, catalog), of_record(model))
        held.setdefault(place, []).append(word)
    columns = [word.id for word in known.encodings if word.id in table.column_records]
    columns += [word for word in table.column_records if word not in columns]
    styles = paradigm_styles(known)
    gaps = {
        (row, column)
        for row, cells in table.cells.items()
        for column in columns
        if not cells[column] and table.row_totals[row] > cells.get(ABSENT, 0)
    }
    tree = taxonomy(catalog, catalog.models)
    numbers = patterns(tree.panels)
    yield frame.fill(
        "architecture.html.j2",
        _ADDRESS,
        "Architecture",
        heads=[
            known.encodings[word].name if word != ABSENT else "Not told apart"
            for word in columns
        ],
        rows=[
            {
                "kind": kind_of_style(styles[None if row == ABSENT else row]),
                "total": table.row_totals[row],
                "cells": [
                    {
                        **_cell(row, column, held.get((row, column), [])),
                        "count": cells[column],
                        "gap": (row, column) in gaps,
                    }
                    for column in columns
                ],
            }
            for row, cells in table.cells.items()
        ],
        totals=[table.column_totals[column] for column in columns],
        total=table.total,
        gaps=len(gaps),
        panels=[
            {
                "heading": leaf.heading,
                "page": of_word("section", leaf.id),
                "count": leaf.count,
                "drawn": block_diagram(leaf, numbers),
            }
            for leaf in tree.panels
        ],
        patterns=numbers,
    )


def _cell(row: str, column: str, names: list[TextPiece]) -> dict[str, Any]:
    """Return the models of a cell, and where they are explored, if words name it."""
    asked = f"{of_kind('models')}?paradigm={row}&encoding={column}"
    return {
        "page": asked if names and ABSENT not in {row, column} else None,
        "names": names[:_FIRST],
        "more": names[_FIRST:],
    }
