"""Reading files: the one place where bytes come in from disk.

What stands in a catalogue came from anybody, with links and special files in it that git
or an archive carried along. It is read only where it is a regular file that lies inside.
A file that a user names may be a pipe. Nothing is read without an end.
"""

from __future__ import annotations

import os
import stat
from typing import IO, TYPE_CHECKING

from unisurvey.errors import RefusedFileError, TooLargeFileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read at all."""

_FLAGS = os.O_RDONLY
for _name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"):  # as the platform has
    _FLAGS |= getattr(os, _name, 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


class Tree:
    """A directory out of which no link leads, as far as what is read goes."""

    def __init__(self, home: Path, *, trusted: bool = False) -> None:
        """Take the directory as it is now; it may itself be a link.

        Args:
            home: The directory.
            trusted: Whether links may lead anywhere, as in an installed package, which
                some installers build of links.
        """
        self._home = os.path.realpath(home)
        self._trusted = trusted
        self._folders: dict[str, str] = {}

    def holds(self, path: Path | str) -> bool:
        """Return whether a path, with its links followed, lies inside."""
        return self._trusted or self._is_inside(self._real(path))

    def read(self, path: Path | str, largest: int = LARGEST) -> bytes:
        """Return the content of a regular file.

        Raises:
            RefusedFileError: it is something else, or lies outside.
            TooLargeFileError: it has more bytes than `largest`.
            OSError: it cannot be read.
        """
        real = self._real(path)
        if not self._trusted and not self._is_inside(real):
            raise RefusedFileError(path, "a link to something outside")
        return _read_regular(path, real, _FLAGS | _NO_LINK, largest)

    def _real(self, path: Path | str) -> str:
        """Return a path with its links followed, those of its folder once for all files."""
        folder, name = os.path.split(path)
        if name in {"", ".", ".."}:
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = os.path.join(self._folders[folder], name)  # noqa: PTH118 - of texts
        return os.path.realpath(real) if os.path.islink(real) else real  # noqa: PTH114

    def _is_inside(self, real: str) -> bool:
        return real == self._home or real.startswith(self._home.rstrip(os.sep) + os.sep)


def read_regular(path: Path | str, largest: int = LARGEST) -> bytes:
    """Return the content of a regular file, wherever it lies; see `Tree.read`."""
    return _read_regular(path, str(path), _FLAGS, largest)


def read_named(path: Path, largest: int = LARGEST) -> bytes:
    """Return the content of what a user named: a file, or a pipe as of `<(…)`.

    Raises:
        UsageError: there is nothing, or it is a directory or too large.
        OSError: it cannot be read.
    """
    with _open_named(path) as file:
        return read_stream(file, path, largest)


def lines_of_named(path: Path, largest: int = LARGEST) -> Iterator[bytes]:
    """Yield the lines of what a user named, however many there are.

    Raises:
        UsageError: there is nothing, or it is a directory or a line too large.
        OSError: it cannot be read.
    """
    with _open_named(path) as file:
        while line := file.readline(largest + 1):
            if len(line) > largest:
                raise TooLargeFileError(path, largest)
            yield line


def _open_named(path: Path) -> IO[bytes]:
    if not path.exists():
        raise UsageError(f"no such file: {path}")
    if path.is_dir():
        raise RefusedFileError(path, "a directory")
    return path.open("rb")


def read_stream(stream: IO[bytes], path: Path | str, largest: int = LARGEST) -> bytes:
    """Return what is left in a stream.

    Raises:
        TooLargeFileError: that is more than `largest` bytes.
    """
    data = stream.read(largest + 1)
    if len(data) > largest:
        raise TooLargeFileError(path, largest)
    return data


def _read_regular(path: Path | str, real: str, flags: int, largest: int) -> bytes:
    # before opening, because opening a device may do something
    _check(os.stat(real), path, largest)  # noqa: PTH116 - of a text
    handle = os.open(real, flags)
    try:
        found = os.fstat(handle)
        _check(found, path, largest)
        # little more than it has, since as much is reserved for each reading
        data = os.read(handle, found.st_size + 1)
        while len(data) <= largest and (part := os.read(handle, found.st_size + 1)):
            data += part
        if len(data) > largest:
            raise TooLargeFileError(path, largest)
        return data
    finally:
        os.close(handle)


def _check(found: os.stat_result, path: Path | str, largest: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kinds = (kind for test, kind in _KINDS if test(found.st_mode))
        raise RefusedFileError(path, next(kinds, "a device"))
    if found.st_size > largest:
        raise TooLargeFileError(path, largest, found.st_size)
