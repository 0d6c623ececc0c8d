"""Mistakes in templates → problems at their line; faults of our own stay what they are."""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import extract_tb, walk_tb
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from unisurvey.errors import (
    InvalidTemplateError,
    Problem,
    Span,
    SurveyError,
    close_matches,
)
from unisurvey.files import read_regular
from unisurvey.records import shown_path
from unisurvey.records.root import packaged_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDING = ".j2"
_PACKAGE = str(packaged_root().parent)
_MANY = 50
"""Templates within templates, after which a lack of stack is theirs."""


@contextmanager
def explained(name: str, root: Path, known: Iterable[str]) -> Iterator[None]:
    """Turn what filling a template in raises into a problem of the template.

    Args:
        name: Of the template.
        root: Of the catalogue; names the file when nothing else does.
        known: Names that the template may use, to suggest one.

    Raises:
        InvalidTemplateError: the template has a mistake.
    """
    main = str(root / "templates" / name)
    try:
        yield
    except SurveyError:
        raise
    except TemplateSyntaxError as error:
        path = error.filename or main
        problem = _problem("T102", str(error.message), path, error.lineno)
    except Exception as error:
        if _is_ours(error):
            raise
        places = _places(error)
        path, line = places[-1] if places else (main, None)
        code = "T101" if isinstance(error, TemplateNotFound) else "T103"
        problem = _problem(code, _reason(error), path, line, _hint(error, known))
    else:
        return
    raise InvalidTemplateError((problem,)) from None


def _places(error: Exception) -> list[tuple[str, int | None]]:
    """Return file and line of each template that was being filled in, the inmost last."""
    frames = extract_tb(error.__traceback__)
    return [(f.filename, f.lineno) for f in frames if f.filename.endswith(_ENDING)]


def _is_ours(error: Exception) -> bool:
    """Return whether the error comes from a function of ours that a template called."""
    files = [f.f_code.co_filename for f, _ in walk_tb(error.__traceback__)]
    templates = [n for n, file in enumerate(files) if file.endswith(_ENDING)]
    if isinstance(error, TemplateNotFound) or (
        isinstance(error, RecursionError) and len(templates) > _MANY
    ):
        return False
    called = files[templates[-1] + 1 :] if templates else files[-1:]
    return any(file.startswith(_PACKAGE) for file in called)


def _reason(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            return f"there is no template {error.message!r}"
        case SecurityError():
            return f"not allowed in a template: {error}"
        case RecursionError():
            return "templates or macros call each other without an end"
        case UndefinedError():
            return str(error)
        case _:
            return f"{type(error).__name__}: {error}"


def _hint(error: Exception, known: Iterable[str]) -> str | None:
    found = re.match(r"'(\w+)' is undefined", str(error))
    close = close_matches(found[1], known) if found else ()
    return f"did you mean {' or '.join(map(repr, close))}?" if close else None


def _problem(
    code: str, message: str, path: str, line: int | None, hint: str | None = None
) -> Problem:
    return Problem(shown_path(Path(path)), code, message, _span(path, line), hint)


def _span(path: str, line: int | None) -> Span | None:
    if line is None:
        return None
    text = ""
    with suppress(OSError, SurveyError, IndexError):
        raw = read_regular(Path(path)).decode("utf-8-sig", "replace")
        text = re.split(r"\r\n|\n|\r", raw)[line - 1]
    column = len(text) - len(text.lstrip()) + 1
    return Span(line, column, max(len(text.strip()), 1), text)
