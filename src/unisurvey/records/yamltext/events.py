"""The parser's events, its one switch between the fast and the slow parser.

Events, not `yaml.compose`: composing recurses in C and crashes the interpreter on
deep nesting, and events are no slower. The reader stops at the depth limit, which
also keeps the scanner from its quadratic behaviour on open brackets. PyYAML 6.0.4 has
a limit of its own, which long runs of brackets meet first: a bracket may start a key,
so the scanner runs ahead of the events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

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
