"""The survey from the records: its tables in full, its references, what differs."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS
from unisurvey.fields.attributes import paper_url, survey_row_of, venue_name
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Paper
from unisurvey.views.flat import LazyFlat
from unisurvey.views.sections import by_section
from unisurvey.views.wording import (
    benchmark_size,
    component_names,
    plain,
    short_count,
    shown_name,
    venue_or_arxiv,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.records import Catalog
    from unisurvey.schema import Record, Section
    from unisurvey.schema.about import Publication, PublicationTable
    from unisurvey.schema.provenance import Correction


Cells = list[tuple[str | None, str | None]]
"""Text and link of each cell; `None` where nothing is known or linked."""


def _cells(record: Record, kind: str, names: Iterable[str], catalog: Catalog) -> Cells:
    flat = LazyFlat(kind, record, catalog)
    paper = catalog.paper_of(record)

    def text(name: str) -> str | None:
        match name:
            case "generation_encoder" if flat["shared_encoder"]:
                return "same"
            case "size":
                return benchmark_size(record)
            case "input" if kind == "benchmarks":
                sides = (" + ".join(flat[side]) for side in ("input", "output"))
                return " → ".join(sides) if flat["input"] else None
            case "name":
                return shown_name(record)
            case "venue":
                return venue_or_arxiv(paper, catalog)
            case _:
                return plain(name, flat[name], catalog) or None

    links = {
        "name": flat["home"] if "home" in flat else flat["url"],
        "title": flat["url"],
    }
    return [(text(name), links.get(name)) for name in names]


def survey_table(table: PublicationTable, catalog: Catalog) -> dict[str, Any]:
    """Return the values of a table's page."""
    section = catalog.vocabularies.sections[table.section]
    kind = f"{section.kind}s"
    held = by_section(catalog.records(kind))
    names = [column.field for column in table.columns]
    numbered = any(_rows(held[leaf.id], numbered=True) for leaf in section.leaves)
    return {
        "name": table.file,
        "number": table.number,
        "title": section.name,
        "headers": tuple(column.header for column in table.columns),
        "widths": {
            column.header: column.width for column in table.columns if column.width
        },
        "remarks": table.remarks or (),
        "groups": [
            {
                "heading": _heading(leaf),
                "rows": [_cells(record, kind, names, catalog) for record in records],
                "keys": [
                    paper and paper.key for paper in map(catalog.paper_of, records)
                ],
            }
            for leaf in section.leaves
            if (records := _rows(held[leaf.id], numbered=numbered))
        ],
    }


def _heading(leaf: Section) -> str:
    return f"{leaf.label} ({leaf.id})" if leaf.paradigm and leaf.label else leaf.name


def _rows(records: Iterable[Record], *, numbered: bool) -> list[Record]:
    """Return what a table has, in the order of its rows.

    Where none is numbered, the catalogue tells no order and all are in it.
    """
    if not numbered:
        return [*records]
    rows = ((row, record) for record in records if (row := survey_row_of(record)))
    return [record for _, record in sorted(rows, key=itemgetter(0))]


def references(survey: Publication, catalog: Catalog) -> dict[str, Any]:
    """Return the rows of the page by number; a number without a record says so."""
    last = survey.references or 0
    by_number = {
        number: paper
        for paper in catalog.papers
        for number in (paper.survey and paper.survey.references) or ()
    }
    return {
        "rows": [
            _reference(number, by_number.get(number), catalog)
            for number in range(1, last + 1)
        ],
        "known": len(by_number),
        "total": last,
        "survey": survey.model_dump(mode="json"),
    }


def _reference(number: int, paper: Paper | None, catalog: Catalog) -> dict[str, Any]:
    if paper is None:
        return {
            "number": number,
            "paper": None,
            "title": None,
            "url": None,
            "venue": None,
            "cited": None,
        }
    survey = paper.survey
    return {
        "number": number,
        "paper": paper.id,
        "title": paper.title,
        "url": paper_url(paper),
        "venue": venue_or_arxiv(paper, catalog),
        "cited": ", ".join((survey and survey.cited_in) or ()) or None,
    }


def corrections(catalog: Catalog) -> dict[str, Any]:
    """Return the values of the corrections page, by publication and record."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in catalog:
        for correction in record.corrections or ():
            found[correction.in_].append(correction_row(record, correction, catalog))
    for rows in found.values():
        rows.sort(key=lambda row: (row["field"], row["name"].casefold()))
    return {
        "groups": [
            {"title": place.name, "rows": found[place.id]}
            for place in catalog.vocabularies.publications
            if found[place.id]
        ],
        "publications": [
            publication.model_dump(mode="json")
            for publication in catalog.vocabularies.about.publications or ()
        ],
        "total": sum(map(len, found.values())),
    }


def correction_row(
    record: Record, correction: Correction, catalog: Catalog
) -> dict[str, Any]:
    """Return what a publication says, what the record says instead, and why."""
    return {
        "record": f"{folder_of(record)}/{record.id}",
        "name": name_of(record),
        "field": correction.field.removeprefix("model.").removeprefix("more."),
        "was": correction.was,
        "now": value_in_words(record, correction.field, catalog),
        "reason": correction.reason,
        "source": correction.source,
    }


def value_in_words(record: Record, field: str, catalog: Catalog) -> str | None:
    """Return the record's value of a field in words; `None` when it has none."""
    value: Any = record
    for part in field.split("."):
        value = (
            value.get(part) if isinstance(value, dict) else getattr(value, part, None)
        )
    if value is None:
        return None
    last = field.rpartition(".")[2]
    match last:
        case "venue":
            return venue_name(value, catalog)
        case "samples":
            return short_count(value)
        case "size":
            return f"{value:,} {getattr(record, 'unit', None) or ''}".strip()
        case "authors":
            return ", ".join(map(str, value[:3])) + (" …" if len(value) > 3 else "")
        case "references":
            return ", ".join(f"[{number}]" for number in value)
        case "paper":
            paper = catalog[f"papers/{value}"]
            return paper.arxiv if isinstance(paper, Paper) else str(value)
        case _ if any(
            each.place == field and each.holds_components for each in FIELDS["models"]
        ):
            return component_names(value, catalog)
        case _ if isinstance(value, tuple):
            return " + ".join(map(str, value))
        case _:
            return str(value)
