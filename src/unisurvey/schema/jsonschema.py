"""JSON Schema for editors: the pydantic models plus the closed vocabularies."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from unisurvey.schema.about import About
from unisurvey.schema.base import Filed
from unisurvey.schema.benchmark import Benchmark
from unisurvey.schema.dataset import Dataset
from unisurvey.schema.entries import (
    Challenge,
    Component,
    ConditionKey,
    Excluded,
    KnownSource,
    License,
    Maker,
    OtherList,
    Section,
    Venue,
)
from unisurvey.schema.extra import words_of
from unisurvey.schema.paper import Paper
from unisurvey.schema.scores import ScoreSource
from unisurvey.schema.vocabulary import VOCABULARY_OF
from unisurvey.schema.words import Words
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from unisurvey.schema.about import ExtraField
    from unisurvey.schema.vocabularies import Vocabularies

SCHEMAS: dict[str, Any] = {
    "paper": Paper,
    "dataset": Dataset,
    "benchmark": Benchmark,
    "scores": ScoreSource,
    "catalogue": About,
    "words": Words,
    "taxonomy": tuple[Section, ...],
    "venues": tuple[Venue, ...],
    "sources": tuple[KnownSource, ...],
    "components": tuple[Component, ...],
    "licenses": tuple[License, ...],
    "organizations": tuple[Maker, ...],
    "conditions": tuple[ConditionKey, ...],
    "challenges": tuple[Challenge, ...],
    "excluded": tuple[Excluded, ...],
    "coverage": tuple[OtherList, ...],
}
"""Name of a file kind → what its content validates as."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field of a model, inherited ones included.

    They are read from the source on demand, because pydantic's own reading of them
    makes every import of the schema slower.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _docs_in(base.__module__)[base.__name__]
    return found


@cache
def _docs_in(module: str) -> dict[str, dict[str, str]]:
    """Return the same of each class of a module, without what it inherits."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    found: dict[str, dict[str, str]] = {each.name: {} for each in classes}
    for each in classes:
        for pair in pairwise(each.body):
            match pair:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str() as text)),
                ):
                    found[each.name][name] = " ".join(text.split())
                case _:
                    pass
    return found


def schema_text(name: str, vocabularies: Vocabularies) -> str:
    """Return the JSON Schema of one kind of file as stable, indented text.

    Its `$id` is where the catalogue keeps it; where that is not known, it has none.
    """
    kept = vocabularies.about.repository
    own = {"$id": f"{kept.rstrip('/')}/{schema_path(name)}"} if kept else {}
    simple = _simplified(_open(name), vocabularies)
    return json_document({"$schema": DIALECT, **own, **simple})


def schema_path(name: str) -> str:
    """Return the file below the root that holds the JSON Schema of a kind of file."""
    return f"schemas/{name}.schema.json"


@cache
def _open(name: str) -> dict[str, Any]:
    """Return the schema without words of vocabularies, the same in every catalogue."""
    return TypeAdapter(SCHEMAS[name]).json_schema(
        by_alias=True, schema_generator=_Generator
    )


class _Generator(GenerateJsonSchema):
    def model_schema(self, schema: Any) -> dict[str, Any]:
        """Add field descriptions; leave out the id, which the file name gives."""
        made = super().model_schema(schema)
        model = schema["cls"]
        docs = field_docs(model)
        properties = made.get("properties", {})
        for field, definition in model.model_fields.items():
            name = definition.alias or field
            if field in docs:
                properties[name]["description"] = docs[field]
        if issubclass(model, Filed):
            properties.pop("id", None)
            made["required"] = [n for n in made.get("required", []) if n != "id"]
        return made


def _simplified(node: Any, vocabularies: Vocabularies) -> Any:
    """Drop generated titles and nulls, and put vocabularies where they are used."""
    if isinstance(node, list):
        return [_simplified(element, vocabularies) for element in node]
    if not isinstance(node, dict):
        return node
    options = [o for o in node.get("anyOf", []) if o != {"type": "null"}]
    if options and len(options) < len(node["anyOf"]):
        rest = {k: v for k, v in node.items() if k not in {"anyOf", "default"}}
        node = (
            {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}
        )
    made = {
        key: _simplified(value, vocabularies)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
    vocabulary = made.pop("x-vocabulary", None)
    if vocabulary:
        made |= _closed(vocabulary, vocabularies)
    return made


def _closed(name: str, vocabularies: Vocabularies) -> dict[str, Any]:
    match name:
        case "field":
            fields = {
                field.id: _added(field, vocabularies) for field in vocabularies.extra
            }
            return {"properties": fields, "additionalProperties": False}
        case "settings":
            keys = {key.id: _setting(key) for key in vocabularies.conditions}
            return {"properties": keys, "additionalProperties": False}
        case "reference":
            survey = vocabularies.about.survey
            last = survey.references if survey else None
            return {"maximum": last} if last else {}
        case "section":
            leaves = [s.id for s in vocabularies.sections if not s.children]
            return {"enum": leaves}
        case "venue":
            ids = "|".join(venue.id for venue in vocabularies.venues)
            return {"pattern": f"^(?:{ids})-[0-9]{{4}}$"}
        case _:
            known = getattr(vocabularies, VOCABULARY_OF[name])
            return {"enum": [entry.id for entry in known]}


def _setting(key: ConditionKey) -> dict[str, Any]:
    words = [word.id for word in key.words or ()]
    return {
        **({"enum": words} if words else {"type": "number"}),
        "description": key.about,
    }


_ADDED: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "date": {"type": "string"},
    "yes-no": {"type": "boolean"},
    "record": {"type": "string"},
}


def _added(field: ExtraField, vocabularies: Vocabularies) -> dict[str, Any]:
    words = words_of(field, vocabularies)
    one = {"enum": [word.id for word in words]} if words else _ADDED[field.type]
    many = {"type": "array", "items": one, "minItems": 1} if field.several else one
    return {**many, "description": field.about}
