"""Under which settings a score was reached: words of `data/conditions.yaml`."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from unisurvey.schema.entries import ConditionKey
from unisurvey.schema.vocabularies import Vocabularies
from unisurvey.schema.vocabulary import Vocabulary, resolve_word

Setting = str | int | float


def _valid(key: ConditionKey, value: Setting) -> Setting:
    if key.words:
        return resolve_word(Vocabulary(key.id, key.words), str(value), "condition")
    if isinstance(value, str):
        raise PydanticCustomError(
            "float_type", "Input should be a valid number", {"key": key.id}
        )
    return value


def _resolve(stated: dict[str, Setting], info: ValidationInfo) -> dict[str, Setting]:
    """Return the settings in the order of `data/conditions.yaml`.

    Raises:
        ValidationError: with one line for each that is wrong.
    """
    context: Vocabularies | None = info.context
    if context is None:
        return stated
    known = context.conditions
    wrong: list[InitErrorDetails] = []
    found: dict[str, Setting] = {}
    for name, value in stated.items():
        try:
            key = known[resolve_word(known, name)]
            found[key.id] = _valid(key, value)
        except PydanticCustomError as error:
            wrong.append(InitErrorDetails(type=error, loc=(name,), input=value))
    if wrong:
        raise ValidationError.from_exception_data("conditions", wrong)
    return {key.id: found[key.id] for key in known if key.id in found}


Conditions = Annotated[
    dict[str, Setting | Any],
    Field(min_length=1, json_schema_extra={"x-vocabulary": "settings"}),
    AfterValidator(_resolve),
]
