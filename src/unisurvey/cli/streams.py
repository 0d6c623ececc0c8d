"""The standard streams: UTF-8, closed ones too, and errors that say which it was."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

from unisurvey.atomic import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN, STDOUT = "standard input", "standard output"
"""What errors call them."""


class _Results(io.TextIOWrapper):
    """Standard output, of which only the first failure is one."""

    def write(self, text: str) -> int:
        if text == "":  # typer asks so what takes text, and goes on when that fails
            return 0
        with _failing_once(self):
            return super().write(text)

    def flush(self) -> None:
        with _failing_once(self):
            super().flush()


class _Remarks(_Results):
    """Standard error: a remark that nobody can read is no reason to fail."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def open_streams() -> None:
    """Set up standard input, output and error of a process that was just started."""
    # the next file that is opened would get the number of a stream that is closed, and
    # what a library prints would go into it; reading or writing the stream fails as before
    for number, mode in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_RDONLY)):
        if not _is_open(number):
            os.open(os.devnull, mode)
    if sys.stdin is None:
        sys.stdin = _opened(0, "r")
    sys.stdout = _renewed(sys.stdout, 1, _Results)
    sys.stderr = _renewed(sys.stderr, 2, _Remarks)


def write_bytes(data: bytes) -> None:
    """Write to standard output what is not text, or is some with an encoding of its own."""
    with _failing_once(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _is_open(number: int) -> bool:
    with suppress(OSError):
        os.fstat(number)
        return True
    return False


def _opened(number: int, mode: str) -> Any:
    """Return a text stream that is open as long as the process."""
    return open(number, mode, encoding="utf-8", closefd=False)


def _renewed(stream: Any, number: int, kind: type[_Results]) -> Any:
    """Return another kind of a text stream, which writes the same way."""
    if stream is None:
        stream = _opened(number, "w")
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # put there by whoever runs the program inside of another
    lines, at_once = stream.line_buffering, stream.write_through
    return kind(
        stream.detach(),
        encoding="utf-8",
        errors="replace",
        line_buffering=lines,
        write_through=at_once,
    )


@contextmanager
def _failing_once(stream: TextIO) -> Iterator[None]:
    """Name an error, and give up what was not written.

    Else the interpreter would try that again at its end, and say so in its own words.
    """
    try:
        with naming(STDOUT):
            yield
    except OSError:
        with suppress(OSError):
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
        raise
