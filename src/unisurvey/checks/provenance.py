"""Every fact has a source."""

from __future__ import annotations

from operator import contains
from typing import TYPE_CHECKING, Any

from unisurvey.checks.registry import Finding, check
from unisurvey.schema.provenance import covers, stated_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.catalog import Catalog


@check("C231", severity="warning")
def unvouched(catalog: Catalog) -> Iterator[Finding]:
    """No source vouches for a field.

    Add the field to the `vouches` of a source that states it, or remove the value.
    """
    for record in catalog:
        vouched = {path for source in record.sources for path in source.vouches}
        for field in stated_fields(record):
            if not any(covers(path, field) for path in vouched):
                loc = tuple(field.split("."))
                message = f"no source vouches for {field!r}"
                yield Finding(record, loc, message, of_key=True)


@check("C232")
def vouches_for_nothing(catalog: Catalog) -> Iterator[Finding]:
    """A source vouches for a field that the record does not have.

    Remove the path, or correct its spelling.
    """
    for record in catalog:
        fields = stated_fields(record)
        for n, source in enumerate(record.sources):
            for m, path in enumerate(source.vouches):
                if not any(covers(path, field) for field in fields):
                    message = f"the record has no field {path!r}"
                    yield Finding(record, ("sources", n, "vouches", m), message)


@check("C233")
def correction_of_nothing(catalog: Catalog) -> Iterator[Finding]:
    """A correction names a field that records of this kind do not have.

    Use a dotted path such as `model.backbone` or `links.code`.
    """
    for record in catalog:
        for n, correction in enumerate(record.corrections or ()):
            if not _exists(type(record), correction.field.split(".")):
                message = f"{type(record).__name__.lower()}s have no field {correction.field!r}"
                yield Finding(record, ("corrections", n, "field"), message)


def _exists(schema: Any, parts: list[str]) -> bool:
    from unisurvey.catalog.explain import fields_at

    levels = [fields_at(schema, tuple(parts[:n])) for n in range(len(parts))]
    leads_down = len(set(levels)) == len(levels)  # no part but the last holds a value
    return leads_down and all(map(contains, levels, parts))
