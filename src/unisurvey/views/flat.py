"""Records by themselves: as flat objects with stable keys, in few words, as pages.

Flat objects are what JSON, CSV and the tables use: components by id, venues by short
name and year.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS, fields_of, flat_fields
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Benchmark, Dataset, Paper
from unisurvey.views.wording import (
    ABSENT,
    UNVERIFIED,
    author_names,
    benchmark_size,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


Flat = Mapping[str, Any]


def flat_keys(kind: str, catalog: Catalog | None = None) -> tuple[str, ...]:
    """Return the keys of a kind's flat objects, in order; known without any record."""
    return tuple(flat_fields(kind, catalog))


_PROVENANCE = (
    *("aliases", "other_titles", "status", "corrections", "exceptions", "notes"),
    *("sources", "added"),
)


def _flat(kind: str, record: Record, catalog: Catalog) -> dict[str, Any]:
    return {
        name: field.value(record, catalog)
        for name, field in flat_fields(kind, catalog).items()
    }


class LazyFlat(Mapping[str, Any]):
    """A flat object whose values are worked out when somebody asks for them.

    A listing of thousands of records shows a few of their twenty and more.
    """

    __slots__ = ("_catalog", "_fields", "_known", "_record")

    def __init__(self, kind: str, record: Record, catalog: Catalog) -> None:
        self._fields = flat_fields(kind, catalog)
        self._record = record
        self._catalog = catalog
        self._known: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            field = self._fields[name]
            self._known[name] = field.value(self._record, self._catalog)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


FLATTEN: dict[str, Callable[[Any, Catalog], dict[str, Any]]] = {
    kind: partial(_flat, kind) for kind in FIELDS
}
"""Kind → its flat object."""


def kind_of(record: Record) -> str:
    """Return what a record is shown as: a paper with a model block as a model."""
    match record:
        case Paper(model=model):
            return "models" if model else "papers"
        case Dataset():
            return "datasets"
        case _:
            return "benchmarks"


def full(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return the flat object with provenance: everything the record says."""
    kind = kind_of(record)
    stored = record.model_dump(mode="json", exclude_none=True)
    return {
        "kind": kind.removesuffix("s"),
        **FLATTEN[kind](record, catalog),
        **{name: stored[name] for name in _PROVENANCE if name in stored},
    }


BRIEF_KEYS = ("kind", "id", "name", "title", "date", "url")


def brief(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return an object with the keys of `BRIEF_KEYS`, in order."""
    kind = kind_of(record)
    flat = FLATTEN[kind](record, catalog)
    return {
        "kind": kind.removesuffix("s"),
        "id": record.id,
        "name": name_of(record),
        "title": flat["title"],
        "date": flat["date"],
        "url": flat["url"] or flat.get("home"),
    }


def address(record: Record, catalog: Catalog) -> str:
    """Return the shortest word that stands for exactly this record."""
    if catalog.index.get(record.id) is record:
        return record.id
    return f"{folder_of(record)}/{record.id}"


def page(record: Record, catalog: Catalog) -> tuple[str, list[tuple[str, str]]]:
    """Return the heading and the lines; what is not known shows a dash."""
    mark = f" {UNVERIFIED}" if record.unverified else ""
    return f"{name_of(record)}{mark}", [*_facts(record, catalog), *_provenance(record)]


def _facts(record: Record, catalog: Catalog) -> Iterator[tuple[str, str]]:
    flat = FLATTEN[kind_of(record)](record, catalog)
    for field in fields_of(kind_of(record), catalog):
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
        if text or not field.quiet:
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


def works(records: Iterable[Record], catalog: Catalog) -> tuple[Paper, ...]:
    """Return the paper of each record in order of first use; none twice."""
    found = (catalog.paper_of(record) for record in records)
    return tuple({paper.id: paper for paper in found if paper}.values())
