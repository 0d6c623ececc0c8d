"""The folder of what is kept between runs, and what a file in it depends on.

A file is of one root and one program, so that two installations keep theirs side by side.
The files that were not used for the longest are removed.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from unisurvey.atomic import write_if_changed
from unisurvey.errors import RefusedFileError
from unisurvey.files import read_regular
from unisurvey.kept import NO_CACHE

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDINGS = {".records", ".scores", ".sound", ".unchanged"}
_FORMER = ".pickle"
"""Of files that former versions left, which nobody uses any more."""

_MANY = 24
"""Files that are kept."""

_LARGEST = 2**30
"""Bytes of a file that is used; the records of 100,000 files have 130 million."""

_SIZE = 16
"""Bytes of a digest."""

_DAY = 24 * 3600


def cache_folder() -> Path | None:
    """Return where things are kept between runs; `None` with UNISURVEY_NO_CACHE."""
    from platformdirs import user_cache_path

    return None if os.environ.get(NO_CACHE) else user_cache_path("unisurvey")


def kept_file(root: Path, ending: str) -> Path | None:
    """Return where something of a root is kept between runs of this program."""
    folder = cache_folder()
    if folder is None:
        return None
    return folder / f"{_digest(bytes(root.resolve()), 8)}-{program()[:16]}{ending}"


def keep(path: Path | None, lines: Iterable[bytes]) -> None:
    """Write a file of the cache; a folder that cannot be written is no error."""
    if path is None:
        return
    content = bytearray()  # there is one only, for it may be as large as all records
    for line in chain([b" " * 2 * _SIZE], lines):
        content += line
        content += b"\n"
    content[: 2 * _SIZE] = _digest(memoryview(content)[2 * _SIZE + 1 :]).encode()
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_if_changed(path, content)
        _sweep(path.parent)


def kept(path: Path | None) -> bytes:
    """Return what was kept; nothing where that is not there, or not whole."""
    if path is None:
        return b""
    with suppress(OSError, RefusedFileError):
        digest, _, content = read_regular(path, _LARGEST).partition(b"\n")
        if digest == _digest(content).encode():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _DAY:
                    path.touch()  # it is used
            return content
    return b""


def _digest(content: bytes | memoryview, size: int = _SIZE) -> str:
    return blake2b(content, digest_size=size).hexdigest()


def _sweep(folder: Path) -> None:
    files = list(folder.iterdir())
    ours = [path for path in files if path.suffix in _ENDINGS]
    used = sorted(ours, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in (*used[_MANY:], *(p for p in files if p.suffix == _FORMER)):
        path.unlink()


@cache
def program() -> str:
    """Return what changes whenever the program would make something else of a file.

    That are its own files, the interpreter and everything that is installed.
    """
    stamps = [sys.version]
    for folder, below, names in os.walk(Path(__file__).parents[1]):
        below[:] = [name for name in below if name != "data"]  # that of the package
        for name in names:
            if not name.endswith(".pyc"):
                found = os.stat(f"{folder}/{name}")  # noqa: PTH116 - faster than paths
                stamps.append(f"{folder}/{name} {found.st_size} {found.st_mtime_ns}")
    for folder in sys.path:
        with suppress(OSError):
            names = os.listdir(folder or ".")  # noqa: PTH208 - likewise
            stamps += (name for name in names if name.endswith("-info"))
    return _digest("\n".join(sorted(stamps)).encode("utf-8", "surrogateescape"), 32)
