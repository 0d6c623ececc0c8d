"""Tables and headings in GitHub Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.text.inline import escape, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.flat import Flat


def table(
    headers: Sequence[str], rows: Iterable[Sequence[str]], align: str = ""
) -> str:
    """Return a table; cells are Markdown already.

    Args:
        headers: One per column.
        rows: Cells, as many as there are headers.
        align: One letter per column, `l`, `c` or `r`; the rest is `l`.
    """
    marks = {"l": "---", "c": ":---:", "r": "---:"}
    letters = align.ljust(len(headers), "l")
    lines = [headers, [marks[letter] for letter in letters], *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def rows_table(
    flats: Iterable[Flat], columns: Sequence[Column], catalog: Catalog
) -> str:
    """Return flat objects as a Markdown table; names and titles link to the paper."""
    from unisurvey.views.columns import texts

    return table(
        [column.header for column in columns],
        (
            [
                _cell(column.name, text, flat)
                for column, text in zip(
                    columns, texts(flat, columns, catalog), strict=True
                )
            ]
            for flat in flats
        ),
    )


def _cell(name: str, text: str, flat: Flat) -> str:
    if not text:
        return "–"
    if text.startswith("http") and " " not in text:
        return link(name, text)
    if name in {"name", "title"}:
        return link(text, flat.get("url") or flat.get("home"))
    return escape(text)
