"""What a run found out, as text, Markdown or JSON; the same finding, the same bytes.

Nothing varies but the findings: no clock, no order of answers. Markdown is made for one
issue that is kept up to date; what services say stands in it as code, so that it can
neither mention people nor bring markup.
"""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from unisurvey.records import folder_of
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from unisurvey.outside.refresh.changes import Change, Gap
    from unisurvey.outside.refresh.links import CheckedLink
    from unisurvey.outside.refresh.sweep import Sweep
    from unisurvey.schema import Record

    Report = Callable[[Sweep, Collection[Change]], str]


def to_text(found: Sweep, written: Collection[Change] = ()) -> str:
    """Return a report for a terminal: changes by record, then links, then gaps."""
    return "".join(f"{line}\n" for line in _text(found, written))


def to_json(found: Sweep, written: Collection[Change] = ()) -> str:
    """Return an object with the lists `changes`, `links` (every one) and `gaps`."""
    whole = {
        "changes": [_change(change, written) for change in found.changes],
        "links": [_link(link) for link in found.links],
        "gaps": [asdict(gap) for gap in found.gaps],
    }
    return json_document(whole)


def to_markdown(found: Sweep, written: Collection[Change] = ()) -> str:
    """Return a report for an issue or a pull request."""
    parts = [
        f"{summary(found)}.",
        _section("Dead links", _table("why", found.dead)),
        _section("Moved for good", _table("new address", found.moved)),
        _section("Changes", _changes(found.changes, written)),
        _folded("Undecidable: look at them in a browser", found.undecidable),
        _section("Could not be asked", _gaps(found.gaps)),
    ]
    return "\n".join(filter(None, parts))


FORMATS: dict[str, Report] = {"text": to_text, "md": to_markdown, "json": to_json}
"""Name of a format → its function."""


def summary(found: Sweep) -> str:
    """Return one clause that counts what was found."""
    decided = sum(change.decided for change in found.changes)
    counts = [
        f"{_count(len(found.changes), 'change')} ({decided} certain)",
        f"{_count(len(found.dead), 'dead link')}",
        f"{len(found.moved)} moved",
        f"{len(found.undecidable)} undecidable",
    ]
    return f"{', '.join(counts)} of {_count(len(found.links), 'link')}"


def file_of(record: Record) -> str:
    """Return the record's file below the root."""
    return f"data/{folder_of(record)}/{record.id}.yaml"


def _text(found: Sweep, written: Collection[Change]) -> Iterator[str]:
    file = None
    for change in found.changes:
        if file != (file := file_of(change.record)):
            yield file
        yield f"  {_state(change, written)}: {change.kind}: {change.note}"
        for edit in change.edits:
            yield f"    {edit.field}: {_value(edit.old)} → {_value(edit.new)}"
    for name in ("dead", "moved", "undecidable"):
        for link in getattr(found, name):
            why = f"→ {link.moved_to}" if name == "moved" else f"({link.reason})"
            yield f"{name}: {link.url} {why}"
            yield from (f"  {file_of(use.record)} {use.field}" for use in link.uses)
    for gap in found.gaps:
        yield f"could not be asked: {_gap(gap)}"


def _state(change: Change, written: Collection[Change]) -> str:
    if any(change is one for one in written):
        return "written"
    return "certain" if change.decided else "to decide"


def _gap(gap: Gap) -> str:
    return f"{gap.service} ({gap.missed} of {gap.asked}): {gap.reason}"


def _value(value: Any) -> str:
    match value:
        case None:
            return "not stated"
        case list():
            return ", ".join(map(_value, value))
        case {"organization": name}:
            return str(name)
        case dict():
            return ", ".join(f"{name} {_value(held)}" for name, held in value.items())
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _named(record: Record) -> dict[str, Any]:
    return {"record": f"{folder_of(record)}/{record.id}", "file": file_of(record)}


def _change(change: Change, written: Collection[Change]) -> dict[str, Any]:
    return {
        **_named(change.record),
        "kind": change.kind,
        "state": _state(change, written),
        "note": change.note,
        "edits": [
            {
                "field": edit.field,
                "old": edit.old,
                "new": edit.new,
                "source": edit.source.url if edit.source else None,
            }
            for edit in change.edits
        ],
    }


def _link(link: CheckedLink) -> dict[str, Any]:
    uses = [{**_named(use.record), "field": use.field} for use in link.uses]
    return {f.name: getattr(link, f.name) for f in fields(link)} | {"uses": uses}


def _section(heading: str, body: str) -> str:
    return f"\n## {heading}\n\n{body}" if body else ""


def _table(head: str, links: Sequence[CheckedLink]) -> str:
    rows = "".join(
        f"| <{link.url}> | {_code(link.moved_to or link.reason)} | {_where(link)} |\n"
        for link in links
    )
    return f"| link | {head} | where |\n|---|---|---|\n{rows}" if rows else ""


def _where(link: CheckedLink) -> str:
    return "<br>".join(f"`{file_of(use.record)}` {use.field}" for use in link.uses)


def _folded(heading: str, links: Sequence[CheckedLink]) -> str:
    title = f"{heading} ({len(links)})"
    table = _table("why", links)
    folded = f"\n<details><summary>{title}</summary>\n\n{table}\n</details>\n"
    return folded if table else ""


def _changes(changes: Iterable[Change], written: Collection[Change]) -> str:
    lines = []
    for change in changes:
        box = "x" if _state(change, written) == "written" else " "
        head = f"`{file_of(change.record)}` {change.kind}"
        lines.append(
            f"- [{box}] {head} ({_state(change, written)}): {_code(change.note)}"
        )
        for edit in change.edits:
            source = f" (<{edit.source.url}>)" if edit.source else ""
            old, new = _code(_value(edit.old)), _code(_value(edit.new))
            lines.append(f"  - {edit.field}: {old} → {new}{source}")
    return "".join(f"{line}\n" for line in lines)


def _gaps(gaps: Iterable[Gap]) -> str:
    return "".join(
        f"- {gap.service}, {gap.missed} of {gap.asked}: {_code(gap.reason)}\n"
        for gap in gaps
    )


def _code(text: str) -> str:
    """Return text as a code span that no character in it can leave."""
    flat = " ".join(text.split()).replace("|", "\\|")
    runs = [len(run) for run in re.findall(r"`+", flat)]
    fence = "`" * (max(runs, default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}" if flat else ""
