r"""A selection of records → the source of a LaTeX table that cites each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.render import latex
from unisurvey.render.environment import render_template
from unisurvey.views.columns import columns_of, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat


def selection_tex(
    pairs: Sequence[tuple[Record, Flat]],
    kind: str,
    catalog: Catalog,
    columns: Sequence[Column] | None = None,
    *,
    caption: str | None = None,
    label: str | None = None,
) -> str:
    r"""Return a `longtable` with `booktabs` rules, a caption and a label.

    Args:
        pairs: The records with their flat objects, all of one kind.
        kind: That kind.
        catalog: Where they are from.
        columns: `None` are those of a wide listing, but for the title, which the `\cite`
            after the name makes superfluous.
        caption: Above the table; `None` says how many records of which kind it has.
        label: Behind `tab:`; `None` is the kind.
    """
    shown = columns or _usual(kind, catalog)
    what = kind if len(pairs) != 1 else kind.removesuffix("s")
    group = {"heading": None, **_group(pairs, shown, catalog)}
    values: dict[str, Any] = {
        "name": label or kind,
        "number": None,
        "title": (caption or f"{len(pairs)} {what}").rstrip("."),
        "headers": tuple(column.header for column in shown),
        "widths": {},
        "remarks": (),
        "groups": [group],
    }
    return render_template(catalog, "table.tex.j2", values)


def selection_rows(
    pairs: Sequence[tuple[Record, Flat]], kind: str, catalog: Catalog
) -> list[str]:
    """Return the rows of such a table alone, with the usual columns."""
    shown = _usual(kind, catalog)
    headers = [column.header for column in shown]
    group = _group(pairs, shown, catalog)
    made = zip(group["rows"], group["keys"], strict=True)
    return [latex.row(headers, cells, key) for cells, key in made]


def _usual(kind: str, catalog: Catalog) -> list[Column]:
    return [
        column
        for column in columns_of(kind, catalog)
        if column.name not in {"id", "title"}
    ]


def _group(
    pairs: Sequence[tuple[Record, Flat]], shown: Sequence[Column], catalog: Catalog
) -> dict[str, Any]:
    papers = [catalog.paper_of(record) for record, _ in pairs]
    return {
        "rows": [
            [(text, None) for text in texts(flat, shown, catalog)] for _, flat in pairs
        ],
        "keys": [paper and paper.key for paper in papers],
    }
