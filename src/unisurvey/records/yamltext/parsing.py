"""The whole way from the bytes of a file to its data and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unisurvey.codes import problem_codes
from unisurvey.records.sizes import SIZE_LIMIT, too_large
from unisurvey.records.yamltext.characters import BOM, check_characters, not_utf8
from unisurvey.records.yamltext.composer import Reader, empty_file
from unisurvey.records.yamltext.events import find_comments
from unisurvey.records.yamltext.places import Fault, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.errors import Problem

PROBLEM_LIMIT = 100
"""Problems reported for one file; the first ones by place."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The data of one file and what is wrong with its text."""

    value: dict[str, Any] | list[Any] | None
    """Plain data, as it reads once the mendable problems are mended; `None` when
    the text has no clear meaning. A guessed type (`Y012`) is the text as written,
    an empty value (`Y013`) is `None`, of a repeated key (`Y009`) the first counts.
    """

    problems: tuple[Problem, ...]
    """Sorted by place, at most 100."""

    mendable: bool
    """Rewriting `value` as canonical text mends every problem; true without any."""


def parse(raw: bytes, path: str) -> Parsed:
    """Read the bytes of one file; never raises on bad data.

    Args:
        raw: The file's content.
        path: As it should stand in the problems.
    """
    if len(raw) > SIZE_LIMIT:
        return Parsed(None, (too_large(path, len(raw)),), mendable=False)
    found: list[Fault] = []
    body = raw.removeprefix(BOM)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        legible, finding = not_utf8(raw, len(raw) - len(body) + error.start)
        return _report(None, [finding], SourceText(legible), path)
    source = SourceText(text)
    if body is not raw:
        message = "byte order mark at the start, expected text"
        found.append(Fault("Y002", 0, 0, message, "run `unisurvey fmt`"))
    if not text.strip(" \t\r\n"):
        found.append(empty_file())
        return _report(None, found, source, path)
    legible, more = check_characters(text)
    value, rest = _read(source if legible is text else SourceText(legible))
    return _report(value, [*found, *more, *rest], source, path)


def _read(source: SourceText) -> tuple[Any, list[Fault]]:
    reader = Reader(source)
    reader.run()
    if reader.value is None and not reader.findings:
        reader.findings.append(empty_file())
    if reader.complete and "#" in source.text:
        reader.findings += find_comments(source.text)
    return reader.value, reader.findings


def _report(
    value: Any, found: Iterable[Fault], source: SourceText, path: str
) -> Parsed:
    ordered = sorted(found, key=lambda finding: (finding.start, finding.code))
    if not ordered:
        return Parsed(value, (), mendable=True)
    codes = [problem_codes()[code] for code in {finding.code for finding in ordered}]
    problems = tuple(
        source.problem(finding, path)
        for finding in _without_echoes(ordered, source)[:PROBLEM_LIMIT]
    )
    readable = all(code.readable for code in codes)
    mendable = all(code.mendable for code in codes)
    return Parsed(value if readable else None, problems, mendable)


def _without_echoes(found: list[Fault], source: SourceText) -> list[Fault]:
    """Drop a syntax error that a tab in the same line has caused."""
    tabs = {source.line_number(x.start) for x in found if x.code == "Y005"}
    return [
        finding
        for finding in found
        if finding.code != "Y008" or source.line_number(finding.start) not in tabs
    ]
