import re
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from unisurvey.outside.add.options import OPTIONS, Kind
from unisurvey.outside.add.templates import template
from unisurvey.records.explain import fields_at
from unisurvey.schema import Benchmark, Dataset, Paper

SCHEMAS: dict[str, type[BaseModel]] = {
    "model": Paper,
    "paper": Paper,
    "dataset": Dataset,
    "benchmark": Benchmark,
}
LEFT_OUT = {
    *(
        "aliases",
        "absent",
        "gaps",
        "status",
        "corrections",
        "exceptions",
        "notes",
        "survey",
        "survey_row",
    ),
    *("capitals", "other_titles", "url", "size_bound", "paradigm", "shared"),
    *("section_by", "section_reason", "section_alternatives"),
    *("repository", "authors_complete", "unverified"),
}
"""What only special records have, and what `refresh` writes."""


def read(text):
    return yaml.load(text, yaml.CSafeLoader)


def walk(data, above=()):
    for name, value in data.items():
        yield (*above, name)
        if isinstance(value, dict):
            yield from walk(value, (*above, name))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_template_has_the_fields_of_the_schema_in_order(kind):
    data = read(template(kind, "2029-09-13"))
    left = LEFT_OUT | ({"name"} if kind == "model" else set())
    left |= {"more", "addresses", *(["sections"] if kind == "model" else [])}
    left |= {"model"} if kind == "paper" else set()
    left |= {"metrics", "editions", "comparable_on"}  # for those who give scores

    places = {()} | {path for path in walk(data) if path[0] != "sources"}
    for place in places:
        block = data
        for name in place:
            block = block[name]
        if isinstance(block, dict):
            known = list(fields_at(SCHEMAS[kind], place))
            wanted = [n for n in known if n not in left or (place and n == "name")]
            trailing = [name for name in ("sources", "added") if not place]
            expected = [n for n in wanted if n not in trailing] + trailing
            assert list(block) == expected


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_template_has_every_field_that_an_option_sets(kind):
    data = read(template(kind, "2029-09-13"))
    paths = {".".join(place) for place in walk(data)}

    fields = {option.fields.get(kind, "paper:") for option in OPTIONS.values()}
    special = {"model.encoders.shared", "model.paradigm"}
    assert {f for f in fields if not f.startswith("paper:")} - paths <= special


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_value_that_is_not_known_says_what_belongs_there(kind):
    data = read(template(kind, "2029-09-13", "Toy"))

    def leaves(value):
        match value:
            case dict():
                for held in value.values():
                    yield from leaves(held)
            case list():
                for held in value:
                    yield from leaves(held)
            case _:
                yield value

    given = {leaf for leaf in leaves(data) if not re.fullmatch(r"<[^<>]+>", leaf)}
    assert given == {"Toy", "2029-09-13"}
