"""YAML events → plain data and findings, in one pass without recursion."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

import yaml

from unisurvey.records.yamltext.characters import (
    decomposed,
    decomposed_finding,
    hidden_finding,
    hidden_in,
    iter_piles,
    pile_finding,
)
from unisurvey.records.yamltext.events import (
    DEPTH_LIMIT,
    TOO_DEEP,
    iter_events,
    offsets,
)
from unisurvey.records.yamltext.places import Fault, SourceText
from unisurvey.records.yamltext.scalars import SUSPECT, Guess, classify, mending, wrong
from unisurvey.records.yamltext.syntax import explain

_AWAITED: Final = object()  # the next node is a key
_DROPPED: Final = object()  # the next node belongs to a key that is not kept
_PROPERTY = re.compile(r"[&!]\S*")
_OPENING: Final = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_CLOSING: Final = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_LEAVE_OUT = "leave the field out when the value is not known"


class Reader:
    """Builds the data of one text; `value` and `findings` hold the result."""

    def __init__(self, source: SourceText) -> None:
        self.value: Any = None
        self.complete = False
        self.findings: list[Fault] = []
        self._source = source
        self._text = source.text
        self._escapes = "\\" in source.text
        self._nfc = unicodedata.is_normalized("NFC", source.text)
        self._careful = self._escapes or not self._nfc
        self._container: Any = None
        self._key: Any = None
        self._keys: dict[str, Any] | None = None
        self._stack: list[tuple[Any, Any, dict[str, Any] | None]] = []

    def run(self) -> None:
        """Read the text as far as it can be understood; `complete` says if all."""
        try:
            self._read()
        except yaml.MarkedYAMLError as error:
            # a lone value before the error is a part of it, not a second problem
            self.findings = [x for x in self.findings if x.code != "Y008"]
            self.findings.append(explain(error, self._source))

    def _read(self) -> None:
        documents = 0
        for event in iter_events(self._text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind in _OPENING:
                if len(self._stack) == DEPTH_LIMIT:
                    self._find("Y007", event, TOO_DEEP)
                    return
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind in _CLOSING:
                value = self._container
                self._container, self._key, self._keys = self._stack.pop()
                self._attach(value, None)
            elif kind is yaml.AliasEvent:
                name = f"alias '*{event.anchor}', expected the value itself"
                self._find("Y010", event, name, "write the value out")
                self._attach(None, event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second document starts, expected one record per file"
                    self._find("Y014", event, message)
                    return
                self._directives(event)
        self.complete = True

    def _open(self, event: Any, container: Any) -> None:
        if event.anchor or event.tag:
            self._properties(event)
        if self._key is _AWAITED:
            kind = "list" if isinstance(container, list) else "mapping"
            self._find("Y016", event, f"the key is a {kind}, expected text")
        self._stack.append((self._container, self._key, self._keys))
        self._container = container
        if isinstance(container, dict):
            self._key, self._keys = _AWAITED, {}
        else:
            self._key = self._keys = None

    def _attach(self, value: Any, event: Any) -> None:
        key = self._key
        if key is _AWAITED:
            self._key = (
                self._named(value, event) if isinstance(value, str) else _DROPPED
            )
        elif self._keys is None:
            if self._container is None:
                self.value = value
            else:
                self._container.append(value)
        else:
            if key is not _DROPPED:
                self._container[key] = value
            self._key = _AWAITED

    def _named(self, name: str, event: Any) -> Any:
        assert self._keys is not None
        if name in self._keys:
            first = self._source.line_number(self._keys[name].start_mark.index)
            message = f"key {name!r} is repeated, it is already on line {first}"
            self._find("Y009", event, message, "keep one of the two")
            return _DROPPED
        self._keys[name] = event
        return name

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if self._careful:
            text = self._checked(event, text)
        tagged = event.anchor or event.tag
        if tagged:
            self._properties(event)
        if self._container is None:
            self._lone(event, text)
        elif event.style or event.tag or (text and text[0] not in SUSPECT):
            self._attach(text, event)
        elif self._key is _AWAITED:
            self._attach(self._plain_key(event, text), event)
        else:
            self._attach(self._plain(event, text), event)

    def _plain(self, event: Any, text: str) -> Any:
        value = classify(text)
        if isinstance(value, Guess):
            self._find("Y012", event, wrong(value), mending(value))
            return text
        if value is None:
            self._empty(event, text)
        return value

    def _plain_key(self, event: Any, text: str) -> str:
        value = classify(text)
        if text == "<<":
            message = "merge key '<<', expected the fields themselves"
            self._find("Y010", event, message, "write the fields out")
        elif not text:
            self._find("Y016", event, "the key is missing, expected text")
        elif not isinstance(value, str) or isinstance(value, Guess):
            message = f"key {text} is not read as text"
            self._find("Y016", event, message, f'quote it: "{text}"')
        return text

    def _empty(self, event: Any, text: str) -> None:
        hint = _LEAVE_OUT if self._keys is not None else "delete it or write the value"
        if text:
            message = f"{text} stands for nothing, expected a value"
            self._find("Y013", event, message, hint)
        elif self._keys is None:
            end = event.start_mark.index
            start = end - 1 if self._text[end - 1] == "-" else end
            message = "the list has an empty place, expected a value"
            self.findings.append(Fault("Y013", start, end, message, hint))
        elif key := self._keys.get(self._key):
            message = f"{self._key!r} has no value, expected one"
            self._find("Y013", key, message, hint)

    def _lone(self, event: Any, text: str) -> None:
        if not text and not event.style:
            self.findings.append(empty_file())
            return
        message = "a single value, expected fields (`name: value`) or a list"
        spaced = not event.style and re.match(r"[\w-]+:\S", text)
        hint = "write a space after the colon" if spaced else None
        self._find("Y008", event, message, hint)

    def _checked(self, event: Any, text: str) -> str:
        start, end = offsets(event)
        if self._escapes and event.style == '"' and "\\" in self._text[start:end]:
            if pile := next(iter_piles(text), None):
                marks = pile[1] - pile[0]
                self.findings.append(pile_finding(start, end, marks))
                return text
            hidden = hidden_in(text)
            if hidden or "\r" in text:
                char = hidden[0] if hidden else "\r"
                self.findings.append(hidden_finding(char, start, end))
            if "\t" in text and "\t" not in self._text[start:end]:
                message = "tab in the text, expected a space"
                self.findings.append(Fault("Y005", start, end, message))
            letter = decomposed(text)
            if letter and not decomposed(self._text[start:end]):
                self.findings.append(decomposed_finding(letter[1], start, end))
        return unicodedata.normalize("NFC", text)

    def _properties(self, event: Any) -> None:
        offset = event.start_mark.index
        while match := _PROPERTY.match(self._text, offset):
            start, end = match.span()
            if match[0][0] == "&":
                message = f"anchor {match[0]!r}, expected the value alone"
                hint = "delete it, or quote the text if it is meant to be text"
                self.findings.append(Fault("Y010", start, end, message, hint))
            else:
                message = f"tag {match[0]!r}, expected the value alone"
                hint = "delete it, or quote the text if it is meant to be text"
                self.findings.append(Fault("Y011", start, end, message, hint))
            offset = end
            while self._text[offset : offset + 1] in {" ", "\n"}:
                offset += 1

    def _directives(self, event: Any) -> None:
        if event.version or event.tags:
            message = "a directive (`%…`), expected a record"
            self.findings.append(Fault("Y008", 0, 1, message, "delete the line"))

    def _find(
        self, code: str, event: Any, message: str, hint: str | None = None
    ) -> None:
        start, end = offsets(event)
        self.findings.append(Fault(code, start, end, message, hint))


def empty_file() -> Fault:
    """Return the problem of a file that says nothing."""
    return Fault("Y015", 0, 0, "the file is empty, expected a record")
