"""Pydantic's errors → problems in the words of the record."""

from __future__ import annotations

from itertools import takewhile
from operator import contains
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from unisurvey.errors import Problem, close_matches, did_you_mean
from unisurvey.records.mending import remedy
from unisurvey.records.vocabularies import file_of
from unisurvey.schema import Filed
from unisurvey.schema.base import EXPECTED, is_unfilled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from unisurvey.records.yamltext import Positions
    from unisurvey.schema import Vocabularies

SUCCESSORS = {
    "parameters_b": "a size is a variant now: variants: [{id: 7b, parameters: {stated: 7}}]"
}
"""Field that was → how to write what it said."""

MENDS = "validate --fix writes"

_TYPE_NAMES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def explain(
    error: ValidationError,
    schema: type[BaseModel],
    path: str,
    positions: Positions,
    prefix: tuple[str | int, ...] = (),
    doubtful: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield one problem per thing that is wrong, at its place in the file.

    Args:
        error: What pydantic found.
        schema: The model that refused the data; gives the names of known fields.
        path: Of the file, as the user should read it.
        positions: Of the file's nodes.
        prefix: Where in the file the data stood, for vocabulary files.
        doubtful: What words are called of which some may be missing, since their
            vocabulary has problems; that one is unknown follows from these.
    """
    details = error.errors(include_url=False)
    unfilled = sorted(
        filter(_is_unfilled, details),
        key=lambda detail: positions.span((*prefix, *detail["loc"])).line,
    )
    for detail in details:
        if detail in unfilled[1:]:
            continue  # told with the first
        if detail["type"] == "too_short" and detail["input"]:
            continue  # follows from an error in one of its elements
        if detail["input"] is None:
            continue  # an empty value, already reported with the text (Y013)
        if detail["type"] == "vocabulary" and detail["ctx"].get("what") in doubtful:
            continue
        code, message, hint = _words(detail, schema)
        if unfilled[1:] and detail is unfilled[0]:
            message = _all_of(unfilled)
        loc = (*prefix, *detail["loc"])
        if detail["type"] == "missing":
            loc = loc[:-1]
        of_key = detail["type"] == "extra_forbidden" or loc[-1:] == ("[key]",)
        span = positions.span(loc, of_key=of_key)
        source = span.text[span.column - 1 :][: span.width]
        fix = remedy(detail["type"], detail["input"], detail["loc"], source)
        if fix is not None:
            hint = f"{MENDS}: {fix}"
        yield Problem(path, code, message, span, hint, fix=fix)


def first_of(
    error: ValidationError, schema: type[BaseModel] = BaseModel
) -> tuple[str, str]:
    """Return where the first thing is that is wrong, as a dotted path, and what it is.

    Args:
        error: What pydantic found.
        schema: The model that refused the data, if one did.
    """
    detail = error.errors(include_url=False)[0]
    return ".".join(map(str, detail["loc"])), _words(detail, schema)[1]


def _is_unfilled(detail: ErrorDetails) -> bool:
    return is_unfilled(detail["input"]) and detail["type"] != "extra_forbidden"


def _all_of(unfilled: list[ErrorDetails]) -> str:
    """Return one sentence on all that a template left to somebody to fill in."""
    names = dict.fromkeys(
        ".".join(map(str, takewhile(lambda part: type(part) is str, detail["loc"])))
        for detail in unfilled
    )
    return f"{len(names)} fields are still to be filled in: {', '.join(names)}"


def _words(
    detail: ErrorDetails, schema: type[BaseModel]
) -> tuple[str, str, str | None]:
    kind, value, loc = detail["type"], detail["input"], detail["loc"]
    context = detail.get("ctx", {})
    if _is_unfilled(detail):
        return (
            "S106",
            f"{value!r} is still to be filled in",
            "write what a source says in place of <…>; where none does, remove the field",
        )
    match kind:
        case "extra_forbidden":
            name = str(loc[-1])
            known = fields_at(schema, loc[:-1])
            if name in SUCCESSORS:
                return "S101", f"field {name!r} is no more", SUCCESSORS[name]
            close = did_you_mean(close_matches(name, known))
            expected = close or f", expected one of {', '.join(known)}"
            return "S101", f"unknown field {name!r}{expected}", None
        case "missing":
            return "S102", f"field {str(loc[-1])!r} is missing", None
        case _ if kind in _TYPE_NAMES:
            expected = _TYPE_NAMES[kind]
            hint = {
                "text": "put it in quotes",
                "a list": "write one element a line, each after '- '",
            }.get(expected)
            return "S103", f"{_shown(value)}, expected {expected}", hint
        case "string_pattern_mismatch" if loc == ("id",) and issubclass(schema, Filed):
            expected = EXPECTED[context["pattern"]]
            return (
                "S104",
                f"file name {value!r} is not well-formed, expected {expected}",
                None,
            )
        case "string_pattern_mismatch":
            expected = EXPECTED[context["pattern"]]
            return "S104", f"{value!r} is not well-formed, expected {expected}", None
        case "string_too_long":
            return "S104", f"longer than {context['max_length']} characters", None
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return "S104", f"{value!r} is out of range, expected {_range(detail)}", None
        case "literal_error":
            allowed = context["expected"].replace("False", "false")
            words = allowed.replace("'", "").replace(" or ", ", ").split(", ")
            suggestion = did_you_mean(close_matches(str(value), words))
            return (
                "S105",
                f"unknown value {value!r}{suggestion or f', expected {allowed}'}",
                None,
            )
        case "vocabulary":
            what = context.get("what", "section")
            hint = f"a new {what} is one more entry of data/{file_of(what)}"
            return "S105", detail["msg"], hint
        case "placeholder":
            return "S106", detail["msg"], "leave the field out; it counts as a gap"
        case "too_short":
            return (
                "S107",
                f"empty {_form(value)}, expected at least one element",
                "name the fields that the source states, or take the source away"
                if loc[-1] == "vouches"
                else "leave the field out; it counts as a gap",
            )
        case "truncated_authors":
            hint = "say authors_complete: false beside the authors that are known"
            return "S108", detail["msg"], hint
        case "value_error":
            return "S104", str(context["error"]), None
        case _:
            return "S104", detail["msg"], None


def _shown(value: Any) -> str:
    match value:
        case bool():
            return f"{str(value).lower()} is a truth value"
        case int() | float():
            return f"{value} is a number"
        case str():
            return f"{value!r} is text"
        case list() | tuple():
            return "a list"
        case _:
            return "a mapping"


def _form(value: Any) -> str:
    return "mapping" if isinstance(value, dict) else "list"


def _range(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    for word, phrase in (("gt", "above"), ("ge", "at least"), ("le", "at most")):
        if word in context:
            return f"{phrase} {context[word]}"
    return detail["msg"]


def fields_at(schema: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the field names that are known at a place inside a record.

    Parts that name no field are skipped: indexes, and pydantic's tags of unions.
    """
    found: type[BaseModel] = schema
    for part in loc:
        field = next(
            (
                field
                for name, field in found.model_fields.items()
                if part in (name, field.alias)
            ),
            None,
        )
        if field is not None:
            found = next(_models_in(field.annotation), found)
    names = (field.alias or name for name, field in found.model_fields.items())
    return tuple(n for n in names if n != "id" or not issubclass(found, Filed))


_WORDS_OF = {"more": "extra", "addresses": "challenges"}
"""Field that is a mapping → the vocabulary of its keys."""


def has_field(schema: type[BaseModel], path: str, known: Vocabularies) -> bool:
    """Return whether a dotted path leads to a field, or to a key that a mapping takes."""
    parts = path.split(".")
    if len(parts) == 2 and parts[0] in _WORDS_OF:
        return parts[1] in getattr(known, _WORDS_OF[parts[0]])
    levels = [fields_at(schema, tuple(parts[:n])) for n in range(len(parts))]
    leads_down = len(set(levels)) == len(levels)  # no part but the last holds a value
    return leads_down and all(map(contains, levels, parts))


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
