"""What is chosen on a page, as files: pieces that a script puts together.

Each piece is made by what makes the whole in a terminal, so that both are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.render.selection import selection_rows, selection_tex
from unisurvey.site.frame import asset
from unisurvey.text.jsontext import json_text
from unisurvey.text.tabular import to_csv
from unisurvey.views.flat import flat_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame
    from unisurvey.views.columns import Row


def exports(kind: str, rows: Sequence[Row], frame: Frame) -> tuple[str, str]:
    """Return a script with the pieces of each record, read when somebody wants them."""
    catalog = frame.catalog
    keys = flat_keys(kind, catalog)
    papers = [catalog.paper_of(record) for record, _ in rows]
    pieces = {
        "bib": _around("", [frame.entries[p.id] if p else None for p in papers], "\n"),
        "csv": _around(
            to_csv([], keys),
            [to_csv([flat], keys).removeprefix(to_csv([], keys)) for _, flat in rows],
        ),
        "json": _around(
            "[\n",
            [_indented({key: flat[key] for key in keys}) for _, flat in rows],
            ",\n",
            "\n]\n",
        ),
        "tex": _tex(kind, rows, catalog) if rows else _around("", []),
    }
    text = f"UNISURVEY_PIECES={json_text({'stem': catalog.vocabularies.about.stem, **pieces})}"
    return asset(f"{kind}-pieces.js", text)


def _around(
    head: str, pieces: Sequence[str | None], between: str = "", foot: str = ""
) -> dict[str, Any]:
    return {"head": head, "pieces": pieces, "between": between, "foot": foot}


def _indented(value: dict[str, Any]) -> str:
    return "\n".join(f"  {line}" for line in json_text(value, 2).split("\n"))


def _tex(kind: str, rows: Sequence[Row], catalog: Catalog) -> dict[str, Any]:
    """Return the table of all rows, with what stands before, between and after them."""
    whole = selection_tex(rows, kind, catalog, caption=f"Selected {kind}")
    pieces = selection_rows(rows, kind, catalog)
    first = whole.index(pieces[0])
    last = whole.rindex(pieces[-1])
    second = whole.index(pieces[1], first + len(pieces[0])) if pieces[1:] else last
    between = whole[first + len(pieces[0]) : second]
    return _around(whole[:first], pieces, between, whole[last + len(pieces[-1]) :])
