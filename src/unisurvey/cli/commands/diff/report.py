"""How a comparison of a list is shown: text, Markdown for a pull request, JSON."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from unisurvey.lists.diff.comparison import described
from unisurvey.records import folder_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.lists.diff.comparison import Difference, ListDiff
    from unisurvey.lists.diff.facts import Group
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_GROUPS: tuple[tuple[Group, str], ...] = (
    ("missing", "missing in the catalogue"),
    ("unsure", "not sure which work is meant"),
    ("disagrees", "facts that disagree"),
    ("fault", "faults of the list itself"),
)

_FACTS = ("Line", "Record", "Field", "The list says", "The catalogue", "Why")
_FAULTS = ("Line", "Code", "What is wrong", "What to do")


class DiffFormat(StrEnum):
    """How a comparison is reported."""

    text = "text"
    md = "md"
    json = "json"
    github = "github"


def shown(found: ListDiff, catalog: Catalog, form: DiffFormat, *, color: bool) -> str:
    """Return a comparison in one of the formats."""
    match form:
        case DiffFormat.text:
            return to_text(found, catalog, color=color)
        case DiffFormat.md:
            return to_markdown(found, catalog)
        case DiffFormat.json:
            return to_json(found, catalog)
        case DiffFormat.github:
            return to_github(found)


def summary(found: ListDiff) -> str:
    """Return one line of counts."""
    verdicts = Counter(alignment.verdict for alignment in found.alignments)
    rows = len(found.alignments)
    kinds = ", ".join(found.kinds)
    return (
        f"{rows} {'row' if rows == 1 else 'rows'}: {verdicts['aligned']} aligned, "
        f"{len(found.missing)} missing in the catalogue, {verdicts['unsure']} unsure; "
        f"{len(found.absent)} missing in the list ({kinds}); "
        f"{len(found.of('disagrees'))} facts disagree, {len(found.of('fault'))} faults"
    )


def to_text(found: ListDiff, catalog: Catalog, *, color: bool) -> str:
    """Return the groups, each difference with its source line and a caret."""
    from unisurvey import report

    parts = []
    for group, title in _GROUPS:
        differences = found.of(group)
        if differences:
            problems = [
                difference.problem(found.found.path) for difference in differences
            ]
            shown = report.to_text(problems, color=color)
            parts.append(f"{title}: {len(problems)}\n\n{shown}")
        if group == "missing" and found.absent:
            lines = "".join(f"  {_line(record, catalog)}\n" for record in found.absent)
            parts.append(f"missing in the list: {len(found.absent)}\n\n{lines}")
    return "\n".join(parts)


def to_github(found: ListDiff) -> str:
    """Return annotations; what the list lacks has no place in it and is left out."""
    from unisurvey import report

    path = found.found.path
    return report.to_github(each.problem(path) for each in found.differences)


def to_markdown(found: ListDiff, catalog: Catalog) -> str:
    """Return tables that say what to change where, for a pull request's comment."""
    parts = [f"### `{found.found.path}` against the catalogue\n", summary(found) + "."]
    titles = dict(_GROUPS)
    missing = [_missing_cells(row) for row in found.missing]
    parts += _section(
        titles["missing"], ("Line", "Work", "arXiv", "Date", "Section"), missing
    )
    absent = [_absent_cells(record, catalog) for record in found.absent]
    parts += _section("missing in the list", ("Name", "Title", "Date"), absent)
    facts = [_fact_cells(difference) for difference in found.of("disagrees")]
    parts += _section(titles["disagrees"], _FACTS, facts)
    groups: tuple[Group, ...] = ("fault", "unsure")
    for group in groups:
        rows = [_fault_cells(difference) for difference in found.of(group)]
        parts += _section(titles[group], _FAULTS, rows)
    return "\n".join(parts) + "\n"


