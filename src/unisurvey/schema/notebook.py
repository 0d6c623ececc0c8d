"""One record as HTML, as notebooks show it: what the record itself says.

A record knows no vocabulary, so components, venues and sections stand as ids.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

_SHOWN_APART = frozenset(
    {"id", "name", "title", "corrections", "exceptions", "notes", "sources"}
)
_ADDRESSES = {"arxiv": "https://arxiv.org/abs/", "doi": "https://doi.org/"}
_LEFT = ' style="text-align: left"'


def record_html(record: BaseModel) -> str:
    """Return a heading, a table of the facts, the notes, and folded the provenance.

    Every value is escaped, and only web addresses and identifiers become links.
    """
    data = record.model_dump(mode="json", exclude_none=True)
    name = data.get("name") or data.get("model", {}).get("name")
    head = [f"<strong>{escape(name)}</strong>"] if name else []
    head += [escape(data["title"])] if "title" in data else []
    rows = "".join(
        f"<tr><th{_LEFT}>{escape(key)}</th><td{_LEFT}>{_cell(value, key)}</td></tr>"
        for key, value in (("id", data["id"]), *_facts(data))
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in data.get("notes", ()))
    corrections = [
        f"{escape(c['field'])}: {escape(c['in'])} says “{escape(c['was'])}”; "
        f"{escape(c['reason'])} ({_cell(c['source'])})"
        for c in data.get("corrections", ())
    ]
    sources = [
        f"{_cell(source.get('url') or source['file'])}: {escape(', '.join(source['vouches']))}"
        for source in data["sources"]
    ]
    folded = _folded("corrections", corrections) + _folded("sources", sources)
    return f"<div><p>{'<br>'.join(head)}</p><table>{rows}</table>{notes}{folded}</div>"


def _folded(what: str, lines: Iterable[str]) -> str:
    texts = [f"<li>{line}</li>" for line in lines]
    if not texts:
        return ""
    return (
        f"<details><summary>{what} ({len(texts)})</summary>"
        f"<ul>{''.join(texts)}</ul></details>"
    )


def _facts(data: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield dotted names and plain values, but not what is shown apart."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _facts(value, f"{above}{key}.")
        elif key not in _SHOWN_APART:
            yield f"{above}{key}", value


def _cell(value: Any, name: str = "") -> str:
    match value:
        case list():
            return ", ".join(map(_cell, value))
        case {"organization": organization}:
            return escape(organization)
        case dict():
            parts = (
                f"{key.replace('_', ' ')} {_cell(one)}" for key, one in value.items()
            )
            return "; ".join(parts)
        case str() if name in _ADDRESSES:
            return _link(_ADDRESSES[name] + value, value)
        case str() if value.startswith(("https://", "http://")):
            return _link(value, value)
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return escape(str(value))


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'
