"""Templates and guides as they come from disk."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound
from jinja2.loaders import split_template_path

from unisurvey.errors import InvalidTemplateError, Problem, RefusedFileError, Span
from unisurvey.records import shown_path
from unisurvey.records.root import packaged_root, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2 import Environment

    from unisurvey.files import Tree

_LARGEST = 2**20
"""Bytes of the longest template."""


class Templates(BaseLoader):
    """Finds templates in a root, else in the package; none outside of them."""

    def __init__(self, root: Path) -> None:
        self._roots = (root, packaged_root())

    def get_source(
        self, _environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return text, path, and what says whether the file is still the same.

        Raises:
            TemplateNotFound: no root has it.
            InvalidTemplateError: it cannot be read.
        """
        for root in self._roots:
            path = root.joinpath("templates", *split_template_path(template))
            if path.is_symlink() or path.exists():
                text = read_template(tree_of(root, "templates"), path)
                return text, str(path), _unchanged(path)
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
