"""Listings → HTML, as notebooks show them; every value is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from unisurvey.views.columns import texts
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.views.flat import Flat

SHOWN = 60
"""Most rows of a listing; a note below says how many there are."""

_LEFT = ' style="text-align: left"'
_WHOLE = ' style="text-align: left; white-space: nowrap"'


def listing_html(
    flats: Sequence[Flat], columns: Sequence[Column], catalog: Catalog, kind: str
) -> str:
    """Return a table of flat objects of a kind; names and titles link to the paper."""
    body = (
        [
            (_cell(column.name, text, flat), _LEFT if column.wraps else _WHOLE)
            for column, text in zip(columns, texts(flat, columns, catalog), strict=True)
        ]
        for flat in flats[:SHOWN]
    )
    what = kind if len(flats) != 1 else kind.removesuffix("s")
    count = f"{len(flats)} {what}"
    if len(flats) > SHOWN:
        count = f"the first {SHOWN} of {count}"
    heads = [escape(column.header) for column in columns]
    return f"<div>{table(heads, body)}<p>{count}</p></div>"


def catalog_html(catalog: Catalog, kinds: Iterable[str]) -> str:
    """Return how many records of each kind there are."""
    rows = ([(kind, _LEFT), (str(len(catalog.records(kind))), _LEFT)] for kind in kinds)
    return f"<div>{table(['Kind', 'Records'], rows)}</div>"


def table(headers: Iterable[str], rows: Iterable[Sequence[tuple[str, str]]]) -> str:
    """Return a table; headers and cells are HTML already, each cell with its style."""
    head = "".join(f"<th{_LEFT}>{header}</th>" for header in headers)
    body = "".join(
        f"<tr>{''.join(f'<td{style}>{cell}</td>' for cell, style in row)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(name: str, text: str, flat: Flat) -> str:
    if not text:
        return ABSENT
    address = None
    if text.startswith(("https://", "http://")) and " " not in text:
        address = text
    elif name in {"name", "title"}:
        address = flat.get("url") or flat.get("home")
    return (
        f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)
    )
