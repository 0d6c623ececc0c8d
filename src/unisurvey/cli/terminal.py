"""Standard output and error that show foreign text and never send it.

A list, a .bib file, an answer or the name of a file may hold characters that steer a
terminal, hide, or turn the order of what is read. Whatever a command writes is spelled
out here, so that no command has to think of it.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from unisurvey.report import visible
from unisurvey.text.breaking import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PART = re.compile(r"(?:[^\n\t\r]|\r(?!\n))+")
_BREAKS = str.maketrans("", "", "\n\t")


def shown(text: str) -> str:
    """Return a text of several lines and columns without what could steer a terminal."""
    if text.translate(_BREAKS).isprintable():
        return text
    return _PART.sub(lambda part: visible(part[0]), text)


def width_of(stream: Any) -> int | None:
    """Return how many cells wide a terminal is: COLUMNS, else what it says; else `None`."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if not stream.isatty():
        return None
    return os.get_terminal_size(stream.fileno()).columns or None


def told_width() -> int | None:
    """Return where lines that people are told end; `None` where no terminal breaks them."""
    return width_of(sys.stderr) if sys.stderr.isatty() else None


def tell(error: str, *, whole: bool = False) -> None:
    """Tell people on standard error what went wrong, or else what they should know.

    Args:
        error: In one line or several.
        whole: Whether its lines are to be copied, so that they are not broken.
    """
    width = None if whole else told_width()
    lines = shown(error).split("\n")
    if width:
        lines = [broken(line, width) for line in lines]
    sys.stderr.write("\n".join((*lines, "")))


def tell_failure(error: OSError) -> None:
    """Tell of an error of the system: what went wrong, and where."""
    where = f": {error.filename}" if error.filename else ""
    tell(f"error: {error.strerror or error}{where}")


class Styled(str):
    """Text with colours, of which foreign parts are visible already."""

    __slots__ = ()


class ShownStream:
    """A stream that spells out what cannot be seen; all else is that of the stream."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write a text, shown."""
        self.stream.write(shown(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several."""
        for line in lines:
            self.write(line)

    @property
    def buffer(self) -> Any:
        """What takes bytes: as they are, unless a terminal would interpret them."""
        return _Bytes(self) if self.stream.isatty() else self.stream.buffer


class _Bytes:
    def __init__(self, stream: ShownStream) -> None:
        self.stream = stream

    def write(self, data: bytes) -> int:
        """Write the text that they are."""
        self.stream.write(data.decode(errors="replace"))
        return len(data)

    def flush(self) -> None:
        """Send what was written."""
        self.stream.flush()


def styled(stream: Any) -> Any:
    """Return a stream that takes colours, for text whose foreign parts are visible."""
    return stream.stream if isinstance(stream, ShownStream) else stream


@contextmanager
def shown_streams() -> Iterator[None]:
    """Show everything that is written to standard output and error."""
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = ShownStream(out), ShownStream(err)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def showing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command whose output is shown."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        with shown_streams():
            return command(*args, **options)

    return run
