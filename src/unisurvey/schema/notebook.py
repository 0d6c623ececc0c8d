"""One record as HTML, as notebooks show it: what the record itself says.

A record knows no vocabulary, so components, venues and sections stand as ids.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from unisurvey.schema.provenance import TRAILING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.schema.provenance import Record

_IN_HEAD = frozenset({"id", "name", "title", "notes"})


def record_html(record: Record) -> str:
    """Return a heading, a table of the facts, the notes and the folded sources.

    Every value is escaped, and only web addresses become links.
    """
    data = record.model_dump(mode="json", exclude_none=True)
    model = data.get("model", {})
    head = [data.get("name") or model.get("name"), data.get("title")]
    lines = [f"<strong>{escape(text)}</strong>" for text in head if text]
    facts = {key: value for key, value in data.items() if key not in TRAILING}
    rows = "".join(
        f'<tr><th style="text-align: left">{escape(name)}</th>'
        f'<td style="text-align: left">{_cell(value)}</td></tr>'
        for name, value in (("id", data["id"]), *_facts(facts))
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in data.get("notes", ()))
    sources = "".join(
        f"<li>{_cell(source['url'])}: {escape(', '.join(source['vouches']))}</li>"
        for source in data["sources"]
    )
    return (
        f"<div><p>{'<br>'.join(lines)}</p><table>{rows}</table>{notes}"
        f"<details><summary>{len(data['sources'])} sources</summary>"
        f"<ul>{sources}</ul></details></div>"
    )


def _facts(data: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield dotted names and plain values, but not what the heading says."""
    for key, value in data.items():
        if isinstance(value, dict) and "organization" not in value:
            yield from _facts(value, f"{above}{key}.")
        elif key not in _IN_HEAD:
            yield f"{above}{key}", value


def _cell(value: Any) -> str:
    match value:
        case list():
            return ", ".join(map(_cell, value))
        case {"organization": name}:
            return escape(name)
        case str() if value.startswith(("https://", "http://")):
            address = escape(value)
            return f'<a href="{address}">{address}</a>'
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return escape(str(value))
