"""What is to be added: identifiers, addresses, .bib files, and the issue form "Suggest a paper".

GitHub turns a form into Markdown: a heading per question and the answer below it. The
text comes from anybody, so every answer is held to a narrow form before it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import UnknownSourceError, UsageError
from unisurvey.outside.services import Reference, recognise
from unisurvey.outside.services.answers import web_address
from unisurvey.records.yamltext.characters import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.outside.services.work import Work

SOURCE = "Address or identifier"
SECTION = "Section"
LINKS = {
    "code": "Code",
    "weights": "Weights",
    "demo": "Demo",
    "project": "Project page",
}
HEADINGS = (SOURCE, SECTION, *LINKS.values(), "Why it fits", "What else you know")
"""The form's questions, word for word; the last two are for people."""

UNDECIDED = "not sure"
"""The choice of somebody who leaves the section to the maintainers."""

_NO_ANSWER = "_No response_"
_LARGEST = 65_536  # what GitHub allows
_LONGEST = 500
_HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
_SECTION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Sources(NamedTuple):
    """What is to be added."""

    asked: Mapping[Reference, str]
    """What services are asked about, and how the user wrote it."""

    told: tuple[tuple[Work, str], ...]
    """What files say, which need no asking, and where: file, line and key."""


def is_source(word: str) -> bool:
    """Return whether a word is what `read_sources` takes, a file that is there or not."""
    try:
        return is_file(word) or bool(recognise(word))
    except UnknownSourceError:
        return False


def is_file(word: str) -> bool:
    """Return whether a word is the name of a .bib file."""
    return word.casefold().endswith(".bib")


def read_sources(words: Sequence[str], foreign: Sequence[str] = ()) -> Sources:
    """Return what words mean: identifiers, addresses and .bib files.

    Args:
        words: As the user gave them.
        foreign: Written by anybody; never taken as files of this machine.

    Raises:
        UsageError: one of them is nothing that is known, or a file has no entries.
        OSError: a file cannot be read.
    """
    asked: dict[Reference, str] = {}
    told: list[tuple[Work, str]] = []
    for word in words:
        if is_file(word):
            told += _entries(Path(word))
        else:
            asked.setdefault(recognise(word), word)
    for word in foreign:
        asked.setdefault(recognise(word), word)
    return Sources(asked, tuple(told))


def _entries(path: Path) -> Iterator[tuple[Work, str]]:
    from unisurvey.bib.reader import read_bib
    from unisurvey.outside.services.bib import from_bib

    bib = read_bib(path)
    broken = [problem for problem in bib.problems if problem.severity == "error"]
    if broken:
        place = broken[0].span
        line = f":{place.line}:{place.column}" if place else ""
        raise UsageError(f"{path}{line}: {broken[0].message}")
    if not bib.entries:
        raise UsageError(f"{path} has no entries")
    for entry in bib.entries:
        key = repr(entry.key) if entry.key else "entry without key"
        yield from_bib(bib, entry), f"{path}:{bib.line(entry.start)}: {key}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody suggests for the catalogue; nothing of it is checked yet."""

    source: str
    """An identifier or address, one word; which service it means is not known here."""

    section: str | None
    """Id that was chosen; `None` means that the maintainers decide."""

    links: Mapping[str, str]
    """Web addresses by the name of the record's field: `code`, `weights`, …"""


def read_issue(text: str) -> Suggestion:
    """Read the body of an issue.

    Raises:
        UsageError: it is not the form's, or an answer is not of its form; the message
            names the question.
    """
    answers = _answers(text)
    if SOURCE not in answers:
        raise UsageError(
            f"the issue has no answer under '### {SOURCE}'; expected one arXiv id, "
            "DOI or web address there"
        )
    return Suggestion(
        source=_source(answers[SOURCE]),
        section=_section(answers.get(SECTION, UNDECIDED)),
        links={
            field: _link(heading, answers[heading])
            for field, heading in LINKS.items()
            if heading in answers
        },
    )


def _answers(text: str) -> dict[str, str]:
    """Return the form's questions that have an answer."""
    if len(text) > _LARGEST:
        raise UsageError(
            f"the issue has {len(text):,} characters, expected at most {_LARGEST:,}"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    headings = _HEADING.finditer(text)
    found = [match for match in headings if match[1].rstrip() in HEADINGS]
    if not found:
        raise UsageError(
            "the issue is not an answer to the form 'Suggest a paper'; "
            f"expected headings such as '### {SOURCE}'"
        )
    answers: dict[str, str] = {}
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        heading = match[1].rstrip()
        if heading in answers:
            raise UsageError(
                f"the heading '### {heading}' is there twice; leave each once"
            )
        answers[heading] = text[match.end() : end].strip()
    return {k: said for k, said in answers.items() if said and said != _NO_ANSWER}


def _source(answer: str) -> str:
    """Return an identifier or address; a path to a file of this machine is neither."""
    expected = "one arXiv id, DOI or web address"
    word = _word(SOURCE, answer, expected)
    if not word[0].isalnum() or is_file(word):
        raise _wrong(SOURCE, answer, expected)
    return word


def _section(answer: str) -> str | None:
    """Return the id in front of the colon of `b-2: Semantic encoding`."""
    chosen = answer.partition(":")[0].strip()
    if chosen.casefold() == UNDECIDED:
        return None
    if not _SECTION.fullmatch(chosen):
        raise UsageError(
            f"{_quoted(answer)} under '### {SECTION}' is not one of the form's "
            "choices, expected one such as 'b-2: Semantic encoding'"
        )
    return chosen


def _link(heading: str, answer: str) -> str:
    expected = "one web address starting with https:// (or http://)"
    address = _word(heading, answer, expected)
    if web_address(address) != address:
        raise _wrong(heading, answer, expected)
    return address


def _word(heading: str, answer: str, expected: str) -> str:
    """Return an answer that is one word, without the brackets `<…>` of a link."""
    word = answer[1:-1] if answer[0] + answer[-1] == "<>" else answer
    if (
        not word
        or len(word) > _LONGEST
        or re.search(r"\s", word)
        or HIDDEN.search(word)
    ):
        raise _wrong(heading, answer, expected)
    return word


def _wrong(heading: str, answer: str, expected: str) -> UsageError:
    return UsageError(
        f"{_quoted(answer)} under '### {heading}' cannot be used, expected {expected}"
    )


def _quoted(answer: str) -> str:
    """Return an answer as one short line in which nothing hides."""
    short = answer if len(answer) <= 80 else f"{answer[:79]}…"
    return ascii(short) if HIDDEN.search(short) else repr(short)
