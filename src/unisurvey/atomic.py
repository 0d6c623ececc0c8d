"""Writing files whole or not at all, and only when they change."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":
    import fcntl

LEFTOVER = ".unisurvey-tmp"
"""Ending of temporary files; `.gitignore` has it too."""

_BINARY = getattr(os, "O_BINARY", 0)
_LONG_DEAD = 3600
"""Seconds after which no write is still under way."""


def write_if_changed(
    path: Path, content: str | bytes | bytearray, *, among_many: bool = False
) -> bool:
    """Replace a file's content in one step; return whether it changed.

    The new content goes to a temporary file in the same directory first, so that a reader,
    a full disk or an interrupt sees the old file or the new one. A link is followed
    and the file's permissions are kept. What is no regular file, such as a pipe or a
    terminal, is written to, without being read or replaced; so is a file that is open as
    standard output or error, since whoever opened it would go on writing to the old one.

    Args:
        path: Of the file.
        content: All that it holds then.
        among_many: One of thousands that can be made again: the disk is not waited for,
            and the caller calls `sweep`.

    Raises:
        OSError: it cannot be written; `filename` is `path`, whichever step failed.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with naming(path):
        found = _status(path)
        stream = found and _open_stream(path, found)
        if stream is not None:
            with os.fdopen(stream, "wb") as file:
                file.write(data)
            return True
        real = Path(os.path.realpath(path))
        if found and found.st_size == len(data) and real.read_bytes() == data:
            return False
        if found and not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not among_many:
            sweep(real.parent)
        _replace(real, data, found and stat.S_IMODE(found.st_mode), wait=not among_many)
    return True


@contextmanager
def naming(name: Path | str) -> Iterator[None]:
    """Give errors of the system the name that the user knows a file by."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(name), None
        raise


def _status(path: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return path.stat()
    return None


def _open_stream(path: Path, found: os.stat_result) -> int | None:
    """Open what is to be written to as it is; `None` for what is to be replaced.

    Raises:
        OSError: it is a directory, or cannot be opened.
    """
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISCHR(found.st_mode):
        for open_already in (1, 2):  # by its name, a socket cannot be opened again
            with suppress(OSError):
                if os.path.samestat(os.fstat(open_already), found):
                    return os.dup(open_already)
    if stat.S_ISREG(found.st_mode):
        return None
    return os.open(path, os.O_WRONLY | _BINARY | getattr(os, "O_NOCTTY", 0))


def _replace(
    path: Path, data: bytes | bytearray, mode: int | None, *, wait: bool
) -> None:
    """Put a file in another's place; `mode` is that one's, if there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary, file = _temporary(path, 0o666 if mode is None else mode)
    try:
        with file:
            file.write(data)
            file.flush()
            if wait:
                os.fsync(file.fileno())
            if mode is not None:
                temporary.chmod(mode)
            if sys.platform == "win32":
                file.close()  # it renames no file that is open; elsewhere, this unlocks
            temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _temporary(path: Path, mode: int) -> tuple[Path, BinaryIO]:
    """Create a file beside another, and hold it as long as it is open."""
    while True:
        # the name is cut, since the whole one may be as long as a name can be
        name = f".{path.name[:40]}.{os.urandom(4).hex()}{LEFTOVER}"
        temporary = path.with_name(name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
        file = os.fdopen(os.open(temporary, flags, mode), "wb")
        if _hold(file) and temporary.exists():
            return temporary, file
        file.close()  # in between, another run took it for a leftover


def sweep(directory: Path) -> None:
    """Remove what runs that were killed left in a directory.

    A file of a run that lives is locked. Neither its age nor its process would tell: a run
    may be suspended for hours, and the number of a process in another container or on
    another machine says nothing here.
    """
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            ours = entry.name.startswith(".") and entry.name.endswith(LEFTOVER)
            if ours and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _remove_unheld(Path(entry))


if sys.platform == "win32":

    def _hold(_file: BinaryIO) -> bool:
        return True  # the system removes no file that is open

    def _remove_unheld(path: Path) -> None:
        # for a moment before it is renamed, a finished file is closed
        if time.time() - path.stat().st_mtime > _LONG_DEAD:
            path.unlink()

else:

    def _hold(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass  # a file system without locks, on which nothing is swept either
        return True

    def _remove_unheld(path: Path) -> None:
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
