"""What the README shows: sections, rows and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.errors import UsageError
from unisurvey.fields import flat_fields
from unisurvey.records import clear_name, name_of
from unisurvey.records.catalog import SELECTABLE
from unisurvey.views.boards import best_of
from unisurvey.views.rows import date_of, new_since, newest_day, row_of
from unisurvey.views.sections import by_section, heading

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section


_LATELY = 8
"""How many of the newest models are named at the top."""

_FACTS = 4
"""Columns that every table has, before those of fields that the catalogue adds."""

_PAGES = {
    "model": ("Name", "Title", "Venue", "Date", "Backbone, size", "Links"),
    "paper": ("Name", "Title", "Venue", "Date", "Links"),
    "benchmark": ("Name", "Title", "Venue", "Date", "Size", "Link"),
    "dataset": ("Name", "Title", "Venue", "Date", "Samples", "Link"),
}
_MEANING = {
    "Backbone, size": {"backbone": "backbone", "parameters_b": "parameters"},
    "Links": {"code": "code", "demo": "demo"},
    "Samples": {"samples": "size"},
    "Size": {"size": "size"},
    "Link": {"home": "link"},
}
"""Header → fields and their keys of the row, of the columns that can say nothing."""


def readme(catalog: Catalog, run: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of the README template.

    Args:
        catalog: What to show.
        run: Returns what a command line prints.
    """
    work = catalog.vocabularies.about.work
    papers = [paper for paper in catalog.papers if paper.id == work]
    counts = {kind: len(catalog.records(kind)) for kind in SELECTABLE}
    held = {kind: by_section(catalog.records(kind)) for kind in SELECTABLE}
    newest = newest_day(catalog)
    sections = [
        _section(section, catalog, held, newest)
        for section in catalog.vocabularies.taxonomy
        if section.page is None
    ]
    return {
        "counts": counts,
        "records": sum(1 for _ in catalog),
        "told_counts": _told(counts),
        "beyond": len({row["anchor"] for row in _rows(sections) if row["beyond"]}),
        "corrections": sum(len(record.corrections or ()) for record in catalog),
        "sections": sections,
        "new_since": new_since(newest),
        "lately": [
            {"anchor": clear_name(model), "name": name_of(model), "date": model.date}
            for model in sorted(catalog.models, key=date_of, reverse=True)[:_LATELY]
            if model.date
        ],
        "examples": [
            {**example, "output": _output(example["line"], run)}
            for example in _examples(catalog)
            if not example["name"]
        ],
        "screens": screens(catalog),
        **best_of(catalog),
        "citation": to_bibtex(papers, catalog.vocabularies).strip(),
    }


def _rows(sections: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for section in sections:
        yield from section["rows"]
        yield from _rows(section["children"])


def _output(line: str, run: Callable[[str], str]) -> str:
    try:
        return run(line)
    except RuntimeError as error:
        raise UsageError(f"data/catalogue.yaml, examples: {error}") from None


def _told(counts: dict[str, int]) -> str:
    """Return `97 models, 1 dataset and 406 papers`; what there is none of is left out."""
    found = [
        f"{count} {kind if count != 1 else kind.removesuffix('s')}"
        for kind, count in counts.items()
        if count
    ]
    told = " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))
    return told or "No records yet"


def _examples(catalog: Catalog) -> Iterator[dict[str, str]]:
    """Yield the examples whose records this catalogue has."""
    for example in catalog.vocabularies.about.examples or ():
        if _can_run(example.line, catalog):
            yield {
                "name": example.picture or "",
                "question": example.question,
                "line": example.line,
            }


def screens(catalog: Catalog) -> list[dict[str, str]]:
    """Return name, question and command line of the pictures of the terminal."""
    return [example for example in _examples(catalog) if example["name"]]


def _can_run(line: str, catalog: Catalog) -> bool:
    _, verb, *words = line.split()
    ids = [word for word in words if not word.startswith("-")]
    takes_ids = verb in {"show", "bib", "compare"}
    return not takes_ids or all(word in catalog for word in ids)


def _section(
    section: Section,
    catalog: Catalog,
    held: dict[str, defaultdict[str, list[Record]]],
    newest: date,
    level: int = 2,
) -> dict[str, Any]:
    own = held[f"{section.kind}s"]
    listed = [
        field
        for field in flat_fields(f"{section.kind}s", catalog).values()
        if field.added and field.column
    ]
    rows = [
        row_of(record, listed, catalog, newest)
        for record in sorted(own[section.id], key=date_of, reverse=True)
    ]
    unasked = catalog.vocabularies.unasked
    hidden = {
        header
        for header, told in _MEANING.items()
        if unasked.issuperset(told)
        and not any(row.get(key) for row in rows for key in told.values())
    }
    if not any(row["name"] for row in rows):
        hidden.add("Name")
    return {
        "id": section.id,
        "heading": heading(section),
        "level": level,
        "definition": section.definition,
        "count": sum(len(own[leaf.id]) for leaf in section.leaves),
        "headers": [
            *(h for h in _PAGES[section.kind][:_FACTS] if h not in hidden),
            *(field.header for field in listed),
            *(h for h in _PAGES[section.kind][_FACTS:] if h not in hidden),
        ],
        "rows": rows,
        "children": [
            _section(child, catalog, held, newest, level + 1)
            for child in section.children or ()
        ],
    }


class Run(Protocol):
    """Runs a command line in this process."""

    def __call__(self, line: str, look: str = "plain", /) -> str:
        """Return what it prints; with `picture`, an SVG of the terminal."""
        ...