def to_json(found: ListDiff, catalog: Catalog) -> str:
    """Return one object with a list per group; keys are only ever added."""
    groups = {
        "missing_in_catalogue": [_row(row) for row in found.missing],
        "missing_in_list": [_record(record, catalog) for record in found.absent],
        "disagreements": [_difference(d) for d in found.of("disagrees")],
        "faults": [_difference(d) for d in found.of("fault")],
        "unsure": [_difference(d) for d in found.of("unsure")],
        "aligned": [_aligned(a) for a in found.alignments if a.verdict == "aligned"],
    }
    whole = {
        "path": found.found.path,
        "rows": len(found.alignments),
        "kinds": list(found.kinds),
        "counts": {name: len(rows) for name, rows in groups.items()},
        **groups,
    }
    return json.dumps(whole, indent=2) + "\n"


def _section(
    title: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]
) -> Iterable[str]:
    from unisurvey.render.markdown import table

    if not rows:
        return ()
    heading = f"\n#### {title[0].upper()}{title[1:]} ({len(rows)})\n"
    return (heading, table(headers, rows).rstrip("\n"))


def _line(record: Record, catalog: Catalog) -> str:
    from unisurvey.report import visible

    name, title, date, url = described(record, catalog)
    dated = f" ({date})" if date else ""
    return visible(": ".join(x for x in (f"{name}{dated}", title) if x) + f" {url}")


def _missing_cells(row: ListRow) -> tuple[str, ...]:
    from unisurvey.text.addresses import arxiv_address
    from unisurvey.text.inline import escape, link

    paper = row.link("paper")
    arxiv = row.arxiv[0] if row.arxiv else ""
    url = arxiv_address(arxiv) if arxiv else paper.url if paper else None
    return (
        str(row.span.line),
        link(row.label, url),
        arxiv,
        row.date or "",
        escape(row.sections[-1] if row.sections else ""),
    )


def _absent_cells(record: Record, catalog: Catalog) -> tuple[str, ...]:
    from unisurvey.text.inline import escape, link

    name, title, date, url = described(record, catalog)
    return (escape(name), link(title, url or None), date)


def _fact_cells(found: Difference) -> tuple[str, ...]:
    from unisurvey.text.inline import escape, link

    why = escape(found.hint)
    if found.source:
        why = f"{why} {link('source', found.source)}".strip()
    return (
        str(found.span.line),
        escape(name_of(found.record) if found.record else ""),
        escape(found.field),
        escape(found.said) or "–",
        escape(found.known) or "–",
        why,
    )


def _fault_cells(found: Difference) -> tuple[str, ...]:
    from unisurvey.text.inline import escape, link

    hint = escape(found.hint)
    if found.source:
        hint = f"{hint} {link('source', found.source)}".strip()
    return (str(found.span.line), found.code, escape(found.message), hint)


def _row(row: ListRow) -> dict[str, Any]:
    return {
        "line": row.span.line,
        "column": row.span.column,
        "title": row.title or None,
        "name": row.name or None,
        "arxiv": list(row.arxiv),
        "dois": list(row.dois),
        "venue": row.venue or None,
        "date": row.date,
        "sections": list(row.sections),
        "links": [{"role": x.role, "url": x.url} for x in row.links if x.url],
    }


def _record(record: Record, catalog: Catalog) -> dict[str, Any]:
    name, title, date, url = described(record, catalog)
    return {
        "kind": folder_of(record),
        "id": record.id,
        "name": name,
        "title": title or None,
        "date": date or None,
        "url": url or None,
    }


def _aligned(alignment: Alignment) -> dict[str, Any]:
    record = alignment.record
    return {
        "line": alignment.row.span.line,
        "record": f"{folder_of(record)}/{record.id}" if record else None,
        "paper": alignment.paper.id if alignment.paper else None,
        "by": list(alignment.by),
    }


def _difference(found: Difference) -> dict[str, Any]:
    record = found.record
    return {
        "line": found.span.line,
        "column": found.span.column,
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "record": f"{folder_of(record)}/{record.id}" if record else None,
        "field": found.field or None,
        "list": found.said or None,
        "catalogue": found.known or None,
        "source": found.source or None,
        "hint": found.hint or None,
    }
