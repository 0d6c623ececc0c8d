"""JSON objects of answers, whose fields are read by their names.

What has not the expected type or form states nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from unisurvey.errors import BadAnswerError
from unisurvey.outside.services import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.outside.web import Answer

T = TypeVar("T")


def _field(read: Callable[[Any], T]) -> Callable[[Said, str], T]:
    """Return the method that reads a field so."""
    return lambda said, name: read(said.get(name))


def first(value: Any) -> Any:
    """Return the first element where a list may stand for one value."""
    return (value[0] if value else None) if isinstance(value, list) else value


def elements(value: Any) -> list[Any]:
    """Return a list; an empty one for everything else."""
    return value if isinstance(value, list) else []


class Said(dict[str, Any]):
    """An object of an answer; an empty one where something else was sent."""

    def __init__(self, value: Any) -> None:
        super().__init__(value if isinstance(value, dict) else {})

    def inside(self, name: str) -> Said:
        """Return the object in a field."""
        return Said(self.get(name))

    def each(self, name: str) -> list[Said]:
        """Return the objects of the list in a field."""
        return [Said(row) for row in self.elements(name) if isinstance(row, dict)]

    elements = _field(elements)
    first = _field(first)
    line = _field(answers.line)
    text = _field(answers.without_markup)
    title = _field(answers.title_of)
    without_tex = _field(answers.without_tex)
    number = _field(answers.number)
    year = _field(answers.year)
    day = _field(answers.day)
    doi = _field(answers.doi)
    arxiv_id = _field(answers.arxiv_id)
    pages = _field(answers.pages)
    web_address = _field(answers.web_address)


def data(answer: Answer) -> Said:
    """Return an answer that is a JSON object.

    Raises:
        BadAnswerError: it is something else.
    """
    found = answer.json()
    if not isinstance(found, dict):
        reason = f"expected a JSON object, got {_kind(found)}"
        raise BadAnswerError(answer.url, reason)
    return Said(found)


def needed(value: str | None, what: str, answer: Answer) -> str:
    """Return a value without which an answer is of no use.

    Raises:
        BadAnswerError: there is none.
    """
    if value is None:
        raise BadAnswerError(answer.url, f"the answer states no {what}")
    return value


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
