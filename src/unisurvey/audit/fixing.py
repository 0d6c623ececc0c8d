"""Replacing what is wrong in a .bib file, and nothing else.

Only the values of blamed fields change; keys, order, comments, white space and every
other entry stay byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.audit.auditing import audit
from unisurvey.bib.bibtex import entries
from unisurvey.bib.encoding import encode
from unisurvey.bib.reader import parse_bib

if TYPE_CHECKING:
    from unisurvey.audit.findings import Audit, EntryFinding, Judgement
    from unisurvey.bib.blocks import Block
    from unisurvey.errors import Problem
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Vocabularies

_VERSION = re.compile(r"v\d+")
_NAMES = {"authors": "author", "title": "title"}


class Fixed(NamedTuple):
    """A mended file."""

    data: bytes
    """In the encoding of the original."""

    mended: int
    """How many findings."""

    left: tuple[Problem, ...]
    """All that an audit of the mended file still reports."""


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def fix(found: Audit, catalog: Catalog) -> Fixed:
    """Return the file with every error mended for which the right value is known.

    What a parent says for several entries is left to a person.
    """
    changes: set[_Change] = set()
    mended = 0
    for judgement in found.judgements:
        errors = [f for f in judgement.findings if f.severity == "error"]
        spelled = _spelled(judgement.paper, catalog.vocabularies) if errors else {}
        for finding in errors:
            change = _change(found, judgement, finding, spelled)
            if change and _can_hold(found, change.text):
                changes.add(change)
                mended += 1
    text = found.bib.text
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    data = encode(text, found.bib.encoding)
    left = audit(parse_bib(data, found.bib.path), catalog).all_problems
    return Fixed(data, mended, left)


def _spelled(paper: Paper | None, vocabularies: Vocabularies) -> dict[str, str]:
    """Return a paper's fields as they stand in our own BibTeX, braces included."""
    if paper is None:
        return {}
    (entry,) = entries([paper], vocabularies)
    return {field.key: f"{{{field.value}}}" for field in entry.fields}


def _change(
    found: Audit, judgement: Judgement, finding: EntryFinding, spelled: dict[str, str]
) -> _Change | None:
    text, field = found.bib.text, finding.field
    if field and field not in judgement.entry.fields:
        return None
    name = field.name if field and finding.subject == "venue" else None
    name = name or _NAMES.get(finding.subject)
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


def _can_hold(found: Audit, text: str) -> bool:
    try:
        text.encode(found.bib.encoding.codec)
    except UnicodeEncodeError:
        return False
    return True
