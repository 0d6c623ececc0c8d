"""What the schema says of a field: how a value is written, and which words it takes."""

from __future__ import annotations

from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

FlatType = Literal[
    "text", "integer", "number", "boolean", "day", "list of text", "list of integers",
    "list of numbers",
]  # fmt: skip
Form = Literal[
    "component", "section", "license", "organization", "venue", "word", "date", "url",
    "amount", "billions", "integer", "number", "boolean", "text",
]  # fmt: skip


class TypedField(NamedTuple):
    """A key of flat objects, or a column made of one."""

    name: str
    type: FlatType
    about: str
    """What its values mean; exported files keep it too."""


def block_of(schema: type[BaseModel], name: str) -> Any:
    """Return the class of a field that is a block of others."""
    return parts(schema.model_fields[name].annotation)[0]


def parts(annotation: Any) -> tuple[Any, list[Any], bool]:
    """Return the plain type of one value, what validates it, and whether it is a list.

    The values of a mapping are its keys.
    """
    rules: list[Any] = []
    many = False
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            rules += args[1:]
        elif origin in {tuple, dict}:
            many = True
        elif origin not in {Union, UnionType}:
            return annotation, rules, many
        annotation = args[0]


def vocabulary_of(rules: list[Any]) -> str:
    """Return the closed list that the schema names; `""` where it names none."""
    for rule in rules:
        extra = getattr(rule, "json_schema_extra", None)
        if isinstance(extra, dict) and "x-vocabulary" in extra:
            return str(extra["x-vocabulary"])
    return ""


def form_of(base: Any, rules: list[Any]) -> Form:
    """Return the form of a value from what the schema says of it."""
    from unisurvey.schema.base import PartialDate, Url
    from unisurvey.schema.vocabulary import VOCABULARY_OF

    vocabulary = vocabulary_of(rules)
    for form in get_args(Form):
        if form == vocabulary:
            found: Form = form
            return found
    if vocabulary in VOCABULARY_OF:
        return "word"
    bounds = [b for rule in rules for b in (rule, *getattr(rule, "metadata", ()))]
    if base is int and any(getattr(bound, "gt", None) == 0 for bound in bounds):
        return "amount"
    marks = {id(rule) for rule in rules}
    named: dict[Form, Any] = {"date": PartialDate, "url": Url}
    for form, alias in named.items():
        if id(get_args(alias)[-1]) in marks:
            return form
    if get_origin(base) is Literal:
        return "word"
    plain: dict[Any, Form] = {bool: "boolean", int: "integer", float: "number"}
    return plain.get(base) or "text"
