"""Replacing what is wrong in a .bib file, and nothing else.

Only the values of blamed fields change; keys, order, comments, white space and every
other entry stay byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.export.bibtex import entries
from unisurvey.importers.bibfile_bytes import encode

if TYPE_CHECKING:
    from unisurvey.audit.findings import Audit, Finding, Judgement
    from unisurvey.importers.bibfile_model import Block
    from unisurvey.schema import Paper, Vocabularies

_VERSION = re.compile(r"v\d+")
_NAMES = {"authors": "author", "title": "title"}


class Fixed(NamedTuple):
    """A mended file."""

    data: bytes
    """In the encoding of the original."""

    mended: int
    """How many findings."""

    left: tuple[Finding, ...]
    """Errors that only a person can mend: the catalogue does not know what is right."""


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def fix(audit: Audit, vocabularies: Vocabularies) -> Fixed:
    """Return the file with every error mended for which the right value is known."""
    changes: set[_Change] = set()
    left: list[Finding] = []
    mended = 0
    for judgement in audit.judgements:
        errors = [f for f in judgement.findings if f.severity == "error"]
        spelled = _spelled(judgement.paper, vocabularies) if errors else {}
        for finding in errors:
            change = _change(audit, judgement, finding, spelled)
            if change is None or not _can_hold(audit, change.text):
                left.append(finding)
                continue
            changes.add(change)
            mended += 1
    text = audit.bib.text
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return Fixed(encode(text, audit.bib.encoding), mended, tuple(left))


def _spelled(paper: Paper | None, vocabularies: Vocabularies) -> dict[str, str]:
    """Return a paper's fields as they stand in our own BibTeX, braces included."""
    if paper is None:
        return {}
    (entry,) = entries([paper], vocabularies)
    return {field.key: f"{{{field.value}}}" for field in entry.fields}


def _change(
    audit: Audit, judgement: Judgement, finding: Finding, spelled: dict[str, str]
) -> _Change | None:
    text, field = audit.bib.text, finding.field
    name = _NAMES.get(finding.subject)
    if name:
        if name == "title" and judgement.entry.field("subtitle"):
            return None
        value = spelled.get(name)
        if value is None:
            return None
        if field:
            return _Change(field.start, field.end, value)
        return _insertion(text, judgement.entry, f"{name} = {value}")
    if field is None or not finding.right:
        return None
    if not finding.wrong:
        return _Change(field.start, field.end, f"{{{finding.right}}}")
    if finding.subject == "year" and field.name == "date":
        return _Change(field.start, field.end, f"{{{finding.right}}}")
    place = text.find(finding.wrong, field.start, field.end)
    if place < 0:
        whole = field.name in {"eprint", "doi", "year"}  # it comes from a @string
        value = f"{{{finding.right}}}"
        return _Change(field.start, field.end, value) if whole else None
    end = place + len(finding.wrong)
    version = _VERSION.match(text, end) if finding.subject == "arxiv" else None
    return _Change(place, version.end() if version else end, finding.right)


def _insertion(text: str, entry: Block, field: str) -> _Change | None:
    """Put a field before the first one, laid out alike."""
    if not entry.fields:
        return None
    place = entry.fields[0].name_start
    line = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    indent = text[line:place]
    if indent.strip():
        return _Change(place, place, f"{field}, ")
    end = "\r\n" if text[max(line - 2, 0) : line] == "\r\n" else text[line - 1 : line]
    return _Change(place, place, f"{field},{end}{indent}")


def _can_hold(audit: Audit, text: str) -> bool:
    try:
        text.encode(audit.bib.encoding.codec)
    except UnicodeEncodeError:
        return False
    return True
