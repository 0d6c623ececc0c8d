"""What a person must still decide about a draft, and the command that says it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from unisurvey.fields import FIELDS
from unisurvey.outside.add.options import KINDS, OPTIONS
from unisurvey.schema.provenance import stated_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.options import Kind
    from unisurvey.outside.add.recording import Draft
    from unisurvey.outside.add.statements import Doubt
    from unisurvey.schema import Record

_SECTION = (
    "section",
    "where it belongs, see docs/taxonomy.md; for a model then also what it is built of",
)


def undecided(draft: Draft, details: Details) -> tuple[tuple[str, str], ...]:
    """Return fields that are open, each with what is known of it; may be empty."""
    record = draft.records[-1]
    found = [] if details.section else [_SECTION]
    for option in _open(record, details):
        field = OPTIONS[option].fields[details.kind]
        found.append((field.removeprefix("model."), OPTIONS[option].help.rstrip(".")))
    return (*found, *((doubt.field, doubt.why) for doubt in _doubts(draft, details)))


def command(draft: Draft, details: Details, words: Sequence[str]) -> str:
    """Return the command line that states what is open, with words to replace.

    Args:
        draft: What is open in it.
        details: What was stated already.
        words: The command line that led to the draft, without the program's name.
    """
    kind = details.kind
    named = [] if details.section else ["section"]
    named += _open(draft.records[-1], details)
    fields = {
        o.fields[kind].removeprefix("paper:"): n
        for n, o in OPTIONS.items()
        if kind in o.fields
    }
    named += [fields[d.field] for d in _doubts(draft, details) if d.field in fields]
    added = [
        word
        for name in dict.fromkeys(named)
        for word in (f"--{name}", OPTIONS[name].metavar if name in OPTIONS else "CODE")
    ]
    if not details.vouched_by and set(named) - {"section"}:
        added += ["--vouched-by", "URL"]
    return shlex.join(["unisurvey", *words, *added])


def _doubts(draft: Draft, details: Details) -> list[Doubt]:
    """Return the doubts that the person has not yet decided."""
    decided = {path.removeprefix("paper:") for path in details.stated}
    return [doubt for doubt in draft.doubts if doubt.field not in decided]


def _open(record: Record, details: Details) -> list[str]:
    stated = set(stated_fields(record))
    shared = "model.encoders.shared" in stated
    return [
        option
        for option in _asked(details.kind)
        if OPTIONS[option].fields[details.kind] not in stated
        and not (shared and option.endswith("-encoder"))
    ]


def _asked(kind: Kind) -> list[str]:
    """Return the options that a record of the kind should have, in the table's order."""
    names = {
        detail.having[kind]: n for n, detail in OPTIONS.items() if kind in detail.having
    }
    fields = (f for f in FIELDS[KINDS[kind]] if f.option and f.option.asked)
    return [names[field] for field in fields]
