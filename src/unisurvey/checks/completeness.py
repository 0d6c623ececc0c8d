"""What a record leaves open: it is stated, or known to be absent, or told as a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.fields import flat_fields
from unisurvey.fields.field import is_known
from unisurvey.records.explain import has_field
from unisurvey.schema import Record
from unisurvey.schema.provenance import covers, kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.checks.subject import Subject


@check("C291", each=Record)
def open_but_stated(subject: Subject[Record]) -> Iterator[Finding]:
    """A field is said to be absent or a gap that the record states, or does not have.

    `absent` names fields of which a source says that there is nothing to state, `gaps`
    those for which somebody looked and found no source. Take the path off the list, or
    correct its spelling.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        gaps: [title]
    """
    record = subject.record
    absent = record.absent or ()
    known = subject.catalog.vocabularies
    for name in ("absent", "gaps"):
        for n, path in enumerate(getattr(record, name) or ()):
            if path in subject.stated:
                why = "is stated"
            elif not has_field(type(record), path, known):
                why = "is no field of such a record"
            elif name == "gaps" and path in absent:
                why = "is absent, as a source says"
            else:
                continue
            yield Finding(record, (name, n), f"{path!r} {why}")


_HINT = (
    "write what a source says; what you looked for in vain goes under gaps, what a "
    "source says there is none of under absent"
)


@check("C292", severity="warning", open_work=True, each=Record)
def incomplete(subject: Subject[Record]) -> Iterator[Finding]:
    """A record leaves open what every record of its kind should tell.

    `complete` in `data/catalogue.yaml` says which fields these are. State the field
    with its source; or, where a source says that there is none, name it under `absent`;
    or, where you looked and found no source, under `gaps`.

    Example:
        # data/catalogue.yaml
        complete:
          - of: datasets
            fields: [license]
        # data/datasets/sketches.yaml
        name: Sketches
    """
    record, catalog = subject.record, subject.catalog
    told = (*(record.absent or ()), *(record.gaps or ()))
    kinds = kinds_of(record)
    for rule in catalog.vocabularies.about.complete or ():
        if rule.of not in kinds:
            continue
        fields = flat_fields(rule.of, catalog)
        wanted = [fields[name] for name in rule.fields if name in fields]
        left = [
            field.place
            for field in wanted
            if not is_known(field.value(record, catalog))
            and not any(
                covers(path, field.place) or covers(field.place, path) for path in told
            )
        ]
        if left:
            message = f"neither stated nor told as a gap: {', '.join(left)}"
            yield Finding(record, (), message, hint=_HINT)
