"""Text that somebody wrote into a generated page, which stays when it is made anew.

It stands between two comments, whose places the template gives with `own_text(NAME)`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.errors import InvalidTemplateError, Problem, Span
from unisurvey.files import read_regular
from unisurvey.records import shown_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_BEGIN, _END = "<!-- own text: {} -->\n", "<!-- end of own text -->"
_LINE = re.compile(r"<!-- (?:own text: ([\w-]+)|end of own text) -->[ \t]*(?:\n|$)")


def placed(name: str, texts: Mapping[str, str]) -> str:
    """Return a place for text of one's own, with what stands in it."""
    return f"{_BEGIN.format(name)}{texts.get(name, '')}{_END}"


def own_texts(page: Path) -> dict[str, str]:
    """Return what somebody wrote into a page, by the name of its place.

    Raises:
        InvalidTemplateError: a comment that begins or ends such a text stands alone, or
            a place is there twice.
    """
    if not page.is_file():
        return {}
    text = read_regular(page).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    found: dict[str, str] = {}
    begun: re.Match[str] | None = None
    for mark in _LINE.finditer(text):
        if (mark[1] is None) == (begun is None) or mark[1] in found:
            raise _mistake(page, text, mark, "does not fit the one before it")
        if begun is not None:
            found[begun[1]] = text[begun.end() : mark.start()]
        begun = mark if mark[1] else None
    if begun is not None:
        raise _mistake(page, text, begun, f"has no end, expected {_END}")
    return found


def check_kept(page: Path, made: str, texts: Mapping[str, str]) -> None:
    """Refuse a page from which text of somebody's would be gone.

    Raises:
        InvalidTemplateError: the template gives a place no more that has a text.
    """
    for name, text in texts.items():
        if text.strip() and placed(name, texts) not in made:
            old = read_regular(page).decode("utf-8-sig", "replace")
            mark = re.search(re.escape(_BEGIN.format(name).rstrip()), old)
            raise _mistake(page, old, mark, "is in no place that the template gives")


def _mistake(
    page: Path, text: str, mark: re.Match[str] | None, what: str
) -> InvalidTemplateError:
    start = mark.start() if mark else 0
    line = text.count("\n", 0, start) + 1
    shown = text.splitlines()[line - 1] if text else ""
    problem = Problem(
        shown_path(page),
        "T104",
        f"text of your own {what}",
        Span(line, 1, max(len(shown), 1), shown),
        'the template names a place with {{ own_text("intro") }}; the page stays as it is',
    )
    return InvalidTemplateError((problem,))
