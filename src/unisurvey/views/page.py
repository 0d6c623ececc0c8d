"""One record as a page: a heading and labelled lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.fields import FIELDS
from unisurvey.records import name_of
from unisurvey.schema import Benchmark, Paper
from unisurvey.views.columns import UNVERIFIED
from unisurvey.views.flat import FLATTEN, kind_of
from unisurvey.views.wording import ABSENT, author_names, benchmark_size, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def page(record: Record, catalog: Catalog) -> tuple[str, list[tuple[str, str]]]:
    """Return the heading and the lines; what is not known shows a dash."""
    mark = f" {UNVERIFIED}" if record.unverified else ""
    return f"{name_of(record)}{mark}", [*_facts(record, catalog), *_provenance(record)]


def _facts(record: Record, catalog: Catalog) -> Iterator[tuple[str, str]]:
    flat = FLATTEN[kind_of(record)](record, catalog)
    for field in FIELDS[kind_of(record)]:
        if not (field.flat and field.on_page):
            continue
        name, value = field.name, flat[field.name]
        text = plain(name, value, catalog)
        if name == "section" and value:
            section = catalog.vocabularies.sections[value]
            text = f"{value} ({section.label or section.name})"
        elif name == "size" and isinstance(record, Benchmark):
            text = benchmark_size(record) or ""
        elif name == "authors":
            text = ", ".join(author_names(catalog.paper_of(record)))
        elif name == "samples" and value:
            text = f"{value:,} {flat['unit'] or ''}".strip()
        elif name == "understanding_encoder" and flat["shared_encoder"]:
            text += " (shared)"
        yield field.words, text or ABSENT
    if isinstance(record, Paper):
        for title in record.other_titles or ():
            yield "also titled", title


def _provenance(record: Record) -> Iterator[tuple[str, str]]:
    if record.status:
        by = f" by {record.status.by}" if record.status.by else ""
        yield "status", f"{record.status.kind}{by}, {record.status.source}"
    if record.unverified:
        yield "unverified", ", ".join(record.unverified)
    for correction in record.corrections or ():
        yield (
            "correction",
            (
                f"{correction.field}: {correction.in_} says {correction.was!r}; "
                f"{correction.reason} ({correction.source})"
            ),
        )
    for exception in record.exceptions or ():
        yield "exception", f"{exception.check}: {exception.reason}"
    for note in record.notes or ():
        yield "note", note
    for source in record.sources:
        at = f", {source.at}" if source.at else ""
        yield "source", f"{source.place}{at}: {', '.join(source.vouches)}"
