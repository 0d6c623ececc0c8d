"""Replacing what is wrong in a .bib file, and nothing else.

Only the values of blamed fields change; keys, order, comments, white space and every
other entry stay byte for byte. Preprints become publications only where that is asked.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.audit.entries import audit
from unisurvey.audit.upgrading import Published, upgraded
from unisurvey.bib.bibtex import to_library
from unisurvey.bib.encoding import encode
from unisurvey.bib.reader import parse_bib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unisurvey.audit.findings import Audit, EntryFinding, Judgement
    from unisurvey.bib.blocks import Block
    from unisurvey.errors import Problem
    from unisurvey.records import Catalog
    from unisurvey.schema import Paper, Vocabularies

    _Change = tuple[int, int, str]
    """Start and end in the text, and what belongs there."""

_VERSION = re.compile(r"v\d+")
_NAMES = {"authors": "author", "title": "title"}


class Fixed(NamedTuple):
    """A mended file."""

    data: bytes
    """In the encoding of the original."""

    mended: int
    """How many findings."""

    upgraded: int
    """How many entries of preprints became entries of their publications."""

    left: tuple[Problem, ...]
    """All that an audit of the mended file still reports."""


def fix(found: Audit, catalog: Catalog, *, published: bool = False) -> Fixed:
    """Return the file with every error mended for which the right value is known.

    What a parent says for several entries is left to a person, and so is a value that may
    hold what belongs to other fields.

    Args:
        found: What is wrong.
        catalog: Knows the right values.
        published: Whether preprints are cited as what they were published as.
    """
    changes: set[_Change] = set()
    mended = 0
    for judgement in found.judgements:
        errors = [f for f in judgement.findings if f.severity == "error"]
        spelled = _spelled(judgement.paper, catalog.vocabularies) if errors else {}
        for finding in errors:
            change = _change(found, judgement, finding, spelled)
            if change and _can_hold(found, change[2]):
                changes.add(change)
                mended += 1
    again = _changed(found, changes, catalog)
    count = 0
    if published:
        wanted = {j.paper.id for j in found.judgements if j.paper}
        upgrades = [
            own
            for judgement in again.judgements
            if judgement.paper and judgement.paper.id in wanted
            if (own := _upgrade(again, judgement, judgement.paper, catalog))
        ]
        count = len(upgrades)
        again = _changed(again, chain.from_iterable(upgrades), catalog)
    data = encode(again.bib.text, found.bib.encoding)
    return Fixed(data, mended, count, again.all_problems)


def _changed(found: Audit, changes: Iterable[_Change], catalog: Catalog) -> Audit:
    """Return the audit of a file after changes, of which no two overlap."""
    text = found.bib.text
    for start, end, mend in sorted(changes, reverse=True):
        text = text[:start] + mend + text[end:]
    data = encode(text, found.bib.encoding)
    return audit(parse_bib(data, found.bib.path), catalog)


def _upgrade(
    found: Audit, judgement: Judgement, paper: Paper, catalog: Catalog
) -> tuple[_Change, ...]:
    """Return what makes an entry one of its publication; nothing where it is one."""
    certain = all(map(found.bib.is_certain, judgement.entry.fields))
    if not certain or all(each.code != "B207" for each in judgement.findings):
        return ()
    own = _own_entry(paper, catalog.vocabularies)
    changes = upgraded(found.bib, judgement.entry, paper, own)
    return changes if all(_can_hold(found, mend) for *_, mend in changes) else ()


def _own_entry(paper: Paper, vocabularies: Vocabularies) -> Published:
    """Return a paper's entry as it stands in our own BibTeX, braces included."""
    (entry,) = to_library([paper], vocabularies).entries
    fields = {field.key: f"{{{field.value}}}" for field in entry.fields}
    return Published(entry.entry_type, fields)


def _spelled(paper: Paper | None, vocabularies: Vocabularies) -> Mapping[str, str]:
    return _own_entry(paper, vocabularies).fields if paper else {}


def _change(
    found: Audit,
    judgement: Judgement,
    finding: EntryFinding,
    spelled: Mapping[str, str],
) -> _Change | None:
    text, field = found.bib.text, finding.field
    if field and (
        field not in judgement.entry.fields or not found.bib.is_certain(field)
    ):
        return None
    name = field.name if field and finding.subject == "venue" else None
    name = name or _NAMES.get(finding.subject)
    if name:
        value = spelled.get(name)
        if value is None or (name == "title" and judgement.entry.field("subtitle")):
            return None
        if field:
            return field.start, field.end, value
        return _insertion(text, judgement.entry, f"{name} = {value}")
    if field is None or not finding.right:
        return None
    whole = (field.start, field.end, f"{{{finding.right}}}")
    if not finding.wrong or (finding.subject == "year" and field.name == "date"):
        return whole
    place = text.find(finding.wrong, field.start, field.end)
    if place < 0:  # it comes from a @string
        return whole if field.name in {"eprint", "doi", "year"} else None
    end = place + len(finding.wrong)
    version = _VERSION.match(text, end) if finding.subject == "arxiv" else None
    return place, version.end() if version else end, finding.right


def _insertion(text: str, entry: Block, field: str) -> _Change | None:
    """Put a field before the first one, laid out alike."""
    if not entry.fields:
        return None
    place = entry.fields[0].name_start
    line = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    indent = text[line:place]
    if indent.strip():
        return place, place, f"{field}, "
    end = "\r\n" if text[max(line - 2, 0) : line] == "\r\n" else text[line - 1 : line]
    return place, place, f"{field},{end}{indent}"


def _can_hold(found: Audit, text: str) -> bool:
    try:
        text.encode(found.bib.encoding.codec)
    except UnicodeEncodeError:
        return False
    return True
