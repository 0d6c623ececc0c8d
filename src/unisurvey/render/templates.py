"""Templates as they come from disk, and mistakes in them as problems at their line.

Faults of our own stay what they are.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import extract_tb, walk_tb
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path

from unisurvey.errors import (
    InvalidTemplateError,
    Problem,
    RefusedFileError,
    Span,
    SurveyError,
    close_matches,
)
from unisurvey.files import read_regular
from unisurvey.records import shown_path
from unisurvey.root import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment

    from unisurvey.files import Tree

DEFAULTS = Path(__file__).with_name("defaults")
"""Templates that every catalogue has."""

_LARGEST = 2**20
"""Bytes of the longest template."""

_ENDING = ".j2"
_PACKAGE = str(Path(__file__).parents[1])
_MANY = 50
"""Templates within templates, after which a lack of stack is theirs."""


_PACKAGED = "packaged/"
"""Before the name of a template: the package's, whether the root has its own or not."""


class Templates(BaseLoader):
    """Finds templates in a root, else in the package; none outside of them.

    A template of a root can extend the package's of the same name, `packaged/NAME`, so
    that it holds only what is different.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return text, path, and what says whether the file is still the same.

        Raises:
            TemplateNotFound: no root has it.
            InvalidTemplateError: it cannot be read.
        """
        name = template.removeprefix(_PACKAGED)
        own = self._root.joinpath("templates", *split_template_path(name))
        if name == template and (own.is_symlink() or own.exists()):
            text = read_template(tree_of(self._root, "templates"), own)
            return text, str(own), _unchanged(own)
        default = DEFAULTS.joinpath(*split_template_path(name))
        if default.exists():
            text = read_regular(default).decode()
            return text, str(default), _unchanged(default)
        raise TemplateNotFound(template)


def _unchanged(path: Path) -> Callable[[], bool]:
    before = _stamp(path)
    return lambda: before == _stamp(path)


def _stamp(path: Path) -> int | None:
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return None


def read_template(tree: Tree, path: Path) -> str:
    """Return a file's text.

    Raises:
        InvalidTemplateError: it cannot be read.
    """
    try:
        raw = tree.read(path, _LARGEST)
    except RefusedFileError as error:
        raise _unreadable(path, f"{error.reason}, expected a file") from None
    except OSError as error:
        raise _unreadable(path, f"cannot be read: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig").split("\n")
        column = len(before[-1]) + 1
        span = Span(len(before), column, 1, f"{before[-1]}\ufffd")
        raise _unreadable(path, "not UTF-8", span, "save the file as UTF-8") from None


def _unreadable(
    path: Path, reason: str, span: Span | None = None, hint: str | None = None
) -> InvalidTemplateError:
    return InvalidTemplateError(
        (Problem(shown_path(path), "T101", reason, span, hint),)
    )


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
    path: str
    line: int | None
    main = str(root / "templates" / name)
    try:
        yield
    except SurveyError:
        raise
    except TemplateSyntaxError as error:
        path = error.filename or main
        code, reason, line, hint = "T102", str(error.message), error.lineno, None
    except Exception as error:
        if _is_ours(error):
            raise
        frames = extract_tb(error.__traceback__)
        places = [
            (f.filename, f.lineno) for f in frames if f.filename.endswith(_ENDING)
        ]
        path, line = places[-1] if places else (main, None)
        code = "T101" if isinstance(error, TemplateNotFound) else "T103"
        reason, hint = _reason(error), _hint(error, known)
    else:
        return
    span = _span(path, line) if line else None
    problem = Problem(shown_path(Path(path)), code, reason, span, hint)
    raise InvalidTemplateError((problem,)) from None


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


def _span(path: str, line: int) -> Span:
    text = ""
    with suppress(OSError, SurveyError, IndexError):
        raw = read_regular(Path(path)).decode("utf-8-sig", "replace")
        text = re.split(r"\r\n|\n|\r", raw)[line - 1]
    column = len(text) - len(text.lstrip()) + 1
    return Span(line, column, max(len(text.strip()), 1), text)
