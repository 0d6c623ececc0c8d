"""Path of a value → its place in the text; worked out only for reports."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from unisurvey.records.yamltext.characters import BOM, HIDDEN
from unisurvey.records.yamltext.events import DEPTH_LIMIT, iter_events, offsets
from unisurvey.records.yamltext.places import SourceText

if TYPE_CHECKING:
    from unisurvey.errors import Span


@dataclass(slots=True)
class _Place:
    """A node's offsets, those of its key, and the places of what it holds."""

    start: int
    end: int
    key: _Place | None = None
    children: dict[str | int, _Place] = field(default_factory=dict)
    is_mapping: bool = False
    is_scalar: bool = False
    pending: _Place | None = None
    pending_name: str | None = None

    def add(self, child: _Place, name: str | None) -> None:
        """Take the next node; in a mapping it is by turns a key and its value."""
        if not self.is_mapping:
            self.children[len(self.children)] = child
        elif self.pending is None:
            self.pending, self.pending_name = child, name
        else:
            child.key = self.pending
            if self.pending_name is not None:  # of a repeated key, the first counts
                self.children.setdefault(self.pending_name, child)
            self.pending = None


class Positions:
    """Where the values of one text are."""

    def __init__(self, source: SourceText, top: _Place) -> None:
        self._source = source
        self._top = top

    def span(self, loc: tuple[str | int, ...], *, of_key: bool = False) -> Span:
        """Return the place of the value at a path, or of its key.

        Parts of `loc` that name nothing where they stand are skipped, since
        pydantic puts the tags of unions between keys. When the path ends in such
        a part, the place is that of the scalar before it, the key of the mapping or
        list before it (itself where it has no key), or the file's start.
        """
        place, missing = self._top, False
        for part in loc:
            child = place.children.get(part)
            missing = child is None and not place.is_scalar
            place = child or place
        if place is self._top and missing:
            return self._source.span(0, 0)
        if place.key and (missing or of_key or place.end <= place.start):
            place = place.key
        return self._source.span(place.start, place.end)


def locate(raw: bytes) -> Positions:
    """Work out the places of all values; of broken text, as far as it is read."""
    text = raw.removeprefix(BOM).decode("utf-8", "replace")
    source = SourceText(text)
    holder = _Place(0, 0)
    with suppress(yaml.YAMLError):
        _fill(holder, HIDDEN.sub("\ufffd", text))
    return Positions(source, holder.children.get(0, holder))


def _fill(holder: _Place, text: str) -> None:
    stack = [holder]
    for event in iter_events(text):
        kind = type(event)
        if kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            done = stack.pop()
            done.end = max(done.end, offsets(event)[1])
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        place = _Place(*offsets(event))
        place.is_scalar = kind is yaml.ScalarEvent
        stack[-1].add(place, _name(event))
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) > DEPTH_LIMIT:
                return
            place.is_mapping = kind is yaml.MappingStartEvent
            stack.append(place)


def _name(event: Any) -> str | None:
    return event.value if isinstance(event, yaml.ScalarEvent) else None
