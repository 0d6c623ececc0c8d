"""Bytes of a document → text, and what is wrong with them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from unisurvey.errors import Problem, RefusedFileError
from unisurvey.files import read_named, read_regular
from unisurvey.records.yamltext.places import SourceText

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_HINT = "save the file as UTF-8"


def decoded(
    path: Path, shown: str, *, named: bool
) -> tuple[str | None, Problem | None]:
    """Return the text of a file, or `None`, and what is wrong with its bytes.

    Old documents in an encoding that extends ASCII are read, with a warning: keys are
    nearly always ASCII. Anything else is not read.

    Args:
        path: Of an existing file.
        shown: The path as the user should read it.
        named: Whether the user named it, and not a document; it may then be a pipe.
    """
    try:
        raw = read_named(path) if named else read_regular(path)
    except RefusedFileError as error:
        return None, Problem(shown, "B303", f"{error.reason}, expected a file")
    except OSError as error:
        message = f"cannot read the file: {error.strerror}"
        return None, Problem(shown, "B302", message)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return None, Problem(shown, "B303", f"{name}, expected UTF-8", hint=_HINT)
    if b"\0" in raw:
        message = "not text: it holds NUL bytes"
        return None, Problem(shown, "B303", message, hint=_HINT)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        text = raw.decode("latin-1")
        message = "not UTF-8; read as Latin-1, so only ASCII keys are certain"
        span = SourceText(text).span(error.start, error.end)
        return text, Problem(shown, "B303", message, span, _HINT, "warning")
