"""The parser's events, its one switch between the fast and the slow parser, and comments.

Events, not `yaml.compose`: composing recurses in C and crashes the interpreter on
deep nesting, and events are no slower. The reader stops at the depth limit, which
also keeps the scanner from its quadratic behaviour on open brackets. PyYAML 6.0.4 has
a limit of its own, which long runs of brackets meet first: a bracket may start a key,
so the scanner runs ahead of the events.

The parser drops comments, so they are looked for between the scalars.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from unisurvey.records.yamltext.places import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


DEPTH_LIMIT = 20
TOO_DEEP = f"nested deeper than {DEPTH_LIMIT} levels"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def iter_events(text: str) -> Iterator[Any]:
    """Yield the events of a text without the start and end of the stream.

    Raises:
        yaml.MarkedYAMLError: Where the text stops being YAML.
    """
    loader = _Loader(text)
    next_event = loader.get_event
    try:
        next_event()
        while type(event := next_event()) is not yaml.StreamEndEvent:
            yield event
    finally:
        loader.dispose()


def offsets(event: Any) -> tuple[int, int]:
    """Return where an event starts and ends, in characters."""
    return event.start_mark.index, event.end_mark.index


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
