r"""A selection of records → the source of a LaTeX table that cites each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    usual = [
        column
        for column in columns_of(kind, catalog)
        if column.name not in {"id", "title"}
    ]
    shown = columns or usual
    papers = [catalog.paper_of(record) for record, _ in pairs]
    what = kind if len(pairs) != 1 else kind.removesuffix("s")
    group = {
        "heading": None,
        "rows": [
            [(text, None) for text in texts(flat, shown, catalog)] for _, flat in pairs
        ],
        "keys": [paper and paper.key for paper in papers],
    }
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
