"""What nobody has confirmed yet, and whether the record says so rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.checks.registry import Finding, check
from unisurvey.schema.provenance import DECIDED, covers, is_unverified, stated_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.records.editing import Place
    from unisurvey.schema import Record


@check("C236", severity="warning", open_work=True)
def unverified(catalog: Catalog) -> Iterator[Finding]:
    """Nobody has confirmed some of a record's fields.

    They came from a .bib file, an issue or a list, and no service and no page that
    somebody opened says so too. Generated pages leave such a record out.
    `unisurvey add --recheck ID` asks the services for the work; or open a page that
    states a field, write it under `sources`, and take the field off the list.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        date: "2024-08-22"
        unverified: [title, date]
        sources:
          - file: refs.bib
            vouches: [title, date]
    """
    for record in catalog:
        if record.unverified:
            message = f"nobody has confirmed {', '.join(record.unverified)}"
            name = "/".join(catalog.path(record).with_suffix("").parts[-2:])
            hint = f"unisurvey add --recheck {name}, or a source with an address"
            yield Finding(record, ("unverified",), message, hint, of_key=True)


@check("C237", fixable=True)
def unverified_nothing(catalog: Catalog) -> Iterator[Finding]:
    """A field is said to be unverified that the record does not have.

    Remove the path, or correct its spelling.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        unverified: [venue]
    """
    for record in catalog:
        fields = stated_fields(record)
        for path in record.unverified or ():
            if not any(covers(path, field) for field in fields):
                message = f"the record has no field {path!r}"
                yield _taken_off(record, path, message)


@check("C238", fixable=True)
def confirmed(catalog: Catalog) -> Iterator[Finding]:
    """A source with an address vouches for a field that is said to be unverified.

    Who opened that page confirmed the field; take it off the list. If nobody did, take
    it out of what the source vouches for.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        unverified: [title]
        sources:
          - url: https://example.org
            vouches: [title]
    """
    for record in catalog:
        pages = [path for s in record.sources if s.url for path in s.vouches]
        for path in record.unverified or ():
            fields = [field for field in stated_fields(record) if covers(path, field)]
            if fields and all(any(covers(p, f) for p in pages) for f in fields):
                message = f"{path!r} is unverified, but a source vouches for it"
                yield _taken_off(record, path, message)


@check("C239", fixable=True)
def only_a_file(catalog: Catalog) -> Iterator[Finding]:
    """Only a file vouches for a field that is not said to be unverified.

    Nobody else can open it, so the field stands under `unverified` until a service or a
    page confirms it.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        sources:
          - file: refs.bib
            vouches: [title]
    """
    for record in catalog:
        files = [path for s in record.sources if s.file for path in s.vouches]
        pages = [path for s in record.sources if s.url for path in s.vouches]
        alone = [
            field
            for field in stated_fields(record)
            if any(covers(path, field) for path in files)
            and not any(covers(path, field) for path in pages)
            and not (field in DECIDED or is_unverified(record, field))
        ]
        if alone:
            listed = [*(record.unverified or ()), *alone]
            fix: dict[Place, Any] = {("unverified",): listed}
            message = f"only a file vouches for {', '.join(alone)}"
            yield Finding(record, ("sources",), message, of_key=True, fix=fix)


def _taken_off(record: Record, path: str, message: str) -> Finding:
    listed = record.unverified or ()
    left = [held for held in listed if held != path]
    loc = ("unverified", listed.index(path))
    return Finding(record, loc, message, fix={("unverified",): left or None})
