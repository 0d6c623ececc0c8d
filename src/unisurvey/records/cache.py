"""Valid records kept between runs, so that only changed files are parsed again.

A record is found by the name and content of its file and by everything its validity
depends on: the vocabularies and this program itself. It is kept as JSON, of which nothing
can run.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json

from unisurvey.kept.folder import keep, kept, program
from unisurvey.schema.base import Frozen

if TYPE_CHECKING:
    from pathlib import Path

_CLASS = "="
"""Key that holds the name of the class; no field is called so."""


class RecordCache:
    """Key of a file, by name and content → the valid record or entries in it."""

    def __init__(self, path: Path | None) -> None:
        """Open the cache.

        Args:
            path: File it is kept in; `None` keeps nothing.
        """
        self.path = path
        self.context = b""
        """What is the same only while all is that it depends on by now."""

        self._old = kept(path)
        self._at = _lines(self._old)
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        if path is not None:
            self.depend_on(program().encode())

    @classmethod
    def beside(cls, path: Path | None, context: bytes) -> RecordCache:
        """Return one in a file of its own that depends on what another one does."""
        made = cls(path)
        made.context = context
        return made

    def depend_on(self, raw: bytes) -> None:
        """Make what is got and put from now on depend on this content too."""
        self.context = blake2b(raw, key=self.context).digest()

    def key(self, name: str, raw: bytes) -> bytes:
        """Return what is the same only while all is that a record depends on."""
        found = blake2b(os.fsencode(name), digest_size=16, key=self.context)
        found.update(b"\0")
        found.update(raw)
        return found.hexdigest().encode()

    def get(self, key: bytes) -> Any:
        """Return what was put for this key, else `None`."""
        if key not in self._at:
            return None
        with suppress(ValueError, LookupError, TypeError, RecursionError):
            found = self._made(key)
            entries = found if isinstance(found, tuple) else (found,)
            if all(isinstance(entry, Frozen) for entry in entries):
                self._used.add(key)
                return found
        return None

    def put(self, key: bytes, value: Any) -> Any:
        """Keep a value for the next run; return it as that gets it, which is smaller."""
        if self.path is None:
            return value
        self._new[key] = _ENCODER.encode(value).encode()
        return self._made(key)

    def save(self) -> None:
        """Write what this run used; a folder that cannot be written is no error."""
        if self._new or self._used < self._at.keys():
            keys = sorted(self._used | self._new.keys())
            keep(self.path, (b"%b %b" % (key, self._line(key)) for key in keys))

    def _made(self, key: bytes) -> Any:
        return _restored(from_json(self._line(key)))

    def _line(self, key: bytes) -> bytes:
        return self._new.get(key) or self._old[self._at[key]].rstrip()


def _lines(raw: bytes) -> dict[bytes, slice]:
    """Return by key where what is kept stands: copies would take as much as records."""
    found: dict[bytes, slice] = {}
    start = 0
    for line in BytesIO(raw):
        key = line.partition(b" ")[0]
        found[key] = slice(start + len(key) + 1, start + len(line))
        start += len(line)
    return found


@cache
def _classes() -> dict[str, tuple[type[Frozen], dict[str, Any]]]:
    """Return the classes of the schema by name, with the values of what is not stated."""
    found: dict[str, tuple[type[Frozen], dict[str, Any]]] = {}
    below = [Frozen]
    for schema in below:
        below += schema.__subclasses__()
        unstated = {name: each.default for name, each in schema.model_fields.items()}
        found[schema.__name__] = schema, unstated
    return found


def _plain(value: Frozen) -> dict[str, Any]:
    name = type(value).__name__
    _, unstated = _classes()[name]
    held = value.__dict__
    stated = {key: held[key] for key, none in unstated.items() if held[key] is not none}
    return {_CLASS: name, **stated}


def _restored(value: Any) -> Any:
    if type(value) is list:
        return tuple([v if type(v) is str else _restored(v) for v in value])
    if type(value) is not dict:
        return value
    for key, held in value.items():
        if type(held) is list or type(held) is dict:
            value[key] = _restored(held)
    if _CLASS not in value:
        return value
    schema, unstated = _classes()[value.pop(_CLASS)]
    names = tuple(value)
    stated = _STATED.get(names) or _STATED.setdefault(names, set(names))
    return schema.restored({**unstated, **value}, stated)


_STATED: dict[tuple[str, ...], set[str]] = {}
"""Fields that instances have in common, one set for all of them."""


_ENCODER = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"))
