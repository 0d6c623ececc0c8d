"""Values of the fields that a catalogue adds: what `data/catalogue.yaml` says they are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    StrictFloat,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WrapValidator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from unisurvey.schema.base import Many, PartialDate, Slug, Text
from unisurvey.schema.vocabularies import Vocabularies
from unisurvey.schema.vocabulary import Vocabulary, resolve_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from unisurvey.schema.about import ExtraField


def _number(value: Any, valid: Callable[[Any], float]) -> int | float:
    """Return a number as it is stated; pydantic would make 5 of it 5.0."""
    found = valid(value)
    return value if isinstance(value, int) else found


_TYPES: dict[str, Any] = {
    "text": Text,
    "number": Annotated[StrictFloat, WrapValidator(_number)],
    "date": PartialDate,
    "yes-no": StrictBool,
    "record": Slug,
}


def words_of(field: ExtraField, known: Vocabularies) -> Vocabulary[Any] | None:
    """Return the closed list of an added field; `None` where it has none."""
    if field.words_of:
        found: Vocabulary[Any] = getattr(known, field.words_of)
        return found
    return Vocabulary(field.id, field.words) if field.words else None


@cache
def _adapter(kind: str, *, several: bool) -> TypeAdapter[Any]:
    one: Any = _TYPES.get(kind, str)
    return TypeAdapter(Many[one] if several else one)


def _valid(field: ExtraField, value: Any, known: Vocabularies) -> Any:
    several = bool(field.several)
    found = _adapter(field.type, several=several).validate_python(value)
    words = words_of(field, known)
    if words is None:
        return found
    return _resolved(words, found) if several else resolve_word(words, found)


def _resolved(words: Vocabulary[Any], found: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of several words.

    Raises:
        ValidationError: with one line for each that is unknown, at its place.
    """
    ids: list[str] = []
    wrong: list[InitErrorDetails] = []
    for n, word in enumerate(found):
        try:
            ids.append(resolve_word(words, word))
        except PydanticCustomError as error:
            wrong.append(InitErrorDetails(type=error, loc=(n,), input=word))
    if wrong:
        raise ValidationError.from_exception_data(words.what, wrong)
    return tuple(ids)


def _resolve_more(stated: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
    """Return the values in the order in which the catalogue lists its fields.

    Raises:
        ValidationError: with one line for each that is wrong.
    """
    known: Vocabularies | None = info.context
    if known is None:
        return stated
    wrong: list[InitErrorDetails] = []
    found: dict[str, Any] = {}
    for name, value in stated.items():
        try:
            field = known.extra[resolve_word(known.extra, name)]
            found[field.id] = _valid(field, value, known)
        except PydanticCustomError as error:
            wrong.append(InitErrorDetails(type=error, loc=(name,), input=value))
        except ValidationError as error:
            wrong += (_line(name, line) for line in error.errors(include_url=False))
    if wrong:
        raise ValidationError.from_exception_data("more", wrong)
    return {field.id: found[field.id] for field in known.extra if field.id in found}


def _line(name: str, line: Any) -> InitErrorDetails:
    context = {**line.get("ctx", {}), "message": line["msg"]}
    error = PydanticCustomError(line["type"], "{message}", context)
    return InitErrorDetails(type=error, loc=(name, *line["loc"]), input=line["input"])


More = Annotated[
    dict[str, Any],
    Field(min_length=1, json_schema_extra={"x-vocabulary": "field"}),
    AfterValidator(_resolve_more),
]
