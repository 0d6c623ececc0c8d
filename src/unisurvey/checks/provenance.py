"""Every fact has a source, or the record says that nobody has confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.checks.registry import CHECKS, Finding, check
from unisurvey.checks.subject import is_covered
from unisurvey.records.explain import has_field
from unisurvey.schema import Record
from unisurvey.schema.provenance import DECIDED, covers, is_unverified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject
    from unisurvey.records.editing import Place


@check("C231", severity="warning", each=Record)
def unvouched(subject: Subject[Record]) -> Iterator[Finding]:
    """No source vouches for a field.

    Add the field to the `vouches` of a source that states it, or remove the value. A
    section needs none: the maintainers decide it.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        date: "2024-08-22"
        sources:
          - url: https://example.org
            vouches: [title]
    """
    record = subject.record
    vouched = {path for source in record.sources for path in source.vouches}
    for field in subject.fields:
        if not is_covered(field, vouched) and _needs_a_source(record, field):
            loc = tuple(field.split("."))
            message = f"no source vouches for {field!r}"
            yield Finding(record, loc, message, of_key=True)


@check("C232", each=Record)
def vouches_for_nothing(subject: Subject[Record]) -> Iterator[Finding]:
    """A source vouches for a field that the record does not have.

    Remove the path, or correct its spelling.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        sources:
          - url: https://example.org
            vouches: [title, abstract]
    """
    record = subject.record
    for n, source in enumerate(record.sources):
        for m, path in enumerate(source.vouches):
            if path not in subject.paths:
                message = f"the record has no field {path!r}"
                loc = ("sources", n, "vouches", m)
                yield Finding(record, loc, message)


@check("C233", each=Record)
def correction_of_nothing(subject: Subject[Record]) -> Iterator[Finding]:
    """A correction names a field that records of this kind do not have.

    Use a dotted path such as `model.backbone` or `links.code`.

    Example:
        # data/papers/sketch.yaml
        corrections:
          - in: awesome-list
            field: backbone
            was: LLaMA
            reason: it is Llama 2
            source: https://example.org
    """
    record = subject.record
    known = subject.catalog.vocabularies
    for n, correction in enumerate(record.corrections or ()):
        if not has_field(type(record), correction.field, known):
            message = (
                f"{type(record).__name__.lower()}s have no field {correction.field!r}"
            )
            yield Finding(record, ("corrections", n, "field"), message)


@check("C234", fixable=True, each=Record)
def repeated_source(subject: Subject[Record]) -> Iterator[Finding]:
    """A source stands twice in a record.

    One entry with all its fields is easier to check. Entries for different places of a
    source (`at`) or with notes are kept apart.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        authors: [Ann One]
        sources:
          - url: https://example.org
            vouches: [title]
          - url: https://example.org
            vouches: [authors]
    """
    record = subject.record
    places = {(s.url, s.file, s.at, s.note) for s in record.sources}
    if len(places) == len(record.sources):
        return
    sources = [s.model_dump(mode="json", exclude_none=True) for s in record.sources]
    merged: list[dict[str, Any]] = []
    repeated: list[int] = []
    for n, source in enumerate(sources):
        for held in merged:
            if held | {"vouches": source["vouches"]} == source:
                held["vouches"] = list(
                    dict.fromkeys([*held["vouches"], *source["vouches"]])
                )
                repeated.append(n)
                break
        else:
            merged.append(dict(source))
    for n in repeated:
        message = "this source already stands above"
        yield Finding(
            record, ("sources", n, "url"), message, fix={("sources",): merged}
        )


@check("C235", fixable=True, each=Record)
def idle_exception(subject: Subject[Record]) -> Iterator[Finding]:
    """An exception excuses nothing.

    `exceptions` name findings that are right as they are. This one names a check that
    finds nothing here any more, or one that does not exist. Remove it.

    Example:
        # data/papers/sketch.yaml
        exceptions:
          - check: C251
            reason: the name is printed in capitals
    """
    record = subject.record
    for n, exception in enumerate(record.exceptions or ()):
        if exception.check not in CHECKS:
            yield idle(record, n, "no such check")


def idle(record: Record, n: int, why: str) -> Finding:
    """Return the finding that an exception of a record excuses nothing."""
    exceptions = record.exceptions or ()
    left = [
        exception.model_dump(mode="json", exclude_none=True)
        for exception in (*exceptions[:n], *exceptions[n + 1 :])
    ]
    message = f"an exception from {exceptions[n].check}, but {why}"
    fix: dict[Place, Any] = {("exceptions",): left or None}
    return Finding(record, ("exceptions", n, "check"), message, fix=fix)


@check("C236", severity="warning", open_work=True, each=Record)
def unverified(subject: Subject[Record]) -> Iterator[Finding]:
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
    record = subject.record
    if record.unverified:
        message = f"nobody has confirmed {', '.join(record.unverified)}"
        name = "/".join(subject.catalog.path(record).with_suffix("").parts[-2:])
        hint = f"unisurvey add --recheck {name}, or a source with an address"
        yield Finding(record, ("unverified",), message, hint, of_key=True)


@check("C237", fixable=True, each=Record)
def unverified_nothing(subject: Subject[Record]) -> Iterator[Finding]:
    """A field is said to be unverified that the record does not have.

    Remove the path, or correct its spelling.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        unverified: [venue]
    """
    record = subject.record
    for path in record.unverified or ():
        if path not in subject.paths:
            message = f"the record has no field {path!r}"
            yield _taken_off(record, path, message)


@check("C238", fixable=True, each=Record)
def confirmed(subject: Subject[Record]) -> Iterator[Finding]:
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
    record = subject.record
    if not record.unverified:
        return
    pages = [path for s in record.sources if s.url for path in s.vouches]
    for path in record.unverified:
        fields = [field for field in subject.fields if covers(path, field)]
        if fields and all(is_covered(field, pages) for field in fields):
            message = f"{path!r} is unverified, but a source vouches for it"
            yield _taken_off(record, path, message)


@check("C239", fixable=True, each=Record)
def only_a_file(subject: Subject[Record]) -> Iterator[Finding]:
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
    record = subject.record
    files = [path for s in record.sources if s.file for path in s.vouches]
    if not files:
        return
    pages = [path for s in record.sources if s.url for path in s.vouches]
    alone = [
        field
        for field in subject.fields
        if is_covered(field, files)
        and not is_covered(field, pages)
        and _needs_a_source(record, field)
    ]
    if alone:
        listed = [*(record.unverified or ()), *alone]
        fix: dict[Place, Any] = {("unverified",): listed}
        message = f"only a file vouches for {', '.join(alone)}"
        yield Finding(record, ("sources",), message, of_key=True, fix=fix)


def _needs_a_source(record: Record, field: str) -> bool:
    return not (field in DECIDED or is_unverified(record, field))


def _taken_off(record: Record, path: str, message: str) -> Finding:
    listed = record.unverified or ()
    left = [held for held in listed if held != path]
    loc = ("unverified", listed.index(path))
    return Finding(record, loc, message, fix={("unverified",): left or None})
