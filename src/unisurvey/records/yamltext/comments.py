"""Comments: the parser drops them, so they are looked for between the scalars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from unisurvey.records.yamltext.events import iter_events, offsets
from unisurvey.records.yamltext.places import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_CANDIDATE = re.compile(r"(?<![^ \t\r\n])#")
_LINE_REST = re.compile(r"[^\r\n]*")
_HINT = "put it in `notes:`; `unisurvey fmt` would lose it"


def find_comments(text: str) -> list[Fault]:
    """Return every comment of a text that the parser can read."""
    candidates = list(_CANDIDATE.finditer(text))
    if not candidates:
        return []
    scalars = _quoted_parts(text)
    start, end = next(scalars, (len(text), len(text)))
    found: list[Fault] = []
    done = 0
    for match in candidates:
        while end <= match.start() and start < len(text):
            start, end = next(scalars, (len(text), len(text)))
        if done <= match.start() < start:
            rest = _LINE_REST.match(text, match.start())
            done = rest.end() if rest else match.end()
            message = "comment, expected data only"
            found.append(Fault("Y018", match.start(), done, message, _HINT))
    return found


def _quoted_parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which `#` is text: quoted scalars and block scalars."""
    for event in iter_events(text):
        if type(event) is yaml.ScalarEvent and event.style:
            start, end = offsets(event)
            if event.style in "|>":  # its first line may end in a comment
                start = min(x for x in (text.find("\n", start), end) if x >= 0)
            yield start, end
