"""Valid records kept between runs, so that only changed files are parsed again.

A record is found by the content of its file and of everything its validity depends
on: the vocabularies and this program itself. Whatever is wrong with the cache file,
the records are read anew; it never decides what is valid.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pydantic

from unisurvey.atomic import write_if_changed
from unisurvey.files import read_regular


class RecordCache:
    """Content of a file → the valid record or entries in it."""

    def __init__(self, path: Path | None) -> None:
        """Open the cache.

        Args:
            path: File it is kept in; `None` keeps nothing.
        """
        self.path = path
        self._context = _program() if path else b""
        self._old: dict[bytes, Any] = {}
        self._new: dict[bytes, Any] = {}
        if path is not None:
            with suppress(Exception):
                found = pickle.loads(read_regular(path))  # noqa: S301 - our own file
                self._old = found if isinstance(found, dict) else {}

    def depend_on(self, raw: bytes) -> None:
        """Make what is got and put from now on depend on this content too."""
        self._context = blake2b(raw, key=self._context[:64]).digest()

    def get(self, path: Path, raw: bytes) -> Any:
        """Return what was put for this file and content, else `None`."""
        if self.path is None:
            return None
        key = self._key(path, raw)
        found = self._old.get(key)
        if found is not None:
            self._new[key] = found
        return found

    def put(self, path: Path, raw: bytes, value: Any) -> None:
        """Keep a value for the next run."""
        if self.path is not None:
            self._new[self._key(path, raw)] = value

    def save(self) -> None:
        """Write what this run used; a directory that cannot be written is no error."""
        if self.path is None or self._new.keys() == self._old.keys():
            return
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_if_changed(self.path, pickle.dumps(self._new, protocol=5))

    def _key(self, path: Path, raw: bytes) -> bytes:
        name = os.fsencode(f"{path.parent.name}/{path.name}")
        return blake2b(raw, key=self._context[:64], person=_short(name)).digest()


def _short(name: bytes) -> bytes:
    return blake2b(name, digest_size=16).digest()


def _program() -> bytes:
    """Return what changes whenever the program would read a file differently."""
    package = Path(__file__).parent.parent
    stamps = [sys.version, pydantic.VERSION]
    for room in ("text", "schema", "fields", "query", "records"):
        for path in sorted((package / room).rglob("*.py")):
            stat = path.stat()
            stamps.append(f"{path.name} {stat.st_size} {stat.st_mtime_ns}")
    return blake2b(os.fsencode("\n".join(stamps))).digest()
