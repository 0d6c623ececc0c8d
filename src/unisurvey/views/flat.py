"""Records by themselves: as flat objects with stable keys, and in few words.

Flat objects are what JSON, CSV and the tables use: components by id, venues by short
name and year.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.fields import FIELDS, flat_fields
from unisurvey.records import folder_of, name_of
from unisurvey.schema import Dataset, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record


Flat = Mapping[str, Any]


def flat_keys(kind: str, catalog: Catalog | None = None) -> tuple[str, ...]:
    """Return the keys of a kind's flat objects, in order; known without any record."""
    return tuple(flat_fields(kind, catalog))


_PROVENANCE = (
    *(
        "addresses",
        "aliases",
        "other_titles",
        "corrections",
        "exceptions",
        "gaps",
        "notes",
    ),
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

    def __init__(
        self,
        kind: str,
        record: Record,
        catalog: Catalog,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        self._fields = flat_fields(kind, catalog)
        self._record = record
        self._catalog = catalog
        self._known: dict[str, Any] = dict(more or {})

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
    """Return the flat object with provenance: all the record says, and who names it."""
    kind = kind_of(record)
    stored = record.model_dump(mode="json", exclude_none=True)
    status = stored.get("status", {})
    return {
        "kind": kind.removesuffix("s"),
        **FLATTEN[kind](record, catalog),
        **{name: stored[name] for name in _PROVENANCE if name in stored},
        **{f"status_{k}": status[k] for k in ("by", "source") if k in status},
        **_variants(stored.get("model")),
        "introduces": introduces(record, catalog),
        "used_by": used_by(record, catalog),
    }


def _variants(model: dict[str, Any] | None) -> dict[str, Any]:
    """Return the variants of a model as they are stored; their licence is filled in."""
    if model is None:
        return {}
    license_ = model.get("weights_license")
    filled = {"license": license_} if license_ else {}
    return {"variants": [{**filled, **each} for each in model.get("variants", ())]}


BRIEF_KEYS = ("kind", "id", "name", "title", "date", "url")


def brief(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return an object with the keys of `BRIEF_KEYS`, in order."""
    flat = LazyFlat(kind_of(record), record, catalog)
    return {
        **_named(record),
        "title": flat["title"],
        "date": flat["date"],
        "url": flat["url"] or flat.get("home"),
    }


def address(record: Record, catalog: Catalog) -> str:
    """Return the shortest word that stands for exactly this record."""
    if catalog.index.get(record.id) is record:
        return record.id
    return f"{folder_of(record)}/{record.id}"


def introduces(record: Record, catalog: Catalog) -> list[dict[str, Any]]:
    """Return what a paper introduces beside its model, each with the same keys."""
    return [
        {
            **_named(each),
            "section": each.section,
            "size": each.samples if isinstance(each, Dataset) else each.size,
            "unit": each.unit,
            "license": each.license if isinstance(each, Dataset) else None,
            "home": each.links.home if each.links else None,
        }
        for each in catalog.introduced(record)
    ]


def used_by(record: Record, catalog: Catalog) -> list[dict[str, Any]]:
    """Return the records that name this one, each with all its ties as `records.ties` has."""
    found: dict[int, dict[str, Any]] = {}
    for use in catalog.uses(record):
        entry = found.setdefault(id(use.record), {**_named(use.record), "as": []})
        entry["as"].append(use.tie)
    return list(found.values())


def _named(record: Record) -> dict[str, str]:
    kind = kind_of(record).removesuffix("s")
    return {"kind": kind, "id": record.id, "name": name_of(record)}


def works(records: Iterable[Record], catalog: Catalog) -> tuple[Paper, ...]:
    """Return the paper of each record in order of first use; none twice."""
    found = (catalog.paper_of(record) for record in records)
    return tuple({paper.id: paper for paper in found if paper}.values())
